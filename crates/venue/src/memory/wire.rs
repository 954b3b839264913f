//! A network that loses, doubles and delays.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::Mutex;

use parvis_domain::id::Incarnation;
use parvis_protocol::exchange::{Page, Pull, Push, Pushed, Status, StatusRequest};
use parvis_protocol::hub::Hub;
use parvis_protocol::refusal::Refusal;
use parvis_protocol::screen::{Picture, PictureTaken};
use parvis_testkit::Chance;

use super::bug::MemoryBug;
use super::held;
use super::hub::Desk;

/// The way to the hub, for one round.
pub(super) struct Wire<'w> {
    pub(super) desk: Desk<'w>,
    pub(super) chance: Mutex<Chance>,
    /// One in so many messages is lost, doubled or late; 0 for none.
    pub(super) badness: u64,
    /// Pushes that will arrive once more, later.
    pub(super) late: &'w Mutex<VecDeque<Push>>,
    pub(super) bug: Option<MemoryBug>,
}

impl Wire<'_> {
    fn unlucky(&self) -> bool {
        held(&self.chance).one_in(self.badness)
    }

    /// A message may be lost before it arrives; `None` stands for no answer.
    fn send(&self) -> Result<(), Option<Refusal>> {
        if self.unlucky() { Err(None) } else { Ok(()) }
    }

    /// And its answer after it was done.
    fn back<T>(&self, answer: Result<T, Refusal>) -> Result<T, Option<Refusal>> {
        if self.unlucky() { Err(None) } else { answer.map_err(Some) }
    }
}

impl Hub for Wire<'_> {
    type Trouble = Option<Refusal>;

    async fn status(&self, request: StatusRequest) -> Result<Status, Self::Trouble> {
        self.send()?;
        self.back(self.desk.status(request).await)
    }

    async fn push(&self, push: Push) -> Result<Pushed, Self::Trouble> {
        self.send()?;
        let late = held(self.late).pop_front();
        if let Some(late) = late {
            let _ = self.desk.push(late).await;
        }
        if self.unlucky() {
            held(self.late).push_back(push.clone());
        }
        if self.unlucky() {
            let _ = self.desk.push(push.clone()).await;
        }
        self.back(self.desk.push(push).await)
    }

    async fn pull(&self, pull: Pull) -> Result<Page, Self::Trouble> {
        self.send()?;
        let mut page = self.desk.pull(pull).await;
        if let (Ok(page), Some(MemoryBug::PageLosesChange)) = (&mut page, self.bug) {
            page.changes.retain(|_| !held(&self.chance).one_in(6));
        }
        self.back(page)
    }

    async fn picture(&self, picture: Picture) -> Result<PictureTaken, Self::Trouble> {
        self.send()?;
        self.back(self.desk.picture(picture).await)
    }

    async fn snapshot(
        &self,
        incarnation: Incarnation,
        into: &mut (dyn Write + Send),
    ) -> Result<(), Self::Trouble> {
        self.send()?;
        let mut whole = Vec::new();
        let answer = self.desk.snapshot(incarnation, &mut whole).await;
        // It may be cut off anywhere.
        let cut = match self.unlucky() {
            true => held(&self.chance).place(whole.len()),
            false => whole.len(),
        };
        into.write_all(&whole[..cut]).map_err(|_| None)?;
        answer.map_err(Some)
    }
}
