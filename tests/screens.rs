//! Pictures of every screen, for the documentation and for whoever looks after their design:
//! `make screens` writes them to `docs/screens/`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::expect_used,
    reason = "tests stop where something is wrong"
)]

mod stage;

use stage::{
    Hub, LANDSCAPE, MIDDAY, NOW, PORTRAIT, SaidDay, SmallDisk, Stage, approved, samples, slow_line,
    words,
};

/// Takes a picture when the page has settled.
async fn take(stage: &Stage, name: &str) {
    stage.settle().await;
    let file = approved(name);
    stage.picture(&file).await;
    let kilobytes = std::fs::metadata(&file).unwrap().len() / 1_000;
    println!("{name}: {kilobytes} kB");
    assert!(kilobytes < 600, "{name} is too large to be kept: {kilobytes} kB");
}

/// What a camera in a hall might see, as far as it matters: somebody stands there.
fn visitor() -> Vec<u8> {
    let (width, height) = (1_280_u32, 720_u32);
    let picture = image::GrayImage::from_fn(width, height, |x, y| {
        let (x, y) = (f64::from(x), f64::from(y));
        let within = |cx: f64, cy: f64, rx: f64, ry: f64| {
            ((x - cx) / rx).powi(2) + ((y - cy) / ry).powi(2) < 1.0
        };
        let window = (90.0..330.0).contains(&x) && (60.0..380.0).contains(&y);
        let shade = if within(640.0, 300.0, 105.0, 135.0) {
            188
        } else if within(640.0, 270.0, 130.0, 160.0) {
            62
        } else if within(640.0, 760.0, 330.0, 330.0) {
            92
        } else if window {
            228
        } else {
            168
        };
        image::Luma([shade])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

async fn at_the_door(stage: &Stage) {
    stage.show_camera(&visitor());
    stage.find("main[data-screen=door][data-state=watching] canvas.drawn").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_door_lying() {
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    at_the_door(&stage).await;
    for language in ["en", "fr", "es", "nl", "pt"] {
        stage.click(&format!("#language-{language}")).await;
        stage.reads(".how h2", &words(language, "door-how")).await;
        take(&stage, &format!("door-ready-1080p-{language}")).await;
    }
    panels(&stage, "1080p", "en").await;
    stage.hold_verdicts().await;
    verdicts(&stage, "1080p").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_door_standing() {
    let stage = Stage::demonstration(PORTRAIT, &[]).await;
    at_the_door(&stage).await;
    for language in ["en", "fr", "nl"] {
        stage.click(&format!("#language-{language}")).await;
        stage.reads(".how h2", &words(language, "door-how")).await;
        take(&stage, &format!("door-ready-portrait-{language}")).await;
    }
    panels(&stage, "portrait", "fr").await;
    stage.hold_verdicts().await;
    verdicts(&stage, "portrait").await;
}

async fn panels(stage: &Stage, format: &str, language: &str) {
    stage.click(&format!("#language-{language}")).await;
    stage.click("#type-code").await;
    for key in ["L", "C", "Q", "C"] {
        stage.click(&format!("[data-key={key}]")).await;
    }
    take(stage, &format!("typing-{format}-{language}")).await;
    stage.click("#typing-close").await;
    stage.click("#call-someone").await;
    stage.find("[data-screen=help]").await;
    take(stage, &format!("help-{format}-{language}")).await;
    stage.click("#help-close").await;
    stage.click("#samples-open").await;
    stage.find("[data-sample]").await;
    take(stage, &format!("drawer-{format}-{language}")).await;
    stage.click("#samples-close").await;
}

/// Each verdict once, of an attendee who reads English where there is one.
async fn verdicts(stage: &Stage, format: &str) {
    let languages = stage::languages_of_attendees();
    stage.click("#language-en").await;
    let all = samples();
    let mut names: Vec<_> = all.iter().map(|sample| sample.verdict.clone()).collect();
    names.sort();
    names.dedup();
    stage.take_note().await;
    for (at, name) in names.iter().enumerate() {
        let of_it = || all.iter().filter(|sample| sample.verdict == *name);
        let english = of_it().find(|s| languages.get(&s.code).is_some_and(|l| l == "en"));
        let sample = english.or_else(|| of_it().next()).unwrap();
        stage.try_sample(&sample.code).await;
        let seen = stage.verdict(at + 1).await;
        let name = name.replace('_', "-");
        take(stage, &format!("verdict-{name}-{format}-{}", seen.lang)).await;
        stage.close_verdict().await;
        stage.click("#samples-close").await;
    }
    // An admission has a second face.
    let crowded = all.iter().find(|sample| sample.about == "sample-over-capacity").unwrap();
    stage.try_sample(&crowded.code).await;
    let seen = stage.verdict(names.len() + 1).await;
    take(stage, &format!("verdict-admitted-crowded-{format}-{}", seen.lang)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_door_closed_or_without_a_camera() {
    for (format, size) in [("1080p", LANDSCAPE), ("portrait", PORTRAIT)] {
        // A folder in which no gate was ever set up.
        let stage = Stage::open(size, &["--rehearsal"], None).await;
        stage.find("[data-screen=closed]").await;
        take(&stage, &format!("closed-no-gate-{format}-en")).await;
    }
    let disk = SmallDisk::mount();
    if disk.is_none() {
        println!("the pictures of a full disk stay as they are: only root can mount a small one");
    }
    for (format, size) in [("1080p", LANDSCAPE), ("portrait", PORTRAIT)] {
        let Some(disk) = &disk else { break };
        let stage = Stage::open(size, &["--demo"], Some(&disk.data())).await;
        stage.find("main[data-screen=door]").await;
        stage.take_note().await;
        disk.fill();
        stage.show_tickets_until_closed().await;
        take(&stage, &format!("closed-disk-full-{format}-fr")).await;
        disk.make_room();
    }
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    std::fs::remove_dir_all(&stage.camera).unwrap();
    stage.find("main[data-screen=door][data-state=lost], main[data-state=missing]").await;
    take(&stage, "door-no-camera-1080p-fr").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_staff() {
    for (format, size, language) in [("1080p", LANDSCAPE, "en"), ("portrait", PORTRAIT, "fr")] {
        let stage = Stage::demonstration(size, &[]).await;
        at_the_door(&stage).await;
        stage.click(&format!("#language-{language}")).await;
        stage.click("#staff-open").await;
        for key in ["A", "D", "A"] {
            stage.click(&format!("[data-key={key}]")).await;
        }
        take(&stage, &format!("staff-first-{format}-{language}")).await;
        stage.click("#letter-done").await;
        add_pin(&stage, "170529").await;
        stage.click("#staff-add").await;
        for key in ["B", "O"] {
            stage.click(&format!("[data-key={key}]")).await;
        }
        stage.click("#letter-done").await;
        add_pin(&stage, "903317").await;
        stage.find("[data-person='2']").await;
        take(&stage, &format!("staff-settings-{format}-{language}")).await;
        stage.click("#staff-leave").await;
        stage.click("#staff-open").await;
        tap(&stage, "1705").await;
        take(&stage, &format!("staff-pin-{format}-{language}")).await;
        for _ in 0..3 {
            tap(&stage, "480012").await;
            stage.click("#digit-done").await;
            stage.find("#staff-pin-about.hint").await;
        }
        stage.find("[data-wait]").await;
        take(&stage, &format!("staff-wait-{format}-{language}")).await;
    }
}

/// The day as staff say it, and the machine's screens.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_day() {
    for (format, size, language) in [
        ("1080p", LANDSCAPE, "fr"),
        ("1080p", LANDSCAPE, "en"),
        ("portrait", PORTRAIT, "fr"),
        ("portrait", PORTRAIT, "en"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        drop(SaidDay::new(folder.path()).changed().announced());
        let stage = Stage::open(size, &["--rehearsal", "--now", MIDDAY], Some(folder.path())).await;
        at_the_door(&stage).await;
        stage.click(&format!("#language-{language}")).await;
        stage.click("#staff-open").await;
        touch(&stage, "ADA").await;
        stage.click("#letter-done").await;
        add_pin(&stage, "170529").await;
        let name = |what: &str| format!("staff-{what}-{format}-{language}");
        stage.click("#staff-day").await;
        stage.find("[data-screen=day]").await;
        take(&stage, &name("day")).await;
        stage.click("[data-day-session=bx-rt-scaling]").await;
        take(&stage, &name("day-session")).await;
        stage.click("#day-other-time").await;
        stage.click("[data-step='start+60']").await;
        stage.click("[data-step='start+5']").await;
        stage.click("[data-plan-room=bx-agora]").await;
        take(&stage, &name("day-other-time")).await;
        stage.click("#day-back").await;
        stage.click("#day-back").await;
        stage.click("#day-add").await;
        touch(&stage, "ATELIER").await;
        take(&stage, &name("day-add-title")).await;
        stage.click("#day-title-done").await;
        stage.click("[data-plan-room=bx-canal]").await;
        take(&stage, &name("day-add")).await;
        stage.click("#day-back").await;
        stage.click("#day-cancel").await;
        stage.click("#day-announce").await;
        touch(&stage, "BUS").await;
        take(&stage, &name("day-announce")).await;
        stage.click("#day-cancel").await;
        stage.click("#day-emergency").await;
        take(&stage, &name("day-emergency")).await;
        stage.click("#day-cancel").await;
        stage.click("[data-day-session^='added']").await;
        stage.click("[data-ask=not_added]").await;
        take(&stage, &name("day-take-back")).await;
    }
}

/// Tickets that came in twice, as staff see them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_double_admissions() {
    for (format, size, language) in [("1080p", LANDSCAPE, "fr"), ("portrait", PORTRAIT, "en")] {
        let mut hub = Hub::start();
        let data = tempfile::tempdir().unwrap();
        let arguments = ["--rehearsal", "--now", NOW];
        let mut stage = Stage::open(size, &arguments, Some(data.path())).await;
        stage.click("[data-screen=closed] #staff-open").await;
        touch(&stage, "ADA").await;
        stage.click("#letter-done").await;
        add_pin(&stage, "170529").await;
        stage.click("#staff-join").await;
        touch(&stage, &slow_line(&hub)).await;
        stage.click("#address-done").await;
        touch(&stage, &hub.code("Door 1").replace('-', "")).await;
        stage.click("#address-done").await;
        stage.find("[data-screen=settings]").await;
        stage.click("#staff-leave").await;
        stage.find("[data-shown=door] [data-said=hub-safe]").await;
        stage.take_note().await;
        for (number, code) in stage::welcome_at_main().take(3).enumerate() {
            stage.hold_up(&code);
            stage.verdict(number + 1).await;
        }
        hub.stop();
        stage.end().await;
        drop(stage);
        stage::let_in_elsewhere(data.path());
        let stage = Stage::open(size, &arguments, Some(data.path())).await;
        at_the_door(&stage).await;
        stage.click(&format!("#language-{language}")).await;
        stage.click("#staff-open").await;
        tap(&stage, "170529").await;
        stage.click("#digit-done").await;
        stage.find("#staff-doubles").await;
        take(&stage, &format!("staff-settings-doubles-{format}-{language}")).await;
        stage.click("#staff-doubles").await;
        stage.find("[data-screen=doubles] [data-double]").await;
        take(&stage, &format!("staff-doubles-{format}-{language}")).await;
    }
}

/// A kiosk and its central platform: joining, filling, without a network, out of service.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_platform() {
    for (format, size, language) in
        [("1080p", LANDSCAPE, "en"), ("portrait", PORTRAIT, "fr"), ("1080p", LANDSCAPE, "fr")]
    {
        let mut hub = Hub::start();
        let data = tempfile::tempdir().unwrap();
        let stage = Stage::open(size, &["--rehearsal", "--now", NOW], Some(data.path())).await;
        stage.find("[data-closed=no_gate]").await;
        stage.click("[data-screen=closed] #staff-open").await;
        touch(&stage, "ADA").await;
        stage.click("#letter-done").await;
        add_pin(&stage, "170529").await;
        stage.click("#staff-join").await;
        let address = slow_line(&hub);
        touch(&stage, &address).await;
        stage.click("#address-done").await;
        touch(&stage, "K7QM2HXW90TD").await;
        let name = |what: &str| format!("platform-{what}-{format}-{language}");
        // A kiosk without a gate speaks English: the other languages come with the lists.
        let english = |what: &str| format!("platform-{what}-{format}-en");
        take(&stage, &english("join")).await;
        stage.click("#address-done").await;
        stage.find("[data-screen=join] .hint").await;
        take(&stage, &english("join-refused")).await;
        for _ in 0..12 {
            stage.click("#address-erase").await;
        }
        touch(&stage, &hub.code("Door 1").replace('-', "")).await;
        stage.click("#address-done").await;
        stage.find("[data-screen=settings] [role=progressbar]").await;
        take(&stage, &english("settings-filling")).await;
        stage.click("#staff-leave").await;
        stage.find("[data-closed=filling] [role=progressbar]").await;
        take(&stage, &english("filling")).await;
        stage.find("[data-shown=door] [data-said=hub-safe]").await;
        at_the_door(&stage).await;
        stage.click(&format!("#language-{language}")).await;
        take(&stage, &name("safe")).await;
        hub.stop();
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        stage.take_note().await;
        stage.hold_up(&stage::welcome_at_main().next().unwrap());
        stage.verdict(1).await;
        stage.show_camera(&visitor());
        stage.find("[data-said=hub-unreachable] [data-more=hub-only-here]").await;
        stage.no_verdict().await;
        stage.click(&format!("#language-{language}")).await;
        take(&stage, &name("offline")).await;
        hub.start_again();
        stage.find("[data-said=hub-safe]").await;
        hub.revoke("Door 1");
        stage.find("[data-closed=revoked]").await;
        // It speaks the language of the place.
        take(&stage, &format!("platform-revoked-{format}-fr")).await;
        stage.click("[data-screen=closed] #staff-open").await;
        tap(&stage, "170529").await;
        stage.click("#digit-done").await;
        stage.find("#staff-join").await;
        take(&stage, &format!("platform-settings-revoked-{format}-fr")).await;
        stage.click("#staff-join").await;
        touch(&stage, "no-such-host.invalid").await;
        stage.click("#address-done").await;
        touch(&stage, "K7QM2HXW90TD").await;
        stage.click("#address-done").await;
        stage.find("[data-screen=join] .hint").await;
        take(&stage, &format!("platform-join-refused-{format}-fr")).await;
    }
}

/// A kiosk that meets its central platform by USB stick.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_stick() {
    for (format, size) in [("1080p", LANDSCAPE), ("portrait", PORTRAIT)] {
        let hub = Hub::start();
        let home = tempfile::tempdir().unwrap();
        let (stick, data) = (home.path().join("STICK"), home.path().join("data"));
        let arguments = ["--rehearsal", "--now", NOW, "--stick", stick.to_str().unwrap()];
        let stage = Stage::open(size, &arguments, Some(&data)).await;
        stage.click("[data-screen=closed] #staff-open").await;
        touch(&stage, "ADA").await;
        stage.click("#letter-done").await;
        add_pin(&stage, "170529").await;
        let name = |what: &str, language: &str| format!("stick-{what}-{format}-{language}");
        take(&stage, &name("settings", "en")).await;
        stage.click("#staff-stick").await;
        stage.find("#stick-write[disabled]").await;
        take(&stage, &name("none", "en")).await;
        std::fs::create_dir(&stick).unwrap();
        stage.find("#stick-write:not([disabled])").await;
        stage.click("#stick-write").await;
        stage.find("[data-screen=stick] .about.done").await;
        take(&stage, &name("written", "en")).await;
        let said = stage.words_in("[data-screen=stick] .about").await;
        let fingerprint = said.split(' ').find(|word| word.matches('-').count() == 3).unwrap();
        let fingerprint = fingerprint.trim_end_matches('.');
        hub.read_stick(&stick, &["--enrol", fingerprint, "--as", "Door 1", "--gate", "main"]);
        stage.click("#stick-take").await;
        stage.find("#stick-same").await;
        take(&stage, &name("compare", "en")).await;
        stage.click("#stick-same").await;
        stage.find("[data-screen=stick] .about.done").await;
        // With the lists comes the language of the place.
        take(&stage, &name("joined", "fr")).await;
    }
}

async fn touch(stage: &Stage, text: &str) {
    for key in text.chars() {
        stage.click(&format!("[data-key='{key}']")).await;
    }
}

async fn tap(stage: &Stage, digits: &str) {
    for digit in digits.chars() {
        stage.click(&format!("[data-digit='{digit}']")).await;
    }
}

/// Types a new PIN twice.
async fn add_pin(stage: &Stage, digits: &str) {
    for _ in 0..2 {
        tap(stage, digits).await;
        stage.click("#digit-done").await;
    }
    stage.find("[data-screen=settings]").await;
}

/// The board in one language. It turns by itself, perhaps while the picture is being taken: then
/// the picture is of another language and is taken anew.
async fn take_turn(stage: &Stage, language: &str) {
    let turn = format!("main[lang={language}]");
    loop {
        stage.find(&turn).await;
        take(stage, &format!("lobby-1080p-{language}")).await;
        if stage.has(&turn).await {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_lobby() {
    let lobby = ["--screen", "lobby", "--now"];
    let stage =
        Stage::demonstration(LANDSCAPE, &[&lobby[..], &["2023-11-16T10:05:00+01:00"]].concat())
            .await;
    stage.find("main[data-state=running] [data-room]").await;
    for language in ["fr", "nl", "en"] {
        take_turn(&stage, language).await;
    }
    drop(stage);
    for (name, now) in [
        ("before", "2023-11-16T06:30:00+01:00"),
        ("day-over", "2023-11-16T23:50:00+01:00"),
        ("over", "2023-11-20T10:00:00+01:00"),
    ] {
        let stage = Stage::demonstration(LANDSCAPE, &[&lobby[..], &[now]].concat()).await;
        stage.find("main[data-screen=lobby]").await;
        let state = stage.attribute("main", "data-state").await;
        println!("{name}: {state}");
        take(&stage, &format!("lobby-{name}-1080p-fr")).await;
    }
    let stage = Stage::demonstration(PORTRAIT, &["--screen", "lobby"]).await;
    stage.find("main[data-state=running] [data-room]").await;
    take(&stage, "lobby-portrait-fr").await;
}

/// Every board of a day on which much was said, on its side and upright; and an emergency.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_boards() {
    let folder = tempfile::tempdir().unwrap();
    let said = |name: &str| {
        let data = folder.path().join(name);
        std::fs::create_dir(&data).unwrap();
        (SaidDay::new(&data), data)
    };
    let (day, changed) = said("changed");
    drop(day.changed().announced());
    for (size, form) in [(LANDSCAPE, "1080p"), (PORTRAIT, "portrait")] {
        for (name, board) in [
            ("lobby-changed", "lobby"),
            ("room-changed", "room:bx-agora"),
            ("room", "room:bx-hall"),
            ("week", "week"),
            ("online", "online"),
            ("nothing", "room:attic"),
        ] {
            let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", board];
            let stage = Stage::open(size, &arguments, Some(&changed)).await;
            stage.find("main[data-screen][lang=fr]").await;
            take(&stage, &format!("board-{name}-{form}-fr")).await;
        }
    }
    for (name, with_words) in [("emergency", true), ("emergency-no-words", false)] {
        let (day, data) = said(name);
        drop(day.taken_over(with_words));
        for (size, form) in [(LANDSCAPE, "1080p"), (PORTRAIT, "portrait")] {
            let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", "lobby"];
            let stage = Stage::open(size, &arguments, Some(&data)).await;
            stage.find("main[data-screen=emergency]").await;
            take(&stage, &format!("board-{name}-{form}")).await;
            drop(stage);
            if with_words {
                let arguments = ["--rehearsal", "--now", MIDDAY];
                let stage = Stage::open(size, &arguments, Some(&data)).await;
                stage.find("main[data-closed=emergency]").await;
                take(&stage, &format!("closed-emergency-{form}-fr")).await;
            }
        }
    }
}

/// The programme to touch, as a visitor goes through it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_programme() {
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()).changed());
    for (size, form) in [(LANDSCAPE, "1080p"), (PORTRAIT, "portrait")] {
        for language in ["fr", "en"] {
            let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", "programme"];
            let stage = Stage::open(size, &arguments, Some(folder.path())).await;
            let name = |what: &str| format!("programme-{what}-{form}-{language}");
            stage.find("main[data-screen=programme][data-state=list]").await;
            stage.click(&format!("#language-{language}")).await;
            stage.find(&format!("main[lang={language}]")).await;
            take(&stage, &name("list")).await;
            stage.click("#filter-place").await;
            stage.find("[data-choice='room:bx-agora']").await;
            take(&stage, &name("places")).await;
            stage.click("[data-choice='room:bx-agora']").await;
            stage.find("main[data-state=list] [data-session=bx-rt-scaling]").await;
            take(&stage, &name("filtered")).await;
            stage.click("[data-session=bx-rt-scaling]").await;
            stage.find("[data-take]").await;
            take(&stage, &name("session")).await;
            stage.click("#session-back").await;
            stage.click("#widen").await;
            stage.click("#filter-search").await;
            touch(&stage, "EUROPE").await;
            stage.find("main[data-state=list] [data-session=bx-rt-scaling]").await;
            take(&stage, &name("search")).await;
            touch(&stage, "XQ").await;
            stage.find("main[data-state=none]").await;
            stage.click("#search-done").await;
            take(&stage, &name("none")).await;
        }
    }
}
