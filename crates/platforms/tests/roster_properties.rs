//! Whatever form a roster comes in, it reads the same; whatever comes, nothing panics.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{file, read};
use parvis_platforms::gates_file::read_gates;
use parvis_platforms::programme_file::read_programme;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A person of an invented roster.
#[derive(Debug, Clone)]
struct Person {
    code: String,
    first: String,
    last: String,
    organisation: String,
}

fn person() -> impl Strategy<Value = Person> {
    // Letters that are in Windows-1252 too, and everything that CSV must quote.
    let words = "[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ,;\" \\|']{0,12}[a-zß]";
    ("[A-Z]{3}-[a-z0-9]{5}", words, words, words)
        .prop_map(|(code, first, last, organisation)| Person { code, first, last, organisation })
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(person(), 1..20).prop_map(|mut people| {
        for (index, person) in people.iter_mut().enumerate() {
            person.code.push_str(&index.to_string());
        }
        people
    })
}

#[derive(Debug, Clone, Copy)]
enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16Little,
    Utf16Big,
    Windows,
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.into(),
        Encoding::Utf8WithMark => format!("\u{feff}{text}").into(),
        Encoding::Utf16Little => {
            format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
        }
        Encoding::Utf16Big => {
            format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect()
        }
        Encoding::Windows => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
    }
}

const HEADINGS: [[&str; 4]; 6] = [
    ["code", "first_name", "last_name", "organisation"],
    ["Barcode #", "First Name", "Surname", "Company"],
    ["Numéro de billet", "Prénom participant", "Nom participant", "Société"],
    ["Código de la entrada", "Nombre", "Apellidos", "Empresa"],
    ["Ticketnummer", "Voornaam", "Achternaam", "Bedrijf"],
    ["Código do bilhete", "Primeiro nome", "Apelido", "Organização"],
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_roster_reads_the_same_in_any_form(
        people in people(),
        order in Just([0, 1, 2, 3]).prop_shuffle(),
        headings in select(HEADINGS.to_vec()),
        delimiter in select(vec![b',', b';', b'\t', b'|']),
        encoding in select(vec![Encoding::Utf8, Encoding::Utf8WithMark, Encoding::Utf16Little, Encoding::Utf16Big, Encoding::Windows]),
        windows_lines: bool,
        always_quoted: bool,
    ) {
        let style = if always_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let end = if windows_lines { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter).quote_style(style).terminator(end).from_writer(Vec::new());
        writer.write_record(order.map(|column| headings[column])).unwrap();
        for person in &people {
            let cells = [&person.code, &person.first, &person.last, &person.organisation];
            writer.write_record(order.map(|column| cells[column])).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let rows = read("people.csv", encoded(&text, encoding));
        let rows = rows.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(rows.len(), people.len());
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (row, person) in rows.iter().zip(&people) {
            prop_assert_eq!(row.code.as_str(), &person.code);
            prop_assert_eq!(&row.first_name, &plain(&person.first));
            prop_assert_eq!(&row.last_name, &plain(&person.last));
            prop_assert_eq!(&row.organisation, &plain(&person.organisation));
        }
    }

    #[test]
    fn bytes_of_any_kind_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        never_panics(&bytes);
    }

    #[test]
    fn text_of_any_kind_never_panics(text in "\\PC{0,400}") {
        never_panics(text.as_bytes());
        never_panics(format!("code,name\n{text}").as_bytes());
        never_panics(format!("BEGIN:VCALENDAR\n{text}").as_bytes());
        never_panics(format!("[[gate]]\n{text}").as_bytes());
    }

    #[test]
    fn cells_of_any_kind_never_panic(cells in prop::collection::vec("[0-9A-Za-zé /:.;,|+\\-TZ]{0,20}", 8)) {
        let text = format!(
            "code;name;days;valid_from;valid_until;status;paid;language\n{}\n",
            cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(";")
        );
        let _ = read("people.csv", text);
    }

    #[test]
    fn a_changed_programme_never_panics(
        which in 0..2_usize,
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..6),
        cut in any::<Index>(),
    ) {
        let fixture: &[u8] = [include_bytes!("fixtures/schedule.json").as_slice(), include_bytes!("fixtures/schedule.ics")][which];
        let mut bytes = fixture.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let (_folder, path) = file("programme", &bytes);
        let _ = read_programme(&path);
        bytes.truncate(cut.index(bytes.len()));
        std::fs::write(&path, &bytes).unwrap();
        let _ = read_programme(&path);
    }
}

fn never_panics(bytes: &[u8]) {
    let _ = read("people", bytes);
    let (_folder, path) = file("file", bytes);
    let _ = read_programme(&path);
    let (_other, schedule) = file("s.json", include_bytes!("fixtures/schedule.json"));
    let (programme, _) = read_programme(schedule).unwrap();
    let _ = read_gates(path, &programme);
}
