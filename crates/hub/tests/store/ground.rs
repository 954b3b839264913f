//! Where the stores under test stand.

use std::future::Future;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use parvis_hub::store::{Birth, PostgresStore, Result, SqliteStore, Store};
use parvis_testkit::Chance;
use parvis_testkit::postgres::Cluster;

/// A place where one store can be opened, and opened again.
pub(crate) trait Ground: Send + Sync + 'static {
    /// What stands there.
    type Store: Store;

    /// Opens it, or gives birth to it.
    fn open_as(&self, rehearsal: bool) -> impl Future<Output = Result<Self::Store>> + Send;

    /// A second place like this one.
    fn another(&self) -> Self;

    /// Opens a real one.
    fn open(&self) -> impl Future<Output = Self::Store> + Send {
        async { self.open_as(false).await.unwrap() }
    }
}

/// A hub that is about to be born, with different secrets at every call and in every process.
pub(crate) fn birth(rehearsal: bool) -> Birth {
    let mut chance = Chance::fresh();
    Birth { rehearsal, name: "Hub".into(), entropy: Box::new(move |buffer| chance.fill(buffer)) }
}

pub(crate) struct Sqlite {
    pub(crate) folder: tempfile::TempDir,
}

impl Sqlite {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }
}

impl Ground for Sqlite {
    type Store = SqliteStore;

    async fn open_as(&self, rehearsal: bool) -> Result<SqliteStore> {
        SqliteStore::open(self.folder.path(), birth(rehearsal))
    }

    fn another(&self) -> Self {
        Self::new()
    }
}

pub(crate) struct Postgres {
    pub(crate) url: String,
}

impl Postgres {
    /// A new database of the one server of this test program.
    pub(crate) fn new() -> Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        static DATABASES: AtomicU64 = AtomicU64::new(0);
        let cluster = CLUSTER.get_or_init(|| Cluster::start().unwrap());
        let name = format!("hub_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        Self { url: cluster.create_database(&name).unwrap() }
    }
}

impl Ground for Postgres {
    type Store = PostgresStore;

    async fn open_as(&self, rehearsal: bool) -> Result<PostgresStore> {
        PostgresStore::open(&self.url, birth(rehearsal)).await
    }

    fn another(&self) -> Self {
        Self::new()
    }
}
