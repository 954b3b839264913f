//! Seats that were lent, given back and given away.

use parvis_domain::clock::HybridClock;
use parvis_domain::fact::{Fact, Scanned};
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_domain::series::Head;
use parvis_domain::verdict::VerdictName;

use super::{admitted, assert_sound, at, hall, number, open, scanned};
use crate::Roster;

fn lend(roster: &Roster, seats: u32) {
    let head = Head::new(DeviceId([9; 16]), Incarnation([9; 8]), None);
    let fact = Fact::SeatsLeased { scope: hall(), device: roster.device(), seats };
    let lease = head.next(&mut HybridClock::after(None), at(0), true, fact).unwrap();
    roster.write(move |writing| writing.receive(lease)).unwrap();
}

fn record(roster: &Roster, second: i64, fact: Fact) {
    roster.write(move |writing| writing.append(at(second), fact)).unwrap();
}

fn idle(roster: &Roster) -> u32 {
    let idle = roster.read(|reading| reading.idle_seats()).unwrap();
    assert!(idle.iter().all(|(scope, _)| *scope == hall()));
    idle.iter().map(|(_, seats)| seats).sum()
}

#[test]
fn what_is_left_is_what_was_lent_less_what_was_given_back_and_what_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    assert_eq!(idle(&roster), 0);
    lend(&roster, 5);
    assert_eq!(idle(&roster), 5);
    record(&roster, 1, admitted(number(1)));
    record(&roster, 2, Fact::SeatsReturned { scope: hall(), seats: 3 });
    assert_eq!(idle(&roster), 1);
    record(&roster, 3, Fact::Scanned(scanned(number(1), VerdictName::Left)));
    assert_eq!(idle(&roster), 2);
    roster.write(|writing| writing.rebuild()).unwrap();
    assert_eq!(idle(&roster), 2);
    drop(roster);
    let roster = open(folder.path());
    assert_eq!(idle(&roster), 2);
    assert_sound(&roster);
}

#[test]
fn who_came_for_a_seat_lately_is_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let shown = |ticket, verdict| Fact::Scanned(scanned(number(ticket), verdict));
    let elsewhere = |ticket| {
        let gate = "side".parse().unwrap();
        Fact::Scanned(Scanned { gate, ..scanned(number(ticket), VerdictName::Admitted) })
    };
    record(&roster, 0, admitted(number(1)));
    drop(roster);
    // What an opening before recorded counts too.
    let roster = open(folder.path());
    record(&roster, 100, admitted(number(2)));
    record(&roster, 101, shown(2, VerdictName::Left));
    record(&roster, 102, shown(3, VerdictName::Full));
    record(&roster, 103, shown(3, VerdictName::Full));
    record(&roster, 104, shown(4, VerdictName::Unpaid));
    record(&roster, 105, elsewhere(5));
    let came = |since, until, most| {
        let within = at(since)..=at(until);
        let gate = "main".parse().unwrap();
        roster.read(|reading| reading.came_for_seats(&gate, within.clone(), most)).unwrap()
    };
    assert_eq!([came(0, 105, 9), came(1, 105, 9), came(101, 105, 9)], [3, 2, 1]);
    assert_eq!([came(0, 105, 2), came(0, 105, 0)], [2, 0]);
    // Its clock was set back since: how long ago somebody came cannot be told.
    assert_eq!(came(0, 90, 9), 0);
}
