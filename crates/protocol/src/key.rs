//! Keys and signatures: Ed25519, each kind of signature under a heading of its own.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a signature is for. It is part of what is signed, so that one kind can never be shown as
/// another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The end of a series, see [`crate::series::SignedHead`].
    Head,
    /// A request of a device, see [`crate::request`].
    Request,
    /// An answer of the hub, see [`crate::request`].
    Answer,
    /// What the hub declares about a device, see [`crate::statement`].
    Statement,
    /// The end of a snapshot, see [`crate::snapshot`].
    Snapshot,
    /// Who asks by USB stick, see [`crate::stick`].
    Introduction,
    /// What a device reports by USB stick.
    Report,
    /// What the hub answers by USB stick.
    Package,
}

impl Purpose {
    fn heading(self) -> &'static [u8] {
        match self {
            Self::Head => b"parvis head v1\n",
            Self::Request => b"parvis request v1\n",
            Self::Answer => b"parvis answer v1\n",
            Self::Statement => b"parvis statement v1\n",
            Self::Snapshot => b"parvis snapshot v1\n",
            Self::Introduction => b"parvis introduction v1\n",
            Self::Report => b"parvis report v1\n",
            Self::Package => b"parvis package v1\n",
        }
    }

    fn message(self, content: &[u8]) -> Vec<u8> {
        [self.heading(), content].concat()
    }
}

/// A secret key, made where it is used and never sent.
#[derive(Clone)]
pub struct DeviceKey(SigningKey);

/// The public half of a [`DeviceKey`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey([u8; 32]);

/// 64 bytes that only the holder of a key can have made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 64]);

/// A signature that is not the key's, or not one at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not fit")]
pub struct WrongSignature;

/// A text that is not a key or a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected {0} hexadecimal digits")]
pub struct NotHex(pub(crate) usize);

impl DeviceKey {
    /// The key that 32 secret random bytes stand for.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The half that others know.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs some content for a purpose.
    #[must_use]
    pub fn sign(&self, purpose: Purpose, content: &[u8]) -> Signature {
        Signature(self.0.sign(&purpose.message(content)).to_bytes())
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKey(secret)")
    }
}

impl PublicKey {
    /// Checks that the holder of the key signed this content for this purpose.
    ///
    /// # Errors
    /// [`WrongSignature`], also when the key is none. Verified strictly: of weak keys and of
    /// signatures with two spellings nothing is taken.
    pub fn verify(
        &self,
        purpose: Purpose,
        content: &[u8],
        signature: &Signature,
    ) -> Result<(), WrongSignature> {
        let key = VerifyingKey::from_bytes(&self.0).map_err(|_| WrongSignature)?;
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(&purpose.message(content), &signature).map_err(|_| WrongSignature)
    }

    /// A few words' worth of the key to compare by eye: 16 hexadecimal digits of its hash, in fours.
    ///
    /// ```
    /// use parvis_protocol::key::DeviceKey;
    /// let key = DeviceKey::from_seed(&[7; 32]).public();
    /// assert_eq!(key.fingerprint().len(), 19);
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let hash = blake3::hash(&self.0).to_hex();
        let digits: Vec<_> =
            hash.as_bytes().chunks(4).take(4).map(String::from_utf8_lossy).collect();
        digits.join("-")
    }

    /// Whether this is the key's fingerprint, as somebody typed it: capitals, blanks and hyphens
    /// do not matter.
    #[must_use]
    pub fn has_fingerprint(&self, typed: &str) -> bool {
        let plain = |text: &str| -> String {
            let signs = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
            signs.map(|c| c.to_ascii_lowercase()).collect()
        };
        plain(typed) == plain(&self.fingerprint())
    }
}

macro_rules! hex_text {
    ($name:ident, $bytes:literal) => {
        impl $name {
            /// Takes its bytes.
            #[must_use]
            pub fn from_bytes(bytes: [u8; $bytes]) -> Self {
                Self(bytes)
            }

            /// Its bytes.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; $bytes] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(const_hex::Buffer::<$bytes>::new().format(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NotHex;
            fn from_str(text: &str) -> Result<Self, NotHex> {
                // The decoder would take away a prefix of 0x.
                if text.len() != 2 * $bytes {
                    return Err(NotHex(2 * $bytes));
                }
                const_hex::decode_to_array(text).map(Self).map_err(|_| NotHex(2 * $bytes))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(const_hex::Buffer::<$bytes>::new().format(&self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use hex_text;

hex_text!(PublicKey, 32);
hex_text!(Signature, 64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_good_for_its_key_content_and_purpose_alone() {
        let key = DeviceKey::from_seed(&[1; 32]);
        let signature = key.sign(Purpose::Head, b"content");
        let public = key.public();
        assert_eq!(public.verify(Purpose::Head, b"content", &signature), Ok(()));
        assert!(public.verify(Purpose::Request, b"content", &signature).is_err());
        assert!(public.verify(Purpose::Head, b"contents", &signature).is_err());
        let other = DeviceKey::from_seed(&[2; 32]).public();
        assert!(other.verify(Purpose::Head, b"content", &signature).is_err());
    }

    #[test]
    fn keys_of_small_order_sign_nothing() {
        let weak = PublicKey([0; 32]);
        assert!(weak.verify(Purpose::Head, b"", &Signature([0; 64])).is_err());
    }

    #[test]
    fn a_key_is_written_like_this() {
        let public = DeviceKey::from_seed(&[1; 32]).public();
        insta::assert_snapshot!(format!("{public} {}", public.fingerprint()));
        assert_eq!(public.to_string().parse(), Ok(public));
    }

    #[test]
    fn a_fingerprint_is_understood_as_people_type_it() {
        let public = DeviceKey::from_seed(&[1; 32]).public();
        let told = public.fingerprint();
        assert!(public.has_fingerprint(&told));
        assert!(public.has_fingerprint(&told.to_uppercase().replace('-', " ")));
        assert!(!public.has_fingerprint(&told[..18]));
        assert!(!public.has_fingerprint(&DeviceKey::from_seed(&[2; 32]).public().fingerprint()));
        assert!(!public.has_fingerprint(""));
    }
}
