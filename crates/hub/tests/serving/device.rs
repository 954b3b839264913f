//! A device as far as a hub can tell: the real client, and no kiosk behind it.

use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_protocol::enrol::{DeviceCard, EnrolmentCode, EnrolmentRequest};
use parvis_protocol::exchange::{Status, StatusRequest};
use parvis_protocol::hub::Hub as _;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::refusal::RefusalCode;
use parvis_protocol::screen::ScreenReport;
use parvis_sync::http::client::{HttpHub, Trouble, client, enrol};
use parvis_sync::round::Bond;
use parvis_testkit::Chance;
use tokio::sync::mpsc::UnboundedSender;

#[derive(Clone)]
pub(crate) struct Device {
    hub: HttpHub,
}

impl Device {
    /// Joins the hub at an address.
    pub(crate) async fn enrol(address: &str, code: &EnrolmentCode) -> Self {
        let mut chance = Chance::fresh();
        let (mut seed, mut id) = ([0; 32], [0; 16]);
        chance.fill(&mut seed);
        chance.fill(&mut id);
        let (device, key) = (DeviceId(id), DeviceKey::from_seed(&seed));
        let (seal_to, version) = ("age1nobody".into(), "test".into());
        let card = DeviceCard { device, key: key.public(), seal_to, version, rehearsal: true };
        let request = EnrolmentRequest::new(code, &card, &key).unwrap();
        let client = client().unwrap();
        let answer = enrol(&client, address, &request).await.unwrap();
        let hub = answer.open(code, &request, None).unwrap();
        let bond = Bond { device, hub: hub.hub, hub_key: hub.key };
        let entropy = Arc::new(Mutex::new(move |buffer: &mut [u8]| chance.fill(buffer)));
        let now = Arc::new(Timestamp::now);
        Self { hub: HttpHub::new(client, address, bond, key, now, entropy) }
    }

    pub(crate) async fn status(&self) -> Result<Status, Trouble> {
        self.status_with(None).await
    }

    /// The same, with how its screens are.
    pub(crate) async fn status_with(
        &self,
        screens: Option<Vec<ScreenReport>>,
    ) -> Result<Status, Trouble> {
        let (now, version, seats) = (Timestamp::now(), "test".into(), Vec::new());
        let request = StatusRequest { now, version, unsent: 0, seats, epoch: None, screens };
        self.hub.status(request).await
    }

    pub(crate) async fn snapshot(&self) -> Result<Vec<u8>, Trouble> {
        let mut whole = Vec::new();
        self.hub.snapshot(Incarnation([7; 8]), &mut whole).await?;
        Ok(whole)
    }

    /// Listens until the connection ends, and tells of each hint.
    pub(crate) async fn listen(&self, told: UnboundedSender<()>) -> Trouble {
        let hint = move || told.send(()).unwrap_or_default();
        let heard = self.hub.hints(hint).await;
        heard.expect_err("hints end with a reason")
    }
}

/// What the hub refused with its signature.
pub(crate) fn refusal(trouble: &Trouble) -> Option<RefusalCode> {
    match trouble {
        Trouble::Refused { refusal, .. } => Some(refusal.code),
        _ => None,
    }
}
