//! Panels that are switched off and on with their boards, by commands of whoever keeps the machine.
//!
//! A screen whose panel is off may be gone, as the system sees it: some say nothing any more. So
//! panels are switched by what was chosen for them, also when they are not plugged in. Each has a
//! thread of its own that waits for its command, so that none waits for another's.

use std::collections::BTreeMap;
use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use parvis_kiosk::board::{Board, Lighting};
use parvis_kiosk::kiosk::Kiosk;

use crate::screens::{Identity, Screen, Screens, Switch};
use crate::windows::BoardWindow;

/// How long a command may take.
const LIMIT: Duration = Duration::from_secs(10);
/// How often it is looked whether it has ended.
const GLANCE: Duration = Duration::from_millis(50);

/// The panels that were switched.
#[derive(Default)]
pub(crate) struct Panels(BTreeMap<Identity, Panel>);

/// One of them.
struct Panel {
    /// How it was switched last.
    is_on: bool,
    /// To the thread that runs its commands.
    orders: Sender<Order>,
}

/// How a panel should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// On, as whatever has no hours.
    On,
    /// As the hour says.
    ByHours { on: bool },
}

impl Panels {
    /// Switches what is otherwise than it should be; at first everything that has hours. A command
    /// is run once: that it fails changes nothing. Without a file that says what each screen shows,
    /// only what windows stand on is switched.
    pub(crate) fn follow(
        &mut self,
        screens: &Screens,
        (by_file, windows): (bool, &[(Identity, Option<BoardWindow>)]),
        kiosk: &Kiosk,
    ) {
        let Some(switch) = screens.switch() else { return };
        let is_lit = |board: &Board, by: &Lighting| kiosk.dark_until(board, by).is_none();
        let chosen = if by_file { chosen(screens, is_lit) } else { BTreeMap::new() };
        let shown = windows.iter().map(|(id, board)| {
            let lit = board.as_ref().map(|it| of(&it.board, &it.lighting, is_lit));
            (id.clone(), lit.unwrap_or(Wanted::On))
        });
        // What a window shows has the last word: a door may have come over a board.
        let wanted: BTreeMap<_, _> = chosen.into_iter().chain(shown).collect();
        // What was switched off, and is there no more or has no hours any more, is switched on.
        let forgotten = self.0.keys().filter(|id| !wanted.contains_key(id)).cloned();
        let forgotten: Vec<_> = forgotten.map(|id| (id, Wanted::On)).collect();
        for (id, wanted) in wanted.into_iter().chain(forgotten) {
            let is_on = match (self.0.get(&id), wanted) {
                (None, Wanted::On) => continue,
                (_, Wanted::On) => true,
                (_, Wanted::ByHours { on }) => on,
            };
            if self.0.get(&id).is_some_and(|panel| panel.is_on == is_on) {
                continue;
            }
            let order = Order::new(switch, screens.output(&id), is_on);
            if let Err(error) = self.order(id, is_on, order) {
                tracing::error!(%error, "a panel is not switched");
            }
        }
    }

    fn order(&mut self, id: Identity, is_on: bool, order: Order) -> io::Result<()> {
        let orders = match self.0.get(&id) {
            Some(panel) => panel.orders.clone(),
            None => {
                let (orders, coming) = channel();
                thread::Builder::new().name("panel".into()).spawn(move || keep(&coming, LIMIT))?;
                orders
            }
        };
        // Its thread ends with this alone.
        let _ = orders.send(order);
        self.0.insert(id, Panel { is_on, orders });
        Ok(())
    }
}

/// How the panels should be that were chosen for something, plugged in or not.
fn chosen(
    screens: &Screens,
    is_lit: impl Fn(&Board, &Lighting) -> bool,
) -> BTreeMap<Identity, Wanted> {
    let wanted = |(id, screen): (&Identity, &Screen)| {
        let lighting = Lighting { hours: screens.hours(id), touched: None };
        let wanted = match screen {
            Screen::Board(board) => of(board, &lighting, &is_lit),
            Screen::Door | Screen::Empty => Wanted::On,
        };
        (id.clone(), wanted)
    };
    screens.all().map(wanted).collect()
}

/// How the panel of a board should be.
fn of(board: &Board, by: &Lighting, is_lit: impl Fn(&Board, &Lighting) -> bool) -> Wanted {
    match by.hours {
        Some(_) => Wanted::ByHours { on: is_lit(board, by) },
        None => Wanted::On,
    }
}

/// A command to run.
struct Order {
    command: String,
    output: String,
}

impl Order {
    fn new(switch: &Switch, output: String, is_on: bool) -> Self {
        let command = if is_on { &switch.on } else { &switch.off };
        Self { command: command.clone(), output }
    }

    fn begin(&self) -> io::Result<Child> {
        Command::new("sh")
            .arg("-c")
            .arg(&self.command)
            .env("OUTPUT", &self.output)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            // A group of its own, so that whatever it starts ends with it.
            .process_group(0)
            .spawn()
    }
}

/// What became of a command.
#[derive(Debug)]
enum Ended {
    /// It came to its end.
    Itself(ExitStatus),
    /// It took too long.
    Late,
    /// Something else is wanted by now.
    Overtaken(Order),
    /// The program ends. The command goes on.
    Left,
}

impl std::fmt::Debug for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} for {}", self.command, self.output)
    }
}

/// Runs what is ordered for a panel, one after the other: what is ordered last holds.
fn keep(orders: &Receiver<Order>, limit: Duration) {
    let mut next = orders.recv().ok();
    while let Some(order) = next {
        tracing::info!(command = order.command, output = order.output, "a panel is switched");
        let ended = order.begin().and_then(|mut running| {
            let ended = wait(&mut running, orders, limit)?;
            if matches!(ended, Ended::Late | Ended::Overtaken(_)) {
                end(&mut running)?;
            }
            Ok(ended)
        });
        match ended {
            Ok(Ended::Overtaken(newer)) => {
                next = Some(newer);
                continue;
            }
            Ok(Ended::Left) => return,
            Ok(Ended::Itself(status)) if status.success() => {}
            Ok(Ended::Itself(status)) => {
                tracing::warn!(command = order.command, %status, "a panel was not switched");
            }
            Ok(Ended::Late) => {
                tracing::warn!(command = order.command, ?limit, "a panel was not switched in time");
            }
            Err(error) => {
                tracing::warn!(command = order.command, %error, "a panel was not switched");
            }
        }
        next = orders.recv().ok();
    }
}

fn wait(running: &mut Child, orders: &Receiver<Order>, limit: Duration) -> io::Result<Ended> {
    let until = Instant::now() + limit;
    loop {
        if let Some(status) = running.try_wait()? {
            return Ok(Ended::Itself(status));
        }
        if Instant::now() >= until {
            return Ok(Ended::Late);
        }
        match orders.recv_timeout(GLANCE) {
            Ok(newer) => return Ok(Ended::Overtaken(newer)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Left),
        }
    }
}

/// Ends a command and whatever it started.
fn end(running: &mut Child) -> io::Result<()> {
    let group = format!("kill -KILL -{}", running.id());
    Command::new("sh").arg("-c").arg(group).stderr(Stdio::null()).status()?;
    running.wait().map(drop)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails that way")]
mod tests;
