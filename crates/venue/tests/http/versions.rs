//! Versions that meet: a kiosk that was never updated, and today's hub.

use parvis_domain::verdict::VerdictName;
use parvis_venue::people;
use serde_json::{Value, json};

use crate::first_client::{FirstClient, hashes_of, ticket_of};
use crate::hub::Hub;
use crate::kiosk::{Station, eventually};

fn of_kind<'v>(changes: &'v [Value], kind: &str) -> Vec<&'v Value> {
    changes.iter().filter(|change| change["kind"] == kind).collect()
}

#[test]
fn the_first_versions_client_works_with_this_hub() {
    let hub = Hub::start();
    hub.fill(20);
    hub.fill_event(&people::other_event(), 3, 100);
    let mut client = FirstClient::enrol(&hub, &hub.invite("An old door"));
    let status = client.status(&hub);
    assert_eq!(status["series"], json!([]));

    let (changes, cursor) = client.snapshot(&hub);
    assert_eq!(Some(cursor), status["cursor"].as_u64());
    let tickets = of_kind(&changes, "ticket");
    assert_eq!((tickets.len(), of_kind(&changes, "elsewhere").len()), (20, 3));
    assert!(of_kind(&changes, "plan").iter().any(|row| row["noun"] == "gate"));
    // Ids and hashes follow from the events' keys, as the page says.
    let key = |event: &str| {
        let events = of_kind(&changes, "event");
        let row = events.into_iter().find(|row| row["event"] == event).unwrap();
        (row["key"].as_str().unwrap().to_owned(), row["full"].as_bool().unwrap())
    };
    let ((own, full), (others, others_full)) = (key("brussels"), key("paris"));
    assert!(full && !others_full);
    let code = tickets[7]["code"].as_str().unwrap();
    assert_eq!(ticket_of(&own, code), tickets[7]["id"].as_str().unwrap());
    let [scanned, typed] = hashes_of(&others, &people::code(101));
    let elsewhere = of_kind(&changes, "elsewhere");
    let found =
        |row: &&&Value| (&row["scanned"], &row["typed"]) == (&json!(scanned), &json!(typed));
    assert_eq!(elsewhere.iter().filter(found).count(), 1);
    assert_eq!(client.hint(&hub)["cursor"], status["cursor"]);
    let ticket = tickets[7]["id"].as_str().unwrap().to_owned();

    // Somebody is admitted at the old door, and everybody hears of it.
    client.admits(&ticket);
    let pushed = client.push(&hub, 0).json();
    assert_eq!(pushed["series"][0]["seq"], 1);
    assert_eq!(hub.admitted(), 1);
    assert_eq!(client.status(&hub)["series"][0]["seq"], 1);
    assert_eq!(client.push(&hub, 0).json()["series"][0]["seq"], 1, "twice changes nothing");
    assert_eq!(hub.admitted(), 1);

    // And the old door hears of what others do.
    let one = Station::new();
    one.enrol(&hub, "A new door");
    eventually("it is filled", || one.is_filled());
    let code = tickets[8]["code"].as_str().unwrap();
    let person = (0..20).find(|n| people::code(*n).as_str() == code).unwrap();
    assert_eq!(one.admit("main", person), VerdictName::Admitted);
    eventually("the hub knows", || hub.admitted() == 2);
    let status = client.status(&hub);
    let page = client.changes(&hub, &status, cursor).json();
    let records = of_kind(page["changes"].as_array().unwrap(), "record").len();
    assert_eq!((records, &page["more"], &page["cursor"]), (1, &json!(false), &status["cursor"]));

    // What does not follow is refused with the code that tells what to do.
    client.admits(&ticket);
    client.admits(&ticket);
    let refused = client.push(&hub, 2);
    assert_eq!((refused.status, &refused.json()["code"]), (409, &json!("not_next")));
    assert_eq!(client.push(&hub, 1).status, 200);
    let refused = client.changes(&hub, &status, 1_000_000);
    assert_eq!((refused.status, &refused.json()["code"]), (409, &json!("start_over")));

    let device = "0123456789abcdef0123456789abcdef".parse().unwrap();
    hub.wait(async |hub| hub.revoke(device).await.unwrap());
    let status = client.status(&hub);
    assert_eq!(client.statement(&status["statement"])["standing"], "revoked");
    let refused = client.changes(&hub, &status, cursor);
    assert_eq!((refused.status, &refused.json()["code"]), (403, &json!("revoked")));
}
