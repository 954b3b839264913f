//! What goes out: who this kiosk is, and, when it is enrolled, everything that the hub has not.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use parvis_domain::id::GateId;
use parvis_protocol::exchange::{Push, StatusRequest};
use parvis_protocol::limits::PUSHED_RECORDS;
use parvis_protocol::replica::{OwnSeries, Replica as _};
use parvis_protocol::stick::Report;
use parvis_roster::{HubState, Roster};
use parvis_sync::stick::folder::{request_name, write_whole};
use parvis_sync::stick::request;

use super::StickError;
use crate::kiosk::Kiosk;

/// A request on a stick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StickRequest {
    /// The file.
    pub file: PathBuf,
    /// The fingerprint of this kiosk's key: the hub shows the same when it is to be enrolled.
    pub fingerprint: String,
    /// Whether this kiosk is enrolled: what it has is sealed into the request.
    pub enrolled: bool,
    /// How many records are in it.
    pub records: u64,
}

impl Kiosk {
    /// Writes this kiosk's request onto a stick, in place of one that is there. `gate` is where the
    /// door stands, for seats to ask for; else it is the one that the hub put it at.
    ///
    /// # Errors
    /// See [`StickError`].
    pub fn write_stick_request(
        &self,
        stick: &Path,
        gate: Option<&GateId>,
    ) -> Result<StickRequest, StickError> {
        let roster = self.roster();
        let key = roster.device_key()?;
        let card = self.card::<StickError>(key.public())?;
        let state = roster.hub()?;
        let report = match &state {
            Some(state) => Some(self.report(state, gate)?),
            None => None,
        };
        let series = roster.own_series()?;
        let now = self.now();
        let mut unsent = Unsent { roster, now, series, of_hub: Some(0), records: 0 };
        let told = state.as_ref().zip(report.as_ref()).map(|(state, report)| request::Told {
            to: &state.enrolment.seal_to,
            report,
            next: || unsent.next(),
        });
        let enrolled = told.is_some();
        let name = request_name(roster.device());
        let (file, ()) = write_whole(stick, &name, |out| request::write(out, &card, &key, told))?;
        let (fingerprint, records) = (key.public().fingerprint(), unsent.records);
        tracing::info!(records, "a request was written to a stick");
        Ok(StickRequest { file, fingerprint, enrolled, records })
    }

    fn report(&self, state: &HubState, gate: Option<&GateId>) -> Result<Report, StickError> {
        let gate = gate.or(state.enrolment.statement.gate.as_ref());
        let seats = gate.map(|gate| self.seats_wanted(gate)).transpose()?.unwrap_or_default();
        let status = StatusRequest {
            now: self.now(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            unsent: self.roster().unsent()?.records,
            seats,
            epoch: state.life,
            // What screens show is of no use when it arrives.
            screens: None,
        };
        let (hub, device) = (state.enrolment.hub, self.roster().device());
        Ok(Report { hub, device, incarnation: self.roster().incarnation(), status })
    }
}

/// What the hub is not known to have, and what it decided itself: whether it was restored from a
/// backup meanwhile and forgot that, a kiosk without a network cannot know.
struct Unsent<'r> {
    roster: &'r Roster,
    now: Timestamp,
    /// What is left, oldest first.
    series: Vec<OwnSeries>,
    /// How far the hub's own records were given back; `None` when all were.
    of_hub: Option<u64>,
    records: u64,
}

impl Unsent<'_> {
    fn next(&mut self) -> Result<Option<Push>, StickError> {
        while let Some(own) = self.series.first_mut() {
            // Check-ins go on meanwhile: those that came later travel with the next request.
            let most = own.last.saturating_sub(own.safe);
            let most = usize::try_from(most).unwrap_or(usize::MAX).min(PUSHED_RECORDS);
            let batch = match most {
                0 => None,
                most => self.roster.batch(own.incarnation, own.safe, most)?,
            };
            if let Some(batch) = batch {
                own.safe = batch.head.seq;
                self.records += batch.records.len() as u64;
                let (now, given_back) = (self.now, Vec::new());
                return Ok(Some(Push { now, batches: vec![batch], given_back }));
            }
            self.series.remove(0);
        }
        let Some(after) = self.of_hub else { return Ok(None) };
        let (given_back, last) = self.roster.of_hub(after, PUSHED_RECORDS)?;
        self.of_hub = (!given_back.is_empty()).then_some(last);
        let push = Push { now: self.now, batches: Vec::new(), given_back };
        Ok(self.of_hub.map(|_| push))
    }
}
