//! Faults on purpose: a rig that cannot fail proves nothing.

use parvis_testkit::disk::Fault;

use super::life::{Plan, live};

/// A fault, and what it is in the real world.
pub(crate) struct Planted {
    pub(crate) name: &'static str,
    pub(crate) plan: Plan,
}

pub(crate) fn all() -> [Planted; 5] {
    [
        faulty("synchronous=NORMAL", Fault::LogLate),
        faulty("a log that is never synced", Fault::LogNever),
        faulty("a checkpoint that is answered before it is synced", Fault::FileNever),
        faulty("a disk that lies about every sync", Fault::NothingEver),
        Planted {
            name: "an answer before COMMIT has returned",
            plan: Plan { answers_early: true, ..calm() },
        },
    ]
}

fn faulty(name: &'static str, fault: Fault) -> Planted {
    Planted { name, plan: Plan { fault, ..calm() } }
}

/// Without other troubles, so that what is caught is what was planted.
fn calm() -> Plan {
    Plan { troubles: false, ..Plan::usual() }
}

/// In how few lives each must be caught.
const SOON: u64 = 12;

#[test]
fn every_planted_fault_is_caught_soon() {
    for Planted { name, plan } in all() {
        let caught = (0..SOON).find_map(|seed| live(seed, plan).err().map(|how| (seed, how)));
        assert!(caught.is_some(), "{name}: not caught in {SOON} lives");
    }
}
