//! A programme from a file of any of the formats that are understood.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use parvis_domain::id::IdError;
use parvis_domain::programme::{Programme, ProgrammeFault};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::content::{Content, content_of, file_name};
use crate::{icalendar, schedule_json};

/// The largest file that is read, in MiB.
pub const MAX_MIB: u64 = 100;

/// The most sessions, and the most speakers, a programme may have.
pub const MAX_SESSIONS: usize = 20_000;

/// Something a reader should know about a programme that was taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Note {
    /// An entry without a time of day, which no board can show.
    #[error("“{title}” lasts whole days and was left out: it has no time of day")]
    WholeDay {
        /// What the entry is called.
        title: String,
    },
    /// The file does not name the zone of its place.
    #[error(
        "the calendar calls its time zone “{named}”, which is no place; its clocks agree with those of {zone}, which is taken"
    )]
    ZoneChosen {
        /// What the file calls it.
        named: String,
        /// The zone that behaves like it.
        zone: String,
    },
    /// Nothing takes place.
    #[error("the programme has no sessions")]
    NoSessions,
}

/// What is wrong with a programme file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct ProgrammeFileError {
    /// The file's name, without its folders.
    pub file: String,
    /// What.
    pub fault: ProgrammeFileFault,
}

/// What is wrong with a programme file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProgrammeFileFault {
    /// The machine cannot read it.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// More than [`MAX_MIB`].
    #[error("the file has more than {MAX_MIB} MiB, too much for a programme")]
    TooLarge,
    /// No bytes, or nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// HTML under another name.
    #[error(
        "this is a web page, not a programme; save the export itself (schedule.json or .ics), perhaps after signing in"
    )]
    WebPage,
    /// A file of another kind.
    #[error(
        "this is {0}, not a programme; give a schedule.json, a calendar (.ics) or a programme of Parvis (.json)"
    )]
    OtherKind(&'static str),
    /// Bytes that are not UTF-8.
    #[error("line {line}: the text is not UTF-8; save it as UTF-8")]
    Encoding {
        /// The line, from 1.
        line: usize,
    },
    /// JSON that cannot be read, or that lacks what a programme has.
    #[error("line {line}, column {column}: {message}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong, as the reader of JSON says it.
        message: String,
    },
    /// JSON of something else.
    #[error(
        "this JSON is neither a schedule.json (no “schedule”) nor a programme of Parvis (no “edition”)"
    )]
    OtherJson,
    /// A schedule that does not say where its clocks are.
    #[error("the schedule has no time zone; add {field}, such as “Europe/Brussels”")]
    NoTimeZone {
        /// The field that would say so.
        field: &'static str,
    },
    /// A zone nobody knows.
    #[error("{field} is “{zone}”, which is no time zone; write one such as “Europe/Brussels”")]
    UnknownZone {
        /// The field that says so.
        field: String,
        /// What it says.
        zone: String,
    },
    /// A thing without something it needs.
    #[error("{whose} has no {field}")]
    Missing {
        /// The one that lacks it.
        whose: String,
        /// What it lacks.
        field: &'static str,
    },
    /// A text that is no point in time.
    #[error("{whose} has the {field} “{found}”; {right}")]
    BadTime {
        /// The one that has it.
        whose: String,
        /// The field.
        field: &'static str,
        /// What it says.
        found: String,
        /// What would be right.
        right: &'static str,
    },
    /// A session that is over before it begins.
    #[error("{whose} begins at {start} and ends at {end}; it must end after its start")]
    EndsBeforeStart {
        /// The session.
        whose: String,
        /// Its start by the clocks of the place.
        start: String,
        /// Its end by the clocks of the place.
        end: String,
    },
    /// Two rooms that cannot be told apart.
    #[error(
        "there are two rooms named “{room}”; rename one, since boards and doors know rooms by name"
    )]
    SameRoomName {
        /// The name.
        room: String,
    },
    /// A text that is no id.
    #[error("{whose} has no usable id: {error}")]
    BadId {
        /// The one that has it.
        whose: String,
        /// What is wrong with it.
        error: IdError,
    },
    /// A line of a calendar that is none.
    #[error("line {line}: {message}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong and what would be right.
        message: String,
    },
    /// A schedule with neither sessions nor days.
    #[error("the schedule has no sessions and no days")]
    NoDays,
    /// More sessions or speakers than are taken.
    #[error("the programme has more than {MAX_SESSIONS} {what}; make a file for each event")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
    },
    /// It contradicts itself.
    #[error("{}", said(.0))]
    Contradictions(Vec<ProgrammeFault>),
}

fn said(faults: &[ProgrammeFault]) -> String {
    let mut said: Vec<_> = faults.iter().take(10).map(ToString::to_string).collect();
    if faults.len() > said.len() {
        said.push(format!("and {} more", faults.len() - said.len()));
    }
    said.join("; ")
}

/// Reads a programme, told by its content: Parvis's own JSON, a `schedule.json` or a calendar.
///
/// What is given has no contradictions ([`Programme::check`]).
///
/// # Errors
/// When the file is none of these, or anything in it is wrong: nothing is taken by halves.
pub fn read_programme(
    path: impl AsRef<Path>,
) -> Result<(Programme, Vec<Note>), ProgrammeFileError> {
    let path = path.as_ref();
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    read(path, &name).map_err(|fault| ProgrammeFileError { file: file_name(path), fault })
}

fn read(path: &Path, name: &str) -> Result<(Programme, Vec<Note>), ProgrammeFileFault> {
    let io = |error: std::io::Error| ProgrammeFileFault::Unreadable(error.to_string());
    let mut file = File::open(path).map_err(io)?;
    let content = content_of(&mut file).map_err(io)?;
    let other = match content {
        Content::Json => None,
        Content::Calendar => None,
        Content::Empty => return Err(ProgrammeFileFault::Empty),
        Content::WebPage => return Err(ProgrammeFileFault::WebPage),
        Content::Workbook | Content::OldWorkbook | Content::Protected => Some("a workbook"),
        Content::OpenDocument => Some("an OpenDocument table"),
        Content::BrokenArchive => Some("a broken archive"),
        Content::Other(kind) => Some(kind),
        Content::Text => Some("a text"),
        Content::Binary => Some("a file of an unknown kind"),
    };
    if let Some(kind) = other {
        return Err(ProgrammeFileFault::OtherKind(kind));
    }
    let mut bytes = Vec::new();
    let limit = MAX_MIB << 20;
    let read = file.take(limit + 1).read_to_end(&mut bytes).map_err(io)?;
    if u64::try_from(read).unwrap_or(u64::MAX) > limit {
        return Err(ProgrammeFileFault::TooLarge);
    }
    let text = utf8(&bytes)?;
    let (programme, notes) = match content {
        Content::Json => of_json(text)?,
        _ => icalendar::read(text, name)?,
    };
    let counts = [("sessions", programme.sessions.len()), ("speakers", programme.speakers.len())];
    if let Some((what, _)) = counts.into_iter().find(|(_, count)| *count > MAX_SESSIONS) {
        return Err(ProgrammeFileFault::TooMany { what });
    }
    let faults = programme.check();
    if faults.is_empty() {
        Ok((programme, notes))
    } else {
        Err(ProgrammeFileFault::Contradictions(faults))
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, ProgrammeFileFault> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        ProgrammeFileFault::Encoding { line }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// What tells one kind of JSON from another.
#[derive(Deserialize)]
struct Marks {
    schedule: Option<IgnoredAny>,
    edition: Option<IgnoredAny>,
}

fn of_json(text: &str) -> Result<(Programme, Vec<Note>), ProgrammeFileFault> {
    if !text.trim_start().starts_with('{') {
        return Err(ProgrammeFileFault::OtherJson);
    }
    let marks: Marks = match serde_json::from_str(text) {
        Ok(marks) => marks,
        Err(error) => return Err(json_fault(&error)),
    };
    if marks.schedule.is_some() {
        schedule_json::read(text)
    } else if marks.edition.is_some() {
        let programme = serde_json::from_str(text).map_err(|error| json_fault(&error))?;
        Ok((programme, Vec::new()))
    } else {
        Err(ProgrammeFileFault::OtherJson)
    }
}

/// What the reader of JSON says, with the place in front.
pub(crate) fn json_fault(error: &serde_json::Error) -> ProgrammeFileFault {
    let message = error.to_string();
    let end = message.rfind(" at line ").unwrap_or(message.len());
    let mut message = message.get(..end).unwrap_or(&message).to_owned();
    if let Some(at) = message.find("expected struct ") {
        // What the reader expected has a name in the program only.
        message.truncate(at);
        message.push_str("expected an object, { … }");
    }
    if error.is_eof() {
        message.push_str("; the file breaks off before its end");
    }
    ProgrammeFileFault::Json { line: error.line(), column: error.column(), message }
}
