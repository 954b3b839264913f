//! A long day of one venue, invented from a seed: twelve rooms, ninety sessions, sixty changes, two
//! stretches without the hub, announcements and an emergency; and what its boards should show.

mod heard;
mod painted;

use jiff::civil::{DateTime, date};
use jiff::{Timestamp, ToSpan};
use parvis_domain::id::{EventId, SessionId, VenueId};
use parvis_domain::programme::change::Added;
use parvis_domain::programme::saying::Word;
use parvis_domain::programme::{Mode, Programme};
use parvis_domain::text::Text;
use parvis_domain::zone::Zone;
use parvis_testkit::Chance;
use serde_json::{Value, json};

pub(crate) use heard::{Board, Heard};
pub(crate) use painted::{Painted, READ};

const ROOMS: usize = 12;
const SESSIONS: usize = 90;
const CHANGES: usize = 60;
/// The languages of the place, in the order in which boards turn.
pub(crate) const LANGUAGES: [&str; 3] = ["fr", "nl", "en"];
/// The stretches in which the venue does not hear its hub, in minutes of the day.
pub(crate) const CUT_OFF: [(i64, i64); 2] = [(640, 680), (900, 935)];
/// The longest title, in characters.
const LONGEST: usize = 160;

/// Something that is said at the hub, in a minute of the day.
#[derive(Debug, Clone)]
pub(crate) struct Deed {
    pub(crate) minute: i64,
    pub(crate) said: Said,
}

#[derive(Debug, Clone)]
pub(crate) enum Said {
    Word(SessionId, Word),
    Added(Added),
    /// For so many minutes.
    Announced(Text, i64),
    TakenOver,
    Ended,
}

/// The day as it was planned, and what is said on it.
pub(crate) struct VenueDay {
    pub(crate) programme: Programme,
    pub(crate) deeds: Vec<Deed>,
}

pub(crate) fn event() -> EventId {
    "day".parse().unwrap()
}

pub(crate) fn venue() -> VenueId {
    "hall".parse().unwrap()
}

/// A minute of the day, by the venue's clock.
pub(crate) fn at(minute: i64) -> Timestamp {
    let zone: Zone = "Europe/Brussels".parse().unwrap();
    zone.instant(DateTime::from(date(2023, 11, 16)).saturating_add(minute.minutes()))
}

impl VenueDay {
    pub(crate) fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let programme = programme(&mut chance);
        let deeds = deeds(&programme, &mut chance);
        Self { programme, deeds }
    }

    /// The minutes in which something is different, or is about to be: all that is said, the ends of
    /// the stretches without the hub, and some borders of sessions.
    pub(crate) fn minutes(&self) -> Vec<i64> {
        let said = self.deeds.iter().map(|deed| deed.minute);
        let cut = CUT_OFF.iter().flat_map(|(from, until)| [*from, *until]);
        // Before the first session, and after the last.
        let mut minutes: Vec<i64> = said.chain(cut).chain([500, 1_140]).collect();
        minutes.sort_unstable();
        minutes.dedup();
        minutes
    }
}

fn programme(chance: &mut Chance) -> Programme {
    let rooms: Vec<Value> = (1..=ROOMS)
        .map(|n| {
            let name = json!({"fr": format!("Salle {n}"), "nl": format!("Zaal {n}"),
                              "en": format!("Room {n}")});
            json!({"id": format!("r{n:02}"), "name": name, "capacity": 80})
        })
        .collect();
    let session = |n: usize| {
        let (room, turn) = (1 + n % ROOMS, i64::try_from(n / ROOMS).unwrap());
        let start = 540 + 60 * turn + 5 * i64::try_from(chance.below(4)).unwrap();
        // Some begin in a room before what is on there has ended.
        let length =
            if chance.one_in(15) { 90 } else { 35 + 5 * i64::try_from(chance.below(5)).unwrap() };
        json!({"id": format!("s{n:02}"), "event": "day", "room": format!("r{room:02}"),
               "title": title(chance), "language": LANGUAGES[chance.place(3)],
               "start": at(start), "end": at(start + length)})
    };
    let sessions: Vec<Value> = (0..SESSIONS).map(session).collect();
    serde_json::from_value(json!({
        "edition": {"id": "week", "title": {"en": "The week"}, "zone": "Europe/Brussels",
                    "languages": LANGUAGES},
        "events": [{"id": "day", "title": {"fr": "La journée", "nl": "De dag", "en": "The day"},
                    "mode": "on_site", "venue": "hall", "languages": LANGUAGES,
                    "first_day": "2023-11-16", "last_day": "2023-11-16"}],
        "venues": [{"id": "hall", "name": {"fr": "La halle", "nl": "De hal", "en": "The hall"},
                    "city": {"fr": "Bruxelles", "nl": "Brussel", "en": "Brussels"},
                    "zone": "Europe/Brussels", "rooms": rooms}],
        "sessions": sessions
    }))
    .unwrap()
}

/// A title in some of the languages, perhaps a very long one, or one in other letters.
fn title(chance: &mut Chance) -> Text {
    const WORDS: [(&str, &[&str]); 3] = [
        (
            "fr",
            &[
                "Réparer",
                "l’administration",
                "communes",
                "numériques",
                "ensemble",
                "gouvernance",
                "et",
                "anticonstitutionnellement",
                "des",
                "villes",
                "œuvres",
                "libres",
            ],
        ),
        (
            "nl",
            &[
                "Herstellen",
                "gemeenschappelijke",
                "voorzieningen",
                "en",
                "samenwerking",
                "overheidsadministratie",
                "van",
                "steden",
                "toegankelijkheidsverklaring",
                "vrij",
            ],
        ),
        (
            "en",
            &[
                "Repairing",
                "the",
                "commons",
                "together",
                "governance",
                "of",
                "cities",
                "interoperability",
                "and",
                "free",
                "works",
                "accessibility",
            ],
        ),
    ];
    const ELSEWHERE: [&str; 4] = ["Κοινά αγαθά", "Спільне благо", "公共財", "المشاعات الرقمية"];
    let mut text = Text::default();
    let most = if chance.one_in(4) { LONGEST } else { 20 + chance.place(60) };
    for (lang, words) in WORDS {
        if !text.is_empty() && chance.one_in(5) {
            continue;
        }
        let mut title = String::new();
        if chance.one_in(12) {
            title.push_str(ELSEWHERE[chance.place(ELSEWHERE.len())]);
        }
        loop {
            let word = words[chance.place(words.len())];
            if !title.is_empty() && title.chars().count() + 1 + word.chars().count() > most {
                break;
            }
            if !title.is_empty() {
                title.push(' ');
            }
            title.push_str(word);
        }
        text.insert(lang.parse().unwrap(), title);
    }
    text
}

fn deeds(programme: &Programme, chance: &mut Chance) -> Vec<Deed> {
    let mut minutes: Vec<i64> =
        (0..CHANGES).map(|_| 525 + i64::try_from(chance.below(460)).unwrap()).collect();
    minutes.sort_unstable();
    let changed =
        minutes.into_iter().map(|minute| Deed { minute, said: said(programme, minute, chance) });
    let mut deeds: Vec<Deed> = changed.collect();
    for (minute, length) in [(560, 20), (905, 60), (1_000, 15)] {
        let mut text = Text::only("fr".parse().unwrap(), "Le déjeuner est servi dans le foyer.");
        text.insert("en".parse().unwrap(), "Lunch is served in the foyer.");
        deeds.push(Deed { minute, said: Said::Announced(text, length) });
    }
    deeds.push(Deed { minute: 850, said: Said::TakenOver });
    deeds.push(Deed { minute: 854, said: Said::Ended });
    deeds.sort_by_key(|deed| deed.minute);
    deeds
}

fn said(programme: &Programme, minute: i64, chance: &mut Chance) -> Said {
    let room = |chance: &mut Chance| format!("r{:02}", 1 + chance.place(ROOMS)).parse().unwrap();
    let coming: Vec<_> = programme.sessions.iter().filter(|it| it.end > at(minute)).collect();
    let session = coming[chance.place(coming.len())];
    let word = match chance.below(10) {
        0..=2 => Word::Late(5 + 5 * u32::try_from(chance.below(7)).unwrap()),
        3 | 4 => Word::Moved { room: Some(room(chance)), start: None },
        5 => {
            let later = i64::try_from(chance.below(90)).unwrap();
            Word::Moved { room: None, start: Some(session.start + later.minutes()) }
        }
        6 => Word::Full,
        7 => Word::Cancelled,
        8 => Word::AsPlanned,
        _ => {
            let start = at(minute + 10 + i64::try_from(chance.below(60)).unwrap());
            let (title, room) = (title(chance), Some(room(chance)));
            return Said::Added(Added {
                title,
                room,
                start,
                end: start + 30.minutes(),
                language: None,
                track: None,
                speakers: Vec::new(),
                mode: Mode::OnSite,
                capacity: None,
            });
        }
    };
    Said::Word(session.id.clone(), word)
}
