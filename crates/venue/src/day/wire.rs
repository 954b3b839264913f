//! A network that loses, doubles and delays, between a kiosk's engine and the hub's desk for it.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

use parvis_domain::id::Incarnation;
use parvis_hub::service::Desk;
use parvis_hub::store::SqliteStore;
use parvis_protocol::change::Change;
use parvis_protocol::exchange::{Page, Pull, Push, Pushed, Status, StatusRequest};
use parvis_protocol::hub::Hub;
use parvis_protocol::refusal::Refusal;
use parvis_protocol::screen::{Picture, PictureTaken};
use parvis_protocol::series::SeriesEnd;
use parvis_protocol::statement::{SignedStatement, Statement};
use parvis_testkit::Chance;

use super::bug::Bug;

/// Why nothing came back.
#[derive(Debug)]
pub(super) enum Lost {
    /// Nobody answered.
    OnTheWay,
    /// The hub refused.
    Refused(Refusal),
}

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::OnTheWay => f.write_str("lost on the way"),
            Self::Refused(refusal) => refusal.fmt(f),
        }
    }
}

/// The way to the hub, for one round.
pub(super) struct Wire<'w> {
    pub(super) desk: Desk<SqliteStore>,
    pub(super) chance: &'w Mutex<Chance>,
    /// One in so many messages is lost, doubled or late; 0 for none.
    pub(super) badness: u64,
    /// Pushes that will arrive once more, later.
    pub(super) late: &'w Mutex<VecDeque<Push>>,
    pub(super) bug: Option<Bug>,
    /// What the kiosk holds to be declared about it, with its number.
    pub(super) held: (u64, SignedStatement),
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Wire<'_> {
    fn unlucky(&self) -> bool {
        held(self.chance).one_in(self.badness)
    }

    /// A message may be lost before it arrives.
    fn send(&self) -> Result<(), Lost> {
        if self.unlucky() { Err(Lost::OnTheWay) } else { Ok(()) }
    }

    /// And its answer after it was done.
    fn back<T>(&self, answer: Result<T, Refusal>) -> Result<T, Lost> {
        if self.unlucky() {
            return Err(Lost::OnTheWay);
        }
        answer.map_err(Lost::Refused)
    }

    fn planted(&self, bug: Bug) -> bool {
        self.bug == Some(bug) && held(self.chance).one_in(3)
    }
}

impl Hub for Wire<'_> {
    type Trouble = Lost;

    async fn status(&self, request: StatusRequest) -> Result<Status, Lost> {
        self.send()?;
        let mut status = self.desk.status(request).await;
        if let (Ok(status), Some(Bug::NumberPassedOver)) = (&mut status, self.bug) {
            let (number, signed) = &self.held;
            let said: Option<Statement> = serde_json::from_str(&status.statement.text).ok();
            if said.is_some_and(|said| said.number <= *number) {
                status.statement = signed.clone();
            }
        }
        self.back(status)
    }

    async fn push(&self, mut push: Push) -> Result<Pushed, Lost> {
        self.send()?;
        // Something that was sent long ago arrives in between.
        let late = held(self.late).pop_front();
        if let Some(late) = late {
            let _ = self.desk.push(late).await;
        }
        if self.bug == Some(Bug::NothingGivenBack) {
            push.given_back.clear();
        }
        if self.planted(Bug::PushMadeUp) {
            return Ok(made_up(&push));
        }
        if self.planted(Bug::PushCutShort) {
            let answer = made_up(&push);
            push.batches.pop();
            let _ = self.desk.push(push).await;
            return Ok(answer);
        }
        if self.unlucky() {
            held(self.late).push_back(push.clone());
        }
        if self.unlucky() {
            let _ = self.desk.push(push.clone()).await;
        }
        self.back(self.desk.push(push).await)
    }

    async fn pull(&self, pull: Pull) -> Result<Page, Lost> {
        self.send()?;
        let page = self.desk.pull(pull).await;
        let page = page.map(|mut page| {
            let forgets = |change: &Change| match self.bug {
                Some(Bug::PageLosesChange) => held(self.chance).one_in(6),
                Some(Bug::RosterNotSent) => matches!(change, Change::Ticket(_)),
                _ => false,
            };
            page.changes.retain(|change| !forgets(change));
            page
        });
        self.back(page)
    }

    async fn picture(&self, picture: Picture) -> Result<PictureTaken, Lost> {
        self.send()?;
        self.back(self.desk.picture(picture).await)
    }

    async fn snapshot(
        &self,
        incarnation: Incarnation,
        into: &mut (dyn Write + Send),
    ) -> Result<(), Lost> {
        self.send()?;
        let mut whole = Vec::new();
        let answer = self.desk.snapshot(incarnation, &mut whole).await;
        // It may be cut off anywhere.
        let cut = match self.unlucky() {
            true => held(self.chance).place(whole.len()),
            false => whole.len(),
        };
        into.write_all(&whole[..cut]).map_err(|_| Lost::OnTheWay)?;
        answer.map_err(Lost::Refused)
    }
}

/// The answer that a hub would give if it had taken everything.
fn made_up(push: &Push) -> Pushed {
    let end = |batch: &parvis_protocol::series::Batch| SeriesEnd {
        incarnation: batch.incarnation,
        seq: batch.head.seq,
        hash: batch.head.hash,
    };
    Pushed { series: push.batches.iter().map(end).collect(), put_aside: Vec::new() }
}
