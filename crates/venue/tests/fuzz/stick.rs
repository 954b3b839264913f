//! What travels on a stick: files that are almost whole, and what a mad kiosk or hub seals into them.

use std::io::{Cursor, Write as _};
use std::slice::from_ref;

use parvis_domain::id::RecordHash;
use parvis_hub::stick::{Answer, Read, read_request};
use parvis_hub::store::Store as _;
use parvis_protocol::enrol::DeviceCard;
use parvis_protocol::exchange::{Push, StatusRequest};
use parvis_protocol::key::Purpose;
use parvis_protocol::stick::frame::{FrameWriter, PACKAGE, REQUEST};
use parvis_protocol::stick::report::ReportWriter;
use parvis_protocol::stick::{Introduction, Report};
use parvis_sync::sealed;
use parvis_sync::stick::package::{self, Package};
use parvis_sync::stick::request;

use crate::fuzz;
use crate::ground::{Ground, card, now};

/// A file whose first line fits what is behind it.
fn framed(format: &'static str, content: &[u8]) -> Vec<u8> {
    let mut frame = FrameWriter::begin(Cursor::new(Vec::new()), format).unwrap();
    frame.write_all(content).unwrap();
    frame.finish().unwrap().into_inner()
}

/// What is behind the first line.
fn behind(file: &[u8]) -> &[u8] {
    let line = file.iter().position(|byte| *byte == b'\n').unwrap();
    &file[line + 1..]
}

/// What the kiosk says, without the line that it signs.
fn report(ground: &Ground, pushes: &[Push]) -> Vec<u8> {
    let status = StatusRequest {
        now: now(),
        version: "fuzz".into(),
        unsent: 3,
        epoch: None,
        seats: Vec::new(),
        screens: None,
    };
    let (hub, device) = (ground.service.identity().device, ground.roster.device());
    let report = Report { hub, device, incarnation: ground.roster.incarnation(), status };
    let mut writer = ReportWriter::begin(Vec::new(), &report).unwrap();
    pushes.iter().for_each(|push| writer.add(push).unwrap());
    let mut whole = writer.finish(&ground.key).unwrap();
    whole.pop();
    let end = whole.iter().rposition(|byte| *byte == b'\n').unwrap();
    whole.truncate(end + 1);
    whole
}

/// The request of a kiosk that signs whatever it says.
fn signed_request(ground: &Ground, lines: &[u8]) -> Vec<u8> {
    let pushes = lines.iter().filter(|byte| **byte == b'\n').count().saturating_sub(1) as u64;
    let hash = *blake3::hash(lines).as_bytes();
    let content = [&pushes.to_be_bytes()[..], &hash].concat();
    let signature = ground.key.sign(Purpose::Report, &content);
    let hash = RecordHash(hash);
    let end =
        format!("{{\"pushes\":{pushes},\"hash\":\"{hash}\",\"signature\":\"{signature}\"}}\n");
    let introduction = Introduction::sign(&card(&ground.roster, &ground.key), &ground.key);
    let mut content = serde_json::to_vec(&introduction.unwrap()).unwrap();
    content.push(b'\n');
    let to = sealed::recipient(&ground.service.identity().sealing_seed).unwrap();
    let mut sealing = sealed::seal(&to, &mut content).unwrap();
    sealing.write_all(lines).unwrap();
    sealing.write_all(end.as_bytes()).unwrap();
    sealing.finish().unwrap();
    framed(REQUEST, &content)
}

fn take(ground: &Ground, file: &[u8]) -> Option<Box<Answer>> {
    match ground.runtime.block_on(read_request(&ground.service, file, None)) {
        Ok(Read::Answered(answer)) => Some(answer),
        _ => None,
    }
}

/// What a request says, however it is written: who asks, and what was sealed.
fn meant(ground: &Ground, file: &[u8]) -> (DeviceCard, Option<(Report, Vec<Push>)>) {
    let spool = || tempfile::tempfile().unwrap();
    let request = request::read(file, spool()).unwrap();
    let card = request.card.clone();
    let opened = request.open(&ground.service.identity().sealing_seed, spool()).unwrap();
    let told = opened.map(|mut reader| {
        let pushes = std::iter::from_fn(|| reader.next_push().unwrap()).collect();
        (reader.report().clone(), pushes)
    });
    (card, told)
}

fn cursor(ground: &Ground) -> u64 {
    ground.runtime.block_on(ground.service.store().cursor()).unwrap().0
}

#[test]
fn a_request_is_taken_whole_or_not_at_all() {
    let ground = Ground::new(90);
    let push = Push {
        now: now(),
        batches: vec![ground.batch(ground.roster.device(), &ground.key, 5)],
        given_back: Vec::new(),
    };
    let whole = signed_request(&ground, &report(&ground, from_ref(&push)));
    let (content, before) = (behind(&whole).to_vec(), cursor(&ground));
    assert!(take(&ground, &framed(REQUEST, &content[..content.len() - 1])).is_none());
    assert_eq!(cursor(&ground), before);
    assert!(take(&ground, &whole).is_some());
    let after = cursor(&ground);
    assert!(after > before);
    let (_, right) = meant(&ground, &whole);
    assert_eq!(right.as_ref().map(|(_, pushes)| &pushes[..]), Some(&[push][..]));
    // As the stick gives it, and with a first line that fits: the rest has to be found out otherwise.
    fuzz("request", from_ref(&whole), |input| take(&ground, input).is_some());
    fuzz("request-behind", from_ref(&content), |input| {
        let file = framed(REQUEST, input);
        let taken = take(&ground, &file).is_some();
        // It may be written in other signs that mean the same, or end behind who asks: a kiosk
        // that is not enrolled yet says no more.
        if taken {
            let (who, told) = meant(&ground, &file);
            assert_eq!(who, card(&ground.roster, &ground.key), "another asks");
            assert!(told.is_none() || told == right, "something else is taken");
        }
        taken
    });
    assert_eq!(cursor(&ground), after);
}

#[test]
fn a_kiosk_that_comes_by_stick_may_say_whatever_it_likes() {
    let (ground, decided) = Ground::forgetful(100);
    let device = ground.roster.device();
    let push = |records| {
        let batches = vec![ground.batch(device, &ground.key, records)];
        Push { now: now(), batches, given_back: Vec::new() }
    };
    let back = Push { now: now(), batches: Vec::new(), given_back: decided.clone() };
    let seeds = vec![
        report(&ground, &[]),
        report(&ground, &[push(1), push(4)]),
        report(&ground, from_ref(&back)),
        report(&ground, &[push(2), back]),
    ];
    fuzz("report", &seeds, |input| take(&ground, &signed_request(&ground, input)).is_some());
    let own = ground.runtime.block_on(ground.of_hub());
    assert_eq!(own.len(), decided.len());
    assert!(own.iter().all(|row| decided.iter().any(|decided| decided.text == row.text)));
    let findings = ground.runtime.block_on(ground.service.store().check()).unwrap();
    assert_eq!(findings, []);
}

#[test]
fn a_package_is_taken_whole_or_not_at_all() {
    let ground = Ground::new(110);
    let mut answer = take(&ground, &signed_request(&ground, &report(&ground, &[]))).unwrap();
    let mut whole = Cursor::new(Vec::new());
    answer.write(&mut whole).unwrap();
    let whole = whole.into_inner();
    let seed = ground.roster.seal_seed().unwrap();
    // What it says, however it is written.
    let meant = |file: &[u8]| {
        let spools = [tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap()];
        let Package { head, snapshot } = package::read(file, &seed, spools).ok()?;
        Some((head, zstd::decode_all(snapshot?).ok()?))
    };
    let right = meant(&whole);
    assert!(right.is_some());
    let read = |file: &[u8]| {
        let found = meant(file);
        assert!(found.is_none() || found == right, "another package is believed");
        found.is_some()
    };
    let content = behind(&whole).to_vec();
    fuzz("package", from_ref(&whole), |input| read(input));
    fuzz("package-behind", from_ref(&content), |input| read(&framed(PACKAGE, input)));
    // Sealed anew, so that mistakes reach what the hub signed: its words, and the snapshot.
    let mut opened = Vec::new();
    std::io::copy(&mut sealed::open(&seed, &content[..]).unwrap(), &mut opened).unwrap();
    let to = sealed::recipient(&seed).unwrap();
    fuzz("package-within", from_ref(&opened), |input| {
        let mut content = Vec::new();
        let mut sealing = sealed::seal(&to, &mut content).unwrap();
        sealing.write_all(input).unwrap();
        sealing.finish().unwrap();
        read(&framed(PACKAGE, &content))
    });
}
