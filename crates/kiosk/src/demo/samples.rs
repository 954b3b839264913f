//! The demonstration's tickets to try: each with what it will give.

use std::path::Path;

use parvis_domain::code::Code;
use parvis_domain::id::GateId;
use parvis_domain::verdict::VerdictName;
use parvis_texts::Texts;
use serde::Deserialize;

use super::DemoError;
use crate::kiosk::Kiosk;
use crate::tickets::{Card, Sheet, typeable, write};
use crate::view::{GateView, Notice, SampleTicket, SampleView};

const SAMPLES: &str = include_str!("../../../../assets/demo/samples.toml");

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
    pub(super) fn write_sheet(&self, kiosk: &Kiosk, file: &Path) -> Result<(), DemoError> {
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
