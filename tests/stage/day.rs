//! A day of the demonstration on which much was said, in a data folder to open the program on.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use parvis_domain::announcement::{Announced, TakenOver};
use parvis_domain::clock::HybridClock;
use parvis_domain::fact::{Fact, Scanned};
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_domain::programme::change::Added;
use parvis_domain::series::{Head, Sealed};
use parvis_domain::text::Text;
use parvis_kiosk::clock::RehearsalClock;
use parvis_kiosk::demo;
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::view::SessionWord;
use parvis_roster::{DataKind, Opening, Roster};

/// Ten past eleven: five rooms are in use, and everything has happened.
pub(crate) const MIDDAY: &str = "2023-11-16T11:20:00+01:00";

/// What was said on that day.
pub(crate) struct SaidDay {
    kiosk: Kiosk,
}

impl SaidDay {
    /// The demonstration in a folder for rehearsing, of which nothing was said yet.
    pub(crate) fn new(folder: &Path) -> Self {
        let mut entropy = |bytes: &mut [u8]| getrandom::fill(bytes).unwrap();
        let opening = Opening { folder, kind: DataKind::Rehearsal, entropy: &mut entropy };
        let clock = RehearsalClock::set(time(MIDDAY), Instant::now());
        let kiosk = Kiosk::new(Roster::open(opening).unwrap(), Arc::new(clock)).unwrap();
        demo::fill(&kiosk, folder).unwrap();
        Self { kiosk }
    }

    /// One session of each kind of word.
    pub(crate) fn changed(self) -> Self {
        let say = |session: &str, word| {
            self.kiosk.say(&brussels(), &session.parse().unwrap(), word).unwrap();
        };
        say("bx-models", SessionWord::Full);
        say("bx-open-data", SessionWord::Cancelled);
        say("bx-rt-scaling", SessionWord::Late { minutes: 15 });
        let room = Some("bx-canal".parse().unwrap());
        say("bx-open-mic", SessionWord::Moved { room, start: None });
        let (fr, nl) = ("fr".parse().unwrap(), "nl".parse().unwrap());
        let mut title = Text::only(fr, "Visite guidée de la halle");
        title.insert(nl, "Rondleiding door de hal");
        let added = Added {
            title,
            room: Some("bx-galerie".parse().unwrap()),
            start: time("2023-11-16T12:30:00+01:00"),
            end: time("2023-11-16T13:00:00+01:00"),
            language: None,
            track: None,
            speakers: Vec::new(),
            mode: parvis_domain::programme::Mode::OnSite,
            capacity: None,
        };
        self.kiosk.add_session(&brussels(), added).unwrap();
        self
    }

    /// Something for everybody.
    pub(crate) fn announced(self) -> Self {
        let from = time(MIDDAY);
        let until = from + SignedDuration::from_hours(2);
        let text = in_three(
            "Le déjeuner est servi à 12 h 30, dans le foyer et dans la cour.",
            "De lunch is om 12.30 uur, in de foyer en op de binnenplaats.",
            "Lunch is at 12:30, in the foyer and in the courtyard.",
        );
        let announced = Announced { event: brussels(), venue: Some(hall()), text, from, until };
        self.kiosk.announce_to_all(announced).unwrap();
        self
    }

    /// An emergency, in these words or without any.
    pub(crate) fn taken_over(self, with_words: bool) -> Self {
        let words = in_three(
            "Quittez le bâtiment par la sortie la plus proche.",
            "Verlaat het gebouw via de dichtstbijzijnde uitgang.",
            "Leave the building by the nearest exit.",
        );
        let text = if with_words { words } else { Text::default() };
        let taken_over = TakenOver { event: brussels(), venue: hall(), text };
        self.kiosk.take_over(taken_over).unwrap();
        self
    }
}

/// Everybody who was let in by the kiosk of this folder comes in at another gate three minutes later,
/// by a kiosk that does not know.
pub(crate) fn let_in_elsewhere(folder: &Path) {
    let mut entropy = |bytes: &mut [u8]| getrandom::fill(bytes).unwrap();
    let opening = Opening { folder, kind: DataKind::Rehearsal, entropy: &mut entropy };
    let roster = Roster::open(opening).unwrap();
    let mut here = Vec::new();
    let mut each = |sealed: &Sealed| {
        if let Fact::Scanned(scanned) = &sealed.record.fact {
            here.push((sealed.record.at, scanned.clone()));
        }
        Ok(())
    };
    roster.read(|roster| roster.records(&mut each)).unwrap();
    let mut head = Head::new(DeviceId([7; 16]), Incarnation([7; 8]), None);
    let mut clock = HybridClock::after(None);
    for (at, scanned) in here {
        let fact = Fact::Scanned(Scanned { gate: "side".parse().unwrap(), ..scanned });
        let sealed = head.next(&mut clock, at + SignedDuration::from_mins(3), true, fact).unwrap();
        head.advance(&sealed).unwrap();
        assert!(roster.write(move |roster| roster.receive(sealed)).unwrap());
    }
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn brussels() -> parvis_domain::id::EventId {
    "brussels".parse().unwrap()
}

fn hall() -> parvis_domain::id::VenueId {
    "halle-des-communs".parse().unwrap()
}

fn in_three(fr: &str, nl: &str, en: &str) -> Text {
    let mut text = Text::only("fr".parse().unwrap(), fr);
    text.insert("nl".parse().unwrap(), nl);
    text.insert("en".parse().unwrap(), en);
    text
}
