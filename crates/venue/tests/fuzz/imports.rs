//! Files of organisers, almost right: read, or refused in words.

use std::fs;
use std::path::{Path, PathBuf};

use parvis_platforms::gates_file::read_gates;
use parvis_platforms::programme_file::read_programme;
use parvis_platforms::roster_file::RosterFile;
use parvis_venue::people;

use crate::fuzz;

/// A place for one file that is written again and again.
fn at(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    (folder, path)
}

/// An error has words, and not the bytes of a whole file.
fn in_words(error: &dyn std::fmt::Display) {
    let words = error.to_string();
    assert!(!words.is_empty() && words.len() < 8_000, "{} bytes of words", words.len());
}

fn read_roster(path: &Path) -> bool {
    let rows =
        RosterFile::open(path).and_then(|mut file| file.rows().collect::<Result<Vec<_>, _>>());
    rows.inspect_err(|error| in_words(error)).is_ok()
}

#[test]
fn rosters_as_text() {
    let csv = "code,name,status,days,order\nAB12CD,\"Ada, Invented\",,2023-11-16,A-1\n\
               EF34GH,Bo Made-Up,unpaid,2023-11-16 2023-11-17,A-2\n";
    let semicolons = "Code;Vorname;Nachname;E-Mail\nKL56MN;Zoë;Ünsal;z@example.org\n";
    let wide: Vec<u8> =
        "code\tname\nOP78QR\tÉmile\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [b"\xff\xfe".to_vec(), wide].concat();
    let (_folder, path) = at("guests.csv");
    fuzz("roster-text", &[csv.into(), semicolons.into(), wide], |input| {
        fs::write(&path, input).unwrap();
        read_roster(&path)
    });
}

#[test]
fn rosters_as_workbooks() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [["code", "name"], ["AB12CD", "Ada"], ["EF34GH", "Bo"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let place = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            sheet.write_string(place.0, place.1, *cell).unwrap();
        }
    }
    let (_folder, path) = at("guests.xlsx");
    fuzz("roster-workbook", &[book.save_to_buffer().unwrap()], |input| {
        fs::write(&path, input).unwrap();
        read_roster(&path)
    });
}

#[test]
fn programmes() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../platforms/tests/fixtures");
    let mut seeds = vec![serde_json::to_vec(&people::programme()).unwrap()];
    for name in ["schedule.json", "schedule.ics"] {
        seeds.push(fs::read(fixtures.join(name)).unwrap());
    }
    let (_folder, path) = at("programme");
    fuzz("programme", &seeds, |input| {
        fs::write(&path, input).unwrap();
        read_programme(&path).inspect_err(|error| in_words(error)).is_ok()
    });
}

#[test]
fn gates() {
    let text = "[[gate]]\nid = \"main\"\nname = { en = \"Main\" }\narea = \"hall\"\nvenue = \"hall\"\n\
                zone = \"Europe/Brussels\"\nlanguages = [\"fr\", \"en\"]\n\
                rule = { events = [\"brussels\"], entry = \"single\" }\n";
    let programme = people::programme();
    let (_folder, path) = at("gates.toml");
    fuzz("gates", &[text.into()], |input| {
        fs::write(&path, input).unwrap();
        read_gates(&path, &programme).inspect_err(|error| in_words(error)).is_ok()
    });
}
