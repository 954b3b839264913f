//! Rosters in workbooks.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::io::{Cursor, Read, Write};

use common::{all_told, file, read, wrong};
use parvis_platforms::roster_file::RosterFile;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn headings(sheet: &mut Worksheet, row: u32, names: &[&str]) {
    for (column, name) in (0..).zip(names) {
        sheet.write(row, column, *name).unwrap();
    }
}

#[test]
fn every_kind_of_cell() {
    let bytes = workbook(|sheet| {
        headings(
            sheet,
            0,
            &["Code", "Prénom", "Nom", "Payé", "Jours", "Valable jusqu'au", "Commande", "E-mail"],
        );
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let date = ExcelDateTime::from_ymd(2023, 11, 16).unwrap();
        sheet.write(1, 0, 123_456_789_012_345_f64).unwrap();
        sheet.write(1, 1, "Zoé").unwrap();
        sheet.write(1, 2, "Fictive").unwrap();
        sheet.write(1, 3, true).unwrap();
        sheet.write_with_format(1, 4, &date, &day).unwrap();
        sheet.write_with_format(1, 5, &date, &day).unwrap();
        sheet.write(1, 6, 4711).unwrap();
        sheet.write(3, 0, "00123").unwrap();
        sheet.write(3, 1, Formula::new("=A1").set_result("Léo")).unwrap();
        sheet.write(3, 3, false).unwrap();
        sheet.write(3, 4, "16/11/2023; 17/11/2023").unwrap();
    });
    let (_folder, path) = file("people.xlsx", bytes);
    let mut roster = RosterFile::open(path).unwrap();
    let progress = roster.progress();
    let rows: Vec<_> = roster.rows().map(Result::unwrap).collect();
    assert_eq!(progress.done(), progress.total());
    assert_eq!(
        (roster.sheet(), roster.ignored_columns()),
        (Some("Sheet1"), &["E-mail".to_owned()][..])
    );
    insta::assert_snapshot!(all_told(&rows));
}

#[test]
fn a_merged_title_and_other_sheets_are_passed_over() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Lisez-moi").unwrap().write(0, 0, "Bonjour").unwrap();
    let sheet = book.add_worksheet().set_name("Inscrits").unwrap();
    sheet.merge_range(0, 0, 0, 2, "Inscriptions 2023", &Format::new()).unwrap();
    headings(sheet, 2, &["N° de billet", "Nom complet", "Tarif"]);
    headings(sheet, 3, &["B-1", "Ada Inventée", "Plein"]);
    let bytes = book.save_to_buffer().unwrap();
    let (_folder, path) = file("people.xlsx", bytes);
    let mut roster = RosterFile::open(path).unwrap();
    let rows: Vec<_> = roster.rows().map(Result::unwrap).collect();
    assert_eq!(roster.sheet(), Some("Inscrits"));
    assert_eq!(all_told(&rows), "row 4 B-1 |  | Ada Inventée | type Plein | status Valid");
}

#[test]
fn what_is_wrong_with_a_cell() {
    let with = |write: &dyn Fn(&mut Worksheet)| {
        let bytes = workbook(|sheet| {
            headings(sheet, 0, &["code", "name", "days"]);
            headings(sheet, 1, &["A1", "Ada"]);
            sheet.write(2, 1, "Bo").unwrap();
            write(sheet);
        });
        wrong("people.xlsx", bytes)
    };
    let date = ExcelDateTime::from_ymd(2023, 11, 16).unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let told = [
        with(&|_| {}),
        with(&|sheet| {
            sheet.write(2, 0, 12_345_678_901_234_567_f64).unwrap();
        }),
        with(&|sheet| {
            sheet.write(2, 0, 12.5).unwrap();
        }),
        with(&|sheet| {
            sheet.write_with_format(2, 0, &date, &day).unwrap();
        }),
        with(&|sheet| {
            sheet.write(2, 0, true).unwrap();
        }),
        with(&|sheet| {
            sheet.write(2, 0, "A1").unwrap();
        }),
        with(&|sheet| {
            sheet.write(2, 0, "1.2E+12").unwrap();
        }),
        with(&|sheet| {
            sheet.write(2, 0, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        }),
        with(&|sheet| {
            sheet.write(2, 0, "A2").unwrap();
            sheet.write(2, 2, 45_246).unwrap();
        }),
        with(&|sheet| {
            sheet.write(2, 0, "A2").unwrap();
            sheet.write(2, 5, "x").unwrap();
        }),
        wrong(
            "zeros.xlsx",
            workbook(|sheet| {
                headings(sheet, 0, &["code", "name"]);
                for (row, code) in (1..).zip([
                    12_345_678.0,
                    23_456_789.0,
                    3_456_789.0,
                    45_678.0,
                    98_765_432.0,
                    87_654_321.0,
                ]) {
                    sheet.write(row, 0, code).unwrap();
                    sheet.write(row, 1, "Ada").unwrap();
                }
            }),
        ),
        wrong("empty.xlsx", workbook(|_| {})),
        wrong("no code.xlsx", workbook(|sheet| headings(sheet, 1, &["Nom", "Prénom", "Mail"]))),
        wrong("no rows.xlsx", workbook(|sheet| headings(sheet, 0, &["code", "name"]))),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

/// A workbook with one of its parts replaced.
fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        to.start_file(part_name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        let mut old = Vec::new();
        part.read_to_end(&mut old).unwrap();
        to.write_all(if part_name == name { content } else { &old }).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn small() -> Vec<u8> {
    workbook(|sheet| {
        headings(sheet, 0, &["code", "name"]);
        headings(sheet, 1, &["A1", "Ada"]);
    })
}

#[test]
fn a_workbook_that_was_made_to_harm() {
    let shared = "xl/sharedStrings.xml";
    let sheet = "xl/worksheets/sheet1.xml";
    let far = r#"<worksheet><sheetData><row r="1"><c r="AAAAAAAAAAAA99999999999" t="str"><v>code</v></c></row></sheetData></worksheet>"#;
    let told = [
        wrong("far.xlsx", with_part(&small(), sheet, far.as_bytes())),
        wrong("torn.xlsx", with_part(&small(), sheet, b"<worksheet><sheetData><row><c")),
        wrong("none.xlsx", with_part(&small(), "xl/workbook.xml", b"")),
        wrong("index.xlsx", with_part(&small(), shared, b"<sst></sst>")),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_workbook_cut_anywhere_or_with_any_byte_changed_never_panics() {
    let whole = small();
    for end in (0..whole.len()).step_by(97) {
        assert!(read("people.xlsx", &whole[..end]).is_err());
    }
    for at in (0..whole.len()).step_by(31) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let _ = read("people.xlsx", changed);
    }
}
