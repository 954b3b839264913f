//! How a kiosk becomes one of a hub's devices: a code that is good once and for ten minutes.
//!
//! The code itself is never sent. What is sent is a part of its hash, to find it, and a proof made
//! with it; the hub answers with a proof of its own. Whoever sits in between without knowing the
//! code can put neither their own key in the kiosk's place nor in the hub's.

use std::fmt;
use std::str::FromStr;

use parvis_domain::id::DeviceId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::key::{DeviceKey, NotHex, PublicKey, Purpose, Signature, hex_text};
use crate::statement::SignedStatement;

/// The signs of a code: digits and capitals without I, L, O and U, as Crockford chose them.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many signs a code has: 60 bits, far more than can be guessed in ten minutes.
const LENGTH: usize = 12;
/// How the text of an enrolment's QR code begins.
const LINK_PREFIX: &str = "parvis-enrol:";

/// A code that lets one device in, once.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode(String);

/// What a hub finds a code by: it tells nothing of the code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeLookup([u8; 16]);
hex_text!(CodeLookup, 16);

/// What somebody can only have made who knows the code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Proof([u8; 32]);
hex_text!(Proof, 32);

/// The key that proofs are made with: all that a hub keeps of a code.
#[derive(Clone, PartialEq, Eq)]
pub struct ProofKey([u8; 32]);

/// A text that is no enrolment code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeTextError {
    /// Not as many signs as a code has.
    #[error("an enrolment code has {LENGTH} letters and digits, this one has {0}")]
    Length(usize),
    /// A sign that no code has.
    #[error("“{0}” stands in no enrolment code")]
    Sign(char),
    /// Not what an enrolment's QR code says.
    #[error("this is not the code of an enrolment")]
    NotALink,
}

impl EnrolmentCode {
    /// The code that 64 random bits stand for.
    #[must_use]
    pub fn from_random(random: [u8; 8]) -> Self {
        let mut bits = u64::from_be_bytes(random);
        let mut text = String::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            text.push(char::from(SIGNS[(bits & 31) as usize]));
            bits >>= 5;
        }
        Self(text)
    }

    /// What the hub finds the code by.
    #[must_use]
    pub fn lookup(&self) -> CodeLookup {
        let [lookup @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] =
            blake3::derive_key("parvis enrolment lookup v1", self.0.as_bytes());
        CodeLookup(lookup)
    }

    /// The key that both proofs are made with.
    #[must_use]
    pub fn proof_key(&self) -> ProofKey {
        ProofKey(blake3::derive_key("parvis enrolment proof v1", self.0.as_bytes()))
    }
}

/// In fours, for people: `K7QM-2HXW-9RTD`.
impl fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, rest) = self.0.split_at(4);
        let (b, c) = rest.split_at(4);
        write!(f, "{a}-{b}-{c}")
    }
}

impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolmentCode(secret)")
    }
}

/// As people type it: small letters, blanks and hyphens, O for 0 and I or L for 1 are understood.
impl FromStr for EnrolmentCode {
    type Err = CodeTextError;

    fn from_str(text: &str) -> Result<Self, CodeTextError> {
        let mut code = String::with_capacity(LENGTH);
        for sign in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            code.push(match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                sign if sign.is_ascii() && SIGNS.contains(&(sign as u8)) => sign,
                _ => return Err(CodeTextError::Sign(sign)),
            });
        }
        if code.len() != LENGTH {
            return Err(CodeTextError::Length(code.len()));
        }
        Ok(Self(code))
    }
}

impl ProofKey {
    /// Takes the bytes that a hub kept.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be kept until the code is used or too old.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn prove(&self, parts: &[&[u8]]) -> Proof {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        for part in parts {
            hasher.update(&(part.len() as u64).to_be_bytes()).update(part);
        }
        Proof(*hasher.finalize().as_bytes())
    }
}

impl fmt::Debug for ProofKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProofKey(secret)")
    }
}

/// What a hub shows as a QR code: where it is, the code, and its key to be held against the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentLink {
    /// The hub's address: `https://hub.example:8443`.
    pub address: String,
    /// The code.
    pub code: EnrolmentCode,
    /// The hub's key.
    pub hub_key: PublicKey,
}

/// `parvis-enrol:K7QM2HXW9RTD@https://hub.example#…`, with the key in hexadecimal digits.
impl fmt::Display for EnrolmentLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{LINK_PREFIX}{}@{}#{}", self.code.0, self.address, self.hub_key)
    }
}

impl FromStr for EnrolmentLink {
    type Err = CodeTextError;

    fn from_str(text: &str) -> Result<Self, CodeTextError> {
        let not_a_link = || CodeTextError::NotALink;
        let rest = text.trim().strip_prefix(LINK_PREFIX).ok_or_else(not_a_link)?;
        let (code, rest) = rest.split_once('@').ok_or_else(not_a_link)?;
        let (address, key) = rest.rsplit_once('#').ok_or_else(not_a_link)?;
        let hub_key = key.parse().map_err(|_| not_a_link())?;
        Ok(Self { address: address.to_owned(), code: code.parse()?, hub_key })
    }
}

/// Who wants to be enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCard {
    /// The device's id, drawn by itself.
    pub device: DeviceId,
    /// Its key, made by itself.
    pub key: PublicKey,
    /// Where to seal what only it shall read: an age recipient (`age1…`).
    pub seal_to: String,
    /// The program's version.
    pub version: String,
    /// Whether its data is a rehearsal's.
    pub rehearsal: bool,
}

/// Who answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HubCard {
    /// The hub's id.
    pub hub: DeviceId,
    /// Its key, which the kiosk believes from now on.
    pub key: PublicKey,
    /// Where to seal what only the hub shall read: an age recipient (`age1…`).
    pub seal_to: String,
    /// What it is called.
    pub name: String,
    /// What it declares about the device.
    pub statement: SignedStatement,
}

/// `POST /v1/enrolment`: let me in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentRequest {
    /// Which code.
    pub lookup: CodeLookup,
    /// The [`DeviceCard`] as JSON.
    pub card: String,
    /// Proves that whoever wrote the card knows the code.
    pub proof: Proof,
    /// Proves that they hold the card's key.
    pub signature: Signature,
}

/// The answer: the device is enrolled, and the code used up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// The [`HubCard`] as JSON.
    pub card: String,
    /// Proves that whoever wrote it knows the code and saw the request.
    pub proof: Proof,
}

/// Why an enrolment's request or answer is not believed.
#[derive(Debug, thiserror::Error)]
pub enum EnrolmentError {
    /// Whoever wrote it does not know the code.
    #[error("whoever answered does not know the enrolment code")]
    Proof,
    /// It was not signed with the key it names.
    #[error("the device does not hold the key it names")]
    Signature,
    /// The key is not the one that the hub's QR code named.
    #[error("the hub’s key is not the one its QR code names")]
    OtherHub,
    /// It cannot be read.
    #[error("the enrolment cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
}

impl EnrolmentRequest {
    /// Asks to be let in with a code.
    ///
    /// # Errors
    /// When the card cannot be written as JSON.
    pub fn new(
        code: &EnrolmentCode,
        card: &DeviceCard,
        key: &DeviceKey,
    ) -> Result<Self, EnrolmentError> {
        let card = serde_json::to_string(card)?;
        let proof = code.proof_key().prove(&[b"device", card.as_bytes()]);
        let signature = key.sign(Purpose::Request, card.as_bytes());
        Ok(Self { lookup: code.lookup(), card, proof, signature })
    }

    /// Reads the card after checking both proofs.
    ///
    /// # Errors
    /// One variant of [`EnrolmentError`] for each thing that is wrong.
    pub fn open(&self, key: &ProofKey) -> Result<DeviceCard, EnrolmentError> {
        if key.prove(&[b"device", self.card.as_bytes()]) != self.proof {
            return Err(EnrolmentError::Proof);
        }
        let card: DeviceCard = serde_json::from_str(&self.card)?;
        card.key
            .verify(Purpose::Request, self.card.as_bytes(), &self.signature)
            .map_err(|_| EnrolmentError::Signature)?;
        Ok(card)
    }
}

impl Enrolled {
    /// Answers a request whose code has this key.
    ///
    /// # Errors
    /// When the card cannot be written as JSON.
    pub fn new(
        key: &ProofKey,
        request: &EnrolmentRequest,
        card: &HubCard,
    ) -> Result<Self, EnrolmentError> {
        let card = serde_json::to_string(card)?;
        let proof = key.prove(&[b"hub", &request.proof.0, card.as_bytes()]);
        Ok(Self { card, proof })
    }

    /// Reads the hub's card after checking that it knows the code and answers this request.
    /// `expected` is the hub's key where a QR code named it.
    ///
    /// # Errors
    /// One variant of [`EnrolmentError`] for each thing that is wrong.
    pub fn open(
        &self,
        code: &EnrolmentCode,
        request: &EnrolmentRequest,
        expected: Option<&PublicKey>,
    ) -> Result<HubCard, EnrolmentError> {
        let parts: [&[u8]; 3] = [b"hub", &request.proof.0, self.card.as_bytes()];
        if code.proof_key().prove(&parts) != self.proof {
            return Err(EnrolmentError::Proof);
        }
        let card: HubCard = serde_json::from_str(&self.card)?;
        if expected.is_some_and(|expected| *expected != card.key) {
            return Err(EnrolmentError::OtherHub);
        }
        Ok(card)
    }
}

#[cfg(test)]
mod tests;
