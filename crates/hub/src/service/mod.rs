//! What the hub answers its devices: the protocol's traits over a store.

mod by_stick;
mod desk;
mod enrolling;
mod given_back;
mod lending;
mod refusing;
mod saying;
mod screens;

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use jiff::Timestamp;
use parvis_domain::id::DeviceId;
use parvis_protocol::change::Cursor;
use parvis_protocol::enrol::{Enrolled, EnrolmentRequest};
use parvis_protocol::key::{DeviceKey, PublicKey};
use parvis_protocol::refusal::{Refusal, RefusalCode};
use parvis_sync::http::router;
use tokio::sync::watch;

use crate::store::{Device, Identity, Store};

pub use by_stick::Brought;
pub use desk::Desk;
pub use enrolling::{DeclareError, Offer};
pub use refusing::refused;
pub use saying::SayError;
pub(crate) use saying::at_hand;
pub use screens::{PictureError, SCREEN_SILENT, ScreenState};

/// Tells the time, by the hub's clock.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How many requests a device may make in a second, and how many at once: filling a kiosk anew
/// takes some dozens, a day's work far fewer.
const REQUESTS_A_SECOND: u32 = 20;
const REQUESTS_AT_ONCE: u32 = 200;

/// A hub at work. Cheap to clone; all clones are the same hub.
pub struct Service<S> {
    core: Arc<Core<S>>,
}

struct Core<S> {
    store: Arc<S>,
    identity: Identity,
    key: DeviceKey,
    /// Where others seal what only this hub shall read: an age recipient.
    seal_to: String,
    clock: Clock,
    pace: DefaultKeyedRateLimiter<DeviceId>,
}

impl<S> Clone for Service<S> {
    fn clone(&self) -> Self {
        Self { core: Arc::clone(&self.core) }
    }
}

impl<S: Store> Service<S> {
    /// A hub over an open store. `seal_to` is the age recipient of its sealing seed.
    pub fn new(store: Arc<S>, identity: Identity, seal_to: String, clock: Clock) -> Self {
        let key = DeviceKey::from_seed(&identity.seed);
        let pace = RateLimiter::keyed(quota());
        Self { core: Arc::new(Core { store, identity, key, seal_to, clock, pace }) }
    }

    /// The store underneath.
    #[must_use]
    pub fn store(&self) -> &Arc<S> {
        &self.core.store
    }

    /// Who this hub is.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.core.identity
    }

    /// The key that it signs with.
    #[must_use]
    pub fn signing_key(&self) -> &DeviceKey {
        &self.core.key
    }

    /// What the hub's clock reads.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.core.clock)()
    }

    /// The hub as a device sees it, whose signature has been checked.
    #[must_use]
    pub fn desk_of(&self, device: DeviceId) -> Desk<S> {
        Desk::new(self.clone(), device)
    }

    async fn device_of(&self, device: DeviceId) -> Result<Device, Refusal> {
        let found = self.core.store.device(device).await.map_err(|error| refused(&error))?;
        found.ok_or_else(|| {
            Refusal::new(RefusalCode::UnknownDevice, "no device of this id is enrolled here")
        })
    }
}

fn quota() -> Quota {
    let number = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
    Quota::per_second(number(REQUESTS_A_SECOND)).allow_burst(number(REQUESTS_AT_ONCE))
}

impl<S: Store> router::Service for Service<S> {
    type Desk = Desk<S>;

    async fn enrol_at(
        &self,
        request: EnrolmentRequest,
        address: Option<IpAddr>,
    ) -> Result<Enrolled, Refusal> {
        self.enrol_at(request, address).await
    }

    fn id(&self) -> DeviceId {
        self.core.identity.device
    }

    fn key(&self) -> &DeviceKey {
        &self.core.key
    }

    async fn device_key(&self, device: DeviceId) -> Result<PublicKey, Refusal> {
        Ok(self.device_of(device).await?.statement.key)
    }

    fn desk(&self, device: DeviceId) -> Result<Desk<S>, Refusal> {
        match self.core.pace.check_key(&device) {
            Ok(()) => Ok(self.desk_of(device)),
            Err(_) => Err(Refusal::new(
                RefusalCode::SlowDown,
                "this device asks more often than any has to; wait a few seconds",
            )),
        }
    }

    fn news(&self) -> watch::Receiver<Cursor> {
        self.core.store.changed()
    }
}
