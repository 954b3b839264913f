//! Requests and answers over HTTP, each with a signature in a header.
//!
//! The device signs method, path, body and a nonce; the hub signs the nonce, the status and the
//! body of its answer. A page that a Wi-Fi puts in between, an answer from another day or another
//! hub's are seen for what they are, whatever their status says.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use parvis_domain::id::DeviceId;

use crate::key::{DeviceKey, NotHex, PublicKey, Purpose, Signature, WrongSignature, hex_text};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The header of a request: `device=… at=… nonce=… signature=…`.
pub const REQUEST_HEADER: &str = "parvis-request";
/// The header of an answer: the hub's [`Signature`].
pub const ANSWER_HEADER: &str = "parvis-answer";

/// Sixteen random bytes that bind an answer to its request.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Nonce([u8; 16]);
hex_text!(Nonce, 16);

/// What is asked, as far as it is signed.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// `GET` or `POST`.
    pub method: &'a str,
    /// The path with its query, from the first slash on: `/v1/changes?after=7`.
    pub path: &'a str,
    /// The body; empty for `GET`.
    pub body: &'a [u8],
    /// The hub that is asked.
    pub hub: DeviceId,
}

/// Who asks, and the signature that proves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestSeal {
    /// The device.
    pub device: DeviceId,
    /// What its clock reads.
    pub at: Timestamp,
    /// For the answer's signature.
    pub nonce: Nonce,
    /// Over all of this and what is asked.
    pub signature: Signature,
}

/// A header that is not a [`RequestSeal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the header {REQUEST_HEADER} cannot be read")]
pub struct SealError;

impl RequestSeal {
    /// Signs a request.
    #[must_use]
    pub fn sign(
        key: &DeviceKey,
        device: DeviceId,
        at: Timestamp,
        nonce: Nonce,
        asked: &Asked<'_>,
    ) -> Self {
        let signature = key.sign(Purpose::Request, &request_content(device, at, nonce, asked));
        Self { device, at, nonce, signature }
    }

    /// Checks that the device asked this. When it asked is not checked: its clock may be off, and
    /// to do the same once more changes nothing.
    ///
    /// # Errors
    /// [`WrongSignature`].
    pub fn verify(&self, key: &PublicKey, asked: &Asked<'_>) -> Result<(), WrongSignature> {
        let content = request_content(self.device, self.at, self.nonce, asked);
        key.verify(Purpose::Request, &content, &self.signature)
    }
}

impl fmt::Display for RequestSeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { device, at, nonce, signature } = self;
        let at = at.as_millisecond();
        write!(f, "device={device} at={at} nonce={nonce} signature={signature}")
    }
}

impl FromStr for RequestSeal {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Self, SealError> {
        let mut words = text.split_ascii_whitespace();
        let mut word = |name: &str| {
            words
                .next()
                .and_then(|word| word.strip_prefix(name)?.strip_prefix('='))
                .ok_or(SealError)
        };
        let device = word("device")?.parse().map_err(|_| SealError)?;
        let at = word("at")?.parse().map_err(|_| SealError)?;
        let at = Timestamp::from_millisecond(at).map_err(|_| SealError)?;
        let nonce = word("nonce")?.parse().map_err(|_| SealError)?;
        let signature = word("signature")?.parse().map_err(|_| SealError)?;
        Ok(Self { device, at, nonce, signature })
    }
}

/// Signs an answer with the hub's key.
#[must_use]
pub fn sign_answer(key: &DeviceKey, nonce: Nonce, status: u16, body: &[u8]) -> Signature {
    key.sign(Purpose::Answer, &answer_content(nonce, status, body))
}

/// Checks that the hub gave this answer to the request with this nonce.
///
/// # Errors
/// [`WrongSignature`].
pub fn verify_answer(
    key: &PublicKey,
    nonce: Nonce,
    status: u16,
    body: &[u8],
    signature: &Signature,
) -> Result<(), WrongSignature> {
    key.verify(Purpose::Answer, &answer_content(nonce, status, body), signature)
}

fn request_content(device: DeviceId, at: Timestamp, nonce: Nonce, asked: &Asked<'_>) -> Vec<u8> {
    let Asked { method, path, body, hub } = asked;
    let (at, body) = (at.as_millisecond(), blake3::hash(body).to_hex());
    format!("{method}\n{path}\n{device}\n{hub}\n{at}\n{nonce}\n{body}").into_bytes()
}

fn answer_content(nonce: Nonce, status: u16, body: &[u8]) -> Vec<u8> {
    format!("{nonce}\n{status}\n{}", blake3::hash(body).to_hex()).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_signed_like_this() {
        let key = DeviceKey::from_seed(&[1; 32]);
        let (device, hub) = (DeviceId([2; 16]), DeviceId([3; 16]));
        let at = Timestamp::from_millisecond(1_700_121_000_123).unwrap();
        let nonce = Nonce::from_bytes([4; 16]);
        let asked = Asked { method: "POST", path: "/v1/status", body: b"{}", hub };
        let seal = RequestSeal::sign(&key, device, at, nonce, &asked);
        insta::assert_snapshot!(seal.to_string());
        assert_eq!(seal.to_string().parse(), Ok(seal));
        assert_eq!(seal.verify(&key.public(), &asked), Ok(()));
        for other in [
            Asked { method: "GET", ..asked },
            Asked { path: "/v1/facts", ..asked },
            Asked { body: b"{ }", ..asked },
            Asked { hub: DeviceId([9; 16]), ..asked },
        ] {
            assert!(seal.verify(&key.public(), &other).is_err());
        }
    }

    #[test]
    fn an_answer_fits_its_request_alone() {
        let key = DeviceKey::from_seed(&[1; 32]);
        let nonce = Nonce::from_bytes([4; 16]);
        let signature = sign_answer(&key, nonce, 200, b"{}");
        let public = key.public();
        assert!(verify_answer(&public, nonce, 200, b"{}", &signature).is_ok());
        assert!(verify_answer(&public, nonce, 401, b"{}", &signature).is_err());
        assert!(verify_answer(&public, nonce, 200, b"", &signature).is_err());
        let other = Nonce::from_bytes([5; 16]);
        assert!(verify_answer(&public, other, 200, b"{}", &signature).is_err());
    }
}
