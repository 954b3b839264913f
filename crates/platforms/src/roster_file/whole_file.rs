//! What only the whole file shows: a code twice, zeros that were lost, too many rows.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use parvis_domain::code::Code;

use super::MAX_ROWS;
use super::error::{RosterFault, code_start};
use super::row::Place;

/// Where a row stands, both ways.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    pub(super) place: Place,
    /// The row a spreadsheet shows it in, from 1.
    pub(super) number: u64,
}

/// What has been seen of a file so far. About 60 bytes a row.
#[derive(Debug, Default)]
pub(super) struct WholeFile {
    rows: u64,
    /// The first 128 bits of the hash of event and code → the line or row, which fits: there are
    /// at most [`MAX_ROWS`] rows, of lines that are mostly one.
    seen: HashMap<[u8; 16], u32>,
    zeros: Zeros,
}

impl WholeFile {
    /// Takes note of a row.
    pub(super) fn note(
        &mut self,
        code: &Code,
        event: Option<&str>,
        is_number: bool,
        seat: Seat,
    ) -> Result<(), RosterFault> {
        self.rows += 1;
        if self.rows > MAX_ROWS {
            return Err(RosterFault::TooManyRows);
        }
        self.zeros.note(code.as_str(), is_number, seat);
        let place = seat.place;
        let line = match place {
            Place::Line(line) => u32::try_from(line).unwrap_or(u32::MAX),
            Place::SheetRow(row) => row,
        };
        match self.seen.entry(key(code, event)) {
            Entry::Vacant(vacant) => {
                vacant.insert(line);
                Ok(())
            }
            Entry::Occupied(first) => Err(RosterFault::CodeTwice {
                first: match place {
                    Place::Line(_) => Place::Line(u64::from(*first.get())),
                    Place::SheetRow(_) => Place::SheetRow(*first.get()),
                },
            }),
        }
    }

    /// What is wrong with the file as a whole, and where it shows.
    pub(super) fn finish(&self) -> Result<(), (RosterFault, Option<Seat>)> {
        if self.rows == 0 {
            return Err((RosterFault::NoRows, None));
        }
        match self.zeros.lost() {
            Some((fault, seat)) => Err((fault, Some(seat))),
            None => Ok(()),
        }
    }
}

/// A code is a ticket's own within its event only.
fn key(code: &Code, event: Option<&str>) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(event.unwrap_or_default().as_bytes()).update(&[0]);
    hasher.update(code.as_str().as_bytes());
    let mut key = [0; 16];
    hasher.finalize_xof().fill(&mut key);
    key
}

/// The most digits a code may have for its zeros to be watched; a spreadsheet rounds longer ones.
const MAX_DIGITS: usize = 15;

/// The fewest digits that codes have which are not simply counted.
const MIN_DIGITS: usize = 4;

/// The lengths of codes that are nothing but digits.
///
/// Of codes drawn at random one in ten begins with a zero. A spreadsheet that takes them for
/// numbers drops it, and what is left is shorter than the others. A column of such codes shows
/// as: nothing but digits, most of one length, some shorter, none of the usual length with a zero
/// before it, and spread too widely to be running numbers.
#[derive(Debug, Default)]
struct Zeros {
    others: u64,
    /// By length: how many, and where the first of them stands.
    lengths: [Length; MAX_DIGITS + 1],
    with_zero: bool,
    smallest: Option<u64>,
    largest: u64,
}

#[derive(Debug, Default, Clone)]
struct Length {
    rows: u64,
    first: Option<(String, Seat)>,
}

impl Zeros {
    fn note(&mut self, code: &str, is_number: bool, seat: Seat) {
        let is_digits = code.bytes().all(|byte| byte.is_ascii_digit());
        let value = code.parse::<u64>().ok().filter(|_| is_digits);
        let Some((value, length)) = value.zip(self.lengths.get_mut(code.len())) else {
            self.others += 1;
            return;
        };
        // In a text file nothing tells a number from a text, but one zero shows they were kept.
        self.with_zero |= code.starts_with('0') && code.len() > 1 && !is_number;
        length.rows += 1;
        if length.first.is_none() {
            length.first = Some((code_start(code), seat));
        }
        self.smallest = Some(self.smallest.map_or(value, |smallest| smallest.min(value)));
        self.largest = self.largest.max(value);
    }

    fn lost(&self) -> Option<(RosterFault, Seat)> {
        let rows: u64 = self.lengths.iter().map(|length| length.rows).sum();
        let (usual, most) =
            self.lengths.iter().enumerate().max_by_key(|(_, length)| length.rows)?;
        let shorter = || self.lengths.iter().enumerate().take(usual);
        let short: u64 = shorter().map(|(_, length)| length.rows).sum();
        let suspicious = self.others == 0
            && !self.with_zero
            && short > 0
            && usual >= MIN_DIGITS
            && most.rows * 2 > rows
            && self.spread_widely(usual, rows);
        let first = shorter().filter_map(|(digits, length)| Some((digits, length.first.as_ref()?)));
        let (digits, (found, seat)) = first.min_by_key(|(_, (_, seat))| seat.number)?;
        let fault = RosterFault::LostZeros { found: found.clone(), digits, usual, rows: short };
        suspicious.then_some((fault, *seat))
    }

    /// Whether the codes are further apart than numbers that a shop gives out in turn, which
    /// become longer as they pass a power of ten.
    fn spread_widely(&self, usual: usize, rows: u64) -> bool {
        let power = 10_u64.saturating_pow(u32::try_from(usual - 1).unwrap_or(u32::MAX));
        let range = self.largest - self.smallest.unwrap_or_default();
        range > rows.saturating_mul(20) && self.largest >= power.saturating_mul(2)
    }
}
