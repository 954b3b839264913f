//! Double admissions: two doors that cannot hear each other let the same ticket in, and both are told.

use std::sync::Arc;

use jiff::Timestamp;
use parvis_domain::fact::Fact;
use parvis_domain::gate::Gate;
use parvis_domain::id::GateId;
use parvis_hub::store::{Attendance, Double, Plan, Store as _};
use parvis_kiosk::door::{Door, Outcome};
use parvis_kiosk::hub::Syncing;
use parvis_kiosk::staff::Staff;
use parvis_kiosk::staff::room::Room;
use parvis_kiosk::view::{Argument, DoubleView, Notice};
use parvis_venue::people;

use crate::door::{kiosk, says, show, sync};
use crate::hub::Hub;
use crate::kiosk::eventually;

/// A door with staff, one of whom is signed in whenever somebody looks.
struct Kept {
    door: Door,
    staff: Arc<Staff>,
    _syncing: Syncing,
    _folder: tempfile::TempDir,
}

impl Kept {
    fn at(hub: &Hub, gate: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let kiosk = kiosk(folder.path());
        let staff = Arc::new(Staff::of(kiosk.clone(), Box::new(|bytes| bytes.fill(9))));
        staff.begin("Ada", "170529").unwrap();
        staff.leave();
        let gate = GateId::new(gate).unwrap();
        kiosk.enrol(&hub.invite_at(gate.as_str(), Some(gate.clone()))).unwrap();
        let syncing = sync(&kiosk, folder.path());
        let door = Door::new(kiosk, None).kept_by(Arc::clone(&staff));
        eventually("it is filled", || says(&door) == ["hub-safe"]);
        assert_eq!(door.gate().unwrap().id, gate);
        Self { door, staff, _syncing: syncing, _folder: folder }
    }

    /// What the settings list, which nobody sees who is not signed in.
    fn looks(&self) -> Vec<DoubleView> {
        let room = Room { door: &self.door, staff: &self.staff };
        assert_eq!(room.doubles().doubles, None);
        self.staff.sign_in("170529").unwrap();
        let listed = room.doubles().doubles.unwrap();
        self.staff.leave();
        listed
    }

    fn is_told(&self) -> bool {
        says(&self.door).contains(&"hub-doubles".to_owned())
    }
}

/// Two gates of one area: who came in by one has come in by the other.
fn gates() -> Vec<Gate> {
    let mut gates = people::gates();
    let name = gates[3].name.clone();
    gates[3] = Gate { id: GateId::new("terrace").unwrap(), name, ..gates[0].clone() };
    gates
}

fn gate_of(notice: &Notice) -> &Argument {
    &notice.args["gate"]
}

fn at_hub(hub: &Hub) -> Vec<Double> {
    hub.wait(async |hub| hub.store().doubles(&Attendance::default(), 10).await.unwrap())
}

#[test]
fn both_doors_list_a_ticket_that_each_let_in_and_neither_once_it_is_undone() {
    let mut hub = Hub::start();
    hub.fill(50);
    let plan = Plan::of_gates(&gates()).unwrap();
    hub.wait(async |hub| hub.store().put_plan(&plan).await.unwrap());
    let (one, two) = (Kept::at(&hub, "main"), Kept::at(&hub, "terrace"));
    let third = Kept::at(&hub, "main");
    hub.stop();
    for kept in [&one, &two] {
        assert!(matches!(show(&kept.door, 7), Outcome::Verdict(_)));
        assert!(!kept.is_told());
        assert_eq!(kept.looks(), []);
    }
    hub.start_again();
    eventually("both are told", || one.is_told() && two.is_told());
    let listed = one.looks();
    assert_eq!(two.looks(), listed, "the same at both");
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].person.as_deref(), Some("Person 7 Invented"));
    assert_ne!(gate_of(&listed[0].first), gate_of(&listed[0].again), "with both gates");
    assert!(!one.is_told() && !two.is_told(), "it was looked at");
    eventually("the third is in step", || says(&third.door) == ["hub-safe"]);
    assert_eq!(third.looks(), [], "it let nobody in");

    let Double { ticket, again, .. } = at_hub(&hub).remove(0);
    let key = again.key;
    assert_eq!(listed[0].id, format!("{}.{}.{}", key.device, key.incarnation, key.seq));
    let fact = Fact::Undone { target: key, ticket, gate: again.gate };
    hub.wait(async |hub| hub.store().append(fact, Timestamp::now()).await.unwrap());
    eventually("it is gone at both", || one.looks().is_empty() && two.looks().is_empty());
}
