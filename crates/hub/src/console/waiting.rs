//! What waits on this machine for somebody to go on with it: files that came in, and answers.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// How long it waits.
const KEPT: SignedDuration = SignedDuration::from_mins(30);
/// How many wait at most; one more, and the oldest goes.
const MOST: usize = 16;

struct Kept<T> {
    what: Arc<T>,
    /// Whose it is: nobody else sees it.
    owner: String,
    at: Timestamp,
}

/// What waits, each found by what nobody can guess.
pub(super) struct Waiting<T>(Mutex<BTreeMap<String, Kept<T>>>);

impl<T> Default for Waiting<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Waiting<T> {
    fn locked(&self) -> MutexGuard<'_, BTreeMap<String, Kept<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps something for a person, and gives what it is found by.
    pub(super) fn keep(&self, what: T, owner: &str, now: Timestamp) -> io::Result<String> {
        let mut random = [0; 16];
        getrandom::fill(&mut random)?;
        let id = const_hex::Buffer::<16>::new().format(&random).to_owned();
        let mut waiting = self.locked();
        waiting.retain(|_, kept| now.duration_since(kept.at) < KEPT);
        if waiting.len() >= MOST {
            let oldest = waiting.iter().min_by_key(|(_, kept)| kept.at);
            let oldest = oldest.map(|(id, _)| id.clone());
            oldest.and_then(|oldest| waiting.remove(&oldest));
        }
        let kept = Kept { what: Arc::new(what), owner: owner.to_owned(), at: now };
        waiting.insert(id.clone(), kept);
        Ok(id)
    }

    /// Something that waits for this person.
    pub(super) fn find(&self, id: &str, owner: &str) -> Option<Arc<T>> {
        let waiting = self.locked();
        let kept = waiting.get(id).filter(|kept| kept.owner == owner);
        kept.map(|kept| Arc::clone(&kept.what))
    }

    /// Lets something go.
    pub(super) fn forget(&self, id: &str) {
        self.locked().remove(id);
    }
}
