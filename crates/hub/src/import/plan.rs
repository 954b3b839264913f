//! Programmes and gates from files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use parvis_domain::gate::Gate;
use parvis_domain::programme::succession::{Succession, succeed};
use parvis_domain::programme::{Programme, Session};
use parvis_platforms::gates_file::{read_gates, with_usual_gates};
use parvis_platforms::programme_file::{Note, read_programme};
use parvis_platforms::roster_meaning::no_programme;
use parvis_protocol::change::Noun;

use super::{ImportError, apart};
use crate::store::{Plan, PlanNoun, Store};

/// What changes of one noun, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Those there were not before.
    pub added: Vec<String>,
    /// Those that say something else now.
    pub changed: Vec<String>,
    /// Those there are no more.
    pub removed: Vec<String>,
    /// How many say what they said.
    pub unchanged: u64,
}

/// What to do with a programme file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgrammeRequest {
    /// The file.
    pub file: PathBuf,
    /// Only tell what would change.
    pub preview: bool,
    /// How many sessions somebody said may vanish; needed when more than 5 % do.
    pub vanish: Option<usize>,
}

/// More sessions are not in a programme than may vanish without a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vanishing {
    /// How many.
    pub vanished: usize,
    /// How many there were.
    pub of: usize,
}

/// Why a programme was not taken that lacks many sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VanishingRefused {
    /// Nobody has said how many.
    #[error(
        "{vanished} of {of} sessions are not in the file, which is more than 5 %. Is it the whole programme? If it is, repeat with --vanish {vanished}"
    )]
    NotAsked {
        /// How many would vanish.
        vanished: usize,
        /// How many there are.
        of: usize,
    },
    /// Another number was said than would vanish.
    #[error("{vanished} sessions would vanish, not {asked}: look at the preview again")]
    OtherNumber {
        /// How many would vanish.
        vanished: usize,
        /// How many somebody wished to lose.
        asked: usize,
    },
}

impl Vanishing {
    /// Whether they may, when somebody said that so many may.
    fn allow(self, asked: Option<usize>) -> Result<(), VanishingRefused> {
        let Self { vanished, of } = self;
        match asked {
            None => Err(VanishingRefused::NotAsked { vanished, of }),
            Some(asked) if asked != vanished => {
                Err(VanishingRefused::OtherNumber { vanished, asked })
            }
            Some(_) => Ok(()),
        }
    }
}

/// What became of gates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanImported {
    /// The gates there are now.
    pub gates: Vec<Gate>,
    /// What changed, by noun.
    pub changes: BTreeMap<Noun, Changes>,
}

/// What became of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeImported {
    /// The programme there is now.
    pub programme: Programme,
    /// What somebody should know about how it was read.
    pub notes: Vec<Note>,
    /// What changed, by noun; gates too.
    pub changes: BTreeMap<Noun, Changes>,
    /// The sessions that vanished, when they are so many that somebody has to say so.
    pub vanishing: Option<Vanishing>,
}

impl Changes {
    fn between(old: &[PlanNoun], new: &[PlanNoun]) -> Self {
        let held: BTreeMap<_, _> = old.iter().map(|noun| (&noun.id, &noun.body)).collect();
        let mut changes = Self::default();
        for noun in new {
            match held.get(&noun.id) {
                None => changes.added.push(noun.id.clone()),
                Some(body) if **body == noun.body => changes.unchanged += 1,
                Some(_) => changes.changed.push(noun.id.clone()),
            }
        }
        let gone = |old: &&PlanNoun| !new.iter().any(|noun| noun.id == old.id);
        changes.removed = old.iter().filter(gone).map(|noun| noun.id.clone()).collect();
        changes
    }

    /// Whether anything is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// What a plan changes of the one that is held.
fn changes(held: &Plan, plan: &Plan) -> BTreeMap<Noun, Changes> {
    let of = |noun: &Noun| held.nouns.get(noun).map(Vec::as_slice).unwrap_or_default();
    let changed = plan.nouns.iter().map(|(noun, rows)| (*noun, Changes::between(of(noun), rows)));
    changed.collect()
}

/// Programme and gates as one plan, with the sessions that vanished and are shown as cancelled.
fn whole(programme: &Programme, gates: &[Gate], gone: &[Session]) -> Result<Plan, ImportError> {
    let mut plan = Plan::of_programme(programme)?.with_gone(gone)?;
    plan.nouns.extend(Plan::of_gates(gates)?.nouns);
    Ok(plan)
}

/// The programme and the gates that are held. `None` where there is no programme yet.
pub(super) async fn held<S: Store>(
    store: &S,
) -> Result<(Option<Programme>, Vec<Gate>), ImportError> {
    Ok((store.programme().await?, store.gates().await?))
}

/// Puts programme and gates in place of those there are.
pub(super) async fn put<S: Store>(
    store: &S,
    programme: &Programme,
    gates: &[Gate],
) -> Result<(), ImportError> {
    let gone = store.gone().await?;
    Ok(store.put_plan(&whole(programme, gates, &gone)?).await?)
}

/// Takes a programme from a file. An event that has no gate gets the usual one, so that its roster
/// can follow. Sessions that it lacks are shown as cancelled until they would have ended.
///
/// # Errors
/// See [`ImportError`].
pub async fn import_programme<S: Store>(
    store: &S,
    request: ProgrammeRequest,
    now: Timestamp,
) -> Result<ProgrammeImported, ImportError> {
    let ProgrammeRequest { file, preview, vanish } = request;
    let (programme, notes) = apart(move || read_programme(&file)).await?;
    let (before, held_gates) = held(store).await?;
    let usual_before = before.clone().unwrap_or_else(no_programme);
    let gates = with_usual_gates(&held_gates, &usual_before, &programme);
    let gone = store.gone().await?;
    let (gone, vanishing) = match succeed(&usual_before, &gone, &programme, now) {
        Succession::Follows { gone } => (gone, None),
        Succession::Ask { vanished, of, gone } => (gone, Some(Vanishing { vanished, of })),
        Succession::Refused(faults) => return Err(ImportError::Contradictions(faults)),
    };
    let held_plan = match &before {
        Some(before) => whole(before, &held_gates, &[])?,
        None => Plan::of_gates(&held_gates)?,
    };
    let plan = whole(&programme, &gates, &gone)?;
    let changes = changes(&held_plan, &plan);
    if !preview {
        vanishing.map_or(Ok(()), |vanishing| vanishing.allow(vanish))?;
        store.put_plan(&plan).await?;
    }
    Ok(ProgrammeImported { programme, notes, changes, vanishing })
}

/// Takes the gates of a file in place of those there are.
///
/// # Errors
/// See [`ImportError`].
pub async fn import_gates<S: Store>(
    store: &S,
    file: &Path,
    preview: bool,
) -> Result<PlanImported, ImportError> {
    let (programme, held_gates) = held(store).await?;
    let (file, programme) = (file.to_owned(), programme.unwrap_or_else(no_programme));
    let gates = apart(move || read_gates(&file, &programme)).await?;
    let plan = Plan::of_gates(&gates)?;
    let changes = changes(&Plan::of_gates(&held_gates)?, &plan);
    if !preview {
        store.put_plan(&plan).await?;
    }
    Ok(PlanImported { gates, changes })
}
