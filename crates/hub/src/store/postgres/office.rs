//! Connections, and transactions that change something.

use std::ops::Deref;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use deadpool_postgres::{
    Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Timeouts, Transaction,
};
use futures_util::future::try_join;
use parvis_domain::id::DeviceId;
use parvis_protocol::change::Cursor;
use tokio::sync::watch;
use tokio_postgres::types::ToSql;
use tokio_postgres::{IsolationLevel, Row, RowStream, Statement};

use super::super::identity::{Birth, Entropy, drawn};
use super::super::own::OwnSeries;
use super::super::{BoxError, Result, StoreError};
use super::address::{DatabaseAddress, Way};
use super::in_flight::InFlight;
use super::listening::{Alone, Listening, Reach};
use super::{listening, opening, tls};

/// How long reaching the database may take before it counts as gone.
const REACH: Duration = Duration::from_secs(3);
/// How many connections are kept. Those that write wait for each other anyway.
const CONNECTIONS: usize = 16;
/// What every connection is told. Plans are made for the values given: tables grow from nothing,
/// and a plan that was good at their beginning is not later.
const OPTIONS: &str = "-c statement_timeout=30s -c lock_timeout=20s \
    -c idle_in_transaction_session_timeout=60s -c plan_cache_mode=force_custom_plan \
    -c client_min_messages=warning";

/// An open database.
pub(crate) struct Office {
    pool: Pool,
    pub(crate) rehearsal: bool,
    /// This opening's own series. Held by whoever records a fact of the hub.
    pub(crate) own: tokio::sync::Mutex<Option<OwnSeries>>,
    pub(crate) in_flight: InFlight,
    entropy: Mutex<Entropy>,
    changed: watch::Sender<Cursor>,
    listening: Listening,
}

/// A transaction that changes something which others read by its number, over all hubs: numbers are
/// committed in their order, see migrations/postgres/005_turns.sql.
pub(crate) struct Writing<'c> {
    pub(crate) tx: Transaction<'c>,
    /// The number of the latest change; those of this transaction count on from it.
    pub(crate) cursor: i64,
    before: i64,
    turn: Turn,
}

/// When the changes of a transaction come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Nobody else writes.
    Alone,
    /// It has no numbers.
    NotTaken,
    /// Others may not be done yet that were given earlier numbers.
    Waiting,
    /// They are.
    Come,
}

impl Office {
    pub(crate) async fn open(address: &DatabaseAddress, mut birth: Birth) -> Result<Self> {
        let way = address.way()?;
        let tls = tls::connector(&way)?;
        let Way { mut config, .. } = way;
        let options = [config.get_options().unwrap_or_default(), OPTIONS].join(" ");
        config.options(options.trim()).application_name("parvis-hub").connect_timeout(REACH);
        config.keepalives_idle(Duration::from_secs(30)).tcp_user_timeout(Duration::from_secs(30));
        let recycling_method = RecyclingMethod::Fast;
        let managed = ManagerConfig { recycling_method };
        let manager = Manager::from_config(config.clone(), tls.clone(), managed);
        let timeouts = Timeouts { wait: Some(REACH), create: Some(REACH), recycle: Some(REACH) };
        let pool = Pool::builder(manager).max_size(CONNECTIONS).timeouts(timeouts);
        let pool = pool.runtime(Runtime::Tokio1).build();
        let pool = pool.map_err(|source| StoreError::Database(source.into()))?;
        // Before anything is read of it: no backup is restored from here on.
        let begun = Listening::begin(Reach { config, tls }).await?;
        let cursor = opening::open(&mut pool.get().await?, &mut birth).await?;
        let (changed, _) = watch::channel(Cursor(cursor.unsigned_abs()));
        let listening = begun.tell(changed.clone());
        Ok(Self {
            pool,
            rehearsal: birth.rehearsal,
            own: tokio::sync::Mutex::default(),
            in_flight: InFlight::default(),
            entropy: Mutex::new(birth.entropy),
            changed,
            listening,
        })
    }

    pub(crate) fn changed(&self) -> watch::Receiver<Cursor> {
        self.changed.subscribe()
    }

    /// Sees to it that nobody else has the database open.
    pub(crate) async fn alone(&self) -> Result<Alone> {
        self.listening.alone().await
    }

    pub(crate) async fn conn(&self) -> Result<Object> {
        Ok(self.pool.get().await?)
    }

    pub(crate) fn drawn<const N: usize>(&self) -> [u8; N] {
        drawn(&mut self.entropy.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Commits what was written, and tells everybody when there is something new.
    pub(crate) async fn commit(&self, writing: Writing<'_>) -> Result<()> {
        let Writing { tx, cursor, before, turn } = writing;
        if cursor != before {
            // Who wrote alone counted on by itself.
            let placed = match turn {
                Turn::Alone => ", setval('place', $1)",
                Turn::Come => "",
                Turn::NotTaken | Turn::Waiting => {
                    return Err(StoreError::damaged("a turn that was not taken or awaited"));
                }
            };
            let sql = format!(
                "WITH moved AS (UPDATE counter SET cursor = $1) \
                 SELECT pg_notify('parvis_hub', $2){placed}"
            );
            tx.query(&tx.prepare_cached(&sql).await?, &[&cursor, &cursor.to_string()]).await?;
        }
        tx.commit().await?;
        listening::tell(&self.changed, cursor);
        Ok(())
    }
}

impl<'c> Writing<'c> {
    /// Begins to write while nobody else does.
    pub(crate) async fn begin(conn: &'c mut Object) -> Result<Self> {
        let tx = conn.transaction().await?;
        for_arrays(&tx).await?;
        let mut writing = Self::unnumbered(tx);
        writing.write_alone().await?;
        Ok(writing)
    }

    /// Begins to write what a device brought, and nobody else what that one did. Without numbers:
    /// they are given by [`Self::take_turn`] or [`Self::write_alone`].
    pub(crate) async fn begin_of(conn: &'c mut Object, device: DeviceId) -> Result<Self> {
        let tx = conn.transaction().await?;
        let [a, b, c, d, ..] = device.0;
        let device = i32::from_be_bytes([a, b, c, d]);
        try_join(for_arrays(&tx), query(&tx, "SELECT hold_device($1)", &[&device])).await?;
        Ok(Self::unnumbered(tx))
    }

    fn unnumbered(tx: Transaction<'c>) -> Self {
        Self { tx, cursor: 0, before: 0, turn: Turn::NotTaken }
    }

    /// Waits until nobody else writes, and sees to it that nobody begins.
    pub(crate) async fn write_alone(&mut self) -> Result<()> {
        self.numbered("SELECT write_alone()", &[], Turn::Alone).await
    }

    /// Takes so many numbers, while others write under theirs.
    pub(crate) async fn take_turn(&mut self, count: usize) -> Result<()> {
        self.numbered("SELECT take_turn($1)", &[&stored(count)?], Turn::Waiting).await
    }

    async fn numbered(&mut self, sql: &str, given: Given<'_>, turn: Turn) -> Result<()> {
        let rows = query(&self.tx, sql, given).await?;
        let row = rows.first().ok_or_else(|| StoreError::damaged("numbers that nobody gives"))?;
        self.before = row.try_get(0)?;
        (self.cursor, self.turn) = (self.before, turn);
        Ok(())
    }

    /// The first of its numbers.
    pub(crate) fn first(&self) -> i64 {
        self.before + 1
    }

    /// How many of them it has used.
    pub(crate) fn count(&self) -> usize {
        usize::try_from(self.cursor - self.before).unwrap_or(0)
    }

    /// Waits until everything is committed that has lower numbers. From then on the transaction
    /// sees it, and nothing else comes in between.
    pub(crate) async fn await_turn(&mut self) -> Result<()> {
        if self.turn == Turn::Waiting {
            query(&self.tx, "SELECT await_turn($1)", &[&self.first()]).await?;
            self.turn = Turn::Come;
        }
        Ok(())
    }
}

impl<'c> Deref for Writing<'c> {
    type Target = Transaction<'c>;
    fn deref(&self) -> &Transaction<'c> {
        &self.tx
    }
}

/// What is written is given in arrays: planning anew for each would copy them about. And the few
/// rows that each of them finds are not worth a bitmap.
async fn for_arrays(tx: &Transaction<'_>) -> Result<()> {
    let sql = "SELECT set_config('plan_cache_mode', 'force_generic_plan', true), \
               set_config('enable_bitmapscan', 'off', true)";
    query(tx, sql, &[]).await.map(drop)
}

/// A transaction that sees one consistent state, however much is written meanwhile.
pub(crate) async fn reading(conn: &mut Object) -> Result<Transaction<'_>> {
    let builder = conn.build_transaction().read_only(true);
    Ok(builder.isolation_level(IsolationLevel::RepeatableRead).start().await?)
}

/// As [`reading`], for as long as it takes.
pub(crate) async fn reading_long(conn: &mut Object) -> Result<Transaction<'_>> {
    let tx = reading(conn).await?;
    tx.batch_execute("SET LOCAL statement_timeout = 0").await?;
    Ok(tx)
}

/// What is given to a statement.
pub(crate) type Given<'a> = &'a [&'a (dyn ToSql + Sync)];

/// Asks something.
pub(crate) async fn query(tx: &Transaction<'_>, sql: &str, given: Given<'_>) -> Result<Vec<Row>> {
    let statement = tx.prepare_cached(sql).await?;
    Ok(tx.query(&statement, given).await?)
}

/// Asks something whose answer may be long.
pub(crate) async fn stream(tx: &Transaction<'_>, sql: &str, given: Given<'_>) -> Result<RowStream> {
    let statement: Statement = tx.prepare_cached(sql).await?;
    Ok(tx.query_raw(&statement, given.iter().copied()).await?)
}

/// Changes something; gives how many rows.
pub(crate) async fn execute(tx: &Transaction<'_>, sql: &str, given: Given<'_>) -> Result<u64> {
    let statement = tx.prepare_cached(sql).await?;
    Ok(tx.execute(&statement, given).await?)
}

/// Bytes of a length that is known.
pub(crate) fn bytes<const N: usize>(row: &Row, column: usize) -> Result<[u8; N]> {
    let bytes: &[u8] = row.try_get(column)?;
    bytes.try_into().map_err(StoreError::unreadable("row"))
}

/// A count as it is stored.
pub(crate) fn stored<T: TryInto<i64, Error: Into<BoxError>>>(count: T) -> Result<i64> {
    count.try_into().map_err(StoreError::unreadable("count"))
}

/// A count that was stored.
pub(crate) fn count<T: TryFrom<i64, Error: Into<BoxError>>>(row: &Row, column: usize) -> Result<T> {
    let count: i64 = row.try_get(column)?;
    count.try_into().map_err(StoreError::unreadable("count"))
}
