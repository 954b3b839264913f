//! What staff say of the day, as somebody who stands at the kiosk says and sees it.

use crate::staff::make_first_pin;
use crate::stage::{LANDSCAPE, Stage, words};

/// A session of the demonstration's day that has not begun.
const SESSION: &str = "bx-opening";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_staff_say_is_late_is_late_at_the_door_until_they_take_it_back() {
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    make_first_pin(&stage).await;
    say(&stage, "[data-late='10']").await;
    stage.find(&format!("[data-screen=door] [data-session={SESSION}] [data-mark=late]")).await;
    stage.is_accessible("a door with a session that is late").await;
    stage.click("#staff-open").await;
    crate::staff::tap(&stage, crate::staff::PIN).await;
    stage.click("#digit-done").await;
    say(&stage, "[data-word=as_planned]").await;
    stage.find(&format!("[data-screen=door] [data-session={SESSION}]")).await;
    stage.gone(&format!("[data-session={SESSION}] [data-mark=late]")).await;
}

/// From the settings to the day, a word about the session, and back to the door.
async fn say(stage: &Stage, word: &str) {
    stage.click("#staff-day").await;
    stage.reads("#day-title", &words("en", "staff-day")).await;
    stage.is_accessible("the day").await;
    stage.click(&format!("[data-day-session={SESSION}]")).await;
    stage.is_accessible("a session of the day").await;
    stage.click(word).await;
    stage.find("#day-back").await;
    stage.click("#day-back").await;
    stage.click("#day-settings").await;
    stage.click("#staff-leave").await;
    stage.gone("[data-screen=settings]").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_give_a_session_another_time_add_one_and_take_it_back() {
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    make_first_pin(&stage).await;
    stage.click("#staff-day").await;
    stage.click(&format!("[data-day-session={SESSION}]")).await;
    stage.click("#day-other-time").await;
    let start = stage.words_in("#plan-start").await;
    stage.click("[data-step='start+5']").await;
    let later = stage.words_in("#plan-start").await;
    assert_ne!(start, later);
    let will = stage.words_in(".will").await;
    assert!(will.contains(&start) && will.contains(&later), "told before it is said: {will}");
    stage.is_accessible("another time").await;
    stage.click("#day-say-plan").await;
    stage.find(&format!("[data-screen=day-session][data-of={SESSION}] header .done")).await;
    stage.click("#day-back").await;

    stage.click("#day-add").await;
    for key in ["T", "O", "U", "R"] {
        stage.click(&format!("[data-key={key}]")).await;
    }
    stage.is_accessible("the title of a session").await;
    stage.click("#day-title-done").await;
    stage.click("[data-plan-room=bx-agora]").await;
    stage.click("[data-step='end+5']").await;
    stage.is_accessible("a session that is added").await;
    stage.click("#day-say-plan").await;
    stage.find("[data-screen=day] header .done").await;
    let added = "[data-day-session^='added']";
    let read = stage.words_in(added).await;
    assert!(read.contains("Tour"), "{read}");
    stage.click("#day-settings").await;
    stage.click("#staff-leave").await;
    stage.find("[data-shown=door]").await;

    stage.click("#staff-open").await;
    crate::staff::tap(&stage, crate::staff::PIN).await;
    stage.click("#digit-done").await;
    stage.click("#staff-day").await;
    stage.click(added).await;
    stage.click("[data-ask=not_added]").await;
    stage.is_accessible("taking a session back").await;
    stage.click("[data-word=not_added]").await;
    stage.find("[data-screen=day] header .done").await;
    stage.gone(added).await;
}
