//! Programmes as nobody should make them, in the real window: ten thousand sessions, several in one
//! room at once, a description of five megabytes, a title that is written as a page is; and none.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::stage::{LANDSCAPE, PORTRAIT, Stage};

/// In the midst of the first morning.
const MORNING: &str = "2023-11-16T10:20:00+01:00";
const SESSIONS: usize = 10_000;
const ROOMS: usize = 40;
const DAYS: usize = 7;
/// What a page would run, and show otherwise than it is written.
const MARKUP: &str =
    "<img src=nowhere onerror=\"window.ran=1\"><script>window.ran=1</script> R&amp;D &lt;b&gt;";
/// At most so much is sent to a page at once, in characters.
const MOST_SENT: u64 = 150_000;
/// As the tests build it, on a machine that does other things as well.
const IMPORTED: Duration = Duration::from_secs(60);
/// So soon the window answers whoever touches it.
const QUICK: Duration = Duration::from_secs(3);

/// What was made of the words of the programme that is no text, and whether any of it ran.
const MADE_OF_WORDS: &str = "return [document.querySelectorAll('main [src=nowhere], \
    main script').length, window.ran ?? null]";

fn at(day: usize, minute: usize) -> String {
    format!("2023-11-{}T{:02}:{:02}:00+01:00", 16 + day, minute / 60, minute % 60)
}

fn week(sessions: &[Value]) -> Value {
    let room = |n: usize| json!({"id": format!("r{n}"), "name": {"en": format!("Room {n}")}});
    json!({
        "edition": {"id": "week", "title": {"en": "The week"}, "zone": "Europe/Brussels",
                    "languages": ["en", "fr"]},
        "events": [{"id": "week", "title": {"en": "The week", "fr": "La semaine"}, "mode": "both",
                    "venue": "hall", "languages": ["en", "fr"], "first_day": "2023-11-16",
                    "last_day": "2023-11-22"}],
        "venues": [{"id": "hall", "name": {"en": "The hall"}, "city": {"en": "Brussels"},
                    "zone": "Europe/Brussels",
                    "rooms": (0..ROOMS).map(room).collect::<Vec<_>>()}],
        "sessions": sessions
    })
}

/// Three at once in each room, through seven days; and in the first room, in the first morning, two
/// of the worst kind.
fn worst() -> Value {
    let usual = |n: usize| {
        let (day, room, start) = (n % DAYS, n / DAYS % ROOMS, 8 * 60 + 20 * (n / DAYS / ROOMS));
        json!({"id": format!("s{n}"), "event": "week", "room": format!("r{room}"),
               "title": {"en": format!("Repairing the commons, part {n}"),
                         "fr": format!("Réparer les communs, épisode {n}")},
               "mode": "both", "start": at(day, start), "end": at(day, start + 60)})
    };
    let in_the_way = |n: &usize| n.is_multiple_of(DAYS) && (n / DAYS).is_multiple_of(ROOMS);
    let mut sessions: Vec<Value> = (0..SESSIONS).filter(|n| !in_the_way(n)).map(usual).collect();
    let endless = "<b>Nobody</b> reads &amp; prints all of this.\n".repeat(5 * 1024 * 1024 / 42);
    for (id, start, end) in [("endless", 600, 720), ("beside", 610, 700)] {
        sessions.push(json!({
            "id": id, "event": "week", "room": "r0", "title": {"en": MARKUP}, "mode": "both",
            "summary": {"en": endless}, "start": at(0, start), "end": at(0, end),
        }));
    }
    week(&sessions)
}

/// Takes a programme in; gives how long that took.
fn import(data: &Path, programme: &Value) -> Duration {
    let file = data.with_extension("json");
    std::fs::write(&file, programme.to_string()).unwrap();
    let begun = Instant::now();
    let mut parvis = Command::new(env!("CARGO_BIN_EXE_parvis"));
    parvis.args(["import", "--rehearsal", "--now", MORNING, "--programme"]).arg(&file);
    let done = parvis.arg("--data").arg(data).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    begun.elapsed()
}

async fn open(size: (u32, u32), screen: &str, data: &Path) -> Stage {
    let arguments = ["--rehearsal", "--now", MORNING, "--screen", screen];
    Stage::open(size, &arguments, Some(data)).await
}

/// How much the page gets when it asks its process for something.
async fn sent(stage: &Stage, command: &str, wish: Value) -> u64 {
    let ask = "const done = arguments[2]; \
        window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1]) \
        .then((answer) => done(JSON.stringify(answer).length), (error) => done(String(error)))";
    let answered = stage.client.execute_async(ask, vec![json!(command), wish]).await.unwrap();
    answered.as_u64().unwrap_or_else(|| panic!("{command}: {answered}"))
}

/// Whether the words of the programme stand on the page as words.
async fn nothing_ran(stage: &Stage, what: &str) {
    assert_eq!(stage.run(MADE_OF_WORDS, vec![]).await, json!([0, null]), "{what}");
}

/// A board as it opens: it finds itself whole, and was sent no more than a screen holds.
async fn board_is_right(size: (u32, u32), (board, shows, state): (&str, &str, &str), data: &Path) {
    let begun = Instant::now();
    let stage = open(size, board, data).await;
    let main = format!("main[data-screen={shows}][data-state={state}]");
    stage.find(&format!("{main}[data-check]")).await;
    println!("{board} at {size:?}: its first picture after {:?}", begun.elapsed());
    let what = format!("{board} at {size:?}");
    assert_eq!(stage.attribute("main", "data-check").await, "ok", "{what}");
    nothing_ran(&stage, &what).await;
    let sent = sent(&stage, "board_view", json!({})).await;
    assert!(sent < MOST_SENT, "{what} was sent {sent} characters");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boards_hold_out_against_the_worst_programme() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let took = import(&data, &worst());
    println!("{SESSIONS} sessions and two endless descriptions are imported in {took:?}");
    assert!(took < IMPORTED, "{took:?}");
    for (size, board, shows) in [
        (LANDSCAPE, "lobby", "lobby"),
        (PORTRAIT, "room:r0", "room"),
        (LANDSCAPE, "room:r0", "room"),
        (LANDSCAPE, "week", "week"),
        (LANDSCAPE, "online", "online"),
    ] {
        board_is_right(size, (board, shows, "running"), &data).await;
    }
    let stage = open(LANDSCAPE, "room:r0", &data).await;
    stage.find("main[data-screen=room][data-check]").await;
    // Two at once take turns; both are called the same.
    assert_eq!(stage.words_in(".now .title bdi").await, MARKUP);
    // As a page would make of it what it says, it would be noticed.
    let planted = "document.querySelector('main').insertAdjacentHTML('beforeend', arguments[0])";
    stage.run(planted, vec![json!(MARKUP)]).await;
    assert_ne!(stage.run(MADE_OF_WORDS, vec![]).await, json!([0, null]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn visitors_look_through_the_worst_programme() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    import(&data, &worst());
    let begun = Instant::now();
    let stage = open(LANDSCAPE, "programme", &data).await;
    stage.find("main[data-screen=programme][data-state=list] [data-session]").await;
    println!("the programme to touch: its first picture after {:?}", begun.elapsed());
    stage.click("#filter-search").await;
    for letter in "ONERROR".chars() {
        let begun = Instant::now();
        stage.click(&format!("[data-key='{letter}']")).await;
        assert!(begun.elapsed() < QUICK, "{letter} after {:?}", begun.elapsed());
    }
    let begun = Instant::now();
    stage.find("main[data-total='2'] [data-session=endless]").await;
    assert!(begun.elapsed() < QUICK, "found after {:?}", begun.elapsed());
    stage.click("#search-done").await;
    assert_eq!(stage.words_in("[data-session=endless] .title bdi").await, MARKUP);
    nothing_ran(&stage, "the list").await;

    let begun = Instant::now();
    stage.click("[data-session=endless]").await;
    stage.find("main[data-state=session] [data-page=endless] .summary + .cut").await;
    assert!(begun.elapsed() < QUICK, "its page after {:?}", begun.elapsed());
    nothing_ran(&stage, "its page").await;
    stage.is_accessible("the page of a session with an endless description").await;
    // It ends, with a word that there is more, and is read to there by touching.
    let scrolled = "return document.querySelector('.box').scrollTop";
    stage.click("[data-scroll=down]").await;
    let moved = || async { stage.run(scrolled, vec![]).await.as_f64().unwrap() > 50.0 };
    stage.until("more of the description is shown", moved).await;
    let letters = stage.words_in(".summary").await.chars().count();
    assert!((3_000..5_000).contains(&letters), "{letters} letters are shown");
    let wish = json!({"wish": {"day": {"day": "usual"}, "place": {"place": "here"}, "track": null,
        "language": null, "search": "", "page": 0, "rows": 10, "reads": ["en"],
        "session": {"event": "week", "session": "endless"}}});
    let sent = sent(&stage, "programme", wish).await;
    assert!(sent < MOST_SENT, "the page was sent {sent} characters");

    let begun = Instant::now();
    stage.click("#session-back").await;
    stage.find("main[data-state=list] [data-session=endless]").await;
    assert!(begun.elapsed() < QUICK, "back after {:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_programme_without_sessions_is_calm_everywhere() {
    let home = tempfile::tempdir().unwrap();
    let (empty, nothing) = (home.path().join("empty"), home.path().join("nothing"));
    import(&empty, &week(&[]));
    for (board, shows, state) in [
        ("lobby", "lobby", "empty"),
        ("room:r0", "room", "empty"),
        ("week", "week", "running"),
        ("online", "online", "empty"),
    ] {
        board_is_right(LANDSCAPE, (board, shows, state), &empty).await;
    }
    board_is_right(LANDSCAPE, ("lobby", "lobby", "empty"), &nothing).await;
    for data in [&empty, &nothing] {
        let stage = open(LANDSCAPE, "programme", data).await;
        stage.find("main[data-screen=programme][data-state=calm]").await;
        stage.is_accessible("the programme to touch of nothing").await;
    }
}
