//! What somebody at the hub's own machine can ask of it, whether it is running or not: the same
//! commands, handed over through a socket in its data folder or carried out at once.

mod socket;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, EventId, GateId};
use parvis_domain::zone::Zone;
use parvis_protocol::enrol::{EnrolmentCode, EnrolmentLink};
use parvis_protocol::exchange::AsideReason;
use parvis_protocol::statement::DeviceStanding;
use serde::{Deserialize, Serialize};

use crate::console::first_administrator;
use crate::import::{
    Absent, ProgrammeRequest, RosterRequest, Vanishing, import_gates, import_programme,
    import_roster,
};
use crate::service::{Offer, Service};
use crate::stick::{self, Naming, Visited};
use crate::store::Store;

pub use socket::{SOCKET, ask, listen};

/// What can be asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// A code for a new device.
    Offer {
        /// What the device shall be called.
        name: String,
        /// The events it decides about; empty means all there are.
        events: Vec<EventId>,
        /// The gate it shall stand at first.
        gate: Option<GateId>,
        /// The code's 64 random bits.
        random: [u8; 8],
    },
    /// Every device.
    Devices,
    /// Revokes a device.
    Revoke {
        /// Which.
        device: DeviceId,
    },
    /// Makes an administrator of the console.
    Administrator {
        /// What they sign in as.
        name: String,
        /// Their password.
        password: String,
    },
    /// Reads what kiosks wrote on a stick, and answers there.
    Stick {
        /// The folder on the stick.
        folder: PathBuf,
        /// The kiosk that shall be enrolled.
        naming: Option<Naming>,
    },
    /// Records that were put aside, the newest first.
    Aside,
    /// Lets records of a device count that were put aside.
    AcceptAside {
        /// Which device.
        device: DeviceId,
        /// Why they were put aside.
        why: AsideReason,
    },
    /// Takes files: a programme, gates and a roster, in this order.
    Import(Box<Import>),
    /// Writes everything to a file.
    Backup {
        /// The file; there must be none of that name yet.
        to: PathBuf,
    },
    /// Looks for everything that is not as it should be.
    Check,
}

/// Files to take.
#[derive(Debug, Serialize, Deserialize)]
pub struct Import {
    /// The programme.
    pub programme: Option<PathBuf>,
    /// The gates.
    pub gates: Option<PathBuf>,
    /// A roster.
    pub roster: Option<PathBuf>,
    /// The event of a roster's rows that name none.
    pub event: Option<EventId>,
    /// The zone of an event that is made for a roster.
    pub zone: Zone,
    /// Only tell what would change.
    pub preview: bool,
    /// How many sessions may vanish from the programme.
    #[serde(default)]
    pub vanish: Option<usize>,
}

/// What is answered.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// A code was made.
    Offered {
        /// In fours, to be typed.
        code: String,
        /// To be drawn as a QR code; `None` where the hub's address is not known.
        link: Option<String>,
        /// Until when it is good.
        expires: Timestamp,
    },
    /// The devices.
    Devices {
        /// Each, by its id.
        devices: Vec<DeviceLine>,
    },
    /// What came of each file on a stick.
    Visited {
        /// The fingerprint of the hub's key.
        fingerprint: String,
        /// Each file.
        files: Vec<Visited>,
    },
    /// What was put aside.
    Aside {
        /// Each record.
        records: Vec<AsideLine>,
    },
    /// Records count now that were put aside.
    Accepted {
        /// How many.
        records: u64,
    },
    /// It is done.
    Done,
    /// What changed, or would change, a line for each.
    Changed {
        /// The lines.
        lines: Vec<String>,
    },
    /// What is not as it should be; empty when all is well.
    Findings {
        /// Each in a sentence.
        findings: Vec<String>,
    },
    /// It could not be done.
    Failed {
        /// Why.
        reason: String,
    },
}

/// A device in a list.
#[derive(Debug, Serialize, Deserialize)]
pub struct DeviceLine {
    /// Its id.
    pub device: DeviceId,
    /// What people call it.
    pub name: String,
    /// Whether it belongs.
    pub standing: DeviceStanding,
    /// When it was last heard of.
    pub seen: Option<Timestamp>,
    /// How many records it had not sent then.
    pub unsent: u64,
    /// How far its clock was ahead then, in milliseconds.
    pub ahead_ms: i64,
    /// Its version then.
    pub version: String,
}

/// A record in a list of those that were put aside.
#[derive(Debug, Serialize, Deserialize)]
pub struct AsideLine {
    /// Where it stands, or claims to.
    pub key: RecordKey,
    /// Why it was put aside.
    pub reason: AsideReason,
    /// When it came.
    pub received: Timestamp,
}

/// Does what is asked. `address` is where devices reach the hub.
pub async fn carry_out<S: Store>(
    service: &Service<S>,
    address: Option<&str>,
    command: Command,
) -> Answer {
    let done = match command {
        Command::Offer { name, events, gate, random } => {
            let offer = Offer { name, events, gate };
            make_offer(service, address, offer, EnrolmentCode::from_random(random)).await
        }
        Command::Devices => devices(service).await,
        Command::Revoke { device } => {
            service.revoke(device).await.map(|()| Answer::Done).map_err(|e| e.to_string())
        }
        Command::Stick { folder, naming } => stick(service, &folder, naming).await,
        Command::Aside => aside(service).await,
        Command::AcceptAside { device, why } => service
            .accept_aside(device, why)
            .await
            .map(|records| Answer::Accepted { records })
            .map_err(|e| e.to_string()),
        Command::Administrator { name, password } => {
            let now = service.now();
            first_administrator(&**service.store(), &name, &password, now)
                .await
                .map(|()| Answer::Done)
                .map_err(|e| e.to_string())
        }
        Command::Import(import) => take(service, *import).await,
        Command::Backup { to } => {
            service.store().backup(&to).await.map(|()| Answer::Done).map_err(|e| e.to_string())
        }
        Command::Check => service.store().check().await.map_err(|e| e.to_string()).map(|found| {
            Answer::Findings { findings: found.iter().map(ToString::to_string).collect() }
        }),
    };
    done.unwrap_or_else(|reason| Answer::Failed { reason })
}

/// How many records that were put aside are listed.
const ASIDE_LISTED: u32 = 1_000;

async fn stick<S: Store>(
    service: &Service<S>,
    folder: &Path,
    naming: Option<Naming>,
) -> Result<Answer, String> {
    let files = stick::visit(service, folder, naming.as_ref()).await;
    let files = files.map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    Ok(Answer::Visited { fingerprint: service.signing_key().public().fingerprint(), files })
}

async fn aside<S: Store>(service: &Service<S>) -> Result<Answer, String> {
    let records = service.store().put_aside(ASIDE_LISTED).await.map_err(|e| e.to_string())?;
    let line = |aside: crate::store::Aside| {
        let crate::store::Aside { key, reason, received, .. } = aside;
        AsideLine { key, reason, received }
    };
    Ok(Answer::Aside { records: records.into_iter().map(line).collect() })
}

async fn make_offer<S: Store>(
    service: &Service<S>,
    address: Option<&str>,
    mut offer: Offer,
    code: EnrolmentCode,
) -> Result<Answer, String> {
    if offer.events.is_empty() {
        let programme = service.store().programme().await.map_err(|e| e.to_string())?;
        let events = programme.map(|programme| programme.events).unwrap_or_default();
        offer.events = events.into_iter().map(|event| event.id).collect();
    }
    let expires = service.offer(offer, &code).await.map_err(|e| e.to_string())?;
    let hub_key = service.signing_key().public();
    let link = address.map(|address| {
        let (address, code) = (address.to_owned(), code.clone());
        EnrolmentLink { address, code, hub_key }.to_string()
    });
    Ok(Answer::Offered { code: code.to_string(), link, expires })
}

async fn take<S: Store>(service: &Service<S>, import: Import) -> Result<Answer, String> {
    let Import { programme, gates, roster, event, zone, preview, vanish } = import;
    let (store, mut lines) = (&**service.store(), Vec::new());
    if let Some(file) = programme {
        let request = ProgrammeRequest { file, preview, vanish };
        let imported = import_programme(store, request, service.now()).await;
        let vanishing = imported.map_err(|e| e.to_string())?.vanishing;
        lines.push("programme: read".to_owned());
        if let Some(Vanishing { vanished, of }) = vanishing {
            lines.push(format!("programme: {vanished} of {of} sessions are not in it any more"));
        }
    }
    if let Some(file) = gates {
        import_gates(store, &file, preview).await.map_err(|e| e.to_string())?;
        lines.push("gates: read".to_owned());
    }
    if let Some(file) = roster {
        let request = RosterRequest { file, event, zone, preview, absent: Absent::Keep };
        let imported = import_roster(store, request, service.now()).await;
        for (event, report) in imported.map_err(|e| e.to_string())?.events {
            lines.push(format!(
                "{event}: {} added, {} changed, {} unchanged, {} absent",
                report.added, report.changed, report.unchanged, report.absent
            ));
        }
    }
    if preview {
        lines.push("This was a preview: nothing was changed.".to_owned());
    }
    Ok(Answer::Changed { lines })
}

async fn devices<S: Store>(service: &Service<S>) -> Result<Answer, String> {
    let devices = service.store().devices().await.map_err(|e| e.to_string())?;
    let line = |device: crate::store::Device| {
        let seen = device.seen.as_ref();
        DeviceLine {
            device: device.statement.device,
            name: device.statement.name.clone(),
            standing: device.statement.standing,
            seen: seen.map(|seen| seen.at),
            unsent: seen.map_or(0, |seen| seen.unsent),
            ahead_ms: seen.map_or(0, |seen| seen.ahead_ms),
            version: seen.map(|seen| seen.version.clone()).unwrap_or_default(),
        }
    };
    Ok(Answer::Devices { devices: devices.into_iter().map(line).collect() })
}
