//! What happens once on a day, and what no network explains.

use std::collections::BTreeMap;

use parvis_domain::id::Incarnation;
use parvis_hub::store::Store as _;
use parvis_protocol::replica::Replica as _;
use parvis_testkit::Chance;
use parvis_testkit::disk::Disk;

use super::Day;
use super::station::Station;

/// The one thing of a day that no network explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disaster {
    /// None today.
    None,
    /// A kiosk's backup is restored.
    KioskRestored,
    /// A kiosk's disk is cloned, and both go on.
    KioskCloned,
    /// The hub's backup is restored.
    HubRestored,
    /// A kiosk is revoked.
    KioskRevoked,
    /// The hub's backup is restored, and then a kiosk is revoked.
    HubRestoredKioskRevoked,
    /// A kiosk is revoked, and then the hub's backup is restored, which may not know of it.
    KioskRevokedHubRestored,
}

impl Disaster {
    /// Every one there is.
    pub(super) const ALL: [Self; 7] = [
        Self::None,
        Self::KioskRestored,
        Self::KioskCloned,
        Self::HubRestored,
        Self::KioskRevoked,
        Self::HubRestoredKioskRevoked,
        Self::KioskRevokedHubRestored,
    ];

    /// Whether the hub goes on with a backup.
    pub(super) fn restores_hub(self) -> bool {
        matches!(
            self,
            Self::HubRestored | Self::HubRestoredKioskRevoked | Self::KioskRevokedHubRestored
        )
    }

    /// Whether the history of a kiosk may go two ways, or seem to.
    pub(super) fn may_fork(self) -> bool {
        self.restores_hub() || matches!(self, Self::KioskRestored | Self::KioskCloned)
    }
}

impl Day {
    /// It happens.
    pub(super) async fn disaster(&mut self) {
        match self.disaster {
            Disaster::None => {}
            Disaster::KioskRestored => {
                if let Some((nth, disk)) = self.backup.take() {
                    self.restore_kiosk(nth, disk).await;
                }
            }
            Disaster::KioskCloned => {
                let nth = self.chance.place(self.stations.len());
                self.clone_kiosk(nth);
            }
            Disaster::HubRestored => self.restore_hub().await,
            Disaster::KioskRevoked => {
                let nth = self.chance.place(self.stations.len());
                self.revoke(nth).await;
            }
            Disaster::HubRestoredKioskRevoked => {
                self.restore_hub().await;
                self.revoke(self.renamed).await;
            }
            Disaster::KioskRevokedHubRestored => {
                let nth = self.chance.place(self.stations.len());
                self.revoke(nth).await;
                // It may have heard of it by then, or not, and the organiser may do it again.
                for _ in 0..self.chance.below(3) {
                    self.sync(nth, 3).await;
                }
                self.restore_hub().await;
                if self.chance.one_in(2) {
                    self.revoke(nth).await;
                }
            }
        }
    }

    async fn revoke(&mut self, nth: usize) {
        if let Some(device) = self.stations[nth].device()
            && let Some(service) = self.hub.service().await
        {
            let _ = service.revoke(device).await;
        }
    }

    async fn restore_hub(&mut self) {
        let Some(backup) = self.hub_backup.take() else { return };
        let seed = self.chance.any();
        let _ = self.hub.restore(backup, seed).await;
        // The organiser has the list still, and imports it again.
        let roster = self.roster.clone();
        let _ = self.hub.fill(&roster, true).await;
        // Somebody may think that kiosks have to be enrolled again.
        for station in self.stations.iter_mut().filter(|station| !station.retired) {
            if self.chance.one_in(2) {
                let _ = self.hub.enrol(station).await;
            }
        }
    }

    /// What only the lost disk had, nobody can keep.
    async fn restore_kiosk(&mut self, nth: usize, disk: Disk) {
        let (Some(device), Some(service)) = (self.stations[nth].device(), self.hub.service().await)
        else {
            return;
        };
        self.stations[nth].swap_disk(disk);
        let mut kept: BTreeMap<Incarnation, u64> = BTreeMap::new();
        let held = self.stations[nth].kiosk().map(|kiosk| kiosk.roster().own_series());
        for own in held.and_then(Result::ok).unwrap_or_default() {
            kept.insert(own.incarnation, own.last);
        }
        for end in service.store().ends(device).await.unwrap_or_default() {
            let last = kept.entry(end.incarnation).or_default();
            *last = end.seq.max(*last);
        }
        self.ledger.forget(device, &kept);
    }

    fn clone_kiosk(&mut self, nth: usize) {
        self.stations[nth].close();
        let disk = self.stations[nth].disk.twin(self.chance.any());
        let chance = Chance::new(self.chance.any());
        let gate = self.stations[nth].gate.as_str().to_owned();
        let name = self.stations.len();
        let mut twin = Station::new(name, &gate, self.time.clock(), disk, chance);
        if let Some(bug) = self.bug {
            twin.plant(bug);
        }
        self.stations.push(twin);
    }
}
