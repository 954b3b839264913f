//! The week, and what stands beside it.

use serde::{Deserialize, Serialize};

use crate::id::EditionId;
use crate::text::{Lang, Text};
use crate::zone::Zone;

/// One week of events, such as “NEC ESS Europe 2023”.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its id.
    pub id: EditionId,
    /// What it is called.
    pub title: Text,
    /// Where its organisers are: the zone for what has no venue.
    pub zone: Zone,
    /// The languages its own texts are written in, the first being the usual one.
    #[serde(default)]
    pub languages: Vec<Lang>,
    /// Where to read more.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Who supports it.
    #[serde(default)]
    pub partners: Vec<Partner>,
}

/// An address outside Parvis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What is behind it.
    pub kind: LinkKind,
    /// The address, shown as text or as a QR code and never opened by a kiosk.
    pub url: String,
    /// What to call it, when its kind does not say enough.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
}

/// What is behind a [`Link`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// A page about it.
    Page,
    /// The live picture.
    Stream,
    /// What was recorded.
    Replay,
    /// Slides, papers, notes.
    Material,
}

/// An organisation that supports an edition or an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Its name, the same in every language.
    pub name: String,
    /// Its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}
