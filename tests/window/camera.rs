//! The door starts, and takes what is held up to the camera.

use std::time::Duration;

use crate::stage::{LANDSCAPE, Stage, welcome_at_main, words};

/// Longer than a code must be out of view to count as shown again, on a machine with much to do.
const LOOKED_AWAY: Duration = Duration::from_millis(3_500);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_is_held_up_to_the_camera() {
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    stage.find("main[data-screen=door][data-state=watching]").await;
    stage.find("canvas.drawn").await;
    let clock = stage.words_in("#clock").await;
    assert!(clock.contains("08:5"), "the demonstration begins at ten to nine: {clock}");
    stage.take_note().await;
    let mut tickets = welcome_at_main();
    let (first, second) = (tickets.next().unwrap(), tickets.next().unwrap());

    // It is taken, stays in view for as long as the verdict is on the screen, and is one scan.
    stage.hold_up(&first);
    let admitted = stage.verdict(1).await;
    assert_eq!((admitted.verdict.as_str(), admitted.tone.as_str()), ("admitted", "welcome"));
    stage.no_verdict().await;
    let seen = stage.seen().await;
    assert_eq!(seen.len(), 1, "a code that stays in view is one scan: {seen:?}");
    let stayed = seen[0].gone.unwrap() - seen[0].shown;
    assert!((2_000.0..4_500.0).contains(&stayed), "a verdict goes by itself, after {stayed} ms");

    // Shown again after it was away, it is a new scan.
    stage.take_away();
    tokio::time::sleep(LOOKED_AWAY).await;
    assert_eq!(stage.seen().await.len(), 1);
    stage.hold_up(&first);
    assert_eq!(stage.verdict(2).await.verdict, "already_in");

    // The next person does not wait until the verdict of the one before has gone.
    stage.hold_up(&second);
    assert_eq!(stage.verdict(3).await.verdict, "admitted");
    let seen = stage.seen().await;
    let before = seen[1].gone.unwrap() - seen[1].shown;
    assert!(before < 3_900.0, "the verdict before stayed {before} ms of its 4000");

    strange_codes(&stage).await;
}

/// Codes that are no tickets are refused kindly, and nothing of them is written on the screen.
async fn strange_codes(stage: &Stage) {
    let digits = "4".repeat(4_096);
    let strange = [
        ("https://brasserie-imaginaire.example/carte/midi", "brasserie"),
        (digits.as_str(), "444"),
        ("\u{1}\u{2}\t\r\n\u{1b}[31m\u{7f}bell\u{7}", "bell"),
        ("<img src=x onerror=alert(1)>", "onerror"),
        ("7QTH9Q3M; DROP TABLE tickets", "DROP"),
    ];
    for (at, (code, never_shown)) in strange.into_iter().enumerate() {
        stage.hold_up(code);
        let refused = stage.verdict(4 + at).await;
        assert_eq!(refused.verdict, "unknown", "{code:?}");
        assert_eq!(refused.word, words(&refused.lang, "verdict-unknown"));
        assert!(!refused.text.contains(never_shown), "{:?}", refused.text);
    }
    stage.take_away();
    stage.no_verdict().await;
    stage.find("main[data-screen=door]").await;
}
