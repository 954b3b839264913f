//! What the screen behind the PIN asks about USB sticks.

use std::path::{Path, PathBuf};

use super::room::Room;
use crate::hub::{StickError, StickPackage, StickTaken, Sticks};
use crate::view::{Argument, Notice, StickAnswer, StickView};

impl Room<'_> {
    /// The sticks that are plugged in; none when nobody is signed in.
    #[must_use]
    pub fn sticks(self, sticks: &Sticks) -> Vec<StickView> {
        let signed_in = self.staff.signed_in().is_some();
        let there = if signed_in { sticks.there() } else { Vec::new() };
        there.iter().map(|folder| StickView { id: id_of(folder), name: name_of(folder) }).collect()
    }

    /// Writes this kiosk's request onto a stick.
    #[must_use]
    pub fn write_stick(self, sticks: &Sticks, stick: &str) -> StickAnswer {
        self.with_stick(sticks, stick, |folder| {
            let gate = self.door.gate().map(|gate| gate.id);
            let request = self.door.kiosk().write_stick_request(folder, gate.as_ref())?;
            let mut said = vec![Notice::plain("stick-written")];
            if !request.enrolled {
                let fingerprint = Argument::Words { value: request.fingerprint };
                said.push(Notice::plain("stick-own-fingerprint").with("fingerprint", fingerprint));
            }
            Ok(StickAnswer::Done { said })
        })
    }

    /// Takes the package for this kiosk off a stick. `compared` is the fingerprint of the hub that
    /// somebody compared, where it has to be; `data` is the kiosk's data folder.
    #[must_use]
    pub fn take_stick(
        self,
        sticks: &Sticks,
        stick: &str,
        compared: Option<&str>,
        data: &Path,
    ) -> StickAnswer {
        self.with_stick(sticks, stick, |folder| {
            let kiosk = self.door.kiosk();
            let package = kiosk.read_stick(folder, data)?;
            if !package.known && compared.is_none() {
                let StickPackage { hub, fingerprint, .. } = package;
                return Ok(StickAnswer::Compare { hub, fingerprint });
            }
            let hub = Argument::Words { value: package.hub.clone() };
            let taken = kiosk.take_stick(package, compared, data, &mut |_| ())?;
            Ok(StickAnswer::Done { said: told(&taken, &hub) })
        })
    }

    fn with_stick(
        self,
        sticks: &Sticks,
        stick: &str,
        work: impl FnOnce(&Path) -> Result<StickAnswer, StickError>,
    ) -> StickAnswer {
        if self.staff.touch().is_none() {
            return StickAnswer::Left;
        }
        // Only what is offered: the page names no other folder of this machine.
        let offered: Option<PathBuf> =
            sticks.there().into_iter().find(|folder| id_of(folder) == stick);
        let Some(folder) = offered else {
            return StickAnswer::Refused { said: Notice::plain("stick-gone") };
        };
        work(&folder).unwrap_or_else(|error| {
            tracing::warn!(%error, "a stick was of no use");
            StickAnswer::Refused { said: refusal(&error) }
        })
    }
}

fn id_of(folder: &Path) -> String {
    folder.to_string_lossy().into_owned()
}

fn name_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    name.to_string_lossy().into_owned()
}

/// What came of a package, for whoever stands before the screen.
fn told(taken: &StickTaken, hub: &Argument) -> Vec<Notice> {
    let about = |id: &str| Notice::plain(id).with("hub", hub.clone());
    if taken.revoked {
        return vec![about("hub-revoked")];
    }
    let lists = if taken.filled { "stick-lists-taken" } else { "stick-lists-same" };
    let mut said = vec![if taken.enrolled { about("stick-joined") } else { Notice::plain(lists) }];
    match taken.unsent {
        0 => said.push(about("hub-here-safe")),
        count => {
            let count = Argument::Number { value: u32::try_from(count).unwrap_or(u32::MAX) };
            said.push(about("stick-not-there").with("count", count));
        }
    }
    said
}

fn refusal(error: &StickError) -> Notice {
    let words = |value: &str| Argument::Words { value: value.to_owned() };
    let notice = Notice::plain(error.code());
    match error {
        StickError::OtherHub(hub) => notice.with("hub", words(hub)),
        StickError::OwnList(event) => notice.with("event", words(event.as_str())),
        StickError::Unconfirmed { name, .. } => notice.with("hub", words(name)),
        _ => notice,
    }
}
