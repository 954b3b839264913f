//! A million rows, in bounded memory. Run alone, in release:
//! `cargo test --release -p parvis-platforms --test million_rows -- --ignored --nocapture`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::time::Instant;

use parvis_platforms::roster_file::{RosterFault, RosterFile};

/// The most memory this process has held, in MiB.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

fn write_roster(path: &std::path::Path, rows: usize) {
    let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(file, "Numéro de billet;Prénom;Nom;Tarif;Statut;Commande;Jours;Société;E-mail")
        .unwrap();
    let mut line = String::new();
    for row in 0..rows {
        line.clear();
        let code = row.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        writeln!(line, "{code:016x}{row:x};Zoé {row};Fictive-{row};Plein tarif;Validé;C{};16/11/2023;Exemple {};p{row}@example.org", row / 2, row % 977).unwrap();
        file.write_all(line.as_bytes()).unwrap();
    }
    file.flush().unwrap();
}

#[test]
#[ignore = "takes a while, and measures the memory of its process"]
#[allow(clippy::print_stdout, reason = "it is run for its figures")]
fn a_million_rows_need_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    write_roster(&path, 1_000_000);
    let bytes = path.metadata().unwrap().len();
    let before = peak_mib();
    let begun = Instant::now();
    let mut roster = RosterFile::open(&path).unwrap();
    let opened = begun.elapsed();
    let mut count = 0;
    for row in roster.rows() {
        row.unwrap_or_else(|error| panic!("{error}"));
        count += 1;
    }
    let (all, peak) = (begun.elapsed(), peak_mib());
    assert_eq!(count, 1_000_000);
    println!(
        "{} MiB: opened in {opened:?}, read in {all:?}; peak {before} → {peak} MiB",
        bytes >> 20
    );
    assert!(peak < 150, "{peak} MiB");
}

#[test]
#[ignore = "takes a while"]
fn one_row_more_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    write_roster(&path, 1_000_001);
    let mut roster = RosterFile::open(&path).unwrap();
    let last = roster.rows().last().unwrap().unwrap_err();
    assert_eq!(last.fault, RosterFault::TooManyRows);
}

/// A workbook of four columns, its texts shared as Excel shares them, written row by row.
fn write_workbook(path: &std::path::Path, rows: u32) {
    let mut base = rust_xlsxwriter::Workbook::new();
    base.add_worksheet().write(0, 0, "code").unwrap();
    let base = std::io::Cursor::new(base.save_to_buffer().unwrap());
    let mut base = zip::ZipArchive::new(base).unwrap();
    let file = BufWriter::new(std::fs::File::create(path).unwrap());
    let mut book = zip::ZipWriter::new(file);
    for index in 0..base.len() {
        let mut part = base.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        book.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        let mut out = BufWriter::new(&mut book);
        match name.as_str() {
            "xl/sharedStrings.xml" => {
                write!(out, "<sst><si><t>code</t></si><si><t>first_name</t></si><si><t>last_name</t></si><si><t>type</t></si>").unwrap();
                for row in 1..=rows {
                    let code = row.wrapping_mul(0x9e37_79b9);
                    write!(out, "<si><t>{code:08x}-{row}</t></si><si><t>Zoé {row}</t></si><si><t>Fictive-{row}</t></si>").unwrap();
                }
                write!(out, "</sst>").unwrap();
            }
            "xl/worksheets/sheet1.xml" => {
                write!(out, "<worksheet><dimension ref=\"A1:D{}\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c></row>", rows + 1).unwrap();
                for row in 1..=rows {
                    let (r, s) = (row + 1, 3 * row + 1);
                    write!(out, "<row r=\"{r}\"><c r=\"A{r}\" t=\"s\"><v>{s}</v></c><c r=\"B{r}\" t=\"s\"><v>{}</v></c><c r=\"C{r}\" t=\"s\"><v>{}</v></c><c r=\"D{r}\" t=\"s\"><v>3</v></c></row>", s + 1, s + 2).unwrap();
                }
                write!(out, "</sheetData></worksheet>").unwrap();
            }
            _ => {
                std::io::copy(&mut part, &mut out).unwrap();
            }
        }
        out.flush().unwrap();
    }
    book.finish().unwrap();
}

#[test]
#[ignore = "takes a while, and measures the memory of its process"]
#[allow(clippy::print_stdout, reason = "it is run for its figures")]
fn a_large_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.xlsx");
    write_workbook(&path, 1_000_000);
    let before = peak_mib();
    let begun = Instant::now();
    let mut roster = RosterFile::open(&path).unwrap();
    let count = roster.rows().map(Result::unwrap).count();
    assert_eq!(count, 1_000_000);
    let mib = path.metadata().unwrap().len() >> 20;
    println!("{mib} MiB: read in {:?}; peak {before} → {} MiB", begun.elapsed(), peak_mib());
}
