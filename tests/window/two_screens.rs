//! Screens of one machine, each with a board of its own, in a window each: a real Wayland desktop
//! with two monitors, and a third that is plugged in later.

use crate::stage::{Desktop, MIDDAY, SaidDay, alone};

/// What each monitor shows: without a name of their own, headless ones are told apart by order.
const SCREENS: &str = r#"
[[screen]]
monitor = "headless"
shows = "room:bx-hall"

[[screen]]
monitor = "headless #2"
shows = "lobby"

[[screen]]
monitor = "headless #3"
shows = "week"
"#;

#[tokio::test]
async fn screens_of_one_machine_have_a_board_each_and_one_is_plugged_in_later() {
    let _alone = alone().await;
    let desktop = Desktop::start(2, SCREENS, MIDDAY, |data| {
        drop(SaidDay::new(data).changed().announced());
    });
    let two = ["Parvis – lobby", "Parvis – room:bx-hall"];
    desktop.until("a window for each screen", || desktop.windows() == two);
    desktop.until_painted("HEADLESS-1");
    desktop.until_painted("HEADLESS-2");

    desktop.ask(&["create_output"]).unwrap();
    let three = [two[0], two[1], "Parvis – week"];
    desktop.until("a window for the third", || desktop.windows() == three);
    desktop.until_painted("HEADLESS-3");
}
