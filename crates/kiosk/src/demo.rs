//! The demonstration event: real input files that are compiled in, taken through the ordinary
//! imports into a folder of their own that is made anew each time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use parvis_domain::code::Code;
use parvis_domain::id::GateId;
use parvis_domain::verdict::VerdictName;
use parvis_domain::zone::Zone;
use parvis_roster::RosterError;
use parvis_texts::{TextError, Texts};
use serde::Deserialize;

use crate::admit::{AdmitError, Presented};
use crate::import::{Absent, ImportError, RosterRequest};
use crate::kiosk::Kiosk;
use crate::tickets::{Card, Sheet, TicketsError, typeable, write};
use crate::view::{GateView, Notice, SampleTicket, SampleView};

/// The input files, by the names they are written under.
const FILES: &[(&str, &str)] = &[
    ("programme.json", include_str!("../../../assets/demo/programme.json")),
    ("gates.toml", include_str!("../../../assets/demo/gates.toml")),
    ("roster-brussels.csv", include_str!("../../../assets/demo/roster-brussels.csv")),
    ("roster-closing.csv", include_str!("../../../assets/demo/roster-closing.csv")),
    ("roster-donostia.csv", include_str!("../../../assets/demo/roster-donostia.csv")),
    ("roster-lille.csv", include_str!("../../../assets/demo/roster-lille.csv")),
    ("roster-lisbon.csv", include_str!("../../../assets/demo/roster-lisbon.csv")),
    ("roster-paris.csv", include_str!("../../../assets/demo/roster-paris.csv")),
];
const ARRIVALS: &str = include_str!("../../../assets/demo/arrivals.csv");
const SAMPLES: &str = include_str!("../../../assets/demo/samples.toml");

/// Marks a folder that may be emptied, because a demonstration made it.
const MARK: &str = "demonstration";
/// The sheet of sample tickets in a demonstration's folder.
const SHEET: &str = "sample-tickets.html";

/// Why the demonstration could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder holds something that no demonstration made.
    #[error("{} is not empty and was not made by a demonstration; choose another --data", .0.display())]
    NotADemonstration(PathBuf),
    /// The folder cannot be used.
    #[error("{} cannot be used: {source}", .path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A compiled-in file is not well formed.
    #[error("the demonstration’s {file} is damaged: {reason}")]
    Damaged {
        /// Which.
        file: &'static str,
        /// How.
        reason: String,
    },
    /// A file was not taken.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// An arrival could not be replayed.
    #[error(transparent)]
    Admit(#[from] AdmitError),
    /// An arrival that was to be admitted was refused.
    #[error("the arrival on line {line} was refused: {}", .verdict.as_str())]
    Refused {
        /// The line of `arrivals.csv`.
        line: usize,
        /// What was decided.
        verdict: VerdictName,
    },
    /// The sheet of sample tickets could not be made.
    #[error(transparent)]
    Tickets(#[from] TicketsError),
    /// The words on the sheet are missing.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The roster could not be used.
    #[error(transparent)]
    Roster(#[from] RosterError),
}

/// When the demonstration begins: ten to nine on the European day in Brussels.
#[must_use]
pub fn begins() -> Timestamp {
    // 2023-11-16T08:50:00+01:00
    Timestamp::constant(1_700_121_000, 0)
}

/// Empties a demonstration's folder, or makes one. A folder that holds anything else is refused.
pub fn clear(folder: &Path) -> Result<(), DemoError> {
    let failed = |source| DemoError::Folder { path: folder.to_owned(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    let empty = fs::read_dir(folder).map_err(failed)?.next().is_none();
    if !empty && !folder.join(MARK).exists() {
        return Err(DemoError::NotADemonstration(folder.to_owned()));
    }
    if !empty {
        parvis_roster::Roster::remove(folder)?;
    }
    fs::write(folder.join(MARK), "This folder is made anew by every demonstration.\n")
        .map_err(failed)
}

/// Takes the demonstration's files, replays the morning's arrivals and writes the sheet of sample
/// tickets. Gives where the sheet is.
pub fn fill(kiosk: &Kiosk, folder: &Path) -> Result<PathBuf, DemoError> {
    let files = folder.join("files");
    let failed = |source| DemoError::Folder { path: files.clone(), source };
    fs::create_dir_all(&files).map_err(failed)?;
    for (name, content) in FILES {
        fs::write(files.join(name), content).map_err(failed)?;
    }
    kiosk.import_programme(&files.join("programme.json"))?;
    kiosk.import_gates(&files.join("gates.toml"))?;
    for (name, _) in FILES.iter().filter(|(name, _)| name.starts_with("roster-")) {
        let request = RosterRequest {
            file: files.join(name),
            event: None,
            zone: Zone::utc(),
            preview: false,
            absent: Absent::Keep,
        };
        kiosk.import_roster(request, |_| ())?;
    }
    replay(kiosk)?;
    let sheet = folder.join(SHEET);
    Samples::load()?.write_sheet(kiosk, &sheet)?;
    Ok(sheet)
}

/// One line of `arrivals.csv`: who came before the demonstration begins.
#[derive(Debug, Deserialize)]
struct Arrival {
    at: Timestamp,
    gate: GateId,
    code: String,
}

fn replay(kiosk: &Kiosk) -> Result<(), DemoError> {
    let mut arrivals = csv::Reader::from_reader(ARRIVALS.as_bytes());
    for (number, arrival) in arrivals.deserialize().enumerate() {
        let damaged = |error: csv::Error| DemoError::Damaged {
            file: "arrivals.csv",
            reason: error.to_string(),
        };
        let Arrival { at, gate, code } = arrival.map_err(damaged)?;
        let way = parvis_domain::fact::Way::Camera;
        let presented = Presented::Content(code.into_bytes());
        let verdict = kiosk.admit_at(&gate, presented, way, at)?.verdict.name();
        if !verdict.passed() {
            // The heading is line 1.
            return Err(DemoError::Refused { line: number + 2, verdict });
        }
    }
    Ok(())
}

/// The tickets of the drawer “try a ticket”.
#[derive(Debug, Clone, Deserialize)]
pub struct Samples {
    sample: Vec<Sample>,
}

/// One ticket to try.
#[derive(Debug, Clone, Deserialize)]
pub struct Sample {
    /// What its code says.
    pub code: String,
    /// The gate to try it at.
    pub gate: GateId,
    /// What the gate will decide.
    pub verdict: VerdictName,
    /// Who it is for.
    pub person: String,
    /// The message that says what is special about it.
    about: String,
}

impl Samples {
    /// Reads the samples that are compiled in.
    pub fn load() -> Result<Self, DemoError> {
        let damaged = |error: toml::de::Error| DemoError::Damaged {
            file: "samples.toml",
            reason: error.to_string(),
        };
        toml::from_str(SAMPLES).map_err(damaged)
    }

    /// Every sample, in the order they are shown.
    pub fn iter(&self) -> impl Iterator<Item = &Sample> {
        self.sample.iter()
    }

    /// The drawer as the screen shows it.
    #[must_use]
    pub fn view(&self, kiosk: &Kiosk) -> SampleView {
        let setup = kiosk.setup();
        let ticket = |sample: &Sample| SampleTicket {
            code: sample.code.clone(),
            gate: sample.gate.to_string(),
            verdict: sample.verdict.as_str().to_owned(),
            person: sample.person.clone(),
            about: Notice::plain(&sample.about),
        };
        SampleView {
            gates: setup.gates.iter().map(|gate| GateView::of(&setup, gate)).collect(),
            tickets: self.sample.iter().map(ticket).collect(),
        }
    }

    /// Writes the samples on a page to print, gate by gate, each with what it will give.
    fn write_sheet(&self, kiosk: &Kiosk, file: &Path) -> Result<(), DemoError> {
        let (setup, texts) = (kiosk.setup(), Texts::load()?);
        let mut sheet = Sheet::new("en", &texts.words("en", "sheet-title", &[])?.words);
        for gate in &setup.gates {
            let at_gate: Vec<_> = self.sample.iter().filter(|s| s.gate == gate.id).collect();
            if at_gate.is_empty() {
                continue;
            }
            let english: Vec<_> = "en".parse().into_iter().collect();
            sheet.heading(gate.name.pick(&english).map_or(gate.id.as_str(), |(_, name)| name));
            for sample in at_gate {
                let verdict = format!("verdict-{}", sample.verdict.as_str().replace('_', "-"));
                let about = texts.words("en", &sample.about, &[])?;
                let card = Card {
                    code: sample.code.clone(),
                    lang: "en".to_owned(),
                    title: sample.person.clone(),
                    lines: vec![texts.words("en", &verdict, &[])?.words, about.words],
                    typed: Code::new(&sample.code).ok().and_then(|code| typeable(&code)),
                };
                sheet.add(&card.html()?);
            }
        }
        write(file, sheet.finish().as_bytes())?;
        Ok(())
    }
}

/// Where a demonstration's folder has its sheet of sample tickets.
#[must_use]
pub fn sheet_in(folder: &Path) -> PathBuf {
    folder.join(SHEET)
}
