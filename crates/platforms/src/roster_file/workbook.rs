//! Tables in workbooks (Office Open XML, `.xlsx`), cell by cell.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use jiff::civil::DateTime;

use super::cell::{self, Cell};
use super::error::RosterFault;
use super::layout::{self, HEADING_ROWS, Layout};

type Source = BufReader<File>;

/// What a workbook may unpack to.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// How many parts it may have.
    parts: usize,
    /// How large one part may be that is held in memory, in MiB.
    part_mib: u64,
    /// How large one sheet may be, which is read cell by cell, in MiB.
    sheet_mib: u64,
}

const LIMITS: Limits = Limits { parts: 10_000, part_mib: 256, sheet_mib: 1024 };

/// The sheet of a workbook that holds the roster.
pub(super) struct Workbook {
    xlsx: Xlsx<Source>,
    pub(super) sheet: String,
    /// The row of the heading, from 0.
    heading_row: u32,
    /// How many rows the sheet says it has.
    pub(super) rows: u64,
}

/// What is wrong with a workbook: what, on which sheet, in which row from 1.
pub(super) type BadSheet = (RosterFault, Option<String>, Option<u32>);

/// What stands in a cell of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Empty,
    Text(String),
    Number(f64),
    Date(DateTime),
    Truth(bool),
    Error(String),
}

impl Value {
    /// The cell, borrowed.
    pub(super) fn as_cell(&self) -> Cell<'_> {
        match self {
            Self::Empty => Cell::Text(""),
            Self::Text(text) => Cell::Text(text),
            Self::Number(number) => Cell::Number(*number),
            Self::Date(date) => Cell::Date(*date),
            Self::Truth(truth) => Cell::Truth(*truth),
            Self::Error(error) => Cell::Error(error),
        }
    }

    fn of(data: &DataRef<'_>) -> Self {
        match data {
            DataRef::Empty => Self::Empty,
            #[expect(clippy::cast_precision_loss, reason = "a sheet holds no other numbers")]
            DataRef::Int(number) => Self::Number(*number as f64),
            DataRef::Float(number) => Self::Number(*number),
            DataRef::String(text) => Self::Text(text.clone()),
            DataRef::SharedString(text) => Self::Text((*text).to_owned()),
            DataRef::Bool(truth) => Self::Truth(*truth),
            DataRef::DateTime(date) if date.is_datetime() => {
                date_of(date.to_ymd_hms_milli()).map_or(Self::Number(date.as_f64()), Self::Date)
            }
            DataRef::DateTime(duration) => Self::Number(duration.as_f64()),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                text.parse().map_or_else(|_| Self::Text(text.clone()), Self::Date)
            }
            DataRef::Error(error) => Self::Error(error.to_string()),
        }
    }
}

fn date_of(parts: (u16, u8, u8, u8, u8, u8, u16)) -> Option<DateTime> {
    let (year, month, day, hour, minute, second, _) = parts;
    let small = |number: u8| i8::try_from(number).ok();
    let (hour, minute, second) = (small(hour)?, small(minute)?, small(second)?);
    DateTime::new(i16::try_from(year).ok()?, small(month)?, small(day)?, hour, minute, second, 0)
        .ok()
}

impl Workbook {
    /// Opens a workbook and finds the first sheet with a heading of a roster.
    pub(super) fn open(path: &Path) -> Result<(Self, Layout), BadSheet> {
        let whole = |fault| (fault, None, None);
        check_size(path, LIMITS).map_err(whole)?;
        let file = File::open(path).map_err(|e| whole(RosterFault::Unreadable(e.to_string())))?;
        let mut xlsx: Xlsx<Source> = guarded(|| Xlsx::new(BufReader::new(file))).map_err(whole)?;
        let sheets: Vec<String> = xlsx
            .sheets_metadata()
            .iter()
            .filter(|s| s.typ == SheetType::WorkSheet && s.visible == SheetVisible::Visible)
            .map(|sheet| sheet.name.clone())
            .collect();
        let mut first_fault: Option<BadSheet> = None;
        for sheet in sheets {
            let (rows, numbers, extent) = first_rows(&mut xlsx, &sheet)
                .map_err(|fault| (fault, Some(sheet.clone()), None))?;
            match layout::find(&rows) {
                Ok((index, layout)) => {
                    let heading_row = numbers.get(index).copied().unwrap_or(0);
                    return Ok((Self { xlsx, sheet, heading_row, rows: extent }, layout));
                }
                Err((_, RosterFault::Empty)) => {}
                Err((index, fault)) => {
                    let row = index.and_then(|index| numbers.get(index)).map(|row| row + 1);
                    let known = !matches!(fault, RosterFault::NoHeading { .. });
                    let replace = match &first_fault {
                        None => true,
                        Some((RosterFault::NoHeading { .. }, ..)) => known,
                        Some(_) => false,
                    };
                    if replace {
                        first_fault = Some((fault, Some(sheet), row));
                    }
                }
            }
        }
        Err(first_fault.unwrap_or((RosterFault::Empty, None, None)))
    }

    /// Reads the rows below the heading; gives the sheet's name as well.
    pub(super) fn rows_of_sheet(&mut self) -> (Result<SheetRows<'_>, RosterFault>, &str) {
        let rows = rows_below(&mut self.xlsx, &self.sheet, self.heading_row);
        (rows, &self.sheet)
    }
}

fn rows_below<'w>(
    xlsx: &'w mut Xlsx<Source>,
    sheet: &str,
    heading_row: u32,
) -> Result<SheetRows<'w>, RosterFault> {
    let cells = guarded(|| xlsx.worksheet_cells_reader(sheet))?;
    let mut rows = SheetRows { cells, next: None, ended: false };
    let mut values = Vec::new();
    // The heading is one of the rows that are there, so this ends.
    while rows.read(&mut values)?.is_some_and(|row| row < heading_row) {}
    Ok(rows)
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("sheet", &self.sheet).finish_non_exhaustive()
    }
}

/// The rows of a sheet that hold anything.
pub(super) struct SheetRows<'w> {
    cells: XlsxCellReader<'w, Source>,
    /// The first cell of the row to come.
    next: Option<(u32, u32, Value)>,
    /// The reader must not be asked again after its end.
    ended: bool,
}

impl SheetRows<'_> {
    /// Reads the next row; gives its number from 0, or `None` after the last.
    pub(super) fn read(&mut self, values: &mut Vec<Value>) -> Result<Option<u32>, RosterFault> {
        values.clear();
        if self.next.is_none() {
            self.next = self.next_cell()?;
        }
        let Some((row, ..)) = self.next else { return Ok(None) };
        while let Some((_, column, value)) = self.next.take_if(|(r, ..)| *r == row) {
            let column = usize::try_from(column).unwrap_or(usize::MAX).min(MAX_COLUMN);
            if values.len() <= column {
                values.resize(column + 1, Value::Empty);
            }
            values[column] = value;
            self.next = self.next_cell()?;
        }
        Ok(Some(row))
    }

    fn next_cell(&mut self) -> Result<Option<(u32, u32, Value)>, RosterFault> {
        while !self.ended {
            let Some(cell) = guarded(|| self.cells.next_cell())? else {
                self.ended = true;
                break;
            };
            let (row, column) = cell.get_position();
            match Value::of(cell.get_value()) {
                Value::Empty => {}
                value => return Ok(Some((row, column, value))),
            }
        }
        Ok(None)
    }
}

impl std::fmt::Debug for SheetRows<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SheetRows").finish_non_exhaustive()
    }
}

/// The last column a sheet can have, from 0: XFD.
const MAX_COLUMN: usize = 16_383;

/// The first rows of a sheet, their numbers from 0, and how many rows there are.
type FirstRows = (Vec<Vec<String>>, Vec<u32>, u64);

fn first_rows(xlsx: &mut Xlsx<Source>, sheet: &str) -> Result<FirstRows, RosterFault> {
    let cells = guarded(|| xlsx.worksheet_cells_reader(sheet))?;
    let extent = u64::from(cells.dimensions().end.0) + 1;
    let mut rows = SheetRows { cells, next: None, ended: false };
    let (mut texts, mut numbers, mut values) = (Vec::new(), Vec::new(), Vec::new());
    while texts.len() < HEADING_ROWS
        && let Some(row) = rows.read(&mut values)?
    {
        let text = |value: &Value| cell::text(&value.as_cell()).unwrap_or_default();
        texts.push(values.iter().map(text).collect());
        numbers.push(row);
    }
    Ok((texts, numbers, extent))
}

/// Calls into the workbook reader. It counts with what the file says without asking whether it
/// fits, so a file made to harm can make it panic: that is the file's fault and ends there.
fn guarded<T>(read: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, RosterFault> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(XlsxError::Password)) => Err(RosterFault::Protected),
        Ok(Err(error)) => Err(RosterFault::Damaged(error.to_string())),
        Err(_) => Err(RosterFault::Damaged("its parts contradict each other".to_owned())),
    }
}

/// Unpacks every part once, to nowhere: a part that is damaged is found before anything is read,
/// and one that would fill the memory, whatever size it claims, is never held.
fn check_size(path: &Path, limits: Limits) -> Result<(), RosterFault> {
    let io = |error: io::Error| RosterFault::Unreadable(error.to_string());
    let file = BufReader::new(File::open(path).map_err(io)?);
    let mut archive = zip::ZipArchive::new(file).map_err(|_| RosterFault::Truncated)?;
    if archive.len() > limits.parts {
        return Err(RosterFault::Damaged(format!("it has more than {} parts", limits.parts)));
    }
    for index in 0..archive.len() {
        let damaged = |error: String| RosterFault::Damaged(error);
        let mut part = archive.by_index(index).map_err(|error| damaged(error.to_string()))?;
        let name = part.name().map_err(|error| damaged(error.to_string()))?.into_owned();
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let is_sheet = name.contains("/worksheets/");
        let limit_mib = if is_sheet { limits.sheet_mib } else { limits.part_mib };
        let limit = limit_mib << 20;
        let copied = io::copy(&mut part.by_ref().take(limit + 1), &mut io::sink());
        if copied.map_err(|error| damaged(error.to_string()))? > limit {
            return Err(RosterFault::TooLarge { limit_mib });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// An archive with a part of this name that unpacks to so many MiB of blanks.
    fn bomb(name: &str, mib: usize) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut archive = zip::ZipWriter::new(file.reopen().unwrap());
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&vec![b' '; mib << 20]).unwrap();
        archive.finish().unwrap();
        file
    }

    #[test]
    fn an_archive_that_would_fill_the_memory_is_refused() {
        let limits = Limits { parts: 2, part_mib: 1, sheet_mib: 3 };
        let check = |name: &str, mib| check_size(bomb(name, mib).path(), limits);
        assert_eq!(check("xl/sharedStrings.xml", 1), Ok(()));
        assert_eq!(check("xl/sharedStrings.xml", 2), Err(RosterFault::TooLarge { limit_mib: 1 }));
        assert_eq!(check("xl/worksheets/sheet1.xml", 2), Ok(()));
        assert_eq!(check("xl/media/film.mp4", 5), Ok(()));
        let few = Limits { parts: 0, ..limits };
        assert!(check_size(bomb("a", 0).path(), few).is_err());
    }
}
