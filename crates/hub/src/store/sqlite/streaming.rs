//! Answers too long to be gathered: read on a thread that may wait, and handed over in handfuls.
//! Who takes them slowly makes the reading slow, not the memory full.

use std::sync::Arc;

use parvis_protocol::change::Cursor;
use parvis_protocol::epoch::Epoch;
use tokio::sync::mpsc;

use super::super::{Attendance, Attended, BoxError, Filling, Result, StoreError, View};
use super::desk::Office;
use super::{attendance as rows, change};

/// How many are handed over at once.
const HANDFUL: usize = 256;
/// How many handfuls may wait.
const WAITING: usize = 4;

/// What stopped because nobody listens any more: its reason is told elsewhere.
fn nobody_listens() -> StoreError {
    StoreError::Stopped("nobody listens".into())
}

/// Gathers handfuls, and hands them over.
struct Hand<T> {
    to: mpsc::Sender<Vec<T>>,
    handful: Vec<T>,
}

impl<T> Hand<T> {
    fn new(to: mpsc::Sender<Vec<T>>) -> Self {
        Self { to, handful: Vec::with_capacity(HANDFUL) }
    }

    fn add(&mut self, one: T) -> Result<()> {
        self.handful.push(one);
        if self.handful.len() < HANDFUL { Ok(()) } else { self.give() }
    }

    fn give(&mut self) -> Result<()> {
        let handful = std::mem::take(&mut self.handful);
        self.to.blocking_send(handful).map_err(|_| nobody_listens())
    }
}

/// Runs `read` apart, and `each` here with everything that it hands over.
async fn hand_over<T: Send + 'static>(
    read: impl FnOnce(&mut dyn FnMut(T) -> Result<()>) -> Result<()> + Send + 'static,
    each: &mut (dyn FnMut(T) -> Result<(), BoxError> + Send),
) -> Result<()> {
    let (to, mut from) = mpsc::channel::<Vec<T>>(WAITING);
    let reading = tokio::task::spawn_blocking(move || {
        let mut hand = Hand::new(to);
        read(&mut |one| hand.add(one))?;
        hand.give()
    });
    let mut outcome = Ok(());
    'all: while let Some(handful) = from.recv().await {
        for one in handful {
            if let Err(reason) = each(one) {
                outcome = Err(StoreError::Stopped(reason));
                break 'all;
            }
        }
    }
    drop(from);
    let read = reading.await.unwrap_or(Err(StoreError::Panicked));
    outcome.and(read)
}

enum Piece {
    Head(Epoch, Cursor, u64),
    Line(String),
}

pub(crate) async fn snapshot(
    office: &Arc<Office>,
    view: &View,
    each: &mut (dyn FnMut(Filling<'_>) -> Result<(), BoxError> + Send),
) -> Result<()> {
    let (office, view) = (Arc::clone(office), view.clone());
    let read = move |hand: &mut dyn FnMut(Piece) -> Result<()>| {
        office.read(|conn| {
            let (epoch, cursor, about) = change::head(conn, &view)?;
            hand(Piece::Head(epoch, cursor, about))?;
            change::lines(conn, &view, &mut |line| hand(Piece::Line(line)))
        })
    };
    hand_over(read, &mut |piece| match piece {
        Piece::Head(epoch, cursor, about) => each(Filling::Head { epoch, cursor, about }),
        Piece::Line(line) => each(Filling::Line(&line)),
    })
    .await
}

pub(crate) async fn attendance(
    office: &Arc<Office>,
    of: &Attendance,
    each: &mut (dyn FnMut(Attended) -> Result<(), BoxError> + Send),
) -> Result<()> {
    let (office, of) = (Arc::clone(office), of.clone());
    let read = move |hand: &mut dyn FnMut(Attended) -> Result<()>| {
        office.read(|conn| rows::attendance(conn, &of, hand))
    };
    hand_over(read, each).await
}
