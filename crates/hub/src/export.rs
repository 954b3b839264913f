//! Attendance given out: one row an admission, under the names that a kiosk's own export has.
//!
//! A kiosk's export also tells refusals, exits, and what was undone: those stay in the records. A
//! hub's tells what counts, from every device, and which admissions were double.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use parvis_domain::id::GateId;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde::Serialize;

use crate::store::{Attendance, Attended, BoxError, Store, StoreError};

/// Headings, in the order of the columns. Each means what it means in a kiosk's export.
const HEADINGS: [&str; 15] = [
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
    "double",
    "device",
    "record",
];

/// The most rows of a sheet below its heading, as Excel has it.
const SHEET_ROWS: u32 = 1_048_575;

/// What attendance is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated values in UTF-8.
    Csv,
    /// A workbook.
    Xlsx,
    /// An object with one list, `check_ins`.
    Json,
}

/// A text that names no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a format of exports; there are csv, xlsx and json")]
pub struct NoFormat(String);

/// Why nothing, or not all, was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It could not be written.
    #[error("the export cannot be written: {0}")]
    Write(#[from] io::Error),
    /// The workbook could not be made.
    #[error("the workbook cannot be made: {0}")]
    Workbook(#[from] XlsxError),
    /// The store could not be read.
    #[error(transparent)]
    Store(StoreError),
}

impl ExportFormat {
    /// How files of this format end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// What it is called where files are sent.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

impl FromStr for ExportFormat {
    type Err = NoFormat;

    fn from_str(text: &str) -> Result<Self, NoFormat> {
        match text.to_ascii_lowercase().as_str() {
            "csv" => Ok(Self::Csv),
            "xlsx" => Ok(Self::Xlsx),
            "json" => Ok(Self::Json),
            _ => Err(NoFormat(text.to_owned())),
        }
    }
}

/// One admission, as it is exported.
#[derive(Debug, Serialize)]
struct CheckInRow {
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
    double: bool,
    device: String,
    record: String,
}

impl CheckInRow {
    fn new(attended: Attended, zones: &BTreeMap<GateId, TimeZone>) -> Self {
        let Attended { passage, ticket, event, scope, double, row } = attended;
        let person = row.as_ref();
        let told = |of: fn(&parvis_protocol::change::TicketRow) -> &String| {
            person.map(of).cloned().unwrap_or_default()
        };
        Self {
            at: in_zone(passage.at, zones.get(&passage.gate)),
            gate: passage.gate.into(),
            event: event.into(),
            verdict: "admitted",
            scope: scope.to_string(),
            code: person.map(|row| row.code.as_str().to_owned()).unwrap_or_default(),
            first_name: told(|row| &row.first_name),
            last_name: told(|row| &row.last_name),
            organisation: told(|row| &row.organisation),
            kind: told(|row| &row.kind),
            order: told(|row| &row.order),
            ticket: ticket.to_string(),
            double,
            device: passage.key.device.to_string(),
            record: format!("{}/{}", passage.key.incarnation, passage.key.seq),
        }
    }

    fn texts(&self) -> [&str; 15] {
        [
            &self.at,
            &self.gate,
            &self.event,
            self.verdict,
            &self.scope,
            &self.code,
            &self.first_name,
            &self.last_name,
            &self.organisation,
            &self.kind,
            &self.order,
            &self.ticket,
            if self.double { "true" } else { "false" },
            &self.device,
            &self.record,
        ]
    }
}

/// When, by the gate's clock and with its offset: `2023-11-16T08:31:02+01:00`.
fn in_zone(at: Timestamp, zone: Option<&TimeZone>) -> String {
    let zone = zone.cloned().unwrap_or(TimeZone::UTC);
    at.to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Writes every admission that counts or is a double one; gives how many.
///
/// # Errors
/// See [`ExportError`]; something may have been written then.
pub async fn export_attendance<S: Store>(
    store: &S,
    of: &Attendance,
    format: ExportFormat,
    out: &mut (dyn Write + Send),
) -> Result<u64, ExportError> {
    let gates = store.gates().await.map_err(ExportError::Store)?;
    let zones: BTreeMap<_, _> =
        gates.into_iter().map(|gate| (gate.id, gate.zone.rules().clone())).collect();
    let mut sink = Sink::begin(format, out)?;
    let mut count = 0;
    let mut each = |attended: Attended| -> Result<(), BoxError> {
        count += 1;
        sink.add(&CheckInRow::new(attended, &zones)).map_err(BoxError::from)
    };
    store.attendance(of, &mut each).await.map_err(unwrapped)?;
    sink.end()?;
    Ok(count)
}

/// The reason that travelled through the store, if this is one.
fn unwrapped(error: StoreError) -> ExportError {
    match error {
        StoreError::Stopped(reason) => match reason.downcast::<ExportError>() {
            Ok(own) => *own,
            Err(other) => ExportError::Store(StoreError::Stopped(other)),
        },
        error => ExportError::Store(error),
    }
}

/// Where rows go.
enum Sink<'w> {
    Csv(Box<csv::Writer<&'w mut (dyn Write + Send)>>),
    Json { out: &'w mut (dyn Write + Send), any: bool },
    Xlsx { out: &'w mut (dyn Write + Send), book: Box<Workbook>, sheet: Box<Worksheet>, row: u32 },
}

impl<'w> Sink<'w> {
    fn begin(format: ExportFormat, out: &'w mut (dyn Write + Send)) -> Result<Self, ExportError> {
        match format {
            ExportFormat::Csv => {
                let mut csv = csv::WriterBuilder::new().has_headers(false).from_writer(out);
                csv.write_record(HEADINGS).map_err(io::Error::from)?;
                Ok(Self::Csv(Box::new(csv)))
            }
            ExportFormat::Json => {
                out.write_all(b"{\"check_ins\": [")?;
                Ok(Self::Json { out, any: false })
            }
            ExportFormat::Xlsx => {
                let (book, sheet) = (Box::new(Workbook::new()), Box::new(new_sheet()?));
                Ok(Self::Xlsx { out, book, sheet, row: 0 })
            }
        }
    }

    fn add(&mut self, row: &CheckInRow) -> Result<(), ExportError> {
        match self {
            Self::Csv(csv) => csv.serialize(row).map_err(|error| io::Error::from(error).into()),
            Self::Json { out, any } => {
                out.write_all(if *any { b",\n" } else { b"\n" })?;
                *any = true;
                serde_json::to_writer(out, row).map_err(|error| io::Error::from(error).into())
            }
            Self::Xlsx { book, sheet, row: at, .. } => {
                if *at == SHEET_ROWS {
                    let full = std::mem::replace(&mut **sheet, new_sheet()?);
                    book.push_worksheet(full);
                    *at = 0;
                }
                *at += 1;
                // As texts: a code is no number, and a name that begins with “=” no formula.
                for (column, text) in (0..).zip(row.texts()) {
                    sheet.write_string(*at, column, text)?;
                }
                Ok(())
            }
        }
    }

    fn end(self) -> Result<(), ExportError> {
        match self {
            Self::Csv(mut csv) => Ok(csv.flush()?),
            Self::Json { out, .. } => {
                out.write_all(b"\n]}\n")?;
                Ok(out.flush()?)
            }
            Self::Xlsx { out, mut book, sheet, .. } => {
                book.push_worksheet(*sheet);
                out.write_all(&book.save_to_buffer()?)?;
                Ok(out.flush()?)
            }
        }
    }
}

fn new_sheet() -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    let bold = Format::new().set_bold();
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(sheet)
}
