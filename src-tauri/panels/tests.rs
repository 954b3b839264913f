//! How panels should be, and how their commands are run.

use std::path::Path;

use super::*;

fn screens(text: &str) -> Screens {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("screens.toml"), text).unwrap();
    Screens::read(folder.path()).unwrap()
}

const FILE: &str = r#"
hours = "07:30-21:00"
[[screen]]
monitor = "HDMI-1"
shows = "door"
[[screen]]
monitor = "DP-1"
shows = "lobby"
[[screen]]
monitor = "DP-2"
shows = "week"
"#;

#[test]
fn panels_are_as_the_hour_says_and_a_door_is_on() {
    let screens = screens(FILE);
    let [door, lobby, week] = ["HDMI-1", "DP-1", "DP-2"].map(Identity::named);
    let found = chosen(&screens, |board, _| *board == Board::Lobby(None));
    assert_eq!(found[&door], Wanted::On);
    assert_eq!(found[&lobby], Wanted::ByHours { on: true });
    assert_eq!(found[&week], Wanted::ByHours { on: false });
}

fn order(command: &str) -> Order {
    Order { command: command.into(), output: "HDMI-A-1".into() }
}

/// A panel's thread, and the way to give it orders. It ends when that is dropped.
fn panel(limit: Duration) -> (Sender<Order>, thread::JoinHandle<()>) {
    let (give, coming) = channel();
    (give, thread::spawn(move || keep(&coming, limit)))
}

/// Waits until a file has this line.
fn until(file: &Path, line: &str) {
    let until = Instant::now() + LIMIT;
    while !std::fs::read_to_string(file).is_ok_and(|said| said.lines().any(|one| one == line)) {
        assert!(Instant::now() < until, "{line}");
        thread::sleep(GLANCE);
    }
}

#[test]
fn a_command_gets_the_output_and_one_that_fails_or_is_not_there_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("said");
    let (give, keeping) = panel(LIMIT);
    for command in ["no-such-command", "exit 3"] {
        give.send(order(command)).unwrap();
        thread::sleep(Duration::from_millis(300));
    }
    give.send(order(&format!("echo \"off $OUTPUT\" >> {}", file.display()))).unwrap();
    until(&file, "off HDMI-A-1");
    drop(give);
    keeping.join().unwrap();
}

#[test]
fn what_is_ordered_last_holds_and_what_hangs_is_ended_with_all_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("said");
    let says = |word: &str| format!("echo {word} >> {}", file.display());
    // A child of the shell's, which a signal for the shell alone would leave.
    let slow = |word: &str| format!("{}; (sleep 3; {}); true", says(word), says("late"));
    let (give, keeping) = panel(LIMIT);
    give.send(order(&slow("off"))).unwrap();
    until(&file, "off");
    let began = Instant::now();
    give.send(order(&says("on"))).unwrap();
    until(&file, "on");
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    drop(give);
    keeping.join().unwrap();

    let (give, keeping) = panel(Duration::from_millis(500));
    give.send(order(&slow("again"))).unwrap();
    until(&file, "again");
    thread::sleep(Duration::from_millis(700));
    give.send(order(&says("and on"))).unwrap();
    until(&file, "and on");
    drop(give);
    keeping.join().unwrap();
    thread::sleep(Duration::from_secs(4));
    let said = std::fs::read_to_string(&file).unwrap();
    assert!(!said.contains("late"), "what is ended says nothing any more: {said}");
}
