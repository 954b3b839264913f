//! The programme to touch, as somebody who stands before it uses it.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::stage::{LANDSCAPE, MIDDAY, PORTRAIT, SaidDay, Stage, words};

/// Lets the page's minute, and the countdown at its end, take a second.
const HURRY: &str = r"
const set = window.setTimeout;
window.setTimeout = (call, ms, ...rest) =>
  set(call, ms === 40_000 ? 300 : ms === 1_000 ? 30 : ms, ...rest);
";

/// What is too small to be touched, sticks out of the window, or stands too high in it for somebody
/// who sits: in the uppermost part of a screen that stands upright.
const OUT_OF_REACH: &str = r"
const upright = innerHeight > innerWidth;
return [...document.querySelectorAll('main button, main input')].flatMap((e) => {
  const r = e.getBoundingClientRect();
  if (r.width === 0) return [];
  // What lies below what scrolls can be scrolled to.
  if (e.closest('.box') && r.top >= e.closest('.box').getBoundingClientRect().bottom) return [];
  const small = r.width < 47.5 || r.height < 47.5;
  const out = r.left < 0 || r.top < 0 || r.right > innerWidth || r.bottom > innerHeight;
  const high = upright && r.top < innerHeight * 0.15;
  const what = [small && 'small', out && 'out', high && 'high'].filter(Boolean);
  return what.length ? [`${e.id || e.textContent.trim()}: ${what} ${JSON.stringify(r)}`] : [];
});
";

/// A day on which much was said, in French at first.
async fn open(size: (u32, u32), data: &Path) -> Stage {
    let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", "programme"];
    let stage = Stage::open(size, &arguments, Some(data)).await;
    stage.find("main[data-screen=programme][data-state=list][lang=fr]").await;
    stage
}

async fn is_right(stage: &Stage, what: &str) {
    in_reach(stage, what).await;
    stage.is_accessible(what).await;
}

/// How many rows fit is found out when some are there.
async fn in_reach(stage: &Stage, what: &str) {
    stage.until(what, || async { stage.run(OUT_OF_REACH, vec![]).await == json!([]) }).await;
}

async fn type_in(stage: &Stage, letters: &str) {
    for letter in letters.chars() {
        stage.click(&format!("[data-key='{letter}']")).await;
    }
}

async fn total(stage: &Stage) -> usize {
    stage.attribute("main", "data-total").await.parse().unwrap()
}

/// What the codes on the screen say, as a telephone in front of it reads them.
async fn scanned(stage: &Stage) -> String {
    let file = stage.folder.path().join("seen.png");
    stage.picture(&file).await;
    let read = Command::new(env!("CARGO_BIN_EXE_parvis")).arg("scan").arg(&file).output().unwrap();
    let line = String::from_utf8(read.stdout).unwrap();
    line.trim().split_once('\t').map(|(_, text)| text.to_owned()).unwrap_or_default()
}

async fn from_list_to_page_and_back(size: (u32, u32)) {
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()).changed().announced());
    let stage = open(size, folder.path()).await;
    let what = |what: &str| format!("{what} at {size:?}");
    is_right(&stage, &what("the list")).await;
    let all = total(&stage).await;
    assert!(all > 20, "{all} sessions");

    stage.click("#filter-language").await;
    is_right(&stage, &what("languages to choose")).await;
    let promised = stage.words_in("[data-choice=nl] .count [aria-hidden]").await;
    stage.click("[data-choice=nl]").await;
    stage.find(&format!("main[data-state=list][data-total='{promised}']")).await;
    stage.click("#filter-place").await;
    is_right(&stage, &what("places to choose")).await;
    stage.click("[data-choice='room:bx-atelier']").await;
    stage.find("main[data-state=list][data-total='1'] [data-session=bx-w-migrate]").await;

    stage.click("#filter-search").await;
    stage.find("#search-line:focus").await;
    type_in(&stage, "EUROPE").await;
    stage.find("main[data-state=none] [data-remedy=search]").await;
    is_right(&stage, &what("nothing found, with keys")).await;
    stage.click("#search-done").await;
    is_right(&stage, &what("nothing found")).await;
    stage.click("#nothing-widen").await;
    stage.find(&format!("main[data-state=list][data-total='{all}']")).await;

    stage.click("#filter-search").await;
    type_in(&stage, "LIEKE").await;
    stage.find("main[data-state=list] [data-session=bx-open-data] [data-mark=cancelled]").await;
    is_right(&stage, &what("a search")).await;
    stage.click("#search-done").await;
    stage.click("[data-session=bx-open-data]").await;
    stage.find("main[data-state=session] #session-title s").await;
    is_right(&stage, &what("a session that is cancelled")).await;
    assert_eq!(scanned(&stage).await, "https://nec-ess-europe.example/brussels");
    let told = stage.words_in("[data-take=event] figcaption").await;
    assert!(told.contains(&words("fr", "touch-take-event")), "{told}");

    stage.click("#language-en").await;
    stage.reads("#session-back", &words("en", "touch-back")).await;
    assert_eq!(stage.attribute("html", "lang").await, "en");
    is_right(&stage, &what("a session in English")).await;
    stage.click("#session-back").await;
    stage.find("[data-session=bx-open-data]:focus").await;

    // Nobody touches it any more: the next visitor finds it as the first one did.
    stage.run(HURRY, vec![]).await;
    stage.click("#language-nl").await;
    stage.find("[data-idle]").await;
    is_right(&stage, &what("the countdown")).await;
    stage.find(&format!("main[lang=fr][data-state=list][data-total='{all}']")).await;
    stage.click("#filter-search").await;
    let line = "return document.querySelector('#search-line').value";
    assert_eq!(stage.run(line, vec![]).await, json!(""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn visitors_find_a_session_and_take_it_along() {
    from_list_to_page_and_back(LANDSCAPE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn visitors_find_a_session_on_a_screen_that_stands() {
    from_list_to_page_and_back(PORTRAIT).await;
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()));
    let stage = open(PORTRAIT, folder.path()).await;
    stage.click("#lower").await;
    let high = "return [...document.querySelectorAll('main button')].filter((e) => \
        e.getBoundingClientRect().top < innerHeight / 2).map((e) => e.textContent)";
    for panel in ["none", "place", "search"] {
        if panel != "none" {
            stage.click(&format!("#filter-{panel}")).await;
        }
        stage.find(&format!("main[data-panel={panel}]")).await;
        assert_eq!(stage.run(high, vec![]).await, json!([]), "lowered, with {panel}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_emergency_covers_the_programme_and_it_may_ask_for_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()).taken_over(true));
    let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", "programme"];
    let stage = Stage::open(LANDSCAPE, &arguments, Some(folder.path())).await;
    stage.find("main[data-screen=emergency]").await;
    stage.is_accessible("an emergency on the programme to touch").await;
    let buttons = "return document.querySelectorAll('button, input').length";
    assert_eq!(stage.run(buttons, vec![]).await, json!(0), "nothing else is there");
    let ask = "const done = arguments[1]; window.__TAURI_INTERNALS__.invoke(arguments[0], \
        {code: {way: 'typed', text: 'ABCD'}, wish: {day: {day: 'usual'}, place: {place: 'here'}, \
        track: null, language: null, search: '', page: 0, rows: 3, session: null, reads: []}}) \
        .then(() => done('allowed'), () => done('refused'))";
    for (command, answer) in [
        ("show_code", "refused"),
        ("samples", "refused"),
        ("door_view", "refused"),
        ("staff_settings", "refused"),
        ("board_view", "allowed"),
        ("programme", "allowed"),
    ] {
        let answered = stage.client.execute_async(ask, vec![json!(command)]).await.unwrap();
        assert_eq!(answered, json!(answer), "{command}");
    }
}

/// On a small panel and on a very large one, in both ways that it can hang.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_has_its_place_on_every_panel() {
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()).changed());
    for size in [(1280, 720), (720, 1280), (3840, 2160), (2160, 3840)] {
        let stage = open(size, folder.path()).await;
        in_reach(&stage, &format!("the list at {size:?}")).await;
        stage.click("#filter-search").await;
        stage.find("#search-line").await;
        in_reach(&stage, &format!("the keys at {size:?}")).await;
    }
}
