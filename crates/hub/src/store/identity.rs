//! Who a hub is: born once, and kept in its store.

use std::fmt;

use parvis_domain::id::DeviceId;
use parvis_protocol::epoch::Epoch;

use super::{Result, StoreError};

/// Fills a buffer with randomness that nobody can guess.
pub type Entropy = Box<dyn FnMut(&mut [u8]) + Send>;

/// What a store is born as, and what it is opened with.
pub struct Birth {
    /// Whether the data is, or shall be, a rehearsal's. Settled when the store is born.
    pub rehearsal: bool,
    /// What the hub shall be called when it is born.
    pub name: String,
    /// For the identity, for events' keys, and for the names of this hub's own series.
    pub entropy: Entropy,
}

/// Who a hub is.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its id among the devices.
    pub device: DeviceId,
    /// The seed of its Ed25519 key.
    pub seed: [u8; 32],
    /// The seed of the key that others seal to.
    pub sealing_seed: [u8; 32],
    /// What people's sign-ins are protected with.
    pub session_secret: [u8; 32],
    /// Whether its data is a rehearsal's.
    pub rehearsal: bool,
    /// What people call it.
    pub name: String,
    /// Which life of its store this is.
    pub epoch: Epoch,
}

// Its secrets must not end up in a log by accident.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({}, epoch {})", self.device, self.epoch)
    }
}

impl fmt::Debug for Birth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Birth").field("rehearsal", &self.rehearsal).finish_non_exhaustive()
    }
}

impl Identity {
    /// A new identity.
    pub(crate) fn born(birth: &mut Birth) -> Self {
        Self {
            device: DeviceId(drawn(&mut birth.entropy)),
            seed: drawn(&mut birth.entropy),
            sealing_seed: drawn(&mut birth.entropy),
            session_secret: drawn(&mut birth.entropy),
            rehearsal: birth.rehearsal,
            name: birth.name.clone(),
            epoch: Epoch::from_bytes(drawn(&mut birth.entropy)),
        }
    }

    /// A hash of something under the hub's secret for what people's sign-ins are protected with.
    pub(crate) fn keyed(&self, purpose: &str, bytes: &[u8]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.session_secret);
        hasher.update(purpose.as_bytes()).update(&[0]).update(bytes);
        hasher.finalize()
    }

    pub(crate) fn refuse_other_kind(&self, rehearsal: bool) -> Result<()> {
        match self.rehearsal == rehearsal {
            true => Ok(()),
            false => Err(StoreError::OtherKind { held: self.rehearsal }),
        }
    }
}

/// Random bytes.
pub(crate) fn drawn<const N: usize>(entropy: &mut Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy(&mut bytes);
    bytes
}
