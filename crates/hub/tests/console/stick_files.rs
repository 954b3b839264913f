//! What a kiosk without a network writes onto a stick.

use std::io::Cursor;

use parvis_domain::id::{DeviceId, Incarnation};
use parvis_protocol::enrol::DeviceCard;
use parvis_protocol::exchange::{Push, StatusRequest};
use parvis_protocol::key::DeviceKey;
use parvis_protocol::stick::Report;
use parvis_sync::sealed;
use parvis_sync::stick::FileError;
use parvis_sync::stick::request::{Told, write};

use crate::week::{Door, LATE, Week};

/// A kiosk, as far as its files tell.
#[derive(Clone)]
pub(crate) struct Kiosk {
    pub(crate) key: DeviceKey,
    pub(crate) card: DeviceCard,
}

/// What its secret key for sealed files is made from.
pub(crate) const SEED: [u8; 32] = [77; 32];

impl Kiosk {
    /// The one that has this number in a week.
    pub(crate) fn new(number: u8) -> Self {
        let key = DeviceKey::from_seed(&[number; 32]);
        let card = DeviceCard {
            device: Week::id(number),
            key: key.public(),
            seal_to: sealed::recipient(&SEED).unwrap(),
            version: "0.1.0".into(),
            rehearsal: true,
        };
        Self { key, card }
    }

    pub(crate) fn fingerprint(&self) -> String {
        self.card.key.fingerprint()
    }

    /// The request of one that is not enrolled.
    pub(crate) fn asks(&self) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let nothing = None::<Told<'_, fn() -> Result<Option<Push>, FileError>>>;
        write(&mut out, &self.card, &self.key, nothing).unwrap();
        out.into_inner()
    }

    /// The request of one that recorded something.
    pub(crate) fn tells(&self, week: &Week, door: &Door) -> Vec<u8> {
        let identity = week.service.identity();
        let to = sealed::recipient(&identity.sealing_seed).unwrap();
        self.tells_to(&to, identity.device, week, door)
    }

    /// The same, to whatever hub.
    pub(crate) fn tells_to(&self, to: &str, hub: DeviceId, week: &Week, door: &Door) -> Vec<u8> {
        let version = self.card.version.clone();
        let (now, seats) = (week.now(), Vec::new());
        let status = StatusRequest { now, version, unsent: 1, seats, epoch: None, screens: None };
        let incarnation = Incarnation(self.card.device.0[..8].try_into().unwrap());
        let report = Report { hub, device: self.card.device, incarnation, status };
        let mut pushes = vec![door.pushed(&self.key)].into_iter();
        let next = || Ok::<_, FileError>(pushes.next());
        let mut out = Cursor::new(Vec::new());
        write(&mut out, &self.card, &self.key, Some(Told { to, report: &report, next })).unwrap();
        out.into_inner()
    }

    /// What it seals when it learns that it was revoked.
    pub(crate) fn seals(&self, week: &Week, door: &Door) -> Vec<u8> {
        use std::io::Write as _;
        let to = sealed::recipient(&week.service.identity().sealing_seed).unwrap();
        let mut out = sealed::seal(&to, Vec::new()).unwrap();
        for batch in door.pushed(&self.key).batches {
            writeln!(out, "{}", serde_json::to_string(&batch).unwrap()).unwrap();
        }
        out.finish().unwrap()
    }
}

/// A stick of a new kiosk, of one that is enrolled, and with something else on it; and the paths of
/// the files as a browser takes several.
pub(crate) async fn stick(week: &Week) -> (tempfile::TempDir, String) {
    let mut door = week.door(43, "Door 2", "main").await;
    for (second, code) in (0_i64..).zip(LATE) {
        door.admit(code, second);
    }
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("parvis-2b2b2b2b.request", Kiosk::new(43).tells(week, &door)),
        ("parvis-2a2a2a2a.request", Kiosk::new(42).asks()),
        ("menu.pdf", b"%PDF-1.7".to_vec()),
    ];
    let paths = files.map(|(name, content)| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    });
    (folder, paths.join("\n"))
}
