//! Every verdict, and what each says would be right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod hall;

use hall::{at, gate, main_gate, morning, programme, show, ticket};
use jiff::civil::date;
use parvis_domain::gate::Gate;
use parvis_domain::judge::{Case, Found, judge};
use parvis_domain::standing::{Standing, fold};
use parvis_domain::ticket::{Ticket, TicketStatus};
use parvis_domain::verdict::{Instead, Verdict, VerdictName};
use serde_json::json;

fn first_time(gate: &Gate, ticket: &Ticket) -> Verdict {
    show(gate, ticket, &Standing::default(), morning())
}

/// Where a ticket stands after it was shown at these gates, one after the other.
fn after(ticket: &Ticket, shown: &[(&Gate, &str)]) -> Standing {
    let mut device = hall::Device::new(1);
    let mut records = Vec::new();
    for (gate, when) in shown {
        let verdict = show(gate, ticket, &fold(&records), at(when));
        records.push(device.scan(gate, ticket, &verdict, at(when)));
    }
    fold(&records)
}

#[test]
fn a_good_ticket_is_admitted_once_and_then_told_when_and_where() {
    let (gate, ticket) = (main_gate(), ticket(1));
    assert_eq!(first_time(&gate, &ticket).name(), VerdictName::Admitted);
    let standing = after(&ticket, &[(&gate, "2023-11-16T08:31:00+01:00")]);
    let again = show(&gate, &ticket, &standing, morning());
    let since = at("2023-11-16T08:31:00+01:00");
    assert_eq!(again, Verdict::AlreadyIn { since, gate: "main".parse().unwrap() });
}

#[test]
fn two_doors_to_one_area_know_of_each_other() {
    let (main, side) = (main_gate(), gate("side", json!({"events": ["day"]})));
    let standing = after(&ticket(1), &[(&side, "2023-11-16T08:31:00+01:00")]);
    let again = show(&main, &ticket(1), &standing, morning());
    assert!(matches!(again, Verdict::AlreadyIn { gate, .. } if gate.as_str() == "side"));
}

#[test]
fn a_ticket_of_two_days_enters_on_each_or_once_in_all() {
    let both = Ticket { days: vec![], ..ticket(1) };
    let daily = main_gate();
    let once = gate("main", json!({"events": ["day"], "counted": "per_event"}));
    let tomorrow = at("2023-11-17T09:00:00+01:00");
    let standing = after(&both, &[(&daily, "2023-11-16T08:31:00+01:00")]);
    assert_eq!(show(&daily, &both, &standing, tomorrow).name(), VerdictName::Admitted);
    let standing = after(&both, &[(&once, "2023-11-16T08:31:00+01:00")]);
    assert_eq!(show(&once, &both, &standing, tomorrow).name(), VerdictName::AlreadyIn);
}

#[test]
fn after_midnight_is_still_the_same_evening() {
    let night = at("2023-11-17T01:00:00+01:00");
    let verdict = show(&main_gate(), &ticket(1), &Standing::default(), night);
    assert_eq!(verdict.name(), VerdictName::Admitted);
    let next_morning = at("2023-11-17T08:00:00+01:00");
    let verdict = show(&main_gate(), &ticket(1), &Standing::default(), next_morning);
    assert_eq!(verdict.name(), VerdictName::OtherDay);
}

#[test]
fn the_wrong_day_and_the_wrong_event_say_which_is_right() {
    let tomorrow = Ticket { days: vec![date(2023, 11, 17)], ..ticket(1) };
    let days = vec![date(2023, 11, 17)];
    let event = "day".parse().unwrap();
    assert_eq!(first_time(&main_gate(), &tomorrow), Verdict::OtherDay { event, days });

    let paris = Ticket { event: "paris".parse().unwrap(), days: vec![], ..ticket(1) };
    let expected = Verdict::OtherVenue {
        event: "paris".parse().unwrap(),
        days: vec![date(2023, 11, 8), date(2023, 11, 9)],
        instead: Instead::Event,
    };
    assert_eq!(first_time(&main_gate(), &paris), expected);
}

#[test]
fn the_wrong_type_is_sent_to_the_gate_that_takes_it_or_online() {
    let press_only = gate("press", json!({"events": ["day"], "ticket_types": ["press"]}));
    let Verdict::OtherVenue { instead: Instead::Gates { gates }, .. } =
        first_time(&press_only, &ticket(1))
    else {
        panic!("a standard ticket is good at the main gate");
    };
    assert_eq!(gates, ["main".parse().unwrap()]);

    let exit_only = gate("out", json!({"events": ["day"], "direction": "out"}));
    let (programme, standing, lost) = (programme(), Standing::default(), ticket(1));
    let found = Found::Ticket(&lost, &standing);
    let (gates, now) = ([exit_only], morning());
    let case = Case {
        gate: &press_only,
        gates: &gates,
        programme: &programme,
        found,
        inside: 0,
        seats_left: None,
        now,
    };
    let nowhere_else = judge(&case);
    assert!(matches!(nowhere_else, Verdict::OtherVenue { instead: Instead::Event, .. }));

    let on_site = gate("paris", json!({"events": ["paris"], "ticket_types": ["standard"]}));
    let online = Ticket { event: "paris".parse().unwrap(), kind: "online".into(), ..ticket(1) };
    let verdict = first_time(&on_site, &online);
    assert!(matches!(verdict, Verdict::OtherVenue { instead: Instead::Online, .. }));
}

#[test]
fn a_bad_ticket_says_what_is_wrong_with_it() {
    let refused = |status| first_time(&main_gate(), &Ticket { status, ..ticket(1) });
    assert_eq!(refused(TicketStatus::Unpaid), Verdict::Unpaid);
    assert_eq!(refused(TicketStatus::Cancelled), Verdict::Cancelled);
    assert_eq!(refused(TicketStatus::Revoked), Verdict::Revoked);
    assert_eq!(refused(TicketStatus::AnswersNeeded), Verdict::AnswersNeeded);
}

#[test]
fn opening_hours_say_when_the_gate_opens_or_closed() {
    let hours = |opens: &str, closes: &str| {
        let hours = json!([{"opens": opens, "closes": closes}]);
        gate("main", json!({"events": ["day"], "hours": hours}))
    };
    let later = hours("2023-11-16T09:00:00", "2023-11-16T18:00:00");
    let opens = at("2023-11-16T09:00:00+01:00");
    assert_eq!(first_time(&later, &ticket(1)), Verdict::TooEarly { opens });
    let over = hours("2023-11-16T07:00:00", "2023-11-16T08:50:00");
    assert_eq!(first_time(&over, &ticket(1)), Verdict::TooLate { closed: morning() });
    let across = hours("2023-11-15T22:00:00", "2023-11-16T08:51:00");
    assert_eq!(first_time(&across, &ticket(1)).name(), VerdictName::Admitted);
}

#[test]
fn a_gate_closed_today_says_on_which_day_it_opens() {
    let tomorrow = json!({"events": ["day"], "days": ["2023-11-17"],
        "hours": [{"opens": "2023-11-17T08:30:00", "closes": "2023-11-17T18:00:00"}]});
    let opens = at("2023-11-17T08:30:00+01:00");
    assert_eq!(first_time(&gate("main", tomorrow), &ticket(1)), Verdict::TooEarly { opens });
    let yesterday = json!({"events": ["day"], "days": ["2023-11-15"]});
    let closed = at("2023-11-16T00:00:00+01:00");
    assert_eq!(first_time(&gate("main", yesterday), &ticket(1)), Verdict::TooLate { closed });
}

#[test]
fn a_ticket_opens_nothing_outside_its_own_hours() {
    let opens = at("2023-11-16T12:00:00+01:00");
    let early = Ticket { valid_from: Some(opens), ..ticket(1) };
    assert_eq!(first_time(&main_gate(), &early), Verdict::TooEarly { opens });
    let late = Ticket { valid_until: Some(morning()), ..ticket(1) };
    assert_eq!(first_time(&main_gate(), &late), Verdict::TooLate { closed: morning() });
}

#[test]
fn a_room_takes_who_booked_the_session_that_is_on_or_next() {
    let room = gate("room", json!({"events": ["day"], "sessions": ["repair", "repair-2"]}));
    let booked = |id: &str| Ticket { sessions: vec![id.parse().unwrap()], ..ticket(1) };
    let admitted = first_time(&room, &booked("repair"));
    assert_eq!(admitted.scope().unwrap().to_string(), "hall/session/repair");
    assert_eq!(first_time(&room, &booked("repair-2")).name(), VerdictName::OtherSession);
    let afternoon = at("2023-11-16T13:30:00Z");
    let verdict = show(&room, &booked("repair-2"), &Standing::default(), afternoon);
    assert_eq!(verdict.scope().unwrap().to_string(), "hall/session/repair-2");
    let evening = at("2023-11-16T15:00:00Z");
    let verdict = show(&room, &booked("repair-2"), &Standing::default(), evening);
    assert_eq!(verdict, Verdict::TooLate { closed: at("2023-11-16T14:00:00Z") });
}

#[test]
fn in_and_out_by_turns() {
    let turnstile =
        gate("turnstile", json!({"events": ["day"], "entry": "entry_exit", "direction": "both"}));
    let inside = after(&ticket(1), &[(&turnstile, "2023-11-16T08:31:00+01:00")]);
    let verdict = show(&turnstile, &ticket(1), &inside, morning());
    assert_eq!(verdict.name(), VerdictName::Left);
    let left = after(
        &ticket(1),
        &[(&turnstile, "2023-11-16T08:31:00+01:00"), (&turnstile, "2023-11-16T08:40:00+01:00")],
    );
    let verdict = show(&turnstile, &ticket(1), &left, morning());
    assert_eq!(verdict.name(), VerdictName::Admitted);
}

#[test]
fn whoever_is_inside_may_leave_whatever_became_of_the_ticket() {
    let entrance = gate("in", json!({"events": ["day"], "entry": "entry_exit"}));
    let exit = gate(
        "out",
        json!({"events": ["day"], "entry": "entry_exit", "direction": "out",
        "hours": [{"opens": "2023-11-16T18:00:00", "closes": "2023-11-16T19:00:00"}]}),
    );
    let inside = after(&ticket(1), &[(&entrance, "2023-11-16T08:31:00+01:00")]);
    let revoked = Ticket { status: TicketStatus::Revoked, ..ticket(1) };
    assert_eq!(show(&exit, &revoked, &inside, morning()).name(), VerdictName::Left);
    assert_eq!(first_time(&exit, &ticket(1)), Verdict::NotIn);
    assert_eq!(show(&entrance, &ticket(1), &inside, morning()).name(), VerdictName::AlreadyIn);
}

#[test]
fn a_full_room_refuses_or_warns() {
    let judged = |kind: &str, inside| {
        let capacity = json!({"seats": 2, "kind": kind});
        let gate = gate("main", json!({"events": ["day"], "capacity": capacity}));
        let (programme, ticket, standing) = (programme(), ticket(1), Standing::default());
        let found = Found::Ticket(&ticket, &standing);
        let gates = &[];
        judge(&Case {
            gate: &gate,
            gates,
            programme: &programme,
            found,
            seats_left: None,
            inside,
            now: morning(),
        })
    };
    assert_eq!(judged("hard", 1).name(), VerdictName::Admitted);
    assert_eq!(judged("hard", 2), Verdict::Full { seats: 2 });
    assert!(matches!(judged("advisory", 1), Verdict::Admitted { over_capacity: false, .. }));
    assert!(matches!(judged("advisory", 2), Verdict::Admitted { over_capacity: true, .. }));
}

#[test]
fn what_is_not_a_ticket_here_says_as_much_as_is_known() {
    let (programme, gate) = (programme(), main_gate());
    let judged = |found| {
        let gates = &[];
        judge(&Case {
            gate: &gate,
            gates,
            programme: &programme,
            found,
            inside: 0,
            seats_left: None,
            now: morning(),
        })
    };
    assert_eq!(judged(Found::Nothing), Verdict::Unknown);
    let events = ["day".parse().unwrap(), "paris".parse().unwrap()];
    let ambiguous = Verdict::Ambiguous { events: events.to_vec() };
    assert_eq!(judged(Found::Several(&events)), ambiguous);
    let elsewhere = judged(Found::Elsewhere { event: &events[1], days: &[] });
    assert!(matches!(elsewhere, Verdict::OtherVenue { days, .. } if days.len() == 2));
}
