//! The central platform as people at the kiosk see it: joined by what somebody types, the line of
//! truth with and without a network, and a kiosk that was taken out of service.

use crate::staff::{PIN, tap};
use crate::stage::{Hub, LANDSCAPE, NAME, NOW, Stage, plain, welcome_at_main, words};

const KIOSK: &str = "Door 1";

/// Whoever sets an empty kiosk up gets to its settings.
async fn open_settings(stage: &Stage) {
    stage.find("[data-closed=no_gate]").await;
    stage.click("[data-screen=closed] #staff-open").await;
    for key in ["A", "D", "A"] {
        stage.click(&format!("[data-key={key}]")).await;
    }
    stage.click("#letter-done").await;
    for _ in 0..2 {
        tap(stage, PIN).await;
        stage.click("#digit-done").await;
    }
    stage.find("[data-screen=settings]").await;
}

/// Types on the screen's own keys.
async fn touch(stage: &Stage, text: &str) {
    for key in text.chars() {
        stage.click(&format!("[data-key='{key}']")).await;
    }
}

fn of_hub(id: &str) -> String {
    words("en", id).replace("{ $hub }", NAME)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kiosk_joins_by_what_is_typed_and_the_line_tells_the_truth_until_it_is_revoked() {
    let mut hub = Hub::start();
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let mut stage = Stage::open(LANDSCAPE, &["--rehearsal", "--now", NOW], Some(&data)).await;
    open_settings(&stage).await;
    stage.click("#staff-join").await;
    stage.is_accessible("joining").await;

    // Nobody listens on the first port.
    touch(&stage, "127.0.0.1:1").await;
    stage.click("#address-done").await;
    touch(&stage, "AAAABBBBCCCC").await;
    stage.click("#address-done").await;
    let why = plain(&words("en", "join-no-answer").replace("{ $address }", "https://127.0.0.1:1"));
    stage.reads("[data-screen=join] [role=status]", &why).await;
    stage.is_accessible("not joined").await;
    stage.find("[data-field=address]").await;
    for _ in 0.."127.0.0.1:1".len() {
        stage.click("#address-erase").await;
    }

    touch(&stage, &hub.address()).await;
    stage.click("#address-done").await;
    stage.click("#address-done").await;
    stage.reads("[data-screen=join] [role=status]", &words("en", "join-code")).await;
    stage.find("[data-field=code]").await;
    for _ in 0..12 {
        stage.click("#address-erase").await;
    }
    touch(&stage, &hub.code(KIOSK).replace('-', "")).await;
    stage.click("#address-done").await;
    stage.find("[data-screen=settings]").await;
    stage.find("[data-section=platform] [data-said=hub-safe]").await;
    stage.find("[data-staff-gate=main][aria-pressed=true]").await;
    stage.is_accessible("settings of a kiosk that has joined").await;

    stage.click("#staff-leave").await;
    stage.find("[data-shown=door]").await;
    stage.click("#language-en").await;
    stage.reads(".hub", &of_hub("hub-safe")).await;
    stage.take_note().await;
    let mut tickets = welcome_at_main();
    stage.hold_up(&tickets.next().unwrap());
    assert_eq!(stage.verdict(1).await.verdict, "admitted");
    stage.take_away();
    stage.find("[data-said=hub-safe]").await;

    hub.stop();
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    stage.hold_up(&tickets.next().unwrap());
    assert_eq!(stage.verdict(2).await.verdict, "admitted", "no door waits for a network");
    stage.take_away();
    stage.find("[data-said=hub-unreachable] [data-more=hub-only-here]").await;
    stage.no_verdict().await;
    stage.click("#language-en").await;
    let line = stage.words_in(".hub").await;
    let begin = [of_hub("hub-unreachable"), words("en", "hub-goes-on")].join(" ");
    assert!(line.starts_with(&begin), "{line}");
    // The first of the two may have got there before, or not.
    assert!(
        line.contains("safe on this kiosk only, since 08:5") && line.contains("Lists of 08:5"),
        "{line}"
    );
    stage.is_accessible("the door without a network").await;

    hub.start_again();
    stage.find("[data-said=hub-safe]").await;
    hub.revoke(KIOSK);
    stage.find("[data-closed=revoked]").await;
    stage.reads("[data-screen=closed] h1", &words("fr", "closed-revoked-title")).await;
    stage.is_accessible("taken out of service").await;
    stage.hold_up(&tickets.next().unwrap());
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert_eq!(stage.seen().await.len(), 2, "nothing is decided any more");
    stage.end().await;
    drop(stage);

    let stage = Stage::open(LANDSCAPE, &["--rehearsal", "--now", NOW], Some(&data)).await;
    stage.find("[data-closed=revoked]").await;
    stage.reads(".hub", &words("fr", "hub-revoked").replace("{ $hub }", NAME)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kiosk_joins_by_the_code_that_the_console_shows() {
    let hub = Hub::start();
    let mut stage = Stage::open(LANDSCAPE, &["--rehearsal", "--now", NOW], None).await;
    let code = hub.shown_code(KIOSK);
    // To a camera it is no ticket, and nobody joins anything while staff are not there.
    stage.show_camera(&code);
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    stage.find("[data-closed=no_gate]").await;
    stage.take_away();
    open_settings(&stage).await;
    // Away long enough to count as shown again, however quickly the settings were opened.
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    stage.show_camera(&code);
    stage.find("[data-section=platform] [data-said=hub-safe]").await;
    stage.find("[data-staff-gate=main][aria-pressed=true]").await;
    // It is still before the camera, and good only once.
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    stage.find("[data-section=platform] [data-said=hub-safe]").await;
    stage.take_away();
    stage.click("#staff-leave").await;
    stage.find("[data-shown=door]").await;
    stage.take_note().await;
    stage.hold_up(&welcome_at_main().next().unwrap());
    assert_eq!(stage.verdict(1).await.verdict, "admitted");
    stage.end().await;
    assert!(hub.lists(KIOSK), "the hub knows it by the name it was offered");
    let log = stage.log();
    assert!(log.contains("this kiosk is enrolled"), "{log}");
    assert!(!log.contains("parvis-enrol:"), "the code is in the log: {log}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kiosk_without_a_network_joins_and_is_kept_in_step_by_stick() {
    let hub = Hub::start();
    let home = tempfile::tempdir().unwrap();
    let stick = home.path().join("STICK");
    std::fs::create_dir(&stick).unwrap();
    let data = home.path().join("data");
    let folder = stick.to_str().unwrap();
    let arguments = ["--rehearsal", "--now", NOW, "--stick", folder];
    let mut stage = Stage::open(LANDSCAPE, &arguments, Some(&data)).await;
    open_settings(&stage).await;
    stage.click("#staff-stick").await;
    stage.is_accessible("by stick").await;
    stage.click("#stick-take").await;
    stage.reads("[data-screen=stick] .about", &words("en", "stick-no-package")).await;
    stage.click("#stick-write").await;
    stage.find("[data-screen=stick] .about.done:not(.hint)").await;
    let said = stage.words_in("[data-screen=stick] .about").await;
    let fingerprint = said.split(' ').find(|word| word.matches('-').count() == 3).unwrap();
    let fingerprint = fingerprint.trim_end_matches('.').to_owned();
    hub.read_stick(&stick, &["--enrol", &fingerprint, "--as", KIOSK, "--gate", "main"]);

    stage.click("#stick-take").await;
    stage.find("#stick-same").await;
    stage.is_accessible("comparing fingerprints").await;
    let shown = stage.words_in("[data-screen=stick] .fingerprint").await;
    assert!(hub.key().contains(&shown), "the hub shows {shown}, too");
    stage.click("#stick-same").await;
    // With the lists comes the place, and its language.
    let joined = words("fr", "stick-joined").replace("{ $hub }", NAME);
    stage.find("[data-screen=stick] .about.done:not(.hint)").await;
    let said = stage.words_in("[data-screen=stick] .about").await;
    assert!(said.starts_with(&plain(&joined)), "{said}");
    stage.is_accessible("joined by stick").await;
    stage.click("#stick-back").await;
    stage.click("#staff-leave").await;
    stage.find("[data-shown=door]").await;

    let mut tickets = welcome_at_main();
    stage.take_note().await;
    stage.hold_up(&tickets.next().unwrap());
    assert_eq!(stage.verdict(1).await.verdict, "admitted");
    stage.take_away();
    stage.end().await;
    drop(stage);

    // What it recorded goes out, and the answer says that it arrived.
    let run = |what: &[&str]| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_parvis"));
        let done = program.args(what).arg("--data").arg(&data).arg("--rehearsal").output().unwrap();
        assert!(done.status.success(), "{what:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    assert!(run(&["stick", "request", folder]).contains("records in it: 1"));
    hub.read_stick(&stick, &[]);
    assert!(run(&["stick", "take", folder]).contains("safe there now: 1, not yet: 0"));
}
