//! What came of files of a stick.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use crate::console::uploads::Given;
use crate::stick::Taken;

/// A file of a stick, and what came of it.
#[derive(Debug)]
pub(in crate::console) struct Carried {
    /// The name it came with.
    pub(super) name: String,
    /// What came of it.
    pub(super) outcome: Outcome,
    /// The file, as long as it may be read once more: to enrol its kiosk.
    pub(super) given: Option<Given>,
}

/// What came of a file.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A kiosk was heard, and there is an answer for it.
    Answered(Answered),
    /// What a revoked kiosk had sealed was taken.
    Retired(Taken),
    /// A kiosk that is not enrolled asks to be. Nothing was changed.
    Unknown { fingerprint: String, version: String },
    /// It is an answer of a hub.
    Package,
    /// It is not taken.
    Refused(Refused),
}

/// An answer to a kiosk.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) taken: Taken,
    /// Whether it was enrolled just now.
    pub(super) enrolled: bool,
    /// Whether it was revoked: it gets no lists.
    pub(super) revoked: bool,
    /// What the kiosk looks for on the stick.
    pub(super) name: String,
    /// The file. It is removed when this is dropped, and only this account may look into it.
    pub(super) package: NamedTempFile,
}

/// Why a file is not taken.
#[derive(Debug)]
pub(super) struct Refused {
    /// The message that says what to do.
    pub(super) id: &'static str,
    /// More about it, in English, where the message does not say it all.
    pub(super) why: Option<String>,
}

/// Files of a stick that came together.
pub(in crate::console) struct Visited(Mutex<Vec<Arc<Carried>>>);

impl Visited {
    /// With what came of each.
    pub(super) fn new(files: Vec<Carried>) -> Self {
        Self(Mutex::new(files.into_iter().map(Arc::new).collect()))
    }

    fn locked(&self) -> MutexGuard<'_, Vec<Arc<Carried>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What came of each.
    pub(super) fn files(&self) -> Vec<Arc<Carried>> {
        self.locked().clone()
    }

    /// What came of one, by its place as it stands in an address.
    pub(super) fn file(&self, at: &str) -> Option<Arc<Carried>> {
        self.locked().get(at.parse::<usize>().ok()?).cloned()
    }

    /// Puts what came of a file the second time in the place of the first.
    pub(super) fn replace(&self, first: &Arc<Carried>, second: Carried) {
        let mut files = self.locked();
        if let Some(place) = files.iter_mut().find(|file| Arc::ptr_eq(file, first)) {
            *place = Arc::new(second);
        }
    }
}
