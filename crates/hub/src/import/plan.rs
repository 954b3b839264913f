//! Programmes and gates from files.

use std::collections::BTreeMap;
use std::path::Path;

use parvis_domain::gate::Gate;
use parvis_domain::programme::Programme;
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

/// Programme and gates as one plan.
fn whole(programme: &Programme, gates: &[Gate]) -> Result<Plan, ImportError> {
    let mut plan = Plan::of_programme(programme)?;
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
    Ok(store.put_plan(&whole(programme, gates)?).await?)
}

/// Takes a programme from a file. An event that has no gate gets the usual one, so that its roster
/// can follow.
///
/// # Errors
/// See [`ImportError`].
pub async fn import_programme<S: Store>(
    store: &S,
    file: &Path,
    preview: bool,
) -> Result<ProgrammeImported, ImportError> {
    let file = file.to_owned();
    let (programme, notes) = apart(move || read_programme(&file)).await?;
    let (before, held_gates) = held(store).await?;
    let usual_before = before.clone().unwrap_or_else(no_programme);
    let gates = with_usual_gates(&held_gates, &usual_before, &programme);
    let held_plan = match &before {
        Some(before) => whole(before, &held_gates)?,
        None => Plan::of_gates(&held_gates)?,
    };
    let plan = whole(&programme, &gates)?;
    let changes = changes(&held_plan, &plan);
    if !preview {
        store.put_plan(&plan).await?;
    }
    Ok(ProgrammeImported { programme, notes, changes })
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
