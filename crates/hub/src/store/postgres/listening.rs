//! Hearing that something changed, whichever hub changed it.

use std::time::Duration;

use futures_util::stream::{StreamExt, poll_fn};
use parvis_protocol::change::Cursor;
use tokio::sync::{mpsc, watch};
use tokio_postgres::{AsyncMessage, Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::Result;

/// How long to wait before trying again when the database is gone.
const AGAIN: Duration = Duration::from_secs(1);
/// How often to ask when nothing is heard: a connection can be dead without saying so.
const ASK: Duration = Duration::from_secs(15);
/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(5);

/// Tells a number to those who wait, if it is news.
pub(crate) fn tell(changed: &watch::Sender<Cursor>, cursor: i64) {
    let cursor = Cursor(cursor.unsigned_abs());
    changed.send_if_modified(|told| {
        let is_news = cursor > *told;
        *told = cursor.max(*told);
        is_news
    });
}

/// Listens for ever, and connects again whenever the connection is lost.
pub(crate) async fn listen(config: Config, tls: MakeRustlsConnect, changed: watch::Sender<Cursor>) {
    loop {
        if let Err(error) = listen_once(&config, &tls, &changed).await {
            tracing::debug!(%error, "nothing is heard of other hubs for the moment");
        }
        tokio::time::sleep(AGAIN).await;
    }
}

async fn listen_once(
    config: &Config,
    tls: &MakeRustlsConnect,
    changed: &watch::Sender<Cursor>,
) -> Result<()> {
    let (client, mut connection) = config.connect(tls.clone()).await?;
    let (heard, mut notes) = mpsc::channel(16);
    let mut messages = poll_fn(move |context| connection.poll_message(context));
    let driving = async move {
        while let Some(Ok(message)) = messages.next().await {
            if let AsyncMessage::Notification(note) = message {
                // A full channel has newer numbers than whoever reads it needs.
                let _ = heard.try_send(note.payload().parse::<i64>().unwrap_or_default());
            }
        }
    };
    let listening = async {
        client.batch_execute("LISTEN parvis_hub").await?;
        // What happened before is not told any more.
        tell(changed, ask(&client).await?);
        loop {
            match tokio::time::timeout(ASK, notes.recv()).await {
                Ok(Some(cursor)) => tell(changed, cursor),
                Ok(None) => return Ok(()),
                Err(_) => tell(changed, ask(&client).await?),
            }
        }
    };
    tokio::select! {
        () = driving => Ok(()),
        outcome = listening => outcome,
    }
}

async fn ask(client: &Client) -> Result<i64> {
    let asked = client.query_one("SELECT cursor FROM counter", &[]);
    match tokio::time::timeout(ANSWER, asked).await {
        Ok(row) => Ok(row?.try_get(0)?),
        Err(late) => Err(super::super::StoreError::unavailable("it does not answer")(late)),
    }
}
