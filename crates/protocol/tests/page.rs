//! `docs/protocol.md` says what the code does: its examples are the snapshots of the frozen types,
//! all of them, and its vectors are what the code derives.
#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use parvis_domain::clock::HybridClock;
use parvis_domain::code::{Code, EventKey, TypedCode};
use parvis_domain::fact::{Fact, RecordKey, Scanned, Way};
use parvis_domain::gate::Scope;
use parvis_domain::id::{DeviceId, GateId, Incarnation, RecordHash, TicketId};
use parvis_domain::series::Head;
use parvis_domain::standing::fold;
use parvis_protocol::enrol::EnrolmentCode;
use parvis_protocol::key::{DeviceKey, Purpose};
use parvis_protocol::request::{Asked, Nonce, RequestSeal, sign_answer};
use parvis_protocol::series::SignedHead;
use serde_json::{Value, json};

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The blocks of the page that follow a comment, by what the comment says after its first word.
fn blocks(word: &str) -> BTreeMap<String, String> {
    let page = fs::read_to_string(here().join("../../docs/protocol.md")).unwrap();
    let mut blocks = BTreeMap::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let comment = line.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->"));
        let Some((_, name)) = comment
            .and_then(|comment| comment.split_once(": "))
            .filter(|_| comment.is_some_and(|comment| comment.starts_with(word)))
        else {
            continue;
        };
        assert!(lines.next().unwrap().starts_with("```"), "no block follows {name}");
        let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        assert!(blocks.insert(name.to_owned(), block.join("\n")).is_none(), "twice: {name}");
    }
    blocks
}

/// Every snapshot of this crate by its module and name, as the page calls it.
fn snapshots() -> BTreeMap<String, String> {
    let mut snapshots = BTreeMap::new();
    let mut folders = vec![here().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(name) = name.strip_suffix(".snap") {
                let name = name.strip_prefix("parvis_protocol__").unwrap();
                let text = fs::read_to_string(&path).unwrap();
                let (_, text) = text.strip_prefix("---\n").unwrap().split_once("---\n").unwrap();
                let name = name.replacen("__tests__", "/", 1);
                snapshots.insert(name, text.trim_end_matches('\n').to_owned());
            }
        }
    }
    snapshots
}

#[test]
fn the_pages_examples_are_the_snapshots_and_all_of_them() {
    let (examples, snapshots) = (blocks("example"), snapshots());
    assert!(examples.len() > 10, "the page was read");
    for (name, text) in &snapshots {
        assert_eq!(examples.get(name), Some(text), "{name} in docs/protocol.md");
    }
    let more: Vec<_> = examples.keys().filter(|name| !snapshots.contains_key(*name)).collect();
    assert!(more.is_empty(), "no snapshots: {more:?}");
}

/// Fails with what the page should say.
fn same(name: &str, derived: &Value) {
    let page: Value = serde_json::from_str(&blocks("vectors")[name]).unwrap();
    assert!(page == *derived, "{name}:\n{}", serde_json::to_string_pretty(derived).unwrap());
}

#[test]
fn codes_are_derived_as_the_page_says() {
    let key = EventKey::new([6; 32]);
    let codes = [
        "K7Q-2MH",
        " K7Q-2MH\r\n",
        "k7q2mh",
        "PV1:6BF+70 ",
        "e\u{301}cole-42",
        "stra\u{df}e 7",
        "a-1",
        "\u{663}\u{664}\u{665}\u{666}",
    ];
    let derived = codes.map(|text| {
        let code = Code::new(text).unwrap();
        let typed = code.typed();
        json!({
            "code": text,
            "normal": code.as_str(),
            "as_typed": typed.as_ref().map(TypedCode::as_str),
            "ticket": key.ticket_id(&code),
            "scanned": key.scanned_hash(&code),
            "typed": typed.map(|typed| key.typed_hash(&typed)),
        })
    });
    same("codes", &json!(derived));
    for text in ["", " \t", "a\u{7}b", &"x".repeat(513)] {
        assert!(Code::new(text).is_err(), "the page says that this is none: {text:?}");
    }
}

/// What came of a ticket by the records that a line of the page names.
fn standing(entry: &Value, records: &[Value]) -> (bool, usize, u32) {
    let (device, incarnation) = (DeviceId([2; 16]), Incarnation([5; 8]));
    let (ticket, gate) = (TicketId([9; 16]), GateId::new("main").unwrap());
    let scope: Scope = "hall/day/2023-11-16".parse().unwrap();
    let mut head = Head::new(device, incarnation, None);
    let mut clock = HybridClock::after(None);
    let mut sealed = |word: &Value| {
        let fact = match word.as_str().unwrap().strip_prefix("undone ") {
            Some(seq) => {
                let target = RecordKey { device, incarnation, seq: seq.parse().unwrap() };
                Fact::Undone { target, ticket, gate: gate.clone() }
            }
            None => Fact::Scanned(Scanned {
                ticket,
                event: "brussels".parse().unwrap(),
                gate: gate.clone(),
                verdict: serde_json::from_value(word.clone()).unwrap(),
                scope: Some(scope.clone()),
                entry: serde_json::from_value(entry.clone()).unwrap(),
                way: Way::Camera,
                over_capacity: false,
            }),
        };
        let sealed = head.next(&mut clock, Timestamp::UNIX_EPOCH, false, fact).unwrap();
        head.advance(&sealed).unwrap();
        sealed.record
    };
    let records: Vec<_> = records.iter().map(&mut sealed).collect();
    let folded = fold(&records);
    let of = folded.within(&scope).unwrap();
    (of.inside, of.doubles.len(), of.seats.values().sum())
}

#[test]
fn tickets_stand_where_the_page_says() {
    let cases: Vec<Value> = serde_json::from_str(&blocks("vectors")["standings"]).unwrap();
    assert!(cases.len() > 5, "the page was read");
    for case in cases {
        let (inside, doubles, seats) =
            standing(&case["entry"], case["records"].as_array().unwrap());
        let told = [&case["inside"], &case["doubles"], &case["seats"]];
        assert_eq!(told, [&json!(inside), &json!(doubles), &json!(seats)], "{case}");
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[test]
fn signatures_are_made_as_the_page_says() {
    let key = DeviceKey::from_seed(&[2; 32]);
    let (device, hub) = (DeviceId([2; 16]), DeviceId([1; 16]));
    let (incarnation, hash) = (Incarnation([5; 8]), RecordHash([7; 32]));
    let at = Timestamp::from_millisecond(1_700_121_000_123).unwrap();
    let nonce = Nonce::from_bytes([4; 16]);
    let head = [&device.0[..], &incarnation.0, &3_u64.to_be_bytes(), &hash.0].concat();
    let head_signed = SignedHead::sign(&key, device, incarnation, 3, hash).signature;
    assert_eq!(head_signed, key.sign(Purpose::Head, &head));
    let path = "/v1/changes?after=7";
    let request = format!(
        "GET\n{path}\n{device}\n{hub}\n1700121000123\n{nonce}\n{}",
        blake3::hash(b"").to_hex()
    );
    let asked = Asked { method: "GET", path, body: b"", hub };
    let request_signed = RequestSeal::sign(&key, device, at, nonce, &asked).signature;
    assert_eq!(request_signed, key.sign(Purpose::Request, request.as_bytes()));
    let of_hub = DeviceKey::from_seed(&[1; 32]);
    let answer = format!("{nonce}\n200\n{}", blake3::hash(b"{}").to_hex());
    let answer_signed = sign_answer(&of_hub, nonce, 200, b"{}");
    assert_eq!(answer_signed, of_hub.sign(Purpose::Answer, answer.as_bytes()));
    let code = EnrolmentCode::from_random(*b"parvis!!");
    same(
        "signatures",
        &json!({
            "key": {"secret": hex(&[2; 32]), "public": key.public()},
            "head": {"heading": "parvis head v1", "content": hex(&head), "signature": head_signed},
            "request": {"heading": "parvis request v1", "content": request,
                        "signature": request_signed},
            "answer": {"by": "the hub's key", "body": "{}", "heading": "parvis answer v1",
                       "content": answer, "signature": answer_signed},
            "enrolment": {"code": code.to_string(), "lookup": code.lookup(),
                          "proof_key": hex(code.proof_key().as_bytes())},
        }),
    );
}
