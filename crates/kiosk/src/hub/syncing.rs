//! A thread that keeps the kiosk in step with its hub, for ever and by itself.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::Timestamp;
use parvis_domain::id::GateId;
use parvis_protocol::statement::DeviceStanding;
use parvis_roster::HubState;
use parvis_sync::http::client::{self, Entropy, HttpHub, Trouble};
use parvis_sync::round::{Bond, Done, Means, RoundError, round};
use parvis_sync::runner::{GATHER, Outcome, Pace};
use tokio::sync::Notify;

use super::picturing::Picturing;
use super::sync_state::Failure;
use super::{Membership, SyncState, SyncTrouble};
use crate::kiosk::Kiosk;

/// Keeps a kiosk in step until it is dropped.
pub struct Syncing {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// When the next round is made.
struct Wait {
    /// Before that nothing is asked, whatever happens.
    silent: Duration,
    /// And how much later at the latest, if nothing happens.
    at_most: Duration,
}

impl Wait {
    fn at_most(at_most: Duration) -> Self {
        Self { silent: Duration::ZERO, at_most }
    }
}

struct Shared {
    kiosk: Kiosk,
    /// The data folder, for a snapshot on its way and for what is sealed.
    folder: PathBuf,
    entropy: Entropy,
    gate: Box<dyn Fn() -> Option<GateId> + Send + Sync>,
    told: Box<dyn Fn() + Send + Sync>,
    stop: Notify,
    hint: Notify,
    picturing: Picturing,
}

impl Syncing {
    /// Begins. `gate` says where the door stands, for seats to ask for; `told` is called whenever
    /// there is something new for the screen.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        kiosk: Kiosk,
        folder: PathBuf,
        entropy: Entropy,
        gate: impl Fn() -> Option<GateId> + Send + Sync + 'static,
        told: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (gate, told) = (Box::new(gate), Box::new(told));
        let (stop, hint) = (Notify::new(), Notify::new());
        let picturing = Picturing::default();
        let shared = Shared { kiosk, folder, entropy, gate, told, stop, hint, picturing };
        let shared = Arc::new(shared);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let working = Arc::clone(&shared);
        let thread = thread::Builder::new().name("sync".into()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = Arc::clone(&working).run() => {}
                    () = working.stop.notified() => {}
                }
            });
        })?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// How things stand.
    #[must_use]
    pub fn state(&self) -> SyncState {
        self.shared.kiosk.sync_state()
    }
}

impl Drop for Syncing {
    fn drop(&mut self) {
        self.shared.stop.notify_one();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that speaks with the hub ended badly");
        }
    }
}

impl Shared {
    async fn run(self: Arc<Self>) {
        let mut pace = Pace::new(self.seed());
        let mut connected: Option<(Bond, String, HttpHub)> = None;
        let mut hinting: Option<tokio::task::JoinHandle<()>> = None;
        loop {
            let wait = match self.enrolled() {
                Err(failure) => {
                    self.failed(failure);
                    Wait::at_most(pace.failed())
                }
                Ok(None) => {
                    connected = None;
                    if let Some(before) = hinting.take() {
                        before.abort();
                    }
                    self.kiosk.news().notified().await;
                    continue;
                }
                Ok(Some(state)) => {
                    let hub = match self.connect(&mut connected, &state) {
                        Ok((hub, true)) => {
                            if let Some(before) = hinting.take() {
                                before.abort();
                            }
                            hinting = Some(tokio::spawn(listen(Arc::clone(&self), hub.clone())));
                            hub
                        }
                        Ok((hub, false)) => hub,
                        Err(trouble) => {
                            self.failed(trouble.into());
                            tokio::time::sleep(pace.failed()).await;
                            continue;
                        }
                    };
                    self.round(&hub, &state, &mut pace).await
                }
            };
            self.wait(wait).await;
        }
    }

    /// Until something was recorded, the hub hints, or the time has come.
    async fn wait(&self, Wait { silent, at_most }: Wait) {
        tokio::time::sleep(silent).await;
        tokio::select! {
            () = self.kiosk.news().notified() => tokio::time::sleep(GATHER).await,
            () = self.hint.notified() => {}
            () = tokio::time::sleep(at_most) => {}
        }
    }

    /// The hub to speak with, if there is one. A kiosk that was revoked goes on speaking: what it
    /// recorded may not all be there, or not any more, when the hub was restored from a backup.
    fn enrolled(&self) -> Result<Option<HubState>, Failure> {
        self.retire()?;
        let state = self.kiosk.roster().hub();
        let state = state.map_err(|error| Failure::of(SyncTrouble::Disk, &error))?;
        Ok(state.filter(|state| !state.enrolment.address.is_empty()))
    }

    /// Keeps no list when the hub has revoked this kiosk, whether or not it can be reached now and
    /// takes what is sent to it.
    fn retire(&self) -> Result<(), Failure> {
        let retired = self.kiosk.retire(&self.folder);
        retired.map(drop).map_err(|error| Failure::of(SyncTrouble::Disk, &error))
    }

    /// The hub of the enrolment, and whether it is another than before.
    fn connect(
        &self,
        connected: &mut Option<(Bond, String, HttpHub)>,
        state: &HubState,
    ) -> Result<(HttpHub, bool), Trouble> {
        let device = self.kiosk.roster().device();
        let enrolment = &state.enrolment;
        let bond = Bond { device, hub: enrolment.hub, hub_key: enrolment.key };
        if let Some((known, address, hub)) = connected
            && (*known, &*address) == (bond, &enrolment.address)
        {
            return Ok((hub.clone(), false));
        }
        let key = self.kiosk.roster().device_key();
        let key = key.map_err(|error| Trouble::Unreachable(error.to_string()))?;
        let now = {
            let kiosk = self.kiosk.clone();
            Arc::new(move || kiosk.now())
        };
        let entropy = Arc::clone(&self.entropy);
        let hub = HttpHub::new(client::client()?, &enrolment.address, bond, key, now, entropy);
        *connected = Some((bond, enrolment.address.clone(), hub.clone()));
        Ok((hub, true))
    }

    async fn round(&self, hub: &HttpHub, state: &HubState, pace: &mut Pace) -> Wait {
        let done = self.try_round(hub, state).await;
        if let Ok(done) = &done {
            self.picturing.give(self.kiosk.clone(), hub.clone(), done.pictures.clone());
        }
        let retired = self.retire();
        match done.and_then(|done| self.finish(&done)).and(retired) {
            Ok(()) => {
                self.ended(self.kiosk.now());
                Wait::at_most(pace.succeeded())
            }
            Err(failure) => {
                let silent = failure.later.map_or(Duration::ZERO, |later| pace.put_off(later));
                self.failed(failure);
                Wait { silent, at_most: pace.failed().saturating_sub(silent) }
            }
        }
    }

    /// Does what a round leads to here.
    fn finish(&self, done: &Done) -> Result<(), Failure> {
        if done.taken > 0 || done.statement.standing == DeviceStanding::Revoked {
            let refreshed = self.kiosk.refresh();
            refreshed.map_err(|error| Failure::of(SyncTrouble::Disk, &error))?;
        }
        // Here the hub has just been spoken with, and the next round follows at once.
        if let Some(gate) = (self.gate)() {
            let given = self.kiosk.give_back_seats(&gate, &done.short);
            given.map_err(|error| Failure::of(SyncTrouble::Disk, &error))?;
        }
        Ok(())
    }

    async fn try_round(&self, hub: &HttpHub, state: &HubState) -> Result<Done, Failure> {
        let bond = Bond {
            device: self.kiosk.roster().device(),
            hub: state.enrolment.hub,
            hub_key: state.enrolment.key,
        };
        let disk = |reason: &dyn std::fmt::Display| Failure::of(SyncTrouble::Disk, reason);
        // It may hold names: it has no name itself, and is gone with this round.
        let mut file = tempfile::tempfile_in(&self.folder).map_err(|error| disk(&error))?;
        let seats = match (self.gate)() {
            Some(gate) => self.kiosk.seats_wanted(&gate).map_err(|error| disk(&error))?,
            None => Vec::new(),
        };
        let clocks = || self.kiosk.clocks();
        let mut means = Means {
            bond,
            version: env!("CARGO_PKG_VERSION"),
            clocks: &clocks,
            heard: &mut |time| self.kiosk.hear(time),
            seats,
            screens: self.kiosk.screen_reports(),
            spool: &mut file,
            progress: &mut |share| self.filled(share),
        };
        round(self.kiosk.roster(), hub, &mut means).await.map_err(|error| match error {
            RoundError::Hub(trouble) => trouble.into(),
            other => Failure::of(SyncTrouble::from(&other), &other),
        })
    }

    fn filled(&self, share: f64) {
        let before = self.kiosk.sync_state();
        self.kiosk.put_sync_state(SyncState { filling: Some(share), ..before });
        (self.told)();
    }

    fn ended(&self, at: Timestamp) {
        let outcome = Outcome::Well { at };
        self.kiosk.put_sync_state(SyncState { outcome, trouble: None, filling: None });
        (self.told)();
    }

    fn failed(&self, Failure { outcome, trouble, .. }: Failure) {
        // What the hub declared about this device counts, whatever became of the rest.
        if let Err(error) = self.kiosk.refresh() {
            tracing::error!(%error, "programme and gates cannot be read");
        }
        let new = SyncState { outcome, trouble, filling: None };
        let before = self.kiosk.put_sync_state(new.clone());
        if let Outcome::Failed { reason } = &new.outcome
            && before.outcome != new.outcome
        {
            tracing::warn!(reason, "the hub and this kiosk cannot agree");
        }
        (self.told)();
    }

    fn seed(&self) -> u64 {
        let mut bytes = [0; 8];
        (self.entropy.lock().unwrap_or_else(PoisonError::into_inner))(&mut bytes);
        u64::from_be_bytes(bytes)
    }
}

/// Listens for hints as long as there are any, and comes back when the connection is lost.
async fn listen(shared: Arc<Shared>, hub: HttpHub) {
    // All lose them together when a hub ends, and must not come back together.
    let mut pace = Pace::new(shared.seed());
    loop {
        if shared.kiosk.setup().membership == Membership::Revoked {
            // It is given none, and does not need them.
            tokio::time::sleep(pace.succeeded()).await;
            continue;
        }
        let hinted = Arc::clone(&shared);
        let ended = hub.hints(move || hinted.hint.notify_one()).await;
        let later = ended.err().and_then(|trouble| {
            tracing::debug!(%trouble, "no hints");
            trouble.later()
        });
        let silent = later.map_or(Duration::ZERO, |later| pace.put_off(later));
        tokio::time::sleep(pace.succeeded().max(silent)).await;
    }
}
