//! A line of its own to the database: it says that somebody has the database open, and hears that
//! something changed, whichever hub changed it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::stream::{StreamExt, poll_fn};
use parvis_protocol::change::Cursor;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::{Result, StoreError};

/// How long to wait before trying again when the database is gone.
const AGAIN: Duration = Duration::from_secs(1);
/// How often to ask when nothing is heard: a connection can be dead without saying so.
const ASK: Duration = Duration::from_secs(15);
/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(5);

/// What every line holds together with others, and who restores a backup alone: “PRVO”.
const OPEN: i64 = 0x5052_564f;
/// How often it is tried to hold it, and how long to wait in between: somebody may be just closing.
const TRIES: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(100);

/// Where the database is and how it is reached.
#[derive(Clone)]
pub(crate) struct Reach {
    pub(crate) config: Config,
    pub(crate) tls: MakeRustlsConnect,
}

/// A connection that is driven until it is dropped.
struct Line {
    client: Arc<Client>,
    /// The newest number that was heard. What nobody has looked at yet is overtaken by it.
    heard: watch::Receiver<i64>,
    driving: JoinHandle<()>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.driving.abort();
    }
}

impl Line {
    async fn open(Reach { config, tls }: &Reach) -> Result<Self> {
        let (client, mut connection) = config.connect(tls.clone()).await?;
        let (tell, heard) = watch::channel(0);
        let mut messages = poll_fn(move |context| connection.poll_message(context));
        let driving = tokio::spawn(async move {
            while let Some(Ok(message)) = messages.next().await {
                if let AsyncMessage::Notification(note) = message {
                    let cursor: i64 = note.payload().parse().unwrap_or_default();
                    tell.send_modify(|newest| *newest = cursor.max(*newest));
                }
            }
        });
        let line = Self { client: Arc::new(client), heard, driving };
        if !held(&line.client, "SELECT pg_try_advisory_lock_shared($1)").await? {
            let what = "a backup is being restored into the database";
            return Err(StoreError::unavailable(what)("try again when that is done"));
        }
        line.client.batch_execute("LISTEN parvis_hub").await?;
        Ok(line)
    }

    /// Tells every number that is heard, until the line is dead.
    async fn listen(&mut self, changed: &watch::Sender<Cursor>) -> Result<()> {
        // What happened before is not told any more.
        tell(changed, ask(&self.client).await?);
        loop {
            match tokio::time::timeout(ASK, self.heard.changed()).await {
                Ok(Ok(())) => tell(changed, *self.heard.borrow_and_update()),
                Ok(Err(_)) => return Ok(()),
                Err(_) => tell(changed, ask(&self.client).await?),
            }
        }
    }
}

/// Whether a lock could be had, in a while.
async fn held(client: &Client, sql: &str) -> Result<bool> {
    for _ in 0..TRIES {
        if client.query_one(sql, &[&OPEN]).await?.try_get(0)? {
            return Ok(true);
        }
        tokio::time::sleep(BETWEEN).await;
    }
    Ok(false)
}

/// A line that is made anew whenever it is dead, until this is dropped.
pub(crate) struct Listening {
    client: Arc<Mutex<Arc<Client>>>,
    listening: JoinHandle<()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// That nobody else has the database open, until it is let go.
pub(crate) struct Alone(Arc<Client>);

impl Alone {
    pub(crate) async fn let_go(self) -> Result<()> {
        self.0.query_one("SELECT pg_advisory_unlock($1)", &[&OPEN]).await?;
        Ok(())
    }
}

impl Listening {
    /// Begins; from when this returns on, whoever wants to be alone finds that it is not.
    pub(crate) async fn begin(reach: Reach) -> Result<Begun> {
        let line = Line::open(&reach).await?;
        Ok(Begun { reach, line })
    }

    /// Waits until nobody else has the database open.
    ///
    /// # Errors
    /// [`StoreError::OpenElsewhere`].
    pub(crate) async fn alone(&self) -> Result<Alone> {
        let client = Arc::clone(&self.client.lock().unwrap_or_else(PoisonError::into_inner));
        // The line's own hold, which it shares, is in nobody's way who asks on the same line.
        match held(&client, "SELECT pg_try_advisory_lock($1)").await? {
            true => Ok(Alone(client)),
            false => Err(StoreError::OpenElsewhere),
        }
    }
}

/// A first line, which does not listen yet.
pub(crate) struct Begun {
    reach: Reach,
    line: Line,
}

impl Begun {
    /// Tells what is heard from now on.
    pub(crate) fn tell(self, changed: watch::Sender<Cursor>) -> Listening {
        let Self { reach, line } = self;
        let client = Arc::new(Mutex::new(Arc::clone(&line.client)));
        let listening = tokio::spawn(listen(reach, line, Arc::clone(&client), changed));
        Listening { client, listening }
    }
}

/// Listens for ever.
async fn listen(
    reach: Reach,
    mut line: Line,
    client: Arc<Mutex<Arc<Client>>>,
    changed: watch::Sender<Cursor>,
) {
    loop {
        if let Err(error) = line.listen(&changed).await {
            tracing::debug!(%error, "nothing is heard of other hubs for the moment");
        }
        line = loop {
            tokio::time::sleep(AGAIN).await;
            match Line::open(&reach).await {
                Ok(line) => break line,
                Err(error) => tracing::debug!(%error, "the database is not to be reached"),
            }
        };
        *client.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&line.client);
    }
}

/// Tells a number to those who wait, if it is news.
pub(crate) fn tell(changed: &watch::Sender<Cursor>, cursor: i64) {
    let cursor = Cursor(cursor.unsigned_abs());
    changed.send_if_modified(|told| {
        let is_news = cursor > *told;
        *told = cursor.max(*told);
        is_news
    });
}

async fn ask(client: &Client) -> Result<i64> {
    let asked = client.query_one("SELECT cursor FROM counter", &[]);
    match tokio::time::timeout(ANSWER, asked).await {
        Ok(row) => Ok(row?.try_get(0)?),
        Err(late) => Err(StoreError::unavailable("it does not answer")(late)),
    }
}
