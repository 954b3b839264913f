//! What is wrong with rosters, in words.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{file, read, wrong};
use parvis_platforms::roster_file::{Place, RosterFault, RosterFile};

#[test]
fn what_is_wrong_with_a_file() {
    let sheet_2003 =
        r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>"#;
    let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let protected = [old.as_slice(), &[7; 65_530], &mark, &[0; 100]].concat();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty.csv", Vec::new()),
        ("blank.csv", b"\xef\xbb\xbf \r\n\r\n".to_vec()),
        ("page.xls", b"\n<html><table><tr><td>code</td></tr></table>".to_vec()),
        ("page.csv", b"\xff\xfe<\0!\0D\0O\0C\0T\0Y\0P\0E\0 \0h\0t\0m\0l\0>\0".to_vec()),
        ("sheet.xls", sheet_2003.into()),
        ("old.xls", old),
        ("protected.xlsx", protected),
        ("cut.xlsx", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0".to_vec()),
        ("report.pdf", b"%PDF-1.7\n".to_vec()),
        ("data.csv", b"{\"code\": 1}".to_vec()),
        ("calendar.csv", b"BEGIN:VCALENDAR\r\n".to_vec()),
        ("noise.csv", b"\x00\x01\x02code,name".to_vec()),
        ("dos.csv", b"code,name\nA1B2,M\x81ller\n".to_vec()),
        ("mixed.csv", b"code,name\nA1,\xc3\x89lo\xc3\xafse\nA2,Ren\xe9e\nA3,\xc3\x89va\n".to_vec()),
        ("odd.csv", b"\xff\xfec\0o\0d\0e\0,\0n\0a\0m\0e\0\n\0\x00\xd8,\0a\0".to_vec()),
        ("header.csv", b"code,name\n\n,\n".to_vec()),
        ("nothing known.csv", b"colour,size\nred,XL\n".to_vec()),
        ("no code.csv", b"Colour;Size;First name;Email\nred;XL;Ada;\n".to_vec()),
        ("no name.csv", b"code,email\nA1,a@example.org\n".to_vec()),
        ("two codes.csv", b"Ticket number,Barcode,Name\n1,2,Ada\n".to_vec()),
        ("twice code.csv", b"code,name,Code\n1,2,Ada\n".to_vec()),
        ("canonical wins.csv", b"Ticket number,code,Name\n1,A2,Ada\n".to_vec()),
    ];
    let told = cases.iter().map(|(name, bytes)| wrong(name, bytes));
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_is_wrong_with_a_row() {
    let cases = [
        "code,name\nA1,Ada\n\"A2,Bo\nA3,Cy\n",
        "code,name\nA1,Ada\nA2,\"Bo \"\"Bo\"\" B\"\nA3,\"Cy \"Cy\" Fictive\"\n",
        "code,name\nA1,\"Ada\nLovely\"\nA2,\"Bo\nA3,\"Cy\"\n",
        "\"code,name\nA1,Ada\n",
        "code,name\n,Ada\n",
        "code,name\nA1,\n",
        "code,first_name,last_name\nA1,  ,\n",
        "code,name\nA1,Invented, Ada\n",
        "code,name,,\nA1,Ada,,,,\nA2,Bo,,x\n",
        "code,name\nA1,Ada\n\nA2,Bo\nA1,Cy\n",
        "code,name\n1.23457E+12,Ada\n",
        "code;name\n1,23457E+12;Ada\n",
        "code;name\n5E+11;Ada\n",
        "code;name\n1234567,50;Ada\n",
        "code,name\n16/11/2023,Ada\n",
        "code,name\n12-mars,Ada\n",
        "code,name\n#N/A,Ada\n",
        "code,name\nA1,#REF!\n",
        "code,name\n######,Ada\n",
        "code,name\nA\u{7}1,Ada\n",
        "code,name\nA\u{fffd}1,Ada\n",
        "code,name\n12345678,Ada\n23456789,Bo\n3456789,Cy\n98765432,Di\n",
        "code,name,status\nA1,Ada,zzz\n",
        "code,name,paid\nA1,Ada,12.00\n",
        "code,name,days\nA1,Ada,11/16/2023\n",
        "code,name,days\nA1,Ada,16/11/23\n",
        "code,name,days\nA1,Ada,Thursday\n",
        "code,name,days\nA1,Ada,2023-02-30\n",
        "code,name,days\nA1,Ada,2023-11-09..2023-11-08\n",
        "code,name,days\nA1,Ada,2023-11-09..\n",
        "code,name,valid_from\nA1,Ada,noon\n",
        "code,name,valid_until\nA1,Ada,2023-11-16 25:00\n",
        "code,name,language\nA1,Ada,Klingon\n",
    ];
    let mut told: Vec<_> = cases.iter().map(|text| wrong("people.csv", text)).collect();
    told.push(wrong("people.csv", format!("code,name\n{},Ada\n", "x".repeat(600))));
    told.push(wrong("people.csv", format!("code,name\nA1,{}\n", "x".repeat(1001))));
    told.push(wrong("people.csv", format!("code,name\nA1,\"{}", "x\n".repeat(200_000))));
    told.push(wrong("people.csv", format!("code,name\nA1,{}\n", "x".repeat(300_000))));
    told.push(wrong("people.csv", format!("code,name\nA1{}\n", ",".repeat(5_000))));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_place_is_right_with_line_breaks_of_every_kind() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["code,name", "", "A1,\"Ada", "Invented\"", "", "A2,"].join(end);
        let error = read("people.csv", &text).unwrap_err();
        assert_eq!(error.at.place, Some(Place::Line(6)), "{end:?}");
        assert_eq!(error.at.cell.as_deref(), Some("B5"));
        assert_eq!(error.fault, RosterFault::MissingName);
    }
    let error = read("people.csv", "sep=;\ncode;name\nA1;\n").unwrap_err();
    assert_eq!((error.at.place, error.at.cell.as_deref()), (Some(Place::Line(3)), Some("B2")));
}

#[test]
fn the_same_code_may_be_for_two_events() {
    let rows = read("people.csv", "code,name,event\nA1,Ada,one\nA1,Ada,two\n").unwrap();
    assert_eq!(rows.len(), 2);
}

#[test]
fn numbers_given_in_turn_have_not_lost_zeros() {
    let numbered = |numbers: std::ops::Range<u32>| {
        let rows: String = numbers.map(|number| format!("{number},Ada\n")).collect();
        wrong("people.csv", format!("code,name\n{rows}"))
    };
    assert_eq!(numbered(1..2000), "taken, with 1999 rows");
    assert_eq!(numbered(99_990..100_100), "taken, with 110 rows");
    let kept = "code,name\n02345678,Ada\n23456789,Bo\n3456789,Cy\n98765432,Di\n";
    assert_eq!(wrong("people.csv", kept), "taken, with 4 rows");
    let mixed = "code,name\nA2345678,Ada\n23456789,Bo\n3456789,Cy\n98765432,Di\n";
    assert_eq!(wrong("people.csv", mixed), "taken, with 4 rows");
}

#[test]
fn codes_that_look_like_damage_but_are_none() {
    for code in ["1E5", "12E45678", "E+12", "12-MAR", "7-11", "2023-11-16-7", "#1", "1.2.3", "0"] {
        let rows = read("people.csv", format!("code,name\n{code},Ada\n")).unwrap();
        assert_eq!(rows[0].code.as_str(), code);
    }
}

#[test]
fn nothing_follows_an_error_and_rows_can_be_read_again() {
    let (_folder, path) = file("people.csv", "code,name\nA1,Ada\n,Bo\nA3,Cy\n");
    let mut roster = RosterFile::open(path).unwrap();
    for _ in 0..2 {
        let results: Vec<bool> = roster.rows().map(|row| row.is_ok()).collect();
        assert_eq!(results, [true, false]);
    }
    assert!(roster.rows().next().unwrap().is_ok());
}

#[test]
fn progress_ends_at_the_end() {
    let (_folder, path) = file("people.csv", "code,name\nA1,Ada\n");
    let mut roster = RosterFile::open(path).unwrap();
    let progress = roster.progress();
    assert_eq!((progress.done(), progress.total()), (0, 17));
    assert_eq!(roster.rows().count(), 1);
    assert!((progress.share() - 1.0).abs() < f64::EPSILON);
}

#[test]
fn a_file_that_is_not_there() {
    let error = RosterFile::open("/nowhere/people.csv").unwrap_err().to_string();
    assert!(error.starts_with("people.csv: the file cannot be read"), "{error}");
}
