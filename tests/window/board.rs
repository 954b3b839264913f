//! The lobby's board.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use crate::stage::{LANDSCAPE, Stage, words};

/// How long each language is shown, as the board has it, in milliseconds.
const TURN_MS: f64 = 12_000.0;

/// Takes note of every time anything on the page is touched, with what it was about.
const WATCH: &str = r##"
window.changes = [];
const now = () => ({
  at: performance.now(),
  lang: document.querySelector("main").lang,
  page: document.querySelector("main").dataset.page,
  clock: document.querySelector("#clock").textContent,
});
window.changes.push(now());
new MutationObserver(() => window.changes.push(now())).observe(document, {
  attributes: true, characterData: true, childList: true, subtree: true,
});
"##;

#[derive(Debug, Clone, Deserialize)]
struct Change {
    at: f64,
    lang: String,
    page: String,
    clock: String,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_board_turns_languages_and_paints_nothing_else() {
    let stage = Stage::demonstration(LANDSCAPE, &["--screen", "lobby"]).await;
    stage.find("main[data-screen=lobby][data-state=running] [data-room]").await;
    let first = stage.attribute("main", "lang").await;
    stage.reads(".columns .now", &words(&first, "board-now")).await;
    stage.is_accessible(&format!("board in {first}")).await;

    stage.run(WATCH, vec![]).await;
    let turned = || async { changes(&stage).await.len() > 2 };
    stage.until("the board turns twice", turned).await;
    // Long enough for what repaints by the second to be found out.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let changes = changes(&stage).await;
    for pair in changes.windows(2) {
        let [before, after] = pair else { unreachable!() };
        let turned = (&before.lang, &before.page) != (&after.lang, &after.page);
        let minute = before.clock != after.clock;
        assert!(turned || minute, "painted without change: {before:?} {after:?}");
    }
    let turns: Vec<_> = changes.iter().skip(1).filter(|c| !c.lang.is_empty()).collect();
    let languages: std::collections::BTreeSet<_> = changes.iter().map(|c| &c.lang).collect();
    assert!(languages.len() >= 2, "{turns:?}");
    let apart = changes[2].at - changes[1].at;
    assert!(apart <= TURN_MS * 1.5, "a turn took {apart} ms");

    let second = stage.attribute("main", "lang").await;
    stage.is_accessible(&format!("board in {second}")).await;
    let bound = "return document.querySelectorAll('#clock, [data-room]').length";
    assert!(stage.run(bound, vec![]).await.as_u64().unwrap() >= 3, "a clock and rooms");
    // A board asks for nothing that a door may ask for.
    let ask = "const done = arguments[1]; window.__TAURI_INTERNALS__.invoke(arguments[0], \
        {code: {way: 'typed', text: 'ABCD'}}).then(() => done('allowed'), () => done('refused'))";
    for (command, answer) in
        [("show_code", "refused"), ("samples", "refused"), ("board_view", "allowed")]
    {
        let answered = stage.client.execute_async(ask, vec![json!(command)]).await.unwrap();
        assert_eq!(answered, json!(answer), "{command}");
    }
}

async fn changes(stage: &Stage) -> Vec<Change> {
    serde_json::from_value(stage.run("return window.changes", vec![]).await).unwrap()
}
