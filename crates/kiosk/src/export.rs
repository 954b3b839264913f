//! Attendance given out: one row a check-in, and the refusals with their reasons apart.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use parvis_domain::clock::Stamp;
use parvis_domain::fact::{Fact, Record, Scanned, Way};
use parvis_domain::zone::Zone;
use parvis_roster::{Reading, RosterError};
use serde::Serialize;

use crate::kiosk::{Kiosk, Setup};

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file's name does not say which format is meant.
    #[error("{} ends neither in .csv nor in .json", .0.display())]
    Format(PathBuf),
    /// A file cannot be written.
    #[error("{} cannot be written: {source}", .file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The roster cannot be read.
    #[error(transparent)]
    Roster(#[from] RosterError),
}

/// What was written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// How many admissions and exits.
    pub check_ins: usize,
    /// How many refusals.
    pub refusals: usize,
    /// The files.
    pub files: Vec<PathBuf>,
}

/// One admission or exit, as it is exported.
#[derive(Debug, Serialize)]
struct CheckInRow {
    /// For the order of the rows: the roster gives them series by series.
    #[serde(skip)]
    stamp: Stamp,
    /// When, with the offset of the gate's zone.
    at: String,
    gate: String,
    event: String,
    verdict: &'static str,
    scope: String,
    code: String,
    first_name: String,
    last_name: String,
    organisation: String,
    #[serde(rename = "type")]
    kind: String,
    order: String,
    ticket: String,
    way: Way,
    /// The same ticket had been admitted before, on a device that did not know of it.
    double: bool,
    /// Undone later; it does not count.
    undone: bool,
    over_capacity: bool,
    device: String,
    record: String,
}

/// One refusal, as it is exported. A code nobody knows has no name, only a digest.
#[derive(Debug, Serialize)]
struct RefusalRow {
    #[serde(skip)]
    stamp: Stamp,
    at: String,
    gate: String,
    reason: &'static str,
    event: String,
    code: String,
    first_name: String,
    last_name: String,
    ticket: String,
    way: Way,
    digest: String,
    looks: String,
    device: String,
    record: String,
}

#[derive(Debug, Default, Serialize)]
struct Attendance {
    check_ins: Vec<CheckInRow>,
    refusals: Vec<RefusalRow>,
}

impl Kiosk {
    /// Writes all check-ins and refusals: into one JSON file, or into a CSV file and a second one
    /// beside it whose name ends in `-refusals.csv`.
    pub fn export(&self, file: &Path) -> Result<Exported, ExportError> {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let json = match ending.to_ascii_lowercase().as_str() {
            "json" => true,
            "csv" => false,
            _ => return Err(ExportError::Format(file.to_owned())),
        };
        let attendance = self.attendance()?;
        let (check_ins, refusals) = (attendance.check_ins.len(), attendance.refusals.len());
        let files = if json {
            write_whole(file, |out| {
                serde_json::to_writer_pretty(out, &attendance).map_err(Into::into)
            })?;
            vec![file.to_owned()]
        } else {
            let beside = refusals_beside(file);
            write_whole(file, |out| write_csv(out, &attendance.check_ins, CHECK_IN_HEADINGS))?;
            write_whole(&beside, |out| write_csv(out, &attendance.refusals, REFUSAL_HEADINGS))?;
            vec![file.to_owned(), beside]
        };
        Ok(Exported { check_ins, refusals, files })
    }

    fn attendance(&self) -> Result<Attendance, RosterError> {
        let setup = self.setup();
        self.roster().read(|roster| {
            let mut attendance = Attendance::default();
            roster.records(&mut |sealed| attendance.add(roster, &setup, &sealed.record))?;
            attendance.check_ins.sort_by_key(|row| row.stamp);
            attendance.refusals.sort_by_key(|row| row.stamp);
            Ok(attendance)
        })
    }
}

impl Attendance {
    fn add(
        &mut self,
        roster: &Reading<'_>,
        setup: &Setup,
        record: &Record,
    ) -> Result<(), RosterError> {
        match &record.fact {
            Fact::Scanned(scanned) if scanned.verdict.passed() => {
                self.check_ins.push(check_in(roster, setup, record, scanned)?);
            }
            Fact::Scanned(scanned) => {
                self.refusals.push(refusal(roster, setup, record, scanned)?);
            }
            Fact::Strange(strange) => self.refusals.push(RefusalRow {
                stamp: record.stamp,
                at: local(setup, record),
                gate: strange.gate.to_string(),
                reason: strange.verdict.as_str(),
                event: String::new(),
                code: String::new(),
                first_name: String::new(),
                last_name: String::new(),
                ticket: String::new(),
                way: strange.way,
                digest: strange.digest.clone(),
                looks: format!("{:?}, {} bytes", strange.looks, strange.bytes).to_lowercase(),
                device: record.key.device.to_string(),
                record: name_of(record),
            }),
            // An undo is seen on the rows of what was undone; the rest is not attendance.
            _ => {}
        }
        Ok(())
    }
}

fn check_in(
    roster: &Reading<'_>,
    setup: &Setup,
    record: &Record,
    scanned: &Scanned,
) -> Result<CheckInRow, RosterError> {
    let line = roster.line(scanned.ticket)?;
    let standing = roster.standing(scanned.ticket)?;
    let double = standing.double(record.key).is_some();
    let (attendee, order, code) = line.as_ref().map_or_else(Default::default, |line| {
        (line.attendee.clone(), line.order.clone(), line.code.as_str().to_owned())
    });
    Ok(CheckInRow {
        stamp: record.stamp,
        at: local(setup, record),
        gate: scanned.gate.to_string(),
        event: scanned.event.to_string(),
        verdict: scanned.verdict.as_str(),
        scope: scanned.scope.as_ref().map(ToString::to_string).unwrap_or_default(),
        code,
        first_name: attendee.first_name,
        last_name: attendee.last_name,
        organisation: attendee.organisation,
        kind: line.map(|line| line.ticket.kind).unwrap_or_default(),
        order,
        ticket: scanned.ticket.to_string(),
        way: scanned.way,
        double,
        undone: is_undone(roster, record, scanned)?,
        over_capacity: scanned.over_capacity,
        device: record.key.device.to_string(),
        record: name_of(record),
    })
}

fn refusal(
    roster: &Reading<'_>,
    setup: &Setup,
    record: &Record,
    scanned: &Scanned,
) -> Result<RefusalRow, RosterError> {
    let line = roster.line(scanned.ticket)?;
    let (attendee, code) =
        line.map_or_else(Default::default, |line| (line.attendee, line.code.as_str().to_owned()));
    Ok(RefusalRow {
        stamp: record.stamp,
        at: local(setup, record),
        gate: scanned.gate.to_string(),
        reason: scanned.verdict.as_str(),
        event: scanned.event.to_string(),
        code,
        first_name: attendee.first_name,
        last_name: attendee.last_name,
        ticket: scanned.ticket.to_string(),
        way: scanned.way,
        digest: String::new(),
        looks: String::new(),
        device: record.key.device.to_string(),
        record: name_of(record),
    })
}

fn is_undone(
    roster: &Reading<'_>,
    record: &Record,
    scanned: &Scanned,
) -> Result<bool, RosterError> {
    let undoes = |fact: &Fact| matches!(fact, Fact::Undone { target, .. } if *target == record.key);
    Ok(roster.records_of(scanned.ticket)?.iter().any(|sealed| undoes(&sealed.record.fact)))
}

/// When, by the gate's clock and with its offset: `2023-11-16T08:31:02+01:00`.
fn local(setup: &Setup, record: &Record) -> String {
    let gate = record.fact.gate().and_then(|gate| setup.gate(gate));
    in_zone(record.at, gate.map(|gate| &gate.zone))
}

pub(crate) fn in_zone(at: Timestamp, zone: Option<&Zone>) -> String {
    let rules = zone.map_or(jiff::tz::TimeZone::UTC, |zone| zone.rules().clone());
    at.to_zoned(rules).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn name_of(record: &Record) -> String {
    format!("{}/{}", record.key.incarnation, record.key.seq)
}

fn refusals_beside(file: &Path) -> PathBuf {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    file.with_file_name(format!("{stem}-refusals.csv"))
}

/// Headings are written even when there is no row to take them from.
const CHECK_IN_HEADINGS: &[&str] = &[
    "at",
    "gate",
    "event",
    "verdict",
    "scope",
    "code",
    "first_name",
    "last_name",
    "organisation",
    "type",
    "order",
    "ticket",
    "way",
    "double",
    "undone",
    "over_capacity",
    "device",
    "record",
];
const REFUSAL_HEADINGS: &[&str] = &[
    "at",
    "gate",
    "reason",
    "event",
    "code",
    "first_name",
    "last_name",
    "ticket",
    "way",
    "digest",
    "looks",
    "device",
    "record",
];

fn write_csv(
    out: &mut dyn Write,
    rows: &[impl Serialize],
    headings: &[&str],
) -> Result<(), io::Error> {
    let mut csv = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    csv.write_record(headings)?;
    rows.iter().try_for_each(|row| csv.serialize(row))?;
    csv.flush()
}

/// Writes beside the file and renames, so that a full disk leaves no half of an export.
fn write_whole(
    file: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), io::Error>,
) -> Result<(), ExportError> {
    let failed = |source| ExportError::Write { file: file.to_owned(), source };
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    let written = (|| {
        let mut out = BufWriter::new(File::create(&unfinished)?);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        std::fs::rename(&unfinished, file)
    })();
    if written.is_err() {
        // Nothing more can be done when this fails too.
        let _ = std::fs::remove_file(&unfinished);
    }
    written.map_err(failed)
}
