//! Four boards of one machine: one program with a window over each of four monitors of a real
//! Wayland desktop, which draws into memory.

use std::thread::sleep;
use std::time::Duration;

use crate::Table;
use crate::shared::cost::{Watched, family_with_engine, memory_mib};
use crate::stage::day::{MIDDAY, SaidDay};
use crate::stage::desktop::Desktop;

/// What is asked of all four together: of a core, in per cent, and memory.
const PROCESSOR: f64 = 8.0;
const MEMORY: f64 = 1_000.0;

/// A board of each kind that turns by itself.
const BOARDS: [&str; 4] = ["room:bx-hall", "lobby", "week", "online"];
const WARM: Duration = Duration::from_secs(25);
/// Nine turns of twelve seconds.
const WATCHED: Duration = Duration::from_secs(108);

pub(crate) fn measure(table: &mut Table) {
    let monitor = |at: usize| if at == 0 { String::new() } else { format!(" #{}", at + 1) };
    let screen = |(at, shows): (usize, &&str)| {
        format!("[[screen]]\nmonitor = \"headless{}\"\nshows = \"{shows}\"\n", monitor(at))
    };
    let screens: String = BOARDS.iter().enumerate().map(screen).collect();
    let desktop = Desktop::start(BOARDS.len(), &screens, MIDDAY, |data| {
        drop(SaidDay::new(data).changed().announced());
    });
    let mut titles = BOARDS.map(|board| format!("Parvis – {board}"));
    titles.sort();
    desktop.until("a window for each screen", || desktop.windows() == titles);
    for output in 1..=BOARDS.len() {
        desktop.until_painted(&format!("HEADLESS-{output}"));
    }
    sleep(WARM);
    let program = desktop.program().expect("the program runs");
    let family = family_with_engine(program);
    let own = Watched::from_now(family.clone());
    let besides = Watched::from_now(vec![desktop.sway()]);
    sleep(WATCHED);
    let (own, besides) = (own.percent(), besides.percent());
    table.hold("four boards on one machine, over nine turns", own, PROCESSOR, "% of a core");
    table.tell("  its desktop besides", &format!("{besides:.2} % of a core"));
    table.hold("  their memory together", memory_mib(&family), MEMORY, "MiB");
}
