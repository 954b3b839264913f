//! The entries of a calendar, and the sessions made of them.

use std::collections::HashMap;

use parvis_domain::id::{EventId, SessionId, TrackId};
use parvis_domain::programme::{Link, LinkKind, Mode, Room, Session, SessionStatus, Track};
use parvis_domain::text::{Lang, Text};
use parvis_domain::zone::Zone;

use super::lines::{Component, fault, first_of_list};
use super::time;
use super::zones::{Clocks, Moment};
use crate::programme_file::{Note, ProgrammeFileFault as Fault};
use crate::programme_parts::{Rooms, plain_text, slug, text};

/// An entry that can stand on a board.
#[derive(Debug)]
pub(super) struct Entry<'c> {
    component: &'c Component,
    title: String,
    pub(super) start: Moment,
    pub(super) end: Moment,
}

/// Reads all entries of some calendars.
pub(super) fn all<'c>(
    calendars: &[&'c Component],
    clocks: &Clocks,
    notes: &mut Vec<Note>,
) -> Result<Vec<Entry<'c>>, Fault> {
    let parts = calendars.iter().flat_map(|calendar| &calendar.components);
    let mut entries = Vec::new();
    for component in parts.filter(|part| part.name == "VEVENT") {
        match entry(component, clocks)? {
            Ok(entry) => entries.push(entry),
            Err(note) => notes.push(note),
        }
    }
    Ok(entries)
}

/// Reads an entry; one that lasts whole days is a note instead.
fn entry<'c>(component: &'c Component, clocks: &Clocks) -> Result<Result<Entry<'c>, Note>, Fault> {
    let title = plain_text(&component.text("SUMMARY"));
    if title.is_empty() {
        return Err(fault(component.line, "the entry that begins here has no title (SUMMARY)"));
    }
    let told = |line, what: &str| fault(line, &format!("the entry “{title}” {what}"));
    let repeats = ["RRULE", "RDATE"].iter().find_map(|name| component.property(name));
    if let Some(rule) = repeats {
        let message = "repeats, which is not understood; write an entry for each time";
        return Err(told(rule.line, message));
    }
    let start = component.property("DTSTART");
    let start = start.ok_or_else(|| told(component.line, "has no start (DTSTART)"))?;
    let Some(begins) = clocks.moment(start)? else {
        return Ok(Err(Note::WholeDay { title }));
    };
    let end = match (component.property("DTEND"), component.property("DURATION")) {
        (Some(end), _) => clocks.moment(end)?.ok_or_else(|| {
            told(end.line, "begins at a time but ends on a day; give DTEND a time")
        })?,
        (None, Some(lasts)) => {
            let bad = || told(lasts.line, "has a DURATION that is none; write one such as PT45M");
            let duration = time::duration(&lasts.value).ok_or_else(bad)?;
            Moment { at: begins.at.checked_add(duration).map_err(|_| bad())?, shown: None }
        }
        (None, None) => {
            return Err(told(component.line, "has no end; give it a DTEND or a DURATION"));
        }
    };
    Ok(Ok(Entry { component, title, start: begins, end }))
}

/// What the entries of a calendar make up.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) rooms: Vec<Room>,
    pub(super) tracks: Vec<Track>,
    pub(super) sessions: Vec<Session>,
}

/// What is gathered while entries become sessions.
struct Gathered<'g> {
    event: &'g EventId,
    lang: &'g Lang,
    zone: Zone,
    rooms: Rooms,
    tracks: Vec<Track>,
    track_ids: HashMap<String, TrackId>,
}

/// Makes sessions of entries, and rooms and tracks of what they name.
pub(super) fn sessions(
    entries: &[Entry<'_>],
    event: &EventId,
    lang: &Lang,
    zone: Zone,
) -> Result<Parts, Fault> {
    let (rooms, tracks, track_ids) = (Rooms::default(), Vec::new(), HashMap::new());
    let mut gathered = Gathered { event, lang, zone, rooms, tracks, track_ids };
    let sessions: Result<Vec<_>, _> = entries.iter().map(|entry| gathered.session(entry)).collect();
    let Gathered { rooms, tracks, .. } = gathered;
    Ok(Parts { rooms: rooms.into_rooms(), tracks, sessions: sessions? })
}

impl Gathered<'_> {
    fn session(&mut self, entry: &Entry<'_>) -> Result<Session, Fault> {
        let Entry { component, title, start, end } = entry;
        let whose = || format!("line {}: the entry “{title}”", component.line);
        if end.at <= start.at {
            let shown = |moment: &Moment| self.zone.civil(moment.at).to_string();
            let (start, end) = (shown(start), shown(end));
            return Err(Fault::EndsBeforeStart { whose: whose(), start, end });
        }
        let uid = component.value("UID");
        let uid = uid.ok_or_else(|| Fault::Missing { whose: whose(), field: "id (UID)" })?;
        // One of several times of an entry, moved on its own.
        let id = match component.value("RECURRENCE-ID") {
            Some(time) => format!("{uid}/{time}"),
            None => uid.to_owned(),
        };
        let bad_id = |error| Fault::BadId { whose: whose(), error };
        let id = SessionId::new(&id).map_err(bad_id)?;
        let place = component.text("LOCATION");
        let (room, mode) = match place.trim() {
            "" => (None, Mode::OnSite),
            online if is_address(online) => (None, Mode::Online),
            name => {
                let known = self.rooms.find(name).cloned();
                let room = match known {
                    Some(room) => room,
                    None => self.rooms.add(name, None, self.lang).map_err(bad_id)?.id.clone(),
                };
                (Some(room), Mode::OnSite)
            }
        };
        let summary = component.property("SUMMARY");
        let language = summary.and_then(|summary| summary.parameter("LANGUAGE")?.parse().ok());
        let lang: &Lang = language.as_ref().unwrap_or(self.lang);
        let title = Text::only(lang.clone(), title.clone());
        let words = text(lang, &component.text("DESCRIPTION"));
        let cancelled =
            component.value("STATUS").is_some_and(|s| s.eq_ignore_ascii_case("CANCELLED"));
        Ok(Session {
            id,
            event: self.event.clone(),
            room,
            start: start.at,
            end: end.at,
            title,
            summary: words,
            track: self.track(component)?,
            language,
            speakers: Vec::new(),
            mode,
            capacity: None,
            status: if cancelled { SessionStatus::Cancelled } else { SessionStatus::Planned },
            links: links(component, place.trim()),
        })
    }

    /// The first category of an entry, as a track.
    fn track(&mut self, component: &Component) -> Result<Option<TrackId>, Fault> {
        let Some(property) = component.property("CATEGORIES") else { return Ok(None) };
        let name = plain_text(&first_of_list(&property.value));
        let Some(base) = slug(&name) else { return Ok(None) };
        if let Some(id) = self.track_ids.get(&name) {
            return Ok(Some(id.clone()));
        }
        let taken = |id: &str| self.tracks.iter().any(|track| track.id.as_str() == id);
        let ids = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") });
        let id = ids.into_iter().find(|id| !taken(id)).unwrap_or(base);
        let whose = || format!("the category “{name}”");
        let id = TrackId::new(&id).map_err(|error| Fault::BadId { whose: whose(), error })?;
        let name_text = Text::only(self.lang.clone(), name.clone());
        self.tracks.push(Track { id: id.clone(), name: name_text, colour: None });
        self.track_ids.insert(name, id.clone());
        Ok(Some(id))
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn links(component: &Component, place: &str) -> Vec<Link> {
    let link = |kind, url: &str| Link { kind, url: url.to_owned(), title: Text::default() };
    let page = component.value("URL").filter(|url| is_address(url));
    let stream = Some(place).filter(|place| is_address(place));
    let page = page.map(|url| link(LinkKind::Page, url));
    page.into_iter().chain(stream.map(|url| link(LinkKind::Stream, url))).collect()
}
