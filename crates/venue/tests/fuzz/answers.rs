//! What a hub of many mistakes answers: its signature is right, and what it says is not.

use parvis_protocol::exchange::{Page, Pull, Pushed};
use parvis_protocol::hub::Hub as _;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::replica::Replica as _;
use parvis_protocol::series::SeriesEnd;
use parvis_roster::Finding;

use crate::fuzz;
use crate::ground::Ground;
use parvis_hub::store::{Store as _, Taking};
use parvis_protocol::change::Cursor;

#[test]
fn a_page_may_say_whatever_it_likes() {
    let ground = Ground::new(50);
    // Another door has let people in.
    let other = parvis_domain::id::DeviceId([9; 16]);
    let batch = ground.batch(other, &DeviceKey::from_seed(&[9; 32]), 8);
    let store = ground.service.store();
    let mut of = ground.runtime.block_on(store.device(ground.roster.device())).unwrap().unwrap();
    of.statement.device = other;
    let taking = Taking::of_batch(&of.statement, batch, crate::ground::now(), 0);
    ground.runtime.block_on(store.take(taking)).unwrap();
    let epoch = ground.runtime.block_on(store.identity()).unwrap().epoch;
    let desk = ground.service.desk_of(ground.roster.device());
    let page = |after: u64, limit| {
        let incarnation = ground.roster.incarnation();
        let pull = Pull { epoch, statement: 1, after: Cursor(after), incarnation, limit };
        serde_json::to_vec(&ground.runtime.block_on(desk.pull(pull)).unwrap()).unwrap()
    };
    let cursor = ground.runtime.block_on(store.cursor()).unwrap().0;
    let seeds = vec![page(0, 1_000), page(0, 5), page(cursor - 8, 8)];
    fuzz("page", &seeds, |input| {
        let Ok(page) = serde_json::from_slice::<Page>(input) else { return false };
        ground.roster.take_page(1, &page).is_ok()
    });
    in_order(&ground);
}

#[test]
fn an_acknowledgement_may_say_whatever_it_likes() {
    let ground = Ground::new(60);
    let end = SeriesEnd {
        incarnation: ground.roster.incarnation(),
        seq: 1,
        hash: parvis_domain::id::RecordHash([1; 32]),
    };
    let pushed = Pushed { series: vec![end, end], put_aside: Vec::new() };
    fuzz("pushed", &[serde_json::to_vec(&pushed).unwrap()], |input| {
        let Ok(pushed) = serde_json::from_slice::<Pushed>(input) else { return false };
        ground.roster.note_safe(&pushed).is_ok()
    });
    in_order(&ground);
}

/// Nothing but records of others that have a gap or contradict each other, which is what was sent.
fn in_order(ground: &Ground) {
    let findings = ground.roster.doctor().unwrap();
    let wrong: Vec<_> = findings
        .iter()
        .filter(|finding| !matches!(finding, Finding::Gap { .. } | Finding::Fork { .. }))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
