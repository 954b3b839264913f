//! Somebody shows a ticket: from the text that was read to a decision that is on the disk.

use jiff::Timestamp;
use parvis_domain::code::{Code, Looks};
use parvis_domain::fact::{Fact, Scanned, Strange, Way};
use parvis_domain::gate::{Capacity, CapacityKind, Gate, Scope};
use parvis_domain::id::{GateId, TicketId};
use parvis_domain::judge::{Case, Found, judge};
use parvis_domain::programme::Programme;
use parvis_domain::standing::Standing;
use parvis_domain::ticket::RosterLine;
use parvis_domain::verdict::Verdict;
use parvis_roster::{Lookup, RosterError, Shown, Writing};

use crate::hub::{Invitation, Membership};
use crate::kiosk::Kiosk;

/// What somebody showed, before anything is known about it.
#[derive(Clone, PartialEq, Eq)]
pub enum Presented {
    /// The content of a QR code.
    Content(Vec<u8>),
    /// What a hand-held scanner typed, by the keys' positions and by the machine's layout. It is
    /// not known which of the two the scanner was set up for.
    Keys {
        /// Read as on a US keyboard.
        by_position: String,
        /// Read by the machine's layout.
        by_layout: String,
    },
    /// What a person typed.
    Typed(String),
}

/// A decision that has been recorded.
#[derive(Debug, Clone)]
pub struct Decision {
    /// What was decided.
    pub verdict: Verdict,
    /// Whose ticket it is, when this kiosk holds it.
    pub line: Option<Box<RosterLine>>,
    /// When, by the time that it was decided by.
    pub at: Timestamp,
    /// Where.
    pub gate: GateId,
}

/// Why no decision could be made. Nothing was recorded and nobody was let in.
#[derive(Debug, thiserror::Error)]
pub enum AdmitError {
    /// The hub has taken this kiosk out of service.
    #[error(
        "this kiosk was taken out of service by its central platform and decides about nobody; \
         send people to another door, or join it anew with `parvis enrol`"
    )]
    Revoked,
    /// The hub's lists have not come yet.
    #[error("the lists of the central platform have not come yet; `parvis sync` fetches them")]
    Unfilled,
    /// There is no such gate here.
    #[error("there is no gate “{0}” here; `parvis doctor` lists the gates")]
    NoGate(GateId),
    /// Fewer letters and digits than a code has.
    #[error("a typed code has at least {} letters or digits", parvis_domain::code::MIN_TYPED)]
    TooShort,
    /// The roster could not be read or written.
    #[error(transparent)]
    Roster(#[from] RosterError),
}

impl Kiosk {
    /// Decides about what somebody showed at a gate, and records it. When this returns a
    /// decision, it is durable; a green screen may follow.
    pub fn admit(
        &self,
        gate: &GateId,
        presented: Presented,
        way: Way,
    ) -> Result<Decision, AdmitError> {
        self.admit_at(gate, presented, way, Moment { time: self.time(), own: self.now() })
    }

    /// Decides and records as if it were another time: for replaying a rehearsal's past.
    pub(crate) fn admit_at(
        &self,
        gate: &GateId,
        presented: Presented,
        way: Way,
        at: Moment,
    ) -> Result<Decision, AdmitError> {
        let setup = self.setup();
        match setup.membership {
            Membership::Revoked => return Err(AdmitError::Revoked),
            Membership::Unfilled => return Err(AdmitError::Unfilled),
            Membership::Alone | Membership::Filled => {}
        }
        let gate = setup.gate(gate).cloned().ok_or_else(|| AdmitError::NoGate(gate.clone()))?;
        let readings = readings(&presented)?;
        let decided = self.roster().write(move |roster| {
            let scan =
                Scan { gate: &gate, gates: &setup.gates, programme: &setup.current, way, at };
            scan.decide(roster, &presented, &readings)
        })?;
        self.announce();
        self.tell_screens();
        tracing::info!(gate = %decided.gate, verdict = decided.verdict.name().as_str(), "scan");
        Ok(decided)
    }
}

/// The codes that a presented text may stand for, the likeliest first. Empty when it cannot be a
/// ticket's code at all.
fn readings(presented: &Presented) -> Result<Vec<Shown>, AdmitError> {
    let scanned = |text: &str| Code::new(text).ok().map(Shown::Scanned);
    Ok(match presented {
        Presented::Content(bytes) => {
            str::from_utf8(bytes).ok().and_then(scanned).into_iter().collect()
        }
        Presented::Keys { by_position, by_layout } if by_position == by_layout => {
            scanned(by_position).into_iter().collect()
        }
        Presented::Keys { by_position, by_layout } => {
            [by_position, by_layout].into_iter().filter_map(|text| scanned(text)).collect()
        }
        Presented::Typed(text) => {
            let typed = Code::new(text).ok().and_then(|code| code.typed());
            vec![Shown::Typed(typed.ok_or(AdmitError::TooShort)?)]
        }
    })
}

impl Presented {
    /// The invitation of a hub that it is, if it is one.
    pub(crate) fn invitation(&self) -> Option<Invitation> {
        let readings = match self {
            Self::Content(bytes) => vec![str::from_utf8(bytes).ok()?],
            Self::Keys { by_position, by_layout } => vec![by_position.as_str(), by_layout],
            Self::Typed(_) => Vec::new(),
        };
        readings.into_iter().find_map(|text| Invitation::scanned(text).ok())
    }

    /// What is recorded of a code that nobody knows: never the code.
    fn content(&self) -> &[u8] {
        match self {
            Self::Content(bytes) => bytes,
            Self::Keys { by_position, .. } => by_position.as_bytes(),
            Self::Typed(text) => text.as_bytes(),
        }
    }
}

/// When something was shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The time to decide by.
    pub(crate) time: Timestamp,
    /// What the kiosk's own clock reads, for the record.
    pub(crate) own: Timestamp,
}

impl From<Timestamp> for Moment {
    /// Both at once.
    fn from(at: Timestamp) -> Self {
        Self { time: at, own: at }
    }
}

/// One scan, with everything about the place it was made at.
struct Scan<'a> {
    gate: &'a Gate,
    gates: &'a [Gate],
    programme: &'a Programme,
    way: Way,
    at: Moment,
}

impl Scan<'_> {
    fn decide(
        &self,
        roster: &mut Writing<'_>,
        presented: &Presented,
        readings: &[Shown],
    ) -> Result<Decision, RosterError> {
        let lookup = self.look_up(roster, readings)?;
        let scope = self.gate.scope_at(self.programme, self.at.time);
        let inside = scope.as_ref().map_or(Ok(0), |scope| roster.inside(scope))?;
        let seats_left = self.seats_left(roster, scope.as_ref())?;
        let standing = match &lookup {
            Lookup::Ticket(line) => roster.standing(line.ticket.id)?,
            Lookup::Nothing | Lookup::Elsewhere { .. } | Lookup::Several(_) => Standing::default(),
        };
        let found = match &lookup {
            Lookup::Nothing => Found::Nothing,
            Lookup::Ticket(line) => Found::Ticket(&line.ticket, &standing),
            Lookup::Elsewhere { event, days, .. } => Found::Elsewhere { event, days },
            Lookup::Several(events) => Found::Several(events),
        };
        let Self { gate, gates, programme, at, .. } = *self;
        let now = at.time;
        let verdict = judge(&Case { gate, gates, programme, found, inside, seats_left, now });
        let fact = self.fact(roster, presented, &lookup, &verdict)?;
        roster.append(at.own, fact)?;
        let line = match lookup {
            Lookup::Ticket(line) => Some(line),
            Lookup::Nothing | Lookup::Elsewhere { .. } | Lookup::Several(_) => None,
        };
        Ok(Decision { verdict, line, at: now, gate: gate.id.clone() })
    }

    /// Asked only where it decides: a hard capacity.
    fn seats_left(
        &self,
        roster: &Writing<'_>,
        scope: Option<&Scope>,
    ) -> Result<Option<u32>, RosterError> {
        let hard = |capacity: &Capacity| capacity.kind == CapacityKind::Hard;
        match scope {
            Some(scope) if self.gate.rule.capacity.as_ref().is_some_and(hard) => {
                roster.seats_left(scope)
            }
            _ => Ok(None),
        }
    }

    fn look_up(&self, roster: &Writing<'_>, readings: &[Shown]) -> Result<Lookup, RosterError> {
        for shown in readings {
            let lookup = roster.find(&self.gate.rule.events, shown)?;
            if !matches!(lookup, Lookup::Nothing) {
                return Ok(lookup);
            }
        }
        Ok(Lookup::Nothing)
    }

    fn fact(
        &self,
        roster: &Writing<'_>,
        presented: &Presented,
        lookup: &Lookup,
        verdict: &Verdict,
    ) -> Result<Fact, RosterError> {
        let scanned = |ticket: TicketId, event: &parvis_domain::id::EventId| {
            Fact::Scanned(Scanned {
                ticket,
                event: event.clone(),
                gate: self.gate.id.clone(),
                verdict: verdict.name(),
                scope: verdict.scope().cloned(),
                entry: self.gate.rule.entry,
                way: self.way,
                over_capacity: matches!(verdict, Verdict::Admitted { over_capacity: true, .. }),
            })
        };
        Ok(match lookup {
            Lookup::Ticket(line) => scanned(line.ticket.id, &line.ticket.event),
            Lookup::Elsewhere { ticket, event, .. } => scanned(*ticket, event),
            Lookup::Nothing | Lookup::Several(_) => {
                let content = presented.content();
                Fact::Strange(Strange {
                    gate: self.gate.id.clone(),
                    digest: roster.strange_digest(content),
                    bytes: u32::try_from(content.len()).unwrap_or(u32::MAX),
                    looks: Looks::of(content),
                    verdict: verdict.name(),
                    way: self.way,
                })
            }
        })
    }
}
