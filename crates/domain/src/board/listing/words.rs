//! The words of a programme as they are searched.

use std::collections::HashMap;

use crate::id::{RoomId, SessionId, TrackId};
use crate::name::folded;
use crate::programme::{Programme, Session, Slot, Venue};
use crate::text::Text;

/// As many letters of a text are searched; nobody looks for what comes after.
const MOST_LETTERS: usize = 20_000;
/// As many words are looked for, of so many letters together.
const MOST_WORDS: usize = 8;
const MOST_SEARCHED: usize = 200;

/// The words of a programme's sessions without case and accents, in every language there is.
/// Made once for a programme, which takes a while for a large one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    sessions: HashMap<SessionId, Texts>,
    rooms: HashMap<RoomId, String>,
    tracks: HashMap<TrackId, String>,
}

/// Letters besides the Latin ones in which something is written, and can be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
}

/// A session's words, those of each kind with a blank before each of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Texts {
    title: String,
    people: String,
    summary: String,
}

/// What somebody looks for.
pub(super) struct Query(Vec<Word>);

struct Word {
    plain: String,
    /// With a blank before it, as where it begins a word.
    begins: String,
}

/// How well something answers a query, the best first: by the word that it answers worst, and then
/// by all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    worst: u8,
    sum: u16,
}

impl Query {
    pub(super) fn new(search: &str) -> Self {
        let search = searchable(&search.chars().take(MOST_SEARCHED).collect::<String>());
        let word = |word: &str| Word { plain: word.to_owned(), begins: format!(" {word}") };
        Self(search.split_whitespace().take(MOST_WORDS).map(word).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Words {
    /// The words of a programme.
    #[must_use]
    pub fn of(programme: &Programme) -> Self {
        let people: HashMap<_, _> = programme
            .speakers
            .iter()
            .map(|speaker| (&speaker.id, person(&speaker.name, &speaker.organisation)))
            .collect();
        let texts = |session: &Session| {
            let people = session.speakers.iter().filter_map(|id| people.get(id));
            (session.id.clone(), Texts::of(session, people.map(String::as_str)))
        };
        let rooms = programme.venues.iter().flat_map(Venue::rooms);
        Self {
            sessions: programme.sessions.iter().map(texts).collect(),
            rooms: rooms.map(|room| (room.id.clone(), in_all_languages(&room.name))).collect(),
            tracks: programme
                .tracks
                .iter()
                .map(|track| (track.id.clone(), in_all_languages(&track.name)))
                .collect(),
        }
    }

    /// The letters besides the Latin ones in which something of the programme is written.
    #[must_use]
    pub fn scripts(&self) -> Vec<Script> {
        let of_sessions = self.sessions.values();
        let of_sessions = of_sessions.flat_map(|it| [&it.title, &it.people, &it.summary]);
        let all: Vec<_> =
            of_sessions.chain(self.rooms.values()).chain(self.tracks.values()).collect();
        let has = |letters: std::ops::RangeInclusive<char>| {
            all.iter().any(|text| !text.is_ascii() && text.contains(|c| letters.contains(&c)))
        };
        let known = [(Script::Greek, 'α'..='ω'), (Script::Cyrillic, 'а'..='џ')];
        known.into_iter().filter(|(_, letters)| has(letters.clone())).map(|(it, _)| it).collect()
    }

    /// How well a session answers a query; `None` when one of the words is not in it.
    pub(super) fn rank(
        &self,
        programme: &Programme,
        slot: &Slot<'_>,
        query: &Query,
    ) -> Option<Rank> {
        if query.is_empty() {
            return Some(Rank::default());
        }
        let session = slot.session;
        let of_day;
        let texts = match self.sessions.get(&session.id) {
            Some(texts) => texts,
            // It was added on the day, or the programme lacks it by now.
            None => {
                let people = session.speakers.iter().filter_map(|id| programme.speaker(id));
                let people: Vec<_> =
                    people.map(|speaker| person(&speaker.name, &speaker.organisation)).collect();
                of_day = Texts::of(session, people.iter().map(String::as_str));
                &of_day
            }
        };
        let rooms = [slot.room, slot.old_room].into_iter().flatten();
        let rooms = rooms.filter_map(|room| self.rooms.get(room));
        let track = session.track.as_ref().and_then(|track| self.tracks.get(track));
        let about: Vec<&str> = rooms.chain(track).map(String::as_str).collect();
        let mut rank = Rank::default();
        for word in &query.0 {
            let level = word.level(texts, &about)?;
            rank.worst = rank.worst.max(level);
            rank.sum += u16::from(level);
        }
        Some(rank)
    }
}

impl Texts {
    fn of<'p>(session: &Session, people: impl Iterator<Item = &'p str>) -> Self {
        Self {
            title: in_all_languages(&session.title),
            people: people.collect(),
            summary: in_all_languages(&session.summary),
        }
    }
}

impl Word {
    /// Where it stands, the best place first; `None` when nowhere.
    fn level(&self, texts: &Texts, about: &[&str]) -> Option<u8> {
        self.place_in(&texts.title, 0)
            .or_else(|| self.place_in(&texts.people, 2))
            .or_else(|| about.iter().find_map(|text| self.place_in(text, 4)))
            .or_else(|| self.place_in(&texts.summary, 6))
    }

    /// The first of two levels where it begins a word, the second where it is within one.
    fn place_in(&self, text: &str, level: u8) -> Option<u8> {
        if !text.contains(&self.plain) {
            return None;
        }
        Some(if text.contains(&self.begins) { level } else { level + 1 })
    }
}

fn person(name: &str, organisation: &str) -> String {
    format!(" {} {}", searchable(name), searchable(organisation))
}

fn in_all_languages(text: &Text) -> String {
    let mut all = String::new();
    for (_, words) in text.filled() {
        let end = words.char_indices().nth(MOST_LETTERS).map_or(words.len(), |(at, _)| at);
        all.push(' ');
        all.push_str(&searchable(&words[..end]));
    }
    all
}

/// As names are searched; and the sigma at the end of a Greek word is one like the others.
fn searchable(words: &str) -> String {
    let folded = folded(words);
    if folded.contains('ς') { folded.replace('ς', "σ") } else { folded }
}
