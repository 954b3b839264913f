//! A client as the first version was: written from `docs/protocol.md` alone, with its own reading
//! of every message. It shares no type with `parvis-protocol` and is not changed along with it:
//! what it can do with today's hub, a kiosk that was never updated can.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use parvis_hub::service::Service;
use parvis_hub::store::SqliteStore;
use parvis_kiosk::hub::Invitation;
use parvis_testkit::Chance;
use serde_json::{Value, json};

use crate::hub::Hub;

pub(crate) const DEVICE: &str = "0123456789abcdef0123456789abcdef";
const OPENING: &str = "00000000000000aa";

pub(crate) struct FirstClient {
    key: SigningKey,
    address: String,
    hub: String,
    hub_key: VerifyingKey,
    /// The text and hash of its records.
    records: Vec<(String, [u8; 32])>,
}

/// An answer that the hub signed.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn signed(key: &SigningKey, heading: &str, content: &[u8]) -> String {
    hex(&key.sign(&[format!("{heading}\n").as_bytes(), content].concat()).to_bytes())
}

fn verify(key: &VerifyingKey, heading: &str, content: &[u8], signature: &str) {
    let signature = Signature::from_bytes(&const_hex::decode_to_array(signature).unwrap());
    let message = [format!("{heading}\n").as_bytes(), content].concat();
    key.verify_strict(&message, &signature).unwrap();
}

fn key(digits: &str) -> VerifyingKey {
    VerifyingKey::from_bytes(&const_hex::decode_to_array(digits).unwrap()).unwrap()
}

/// What follows from an event's key.
fn derived(key: &str, word: &str, text: &str) -> [u8; 32] {
    let key: [u8; 32] = const_hex::decode_to_array(key).unwrap();
    let mut hasher = blake3::Hasher::new_keyed(&key);
    hasher.update(word.as_bytes()).update(&[0]).update(text.as_bytes());
    *hasher.finalize().as_bytes()
}

/// The id of the ticket of a code.
pub(crate) fn ticket_of(key: &str, code: &str) -> String {
    hex(&derived(key, "ticket", code)[..16])
}

/// The hashes of a code as a machine reads it and as a person types it.
pub(crate) fn hashes_of(key: &str, code: &str) -> [i64; 2] {
    let typed: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let words = [("scanned", code.to_owned()), ("typed", typed.to_ascii_uppercase())];
    words.map(|(word, text)| {
        let [a, b, c, d, e, f, g, h, ..] = derived(key, word, &text);
        i64::from_be_bytes([a, b, c, d, e, f, g, h])
    })
}

/// HTTP, with the cryptography that this program has chosen for it.
fn transport() -> reqwest::Client {
    parvis_sync::http::client::client().unwrap()
}

fn proof(code: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_keyed(&blake3::derive_key(
        "parvis enrolment proof v1",
        code.as_bytes(),
    ));
    for part in parts {
        hasher.update(&(part.len() as u64).to_be_bytes()).update(part);
    }
    *hasher.finalize().as_bytes()
}

impl FirstClient {
    pub(crate) fn enrol(hub: &Hub, invitation: &Invitation) -> Self {
        let mut seed = [0; 32];
        Chance::fresh().fill(&mut seed);
        let own = SigningKey::from_bytes(&seed);
        let code = invitation.code.to_string().replace('-', "");
        let card = json!({
            "device": DEVICE,
            "key": hex(own.verifying_key().as_bytes()),
            "seal_to": "age1lvyvwawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z",
            "version": "0.1.0",
            "rehearsal": true,
        })
        .to_string();
        let lookup = blake3::derive_key("parvis enrolment lookup v1", code.as_bytes());
        let asked = proof(&code, &[b"device", card.as_bytes()]);
        let body = json!({
            "lookup": hex(&lookup[..16]),
            "card": card,
            "proof": hex(&asked),
            "signature": signed(&own, "parvis request v1", card.as_bytes()),
        });
        let url = format!("{}/v1/enrolment", invitation.address);
        let answer = hub.wait(async |_: &Service<SqliteStore>| {
            let request = transport().post(url);
            let request = request.header("content-type", "application/json");
            request.body(body.to_string()).send().await.unwrap().bytes().await.unwrap()
        });
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        let card = text(&answer["card"]);
        let expected = proof(&code, &[b"hub", &asked, card.as_bytes()]);
        assert_eq!(text(&answer["proof"]), hex(&expected), "whoever answered knows the code");
        let card: Value = serde_json::from_str(card).unwrap();
        let client = Self {
            key: own,
            address: invitation.address.clone(),
            hub: text(&card["hub"]).to_owned(),
            hub_key: key(text(&card["key"])),
            records: Vec::new(),
        };
        assert_eq!(client.statement(&card["statement"])["standing"], "enrolled");
        client
    }

    /// What the hub declares, after checking that it does.
    pub(crate) fn statement(&self, signed: &Value) -> Value {
        let declared = text(&signed["text"]);
        let signature = text(&signed["signature"]);
        verify(&self.hub_key, "parvis statement v1", declared.as_bytes(), signature);
        let statement: Value = serde_json::from_str(declared).unwrap();
        assert_eq!((&statement["device"], &statement["hub"]), (&json!(DEVICE), &json!(self.hub)));
        statement
    }

    /// Asks, and believes the answer only with the hub's signature; a snapshot has its own.
    pub(crate) fn ask(&self, hub: &Hub, method: &str, path: &str, body: &Value) -> Answer {
        let (nonce, mut answer) = self.send(hub, method, path, body);
        let (status, signature, body) = hub.wait(async |_: &Service<SqliteStore>| {
            let signature = answer.headers().get("parvis-answer").cloned();
            let mut body = Vec::new();
            while let Some(piece) = answer.chunk().await.unwrap() {
                body.extend_from_slice(&piece);
            }
            (answer.status().as_u16(), signature, body)
        });
        if let Some(signature) = signature {
            let answered = format!("{nonce}\n{status}\n{}", blake3::hash(&body).to_hex());
            let signature = signature.to_str().unwrap();
            verify(&self.hub_key, "parvis answer v1", answered.as_bytes(), signature);
        } else {
            assert!(path.starts_with("/v1/snapshot") && status == 200, "{path} is not signed");
        }
        Answer { status, body }
    }

    /// Sends a request, and gives its nonce with the answer that begins.
    fn send(
        &self,
        hub: &Hub,
        method: &str,
        path: &str,
        body: &Value,
    ) -> (String, reqwest::Response) {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut nonce = [0; 16];
        Chance::fresh().fill(&mut nonce);
        let (nonce, at) = (hex(&nonce), jiff::Timestamp::now().as_millisecond());
        let hash = blake3::hash(body.as_bytes()).to_hex();
        let asked = [method, path, DEVICE, &self.hub, &at.to_string(), &nonce, &hash].join("\n");
        let signature = signed(&self.key, "parvis request v1", asked.as_bytes());
        let header = format!("device={DEVICE} at={at} nonce={nonce} signature={signature}");
        let (method, url) = (method.parse().unwrap(), format!("{}{path}", self.address));
        let answer = hub.wait(async |_: &Service<SqliteStore>| {
            let request = transport().request(method, url).header("parvis-request", header);
            let request = request.header("content-type", "application/json");
            request.body(body).send().await.unwrap()
        });
        (nonce, answer)
    }

    /// The first hint.
    pub(crate) fn hint(&self, hub: &Hub) -> Value {
        let (_, mut answer) = self.send(hub, "GET", "/v1/hints", &Value::Null);
        hub.wait(async |_: &Service<SqliteStore>| {
            let mut heard = String::new();
            loop {
                heard.push_str(str::from_utf8(&answer.chunk().await.unwrap().unwrap()).unwrap());
                let whole = heard.split_inclusive('\n').filter(|line| line.ends_with('\n'));
                if let Some(data) = whole.filter_map(|line| line.strip_prefix("data:")).next() {
                    return serde_json::from_str(data).unwrap();
                }
            }
        })
    }

    /// Records that a ticket was admitted at the main gate.
    pub(crate) fn admits(&mut self, ticket: &str) {
        self.records(&json!({
            "kind": "scanned", "ticket": ticket, "event": "brussels", "gate": "main",
            "verdict": "admitted", "scope": "main/day/2023-11-16", "entry": "single",
            "way": "camera",
        }));
    }

    /// Records a fact, and gives its record's key.
    pub(crate) fn records(&mut self, fact: &Value) -> Value {
        let previous = self.records.last().map_or([0; 32], |(_, hash)| *hash);
        let seq = self.records.len() + 1;
        let key = json!({"device": DEVICE, "incarnation": OPENING, "seq": seq});
        let record = json!({
            "key": key,
            "previous": hex(&previous),
            "stamp": {"ms": 1_700_121_000_000_i64 + i64::try_from(seq).unwrap(), "count": 0},
            "at": "2023-11-16T07:50:00Z",
            "rehearsal": true,
            "fact": fact,
        })
        .to_string();
        let hash = *blake3::hash(record.as_bytes()).as_bytes();
        self.records.push((record, hash));
        key
    }

    /// Pushes its records after a number.
    pub(crate) fn push(&self, hub: &Hub, after: usize) -> Answer {
        let records: Vec<_> = self.records[after..].iter().map(|(text, _)| text).collect();
        let (seq, (_, hash)) = (self.records.len(), self.records.last().unwrap());
        let device: [u8; 16] = const_hex::decode_to_array(DEVICE).unwrap();
        let opening: [u8; 8] = const_hex::decode_to_array(OPENING).unwrap();
        let head = [&device[..], &opening, &(seq as u64).to_be_bytes(), hash].concat();
        let signature = signed(&self.key, "parvis head v1", &head);
        let batch = json!({
            "incarnation": OPENING,
            "first": after + 1,
            "records": records,
            "head": {"seq": seq, "hash": hex(hash), "signature": signature},
        });
        let body = json!({"now": jiff::Timestamp::now().to_string(), "batches": [batch]});
        self.ask(hub, "POST", "/v1/facts", &body)
    }

    pub(crate) fn status(&self, hub: &Hub) -> Value {
        self.status_wishing(hub, &json!([]))
    }

    /// How the two stand, with a wish for seats.
    pub(crate) fn status_wishing(&self, hub: &Hub, seats: &Value) -> Value {
        let now = jiff::Timestamp::now().to_string();
        let unsent = self.records.len();
        let body = json!({"now": now, "version": "0.1.0", "unsent": unsent, "seats": seats});
        let answer = self.ask(hub, "POST", "/v1/status", &body);
        assert_eq!(answer.status, 200);
        answer.json()
    }

    pub(crate) fn changes(&self, hub: &Hub, status: &Value, after: u64) -> Answer {
        let epoch = text(&status["epoch"]);
        let statement = &self.statement(&status["statement"])["number"];
        let path = format!(
            "/v1/changes?epoch={epoch}&statement={statement}&after={after}&incarnation={OPENING}\
             &limit=1000"
        );
        self.ask(hub, "GET", &path, &Value::Null)
    }

    /// The changes of a snapshot, and the cursor it is as of, after checking its end.
    pub(crate) fn snapshot(&self, hub: &Hub) -> (Vec<Value>, u64) {
        let path = format!("/v1/snapshot?incarnation={OPENING}");
        let answer = self.ask(hub, "GET", &path, &Value::Null);
        let lines = String::from_utf8(zstd::decode_all(&answer.body[..]).unwrap()).unwrap();
        let (before, last) = lines.trim_end().rsplit_once('\n').unwrap();
        let mut changes: Vec<Value> =
            before.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (head, end) = (changes.remove(0), serde_json::from_str::<Value>(last).unwrap());
        assert_eq!((&head["hub"], &head["device"]), (&json!(self.hub), &json!(DEVICE)));
        let count = changes.len() as u64;
        let hash = blake3::hash(format!("{before}\n").as_bytes());
        assert_eq!((&end["changes"], text(&end["hash"])), (&json!(count), &*hash.to_hex()));
        let content = [&count.to_be_bytes()[..], hash.as_bytes()].concat();
        verify(&self.hub_key, "parvis snapshot v1", &content, text(&end["signature"]));
        (changes, head["cursor"].as_u64().unwrap())
    }
}
