//! What the readers of programmes share.

use std::collections::BTreeSet;

use parvis_domain::id::{EventId, IdError, RoomId, VenueId};
use parvis_domain::name::folded;
use parvis_domain::programme::{Edition, Event, Mode, Programme, Room, Session, Venue};
use parvis_domain::text::{Lang, Text};
use parvis_domain::zone::Zone;

use jiff::civil::{Date, Time};

/// The longest id made from a name, in characters.
const MAX_SLUG_CHARS: usize = 60;

/// An id made from a name: its letters and digits, without accents. `None` when it has none.
pub(crate) fn slug(name: &str) -> Option<String> {
    let slug: String = folded(name).replace(' ', "-").chars().take(MAX_SLUG_CHARS).collect();
    let slug = slug.trim_matches('-').to_owned();
    (!slug.is_empty()).then_some(slug)
}

/// A text in one language; empty when there are no words.
pub(crate) fn text(lang: &Lang, words: &str) -> Text {
    let words = plain_text(words);
    if words.is_empty() { Text::default() } else { Text::only(lang.clone(), words) }
}

/// The mark of a text whose language nobody gave (BCP 47).
pub(crate) fn unknown_language() -> Option<Lang> {
    "und".parse().ok()
}

/// The rooms of a venue, found by their names.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    rooms: Vec<Room>,
    names: Vec<String>,
    ids: BTreeSet<RoomId>,
}

impl Rooms {
    /// The room of a name, when it is there.
    pub(crate) fn find(&self, name: &str) -> Option<&RoomId> {
        let key = name.trim().to_lowercase();
        let index = self.names.iter().position(|known| *known == key)?;
        self.rooms.get(index).map(|room| &room.id)
    }

    /// Adds a room; without an id of its own it gets one made from its name.
    pub(crate) fn add(
        &mut self,
        name: &str,
        id: Option<&str>,
        lang: &Lang,
    ) -> Result<&mut Room, IdError> {
        let made = || slug(name).unwrap_or_else(|| "room".to_owned());
        let base = id.map_or_else(made, str::to_owned);
        let mut id = RoomId::new(&base)?;
        let mut count = 1;
        while self.ids.contains(&id) {
            count += 1;
            id = RoomId::new(&format!("{base}-{count}"))?;
        }
        self.ids.insert(id.clone());
        self.names.push(name.trim().to_lowercase());
        let name = Text::only(lang.clone(), name.trim());
        self.rooms.push(Room { id, name, capacity: None, directions: Text::default() });
        let last = self.rooms.len() - 1;
        Ok(&mut self.rooms[last])
    }

    /// All of them, in the order in which they came.
    pub(crate) fn into_rooms(self) -> Vec<Room> {
        self.rooms
    }
}

/// What a file says about the one event it is about.
#[derive(Debug)]
pub(crate) struct Gathering {
    /// The id of the event, its edition and its venue.
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) zone: Zone,
    pub(crate) day_starts: Time,
    pub(crate) languages: Vec<Lang>,
    /// Days the file gives besides those of its sessions.
    pub(crate) days: Vec<Date>,
    pub(crate) links: Vec<parvis_domain::programme::Link>,
}

impl Gathering {
    /// The id of the event.
    pub(crate) fn event_id(&self) -> Result<EventId, IdError> {
        EventId::new(&self.id)
    }

    /// A programme of this one event. `None` when neither the file nor a session gives a day.
    pub(crate) fn programme(
        self,
        rooms: Vec<Room>,
        sessions: Vec<Session>,
    ) -> Result<Option<Programme>, IdError> {
        let of_sessions = sessions.iter().map(|s| self.zone.event_day(s.start, self.day_starts));
        let days: BTreeSet<Date> = of_sessions.chain(self.days.iter().copied()).collect();
        let Some((first_day, last_day)) = days.first().zip(days.last()) else { return Ok(None) };
        let venue = VenueId::new(&self.id)?;
        let event = Event {
            id: self.event_id()?,
            title: self.title.clone(),
            summary: Text::default(),
            organiser: String::new(),
            mode: Mode::OnSite,
            venue: Some(venue.clone()),
            first_day: *first_day,
            last_day: *last_day,
            day_starts: self.day_starts,
            languages: self.languages.clone(),
            relayed: false,
            links: self.links,
            partners: Vec::new(),
        };
        let venue = Venue {
            id: venue,
            name: self.title.clone(),
            city: Text::default(),
            address: String::new(),
            zone: self.zone.clone(),
            rooms,
        };
        let edition = Edition {
            id: self.id.parse()?,
            title: self.title,
            zone: self.zone,
            languages: self.languages,
            links: Vec::new(),
            partners: Vec::new(),
        };
        let (speakers, tracks) = (Vec::new(), Vec::new());
        let (events, venues) = (vec![event], vec![venue]);
        Ok(Some(Programme { edition, events, venues, sessions, speakers, tracks }))
    }
}

/// The elements of HTML that descriptions are written with.
const ELEMENTS: [&str; 36] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "th",
    "tr",
    "u",
    "ul",
];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 16] = [
    "blockquote",
    "br",
    "dd",
    "div",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "p",
    "pre",
    "tr",
];

/// A text without the marks of HTML, and without anything a screen could not show. Markdown is
/// left as it is: it is written to be read.
pub(crate) fn plain_text(source: &str) -> String {
    let source = source.replace("\r\n", "\n");
    let mut text = String::with_capacity(source.len());
    let mut rest = source.as_str();
    let mut is_html = false;
    while let Some(at) = rest.find('<') {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        match element(after) {
            Some((name, length)) => {
                is_html = true;
                if BLOCKS.contains(&name.as_str()) && !text.ends_with('\n') {
                    text.push('\n');
                }
                rest = after.get(length..).unwrap_or_default();
            }
            None => {
                text.push('<');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    text.push_str(rest);
    let text = if is_html { unescaped(&text) } else { text };
    let printable = |c: &char| *c == '\n' || *c == '\t' || !c.is_control();
    text.chars().filter(printable).collect::<String>().trim().to_owned()
}

/// The element that a text begins with, and how long its mark is.
fn element(text: &str) -> Option<(String, usize)> {
    let end = text.find('>')?;
    let mark = text.get(1..end)?.trim_start_matches('/');
    let name: String = mark.chars().take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    ELEMENTS.contains(&name.as_str()).then_some((name, end + 1))
}

fn unescaped(text: &str) -> String {
    let pairs = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];
    let text = pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    // Last, so that what was written as “&amp;lt;” becomes “&lt;” and no mark.
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_shown_without_its_marks() {
        let html = "<p>One &amp; <strong>two</strong><br/>three</p><script>x</script>";
        assert_eq!(plain_text(html), "One & two\nthree\n<script>x</script>");
        assert_eq!(plain_text("1 < 2 & **bold**\u{1b}"), "1 < 2 & **bold**");
    }

    #[test]
    fn an_id_is_made_of_letters() {
        assert_eq!(
            slug("Journées du numérique – 2023").as_deref(),
            Some("journees-du-numerique-2023")
        );
        assert_eq!(slug("–"), None);
    }
}
