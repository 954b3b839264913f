//! What must be in the file: what was acknowledged, and perhaps what was under way.

use std::collections::BTreeMap;
use std::fmt;

use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, EventId, RecordHash};
use parvis_domain::series::Sealed;
use parvis_roster::{Roster, RosterError};

/// People by their codes.
pub(crate) type People = BTreeMap<String, String>;

/// What is in a file, or should be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) records: BTreeMap<RecordKey, Vec<u8>>,
    pub(crate) people: BTreeMap<EventId, People>,
}

/// What one transaction adds to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    pub(crate) records: Vec<Sealed>,
    pub(crate) people: Option<(EventId, People)>,
}

/// What was promised.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expected {
    pub(crate) acknowledged: Contents,
    /// What was tried since the last success, and of which nobody was told that it is done. One of
    /// these may be there, whole; each began where the one before it had.
    pub(crate) attempts: Vec<Change>,
    /// Whose file it is, once something was acknowledged.
    pub(crate) device: Option<DeviceId>,
}

/// How a promise was broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Broken {
    /// Something acknowledged is not there any more.
    Lost(String),
    /// There is something that nobody wrote, or half of something, or damage.
    Corrupt(String),
    /// Nothing is wrong with the disk, and it does not go on.
    Stuck(String),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(what) => write!(f, "lost: {what}"),
            Self::Corrupt(what) => write!(f, "corrupt: {what}"),
            Self::Stuck(what) => write!(f, "stuck: {what}"),
        }
    }
}

impl Contents {
    fn with(&self, change: &Change) -> Self {
        let mut with = self.clone();
        with.add(change);
        with
    }

    fn add(&mut self, change: &Change) {
        for sealed in &change.records {
            self.records.insert(sealed.record.key, sealed.bytes.clone());
        }
        if let Some((event, people)) = &change.people {
            self.people.insert(event.clone(), people.clone());
        }
    }
}

impl Expected {
    /// A change was answered with success: from now on it must be there.
    pub(crate) fn acknowledge(&mut self, change: &Change, device: DeviceId) {
        self.acknowledged.add(change);
        self.attempts.clear();
        self.device = Some(device);
    }

    pub(crate) fn attempted(&mut self, change: Change) {
        self.attempts.push(change);
    }

    /// Compares with what is there, and takes it as what must be there from now on.
    pub(crate) fn compare(&mut self, found: Found) -> Result<(), Broken> {
        let Found { contents, device, .. } = found;
        if self.device.is_some_and(|expected| expected != device) {
            return Err(Broken::Lost("the file is another device's".into()));
        }
        if contents == self.acknowledged {
            // An attempt may still come back: with a log whose deletion a power cut undoes.
            return Ok(());
        }
        if self.attempts.iter().any(|attempt| contents == self.acknowledged.with(attempt)) {
            self.acknowledged = contents;
            self.attempts.clear();
            return Ok(());
        }
        let expected = &self.acknowledged;
        let lost = expected.records.iter().filter(|(key, _)| !contents.records.contains_key(key));
        let (lost, known) = (lost.count(), expected.records.len());
        if lost > 0 {
            return Err(Broken::Lost(format!("{lost} of {known} records")));
        }
        if expected.people != contents.people {
            return Err(Broken::Lost("a roster is not as it was imported".into()));
        }
        let found = contents.records.len();
        Err(Broken::Corrupt(format!("{found} records where {known} were written, or others")))
    }
}

/// What is in an open roster.
pub(crate) struct Found {
    pub(crate) contents: Contents,
    /// The last record of this device.
    pub(crate) last: Option<RecordHash>,
    device: DeviceId,
}

impl Found {
    pub(crate) fn read(roster: &Roster, events: &[EventId]) -> Result<Self, RosterError> {
        let (mut contents, mut last, device) = (Contents::default(), None, roster.device());
        roster.read(|reading| {
            reading.records(&mut |sealed| {
                let key = sealed.record.key;
                contents.records.insert(key, sealed.bytes.clone());
                if key.device == device {
                    last = Some(sealed.hash);
                }
                Ok(())
            })?;
            for event in events {
                let mut people = People::new();
                reading.lines(event, &mut |line| {
                    let code = line.code.as_str().to_owned();
                    people.insert(code, line.attendee.last_name);
                    Ok(())
                })?;
                if !people.is_empty() {
                    contents.people.insert(event.clone(), people);
                }
            }
            Ok(())
        })?;
        Ok(Self { contents, last, device })
    }
}
