//! Series on their way: the records of one opening of a device's database, with its signature.

use parvis_domain::id::{DeviceId, Incarnation, RecordHash};
use serde::{Deserialize, Serialize};

use crate::key::{DeviceKey, PublicKey, Purpose, Signature, WrongSignature};

/// The end of a series as its device signed it. Each record holds the hash of the one before, so
/// one signature covers the whole series up to here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedHead {
    /// The number of the last record.
    pub seq: u64,
    /// Its hash.
    pub hash: RecordHash,
    /// The device's signature, see [`SignedHead::sign`].
    pub signature: Signature,
}

impl SignedHead {
    /// Signs the end of a series: `device`, `incarnation`, `seq` (8 bytes, big-endian) and `hash`.
    #[must_use]
    pub fn sign(
        key: &DeviceKey,
        device: DeviceId,
        incarnation: Incarnation,
        seq: u64,
        hash: RecordHash,
    ) -> Self {
        let signature = key.sign(Purpose::Head, &content(device, incarnation, seq, hash));
        Self { seq, hash, signature }
    }

    /// Checks that the device signed this end of this series.
    ///
    /// # Errors
    /// [`WrongSignature`].
    pub fn verify(
        &self,
        key: &PublicKey,
        device: DeviceId,
        incarnation: Incarnation,
    ) -> Result<(), WrongSignature> {
        let content = content(device, incarnation, self.seq, self.hash);
        key.verify(Purpose::Head, &content, &self.signature)
    }
}

fn content(device: DeviceId, incarnation: Incarnation, seq: u64, hash: RecordHash) -> Vec<u8> {
    [&device.0[..], &incarnation.0, &seq.to_be_bytes(), &hash.0].concat()
}

/// Records of one series that follow each other, and the device's signature under the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// The opening of the device's database they were made in.
    pub incarnation: Incarnation,
    /// The number of the first.
    pub first: u64,
    /// The records, each as the text that is hashed.
    pub records: Vec<String>,
    /// The signature under the last of them.
    pub head: SignedHead,
}

/// How far somebody has a series, without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesEnd {
    /// The opening of the device's database.
    pub incarnation: Incarnation,
    /// The number of the last record.
    pub seq: u64,
    /// Its hash.
    pub hash: RecordHash,
}
