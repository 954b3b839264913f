//! Folding the names of a large import, on a thread of its own beside the one that writes.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use parvis_domain::name::search_keys;
use parvis_domain::ticket::Attendee;

use crate::{Result, RosterError};

/// How many people are handed over at once.
const HANDFUL: usize = 1_024;

/// A folded name and the row it finds. Ordered as the index is.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameEntry {
    /// The name's first letters as a number of the same order, which is compared much faster.
    front: u64,
    pub(crate) name: String,
    pub(crate) n: i64,
}

type People = Vec<(Attendee, i64)>;

/// Names that are being folded and put in order.
#[derive(Default)]
pub(crate) struct Names {
    handful: People,
    folding: Option<(Sender<People>, JoinHandle<Vec<NameEntry>>)>,
}

/// Both forms of a name, or the one when they are alike.
pub(crate) fn names(attendee: &Attendee) -> impl Iterator<Item = String> {
    let [one, other] = search_keys(attendee);
    let other = (one != other).then_some(other);
    std::iter::once(one).chain(other)
}

impl Names {
    pub(crate) fn add(&mut self, attendee: Attendee, n: i64) -> Result<()> {
        self.handful.push((attendee, n));
        if self.handful.len() < HANDFUL {
            return Ok(());
        }
        let handful = std::mem::replace(&mut self.handful, Vec::with_capacity(HANDFUL));
        if self.folding.is_none() {
            let (people, inbox) = mpsc::channel();
            let thread = thread::Builder::new().name("roster-names".into());
            let thread = thread.spawn(move || fold(&inbox)).map_err(RosterError::work)?;
            self.folding = Some((people, thread));
        }
        match &self.folding {
            Some((people, _)) => people.send(handful).map_err(|_| RosterError::Panicked),
            None => Ok(()),
        }
    }

    /// Everything that was added since the last time, in the order of the index.
    pub(crate) fn sorted(&mut self) -> Result<Vec<NameEntry>> {
        let rest = std::mem::take(&mut self.handful);
        let Some((people, thread)) = self.folding.take() else {
            let mut entries: Vec<_> = rest.iter().flat_map(entries_of).collect();
            entries.sort_unstable();
            return Ok(entries);
        };
        people.send(rest).map_err(|_| RosterError::Panicked)?;
        drop(people);
        thread.join().map_err(|_| RosterError::Panicked)
    }
}

fn fold(inbox: &Receiver<People>) -> Vec<NameEntry> {
    let mut entries = Vec::new();
    while let Ok(people) = inbox.recv() {
        entries.extend(people.iter().flat_map(entries_of));
    }
    entries.sort_unstable();
    entries
}

fn entries_of((attendee, n): &(Attendee, i64)) -> impl Iterator<Item = NameEntry> {
    let n = *n;
    names(attendee).map(move |name| NameEntry { front: front(&name), name, n })
}

fn front(name: &str) -> u64 {
    let mut front = [0; 8];
    for (to, from) in front.iter_mut().zip(name.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(front)
}
