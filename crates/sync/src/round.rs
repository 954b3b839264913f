//! One round: how do we stand, what is missing there, what is new here.

use std::io::{BufReader, SeekFrom};

use jiff::Timestamp;
use parvis_domain::hub_time::{HubTime, Reading};
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_protocol::change::Cursor;
use parvis_protocol::exchange::{Page, Pull, Push, SeatsShort, SeatsWanted, Status, StatusRequest};
use parvis_protocol::hub::Hub;
use parvis_protocol::key::PublicKey;
use parvis_protocol::limits::{PAGE_CHANGES, PUSHED_RECORDS};
use parvis_protocol::replica::Replica;
use parvis_protocol::screen::ScreenReport;
use parvis_protocol::series::Batch;
use parvis_protocol::snapshot::SnapshotError;
use parvis_protocol::statement::{DeviceStanding, Statement, StatementError};

use crate::plan::{Here, Missing, Plan, Read, plan};
use crate::spool::{Spool, Writing};

/// Whom a kiosk is enrolled with, and as whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bond {
    /// This device.
    pub device: DeviceId,
    /// The hub.
    pub hub: DeviceId,
    /// The hub's key, believed since the enrolment.
    pub hub_key: PublicKey,
}

/// What a round needs besides the two ends.
pub struct Means<'m> {
    /// Whom it speaks with.
    pub bond: Bond,
    /// The program's version, for the hub to show.
    pub version: &'m str,
    /// What the kiosk's clocks read.
    pub clocks: &'m (dyn Fn() -> Reading + Sync),
    /// Told what the hub's clock read.
    pub heard: &'m mut (dyn FnMut(HubTime) + Send),
    /// Seats of hard capacities to ask for.
    pub seats: Vec<SeatsWanted>,
    /// How the device's screens are; `None` for who has nothing to do with screens.
    pub screens: Option<Vec<ScreenReport>>,
    /// Where a snapshot is put until it was checked.
    pub spool: &'m mut dyn Spool,
    /// Told how much of a snapshot has been taken, from 0 to 1.
    pub progress: &'m mut (dyn FnMut(f64) + Send),
}

/// What came of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What the hub has declared about this device, as it holds here.
    pub statement: Statement,
    /// How many records were pushed.
    pub pushed: u64,
    /// How many changes were taken; a snapshot counts as one.
    pub taken: u64,
    /// How far the hub's changes were taken when the round ended.
    pub cursor: Option<Cursor>,
    /// Seats that other devices needed when it began.
    pub short: Vec<SeatsShort>,
    /// Boards that the hub wants a picture of, by the names of their screens.
    pub pictures: Vec<String>,
}

/// Why a round was broken off. What was done by then stays done.
#[derive(Debug, thiserror::Error)]
pub enum RoundError<T, E: std::error::Error> {
    /// The hub did not answer, or refused.
    #[error("{0}")]
    Hub(T),
    /// The kiosk's own store could not be used.
    #[error(transparent)]
    Store(#[from] Box<E>),
    /// The hub's statement is not one.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// The snapshot is not one, or could not be put down.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// The hub answered something that cannot be.
    #[error("the hub answers nonsense: {0}")]
    Nonsense(&'static str),
}

type Result<V, R, H> =
    std::result::Result<V, RoundError<<H as Hub>::Trouble, <R as Replica>::Error>>;

/// Makes one round.
///
/// # Errors
/// See [`RoundError`].
pub async fn round<R: Replica, H: Hub>(
    replica: &R,
    hub: &H,
    means: &mut Means<'_>,
) -> Result<Done, R, H> {
    let series = stored(replica.own_series())?;
    let unsent = series.iter().map(|own| own.last.saturating_sub(own.safe)).sum();
    let asked = (means.clocks)();
    let request = StatusRequest {
        now: asked.now,
        version: means.version.to_owned(),
        unsent,
        seats: std::mem::take(&mut means.seats),
        epoch: stored(replica.life())?,
        screens: means.screens.take(),
    };
    let status = hub.status(request).await.map_err(RoundError::Hub)?;
    let Bond { device, hub: id, hub_key } = means.bond;
    let statement = status.statement.open(&hub_key, id, device)?;
    let answered = (means.clocks)();
    (means.heard)(HubTime::heard(asked, status.now, answered));
    let ahead_ms = ahead_ms(asked.now, answered.now, status.now);
    let holds = stored(replica.note_status(&status, &statement, answered.now, ahead_ms))?;

    let here = here(replica, &status)?;
    let Plan { push, give_back, read } = plan(&here, &status, statement.number);
    let (short, pictures) = (status.short.clone(), status.pictures.clone());
    let mut done = Done { statement: holds, pushed: 0, taken: 0, cursor: None, short, pictures };
    done.pushed = push_missing(replica, hub, means, push).await?;
    if done.statement.standing == DeviceStanding::Enrolled {
        if give_back {
            return_its_own(replica, hub, means).await?;
        }
        done.taken = match read {
            Read::Nothing => 0,
            Read::After(cursor) => pull(replica, hub, &status, statement.number, cursor).await?,
            Read::Everything => fill(replica, hub, means).await?,
        };
        // As of the question: what changed while the answers came may not be in them.
        stored(replica.note_in_step(asked.now))?;
    }
    done.cursor = stored(replica.bookmark())?.map(|bookmark| bookmark.cursor);
    Ok(done)
}

fn stored<V, T, E: std::error::Error>(
    outcome: std::result::Result<V, E>,
) -> std::result::Result<V, RoundError<T, E>> {
    outcome.map_err(|error| RoundError::Store(Box::new(error)))
}

/// How far the clock here is ahead, taking the answer to have been made halfway.
fn ahead_ms(asked: Timestamp, answered: Timestamp, there: Timestamp) -> i64 {
    let halfway = i64::midpoint(asked.as_millisecond(), answered.as_millisecond());
    halfway.saturating_sub(there.as_millisecond())
}

fn here<R: Replica, T>(
    replica: &R,
    status: &Status,
) -> std::result::Result<Here, RoundError<T, R::Error>> {
    let hash_there = |of: Incarnation| match status.series.iter().find(|end| end.incarnation == of)
    {
        Some(end) => replica.own_hash(of, end.seq),
        None => Ok(None),
    };
    let series = stored(replica.own_series())?.into_iter();
    let series = series.map(|own| Ok((own, stored(hash_there(own.incarnation))?)));
    Ok(Here {
        life: stored(replica.life())?,
        bookmark: stored(replica.bookmark())?,
        series: series.collect::<std::result::Result<_, RoundError<T, R::Error>>>()?,
    })
}

/// Pushes what is missing, several short series in one request.
async fn push_missing<R: Replica, H: Hub>(
    replica: &R,
    hub: &H,
    means: &Means<'_>,
    missing: Vec<Missing>,
) -> Result<u64, R, H> {
    let mut pushed = 0;
    let mut batches: Vec<Batch> = Vec::new();
    for Missing { incarnation, mut after } in missing {
        loop {
            let waiting: usize = batches.iter().map(|batch| batch.records.len()).sum();
            let room = PUSHED_RECORDS.saturating_sub(waiting);
            if room == 0 {
                pushed += push(replica, hub, means, std::mem::take(&mut batches)).await?;
                continue;
            }
            let Some(batch) = stored(replica.batch(incarnation, after, room))? else { break };
            after = batch.head.seq;
            batches.push(batch);
        }
    }
    if !batches.is_empty() {
        pushed += push(replica, hub, means, batches).await?;
    }
    Ok(pushed)
}

async fn push<R: Replica, H: Hub>(
    replica: &R,
    hub: &H,
    means: &Means<'_>,
    batches: Vec<Batch>,
) -> Result<u64, R, H> {
    let records = batches.iter().map(|batch| batch.records.len() as u64).sum();
    let push = Push { now: (means.clocks)().now, batches, given_back: Vec::new() };
    let answer = hub.push(push).await.map_err(RoundError::Hub)?;
    stored(replica.note_safe(&answer))?;
    Ok(records)
}

/// Gives the hub its own records back, before anything is taken from its new life.
async fn return_its_own<R: Replica, H: Hub>(
    replica: &R,
    hub: &H,
    means: &Means<'_>,
) -> Result<(), R, H> {
    let mut after = 0;
    loop {
        let (given_back, last) = stored(replica.of_hub(after, PUSHED_RECORDS))?;
        if given_back.is_empty() {
            return Ok(());
        }
        let push = Push { now: (means.clocks)().now, batches: Vec::new(), given_back };
        hub.push(push).await.map_err(RoundError::Hub)?;
        after = last;
    }
}

/// Reads pages until there is no more.
async fn pull<R: Replica, H: Hub>(
    replica: &R,
    hub: &H,
    status: &Status,
    statement: u64,
    mut after: Cursor,
) -> Result<u64, R, H> {
    let (epoch, incarnation, limit) = (status.epoch, replica.incarnation(), PAGE_CHANGES);
    let mut taken = 0;
    loop {
        let ask = Pull { epoch, statement, after, incarnation, limit };
        let page = hub.pull(ask).await.map_err(RoundError::Hub)?;
        believable(&page, &ask).map_err(RoundError::Nonsense)?;
        stored(replica.take_page(statement, &page))?;
        taken += page.changes.len() as u64;
        after = page.cursor;
        if !page.more {
            return Ok(taken);
        }
    }
}

/// A page must be of the life that was asked about and lead on.
fn believable(page: &Page, asked: &Pull) -> std::result::Result<(), &'static str> {
    if page.epoch != asked.epoch {
        return Err("a page of another life of its database");
    }
    if page.cursor < asked.after {
        return Err("a page that leads backwards");
    }
    if page.more && page.cursor == asked.after {
        return Err("a page that leads nowhere");
    }
    Ok(())
}

/// Gets everything, checks it, and only then takes it.
async fn fill<R: Replica, H: Hub>(
    replica: &R,
    hub: &H,
    means: &mut Means<'_>,
) -> Result<u64, R, H> {
    let spool = &mut *means.spool;
    spool.clear().map_err(SnapshotError::from)?;
    let mut writer = Writing(spool);
    hub.snapshot(replica.incarnation(), &mut writer).await.map_err(RoundError::Hub)?;
    spool.seek(SeekFrom::Start(0)).map_err(SnapshotError::from)?;
    let checked = parvis_protocol::snapshot::SnapshotReader::begin(BufReader::new(&mut *spool))?
        .check(&means.bond.hub_key)?;
    if (checked.hub, checked.device) != (means.bond.hub, means.bond.device) {
        return Err(SnapshotError::Foreign.into());
    }
    spool.seek(SeekFrom::Start(0)).map_err(SnapshotError::from)?;
    let mut whole = BufReader::new(&mut *spool);
    stored(replica.take_snapshot(&mut whole, means.progress))?;
    spool.clear().map_err(SnapshotError::from)?;
    Ok(1)
}
