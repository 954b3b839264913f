//! Calendars (iCalendar, RFC 5545, with the `X-WR-` properties of RFC 7986's forerunners).
//!
//! What is known of the calendars people have:
//! - pretalx calls the zone of Berlin `CET`; others call theirs `Romance Standard Time`. What the
//!   file's own `VTIMEZONE` defines is followed, never its name; a name counts only where the
//!   file defines nothing and the name is an IANA zone.
//! - The venue's zone is, in this order: `X-WR-TIMEZONE`; the IANA zone that most entries name,
//!   if its clocks agree with the file; the first zone of a short list ([`zones::USUAL`]) whose
//!   clocks agree with the file at every entry, with a note that says so. Where none does, the
//!   file has no time zone and is refused.
//! - pretalx puts the speakers behind the title, which cannot be told from a title that ends in
//!   “ – something”: titles are left as they are.
//! - Entries that last whole days are left out with a note. Entries that repeat (`RRULE`,
//!   `RDATE`) are refused, since a board that shows only the first of them would be wrong.
//!
//! Lines are read here rather than by a crate, so that every error knows its line and a calendar
//! that nests a million components cannot exhaust the stack.

mod entries;
mod lines;
mod offsets;
mod time;
mod zones;

use parvis_domain::programme::{Event, Programme};
use parvis_domain::text::{Lang, Text};

use crate::programme_file::{Note, ProgrammeFileFault as Fault};
use crate::programme_parts::{Gathering, plain_text, slug, unknown_language};
use lines::Component;

/// Reads a calendar as a programme of one event. `name` is what the event is called when the
/// calendar does not say (`X-WR-CALNAME`, `NAME`).
///
/// # Errors
/// When it is no calendar, an entry's time cannot be told, or an entry lacks an id, a title, a
/// start or an end after it.
pub fn read(text: &str, name: &str) -> Result<(Programme, Vec<Note>), Fault> {
    let calendars = lines::components(text)?;
    let calendars: Vec<&Component> =
        calendars.iter().filter(|calendar| calendar.name == "VCALENDAR").collect();
    let property = |name: &str| calendars.iter().find_map(|calendar| calendar.value(name));
    let stated = property("X-WR-TIMEZONE").map(str::to_owned);
    let definitions = zones::definitions(&calendars)?;
    let mut notes = Vec::new();
    let clocks = zones::Clocks::new(definitions, stated.as_deref())?;
    let entries = entries::all(&calendars, &clocks, &mut notes)?;
    if entries.is_empty() {
        return Err(Fault::NoDays);
    }
    let zone = clocks.zone_of(&entries, &mut notes)?;
    let lang = property("X-WR-CALLANG").and_then(|lang| lang.parse().ok());
    let lang: Lang = lang.or_else(unknown_language).ok_or(Fault::OtherJson)?;
    let title = property("X-WR-CALNAME").or_else(|| property("NAME")).map(plain_text);
    let title = title.filter(|title| !title.is_empty());
    let id = title.as_deref().and_then(slug).or_else(|| property("PRODID").and_then(of_pretalx));
    let id = id.or_else(|| slug(name)).unwrap_or_else(|| "event".to_owned());
    let title = title.unwrap_or_else(|| if name.is_empty() { id.clone() } else { name.to_owned() });
    let gathering = Gathering {
        id,
        title: Text::only(lang.clone(), title),
        zone,
        day_starts: Event::usual_day_start(),
        languages: if lang.primary() == "und" { Vec::new() } else { vec![lang.clone()] },
        days: Vec::new(),
        links: Vec::new(),
    };
    let id_fault = |error| Fault::BadId { whose: "the calendar".to_owned(), error };
    let event = gathering.event_id().map_err(id_fault)?;
    let parts = entries::sessions(&entries, &event, &lang, gathering.zone.clone())?;
    let programme = gathering.programme(parts.rooms, parts.sessions).map_err(id_fault)?;
    let programme = programme.ok_or(Fault::NoDays)?;
    Ok((Programme { tracks: parts.tracks, ..programme }, notes))
}

/// The event's short name in what pretalx calls itself: `-//pretalx//host//name`.
fn of_pretalx(product: &str) -> Option<String> {
    let name = product.strip_prefix("-//pretalx//")?.rsplit("//").next()?;
    slug(name)
}
