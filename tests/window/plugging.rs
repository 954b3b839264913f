//! A board chosen at the machine, behind the PIN, for one of two monitors of a real desktop: it
//! follows its monitor, which is unplugged and plugged in again, and the door is never without one.

use std::path::Path;

use crate::staff::make_first_pin;
use crate::stage::{MIDDAY, MONITORS, Place, SaidDay, Screen, Stage};

/// Where the windows stand: the door's, and the lobby's.
type Places = (Option<Place>, Option<Place>);

async fn stand(stage: &Stage, places: Places) {
    let what = format!("door and lobby stand at {places:?}");
    let x = stage.x();
    stage.until(&what, || async { (x.place_of("check-in"), x.place_of("lobby")) == places }).await;
}

/// Waits until something is painted on a monitor: letters, and not a ground alone.
async fn painted(stage: &Stage, at: i16) {
    let x = stage.x();
    let has_letters = || async { x.pixels(Some(Place::of_monitor(at))).colours() > 50 };
    stage.until(&format!("monitor {at} is painted"), has_letters).await;
}

async fn open(data: &Path, settings: &Path) -> Stage {
    let desktop = Screen::of_monitors(settings);
    Stage::over_monitors(desktop, &["--rehearsal", "--now", MIDDAY], data).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_board_chosen_at_the_machine_follows_its_monitor() {
    let [left, right] = MONITORS;
    let (first, second) = (Some(Place::of_monitor(0)), Some(Place::of_monitor(1)));
    let (data, settings) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    drop(SaidDay::new(data.path()).changed());

    let stage = open(data.path(), settings.path()).await;
    stand(&stage, (first, None)).await;
    make_first_pin(&stage).await;
    stage.click("#staff-screens").await;
    let lobby = format!("[data-monitor={right}] [data-shows=lobby]");
    stage.click(&lobby).await;
    stage.find(&format!("{lobby}[aria-pressed=true]")).await;
    stage.is_accessible("the screens of a machine").await;
    stand(&stage, (first, second)).await;
    painted(&stage, 1).await;

    stage.screen.plug_in(&[left]);
    stand(&stage, (first, None)).await;
    stage.screen.plug_in(&MONITORS);
    stand(&stage, (first, second)).await;
    painted(&stage, 1).await;

    // People come to the door: without its monitor it takes that of a board.
    stage.screen.plug_in(&[right]);
    stand(&stage, (first, None)).await;
    stage.screen.plug_in(&MONITORS);
    stand(&stage, (first, second)).await;
    drop(stage);

    // And it is remembered by whoever opens the program the next morning.
    let stage = open(data.path(), settings.path()).await;
    stand(&stage, (first, second)).await;
    painted(&stage, 1).await;
}
