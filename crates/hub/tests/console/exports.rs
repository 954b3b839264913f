//! Attendance as files.

use parvis_hub::store::{Attendance, Store as _};
use parvis_platforms::roster_file::RosterFile;

use crate::visitor::Visitor;
use crate::week::{Week, event};

/// Every admission that counts and every double one.
async fn expected(week: &Week) -> usize {
    let of = Attendance { event: Some(event("brussels")), ..Attendance::default() };
    let mut count = 0;
    week.service
        .store()
        .attendance(&of, &mut |_| {
            count += 1;
            Ok(())
        })
        .await
        .unwrap();
    count
}

#[tokio::test]
async fn a_table_has_a_kiosks_headings_and_a_row_for_each_admission() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let page = ada.get("/console/exports/attendance?event=brussels&format=csv").await;
    let named = page.headers["content-disposition"].to_str().unwrap();
    assert_eq!(named, "attachment; filename=\"attendance-brussels.csv\"");
    assert_eq!(page.headers["cache-control"], "no-store");
    let text = page.text();
    let mut lines = text.lines();
    assert_eq!(
        lines.next().unwrap(),
        "at,gate,event,verdict,scope,code,first_name,last_name,organisation,type,order,ticket,\
         double,device,record"
    );
    assert_eq!(lines.clone().count(), expected(&week).await);
    let first = lines.next().unwrap();
    assert!(first.starts_with("2023-11-16T08:30:00+01:00,main,brussels,admitted,"), "{first}");
    assert_eq!(lines.filter(|line| line.contains(",true,")).count(), 4, "double ones say so");
}

#[tokio::test]
async fn programs_get_json() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let page = ada.get("/console/exports/attendance?event=&format=json").await;
    let json: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
    let rows = json["check_ins"].as_array().unwrap();
    assert_eq!(rows.len(), expected(&week).await);
    assert_eq!(rows[0]["gate"], "main");
    assert_eq!(rows[0]["double"], false);
    let none = ada.get("/console/exports/attendance?event=paris&format=json").await;
    let json: serde_json::Value = serde_json::from_slice(&none.body).unwrap();
    assert_eq!(json["check_ins"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_workbook_opens_and_keeps_codes_as_texts() {
    let week = Week::filled().await;
    let mut door = week.door(1, "Door 1", "main").await;
    for (second, code) in (0_i64..).zip(&week.codes()[..30]) {
        door.admit(code, second);
    }
    week.push(door).await;
    let mut ada = Visitor::signed_in(&week).await;
    let page = ada.get("/console/exports/attendance?event=brussels&format=xlsx").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("attendance.xlsx");
    std::fs::write(&file, &page.body).unwrap();
    // It has the headings of a roster too.
    let mut book = RosterFile::open(&file).unwrap();
    let rows: Vec<_> = book.rows().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), 30);
    assert!(rows.iter().all(|row| row.code.as_str().len() == 8 && !row.last_name.is_empty()));
}
