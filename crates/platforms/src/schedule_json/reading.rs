//! From what a `schedule.json` says to a programme.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Time;
use parvis_domain::id::{EventId, RoomId, SessionId, SpeakerId, TrackId};
use parvis_domain::programme::{Event, Mode, Programme, Session, Speaker, Track};
use parvis_domain::text::{Lang, Text};
use parvis_domain::zone::Zone;

use super::shape::{Conference, Day, IdOrNumber, Person, Schedule, Slot};
use super::values::{day_of, duration, instant, is_colour, links, page, status};
use crate::programme_file::{Note, ProgrammeFileFault as Fault};
use crate::programme_parts::{Gathering, Rooms, plain_text, slug, text, unknown_language};

/// What is gathered while the sessions are read.
struct Reading<'s> {
    event: EventId,
    zone: Zone,
    day_starts: Time,
    /// The language of texts that name none: the one most sessions are held in.
    lang: Lang,
    rooms: Rooms,
    tracks: Vec<Track>,
    track_ids: HashMap<&'s str, TrackId>,
    speakers: Vec<Speaker>,
    speaker_ids: HashMap<String, SpeakerId>,
}

/// Reads a schedule as a programme.
pub(super) fn programme(schedule: &Schedule) -> Result<(Programme, Vec<Note>), Fault> {
    let conference = &schedule.conference;
    let gathering = gathering(schedule)?;
    let id_fault = |error| Fault::BadId { whose: "the conference".to_owned(), error };
    let lang = gathering.languages.first().cloned().or_else(unknown_language);
    let mut reading = Reading {
        event: gathering.event_id().map_err(id_fault)?,
        zone: gathering.zone.clone(),
        day_starts: gathering.day_starts,
        lang: lang.ok_or(Fault::OtherJson)?,
        rooms: Rooms::default(),
        tracks: Vec::new(),
        track_ids: HashMap::new(),
        speakers: Vec::new(),
        speaker_ids: HashMap::new(),
    };
    reading.take_rooms(conference)?;
    for track in conference.tracks.iter().flatten() {
        let name = track.name.as_deref().unwrap_or_default();
        reading.track(name, track.slug.as_deref(), track.color.as_deref())?;
    }
    let mut sessions = Vec::new();
    for day in days(conference) {
        for (room, slots) in &day.rooms.0 {
            let room = reading.rooms.find(room).cloned();
            for slot in slots {
                sessions.push(reading.session(slot, day, room.clone())?);
            }
        }
    }
    let notes = if sessions.is_empty() { vec![Note::NoSessions] } else { Vec::new() };
    let Reading { rooms, tracks, speakers, .. } = reading;
    let programme = gathering.programme(rooms.into_rooms(), sessions).map_err(id_fault)?;
    let programme = programme.ok_or(Fault::NoDays)?;
    Ok((Programme { tracks, speakers, ..programme }, notes))
}

fn days(conference: &Conference) -> impl Iterator<Item = &Day> {
    conference.days.iter().flatten()
}

fn gathering(schedule: &Schedule) -> Result<Gathering, Fault> {
    let conference = &schedule.conference;
    let field = "schedule.conference.time_zone_name";
    let name = conference.time_zone_name.as_deref().unwrap_or_default().trim();
    if name.is_empty() {
        return Err(Fault::NoTimeZone { field });
    }
    let unknown = |_| Fault::UnknownZone { field: field.to_owned(), zone: name.to_owned() };
    let zone: Zone = name.parse().map_err(unknown)?;
    let title = [&conference.title, &conference.acronym].into_iter().flatten();
    let title = title.map(|title| title.trim()).find(|title| !title.is_empty());
    let title = title.ok_or_else(|| missing("the conference", "title"))?;
    let id = conference.acronym.as_deref().and_then(slug).or_else(|| slug(title));
    let languages = languages(conference);
    let lang = languages.first().cloned().or_else(unknown_language).ok_or(Fault::OtherJson)?;
    let dates = [&conference.start, &conference.end].into_iter().flatten();
    let dates = dates.chain(days(conference).filter_map(|day| day.date.as_ref()));
    Ok(Gathering {
        id: id.ok_or_else(|| missing("the conference", "acronym"))?,
        title: Text::only(lang, title),
        day_starts: day_starts(conference, &zone),
        zone,
        languages,
        days: dates.filter_map(|date| day_of(date)).collect(),
        links: page(schedule.url.as_deref()).into_iter().collect(),
    })
}

/// When days begin: at the hour most `day_start`s name.
fn day_starts(conference: &Conference, zone: &Zone) -> Time {
    let starts = days(conference).filter_map(|day| day.day_start.as_deref());
    let times = starts.filter_map(|start| instant(start, zone)).map(|at| zone.civil(at).time());
    most(times).unwrap_or_else(Event::usual_day_start)
}

/// The languages sessions are held in, the most usual one first.
fn languages(conference: &Conference) -> Vec<Lang> {
    let slots = days(conference).flat_map(|day| &day.rooms.0).flat_map(|(_, slots)| slots);
    let mut counts: Vec<(Lang, usize)> = Vec::new();
    for lang in slots.filter_map(|slot| slot.language.as_deref()?.parse::<Lang>().ok()) {
        match counts.iter_mut().find(|(known, _)| *known == lang) {
            Some((_, count)) => *count += 1,
            None => counts.push((lang, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(lang, _)| lang).collect()
}

fn most<T: PartialEq + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let values: Vec<T> = values.collect();
    let count = |value: &T| values.iter().filter(|other| *other == value).count();
    values.iter().rev().copied().max_by_key(count)
}

impl<'s> Reading<'s> {
    /// Takes the rooms of the conference, then those that only a day names.
    fn take_rooms(&mut self, conference: &'s Conference) -> Result<(), Fault> {
        for room in conference.rooms.iter().flatten() {
            let name = room.name.as_deref().unwrap_or_default().trim();
            if name.is_empty() {
                return Err(missing("a room of the conference", "name"));
            }
            if self.rooms.find(name).is_some() {
                return Err(Fault::SameRoomName { room: name.to_owned() });
            }
            let directions = text(&self.lang, room.description.as_deref().unwrap_or_default());
            let guid = room.guid.as_deref().filter(|guid| !guid.trim().is_empty());
            let added = add_room(&mut self.rooms, name, guid, &self.lang)?;
            added.capacity = room.capacity.filter(|capacity| *capacity > 0);
            added.directions = directions;
        }
        for day in days(conference) {
            let mut today: Vec<String> = Vec::new();
            for (name, _) in &day.rooms.0 {
                let key = name.trim().to_lowercase();
                if today.contains(&key) {
                    return Err(Fault::SameRoomName { room: name.trim().to_owned() });
                }
                today.push(key);
                if self.rooms.find(name).is_none() {
                    add_room(&mut self.rooms, name, None, &self.lang)?;
                }
            }
        }
        Ok(())
    }

    /// The track of a name, added when it is new.
    fn track(
        &mut self,
        name: &'s str,
        given: Option<&str>,
        colour: Option<&str>,
    ) -> Result<Option<TrackId>, Fault> {
        if name.trim().is_empty() {
            return Ok(None);
        }
        if let Some(id) = self.track_ids.get(name) {
            return Ok(Some(id.clone()));
        }
        let id = given.map(str::to_owned).or_else(|| slug(name));
        let whose = || format!("the track “{}”", name.trim());
        let id = id.ok_or_else(|| missing(&whose(), "name"))?;
        let id = TrackId::new(&id).map_err(|error| Fault::BadId { whose: whose(), error })?;
        let name_text = Text::only(self.lang.clone(), name.trim());
        let colour = colour.filter(|colour| is_colour(colour)).map(str::to_owned);
        self.tracks.push(Track { id: id.clone(), name: name_text, colour });
        self.track_ids.insert(name, id.clone());
        Ok(Some(id))
    }

    fn session(
        &mut self,
        slot: &'s Slot,
        day: &Day,
        room: Option<RoomId>,
    ) -> Result<Session, Fault> {
        let title = plain_text(slot.title.as_deref().unwrap_or_default());
        let given = slot.guid.clone().or_else(|| slot.id.as_ref().map(IdOrNumber::to_string));
        let whose = || match (title.is_empty(), &given) {
            (false, _) => format!("the session “{title}”"),
            (true, Some(id)) => format!("the session with the guid “{id}”"),
            (true, None) => "a session without a title".to_owned(),
        };
        let given = given.as_deref().ok_or_else(|| missing(&whose(), "guid"))?;
        let id = SessionId::new(given);
        let id = id.map_err(|error| Fault::BadId { whose: whose(), error })?;
        if title.is_empty() {
            return Err(missing(&whose(), "title"));
        }
        let start = self.start(slot, day, &whose)?;
        let end = self.end(slot, start, &whose)?;
        if end <= start {
            let shown = |at| self.zone.civil(at).to_string();
            let (start, end) = (shown(start), shown(end));
            return Err(Fault::EndsBeforeStart { whose: whose(), start, end });
        }
        let language: Option<Lang> = slot.language.as_deref().and_then(|lang| lang.parse().ok());
        let lang = language.clone().unwrap_or_else(|| self.lang.clone());
        let words = [&slot.lead, &slot.description, &slot.subtitle].into_iter().flatten();
        let words = words.map(|words| text(&lang, words)).find(|text| !text.is_empty());
        let track = self.track(slot.track.as_deref().unwrap_or_default(), None, None)?;
        Ok(Session {
            id,
            event: self.event.clone(),
            room,
            start,
            end,
            title: Text::only(lang.clone(), title),
            summary: words.unwrap_or_default(),
            language,
            track,
            speakers: self.speakers(slot, &lang)?,
            mode: Mode::OnSite,
            capacity: None,
            status: status(slot.state.as_deref()),
            links: links(slot),
        })
    }

    fn start(
        &self,
        slot: &Slot,
        day: &Day,
        whose: &impl Fn() -> String,
    ) -> Result<Timestamp, Fault> {
        if let Some(date) = slot.date.as_deref() {
            let right = "write it as 2023-11-16T09:00:00+01:00";
            let found = || date.to_owned();
            let bad = || Fault::BadTime { whose: whose(), field: "date", found: found(), right };
            return instant(date, &self.zone).ok_or_else(bad);
        }
        let of_day = day.date.as_deref().and_then(day_of);
        let time = slot.start.as_deref().and_then(|start| start.parse::<Time>().ok());
        let (date, time) = of_day.zip(time).ok_or_else(|| missing(&whose(), "date"))?;
        // Before the day starts it is the night after it.
        let date = if time < self.day_starts { date.tomorrow().unwrap_or(date) } else { date };
        Ok(self.zone.instant(date.to_datetime(time)))
    }

    fn end(
        &self,
        slot: &Slot,
        start: Timestamp,
        whose: &impl Fn() -> String,
    ) -> Result<Timestamp, Fault> {
        if let Some(end) = slot.end.as_deref() {
            let right = "write it as 2023-11-16T10:00:00+01:00";
            let found = || end.to_owned();
            let bad = || Fault::BadTime { whose: whose(), field: "end", found: found(), right };
            return instant(end, &self.zone).ok_or_else(bad);
        }
        let given = slot.duration.as_ref().ok_or_else(|| missing(&whose(), "duration"))?;
        let right = "write hours and minutes, such as 00:45";
        let found = || given.to_string();
        let bad = || Fault::BadTime { whose: whose(), field: "duration", found: found(), right };
        let duration = duration(given).ok_or_else(bad)?;
        start.checked_add(duration).map_err(|_| bad())
    }

    fn speakers(&mut self, slot: &Slot, lang: &Lang) -> Result<Vec<SpeakerId>, Fault> {
        let mut ids = Vec::new();
        for person in slot.persons.iter().flatten() {
            let names = [&person.public_name, &person.name].into_iter().flatten();
            let Some(name) = names.map(|name| name.trim()).find(|name| !name.is_empty()) else {
                continue;
            };
            let id = self.speaker(person, name, lang)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    fn speaker(&mut self, person: &Person, name: &str, lang: &Lang) -> Result<SpeakerId, Fault> {
        let number = person.id.as_ref().map(IdOrNumber::to_string);
        let given = person.guid.clone().or_else(|| person.code.clone()).or(number);
        let given = given.or_else(|| slug(name)).unwrap_or_else(|| "speaker".to_owned());
        if let Some(id) = self.speaker_ids.get(&given) {
            return Ok(id.clone());
        }
        let whose = || format!("the speaker “{name}”");
        let id = SpeakerId::new(&given);
        let id = id.map_err(|error| Fault::BadId { whose: whose(), error })?;
        let biography = text(lang, person.biography.as_deref().unwrap_or_default());
        let (name, organisation) = (name.to_owned(), String::new());
        self.speakers.push(Speaker { id: id.clone(), name, organisation, biography });
        self.speaker_ids.insert(given, id.clone());
        Ok(id)
    }
}

fn add_room<'r>(
    rooms: &'r mut Rooms,
    name: &str,
    id: Option<&str>,
    lang: &Lang,
) -> Result<&'r mut parvis_domain::programme::Room, Fault> {
    let whose = || format!("the room “{}”", name.trim());
    rooms.add(name, id, lang).map_err(|error| Fault::BadId { whose: whose(), error })
}

fn missing(whose: &str, field: &'static str) -> Fault {
    Fault::Missing { whose: whose.to_owned(), field }
}
