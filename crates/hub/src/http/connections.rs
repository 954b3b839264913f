//! Connections: so many at once and no more, and none that is kept by whoever takes nothing.

use std::fs;
use std::future::{Ready, ready};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use prometheus_client::metrics::counter::Counter;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Sleep, sleep};

use super::Limits;

/// How many open files the process needs besides connections: the store, uploads, the log.
const OTHER_FILES: usize = 256;
/// How many connections there are at least, however few files the system allows.
const AT_LEAST: usize = 16;

/// The connections of one hub process. Clones are the same.
#[derive(Clone)]
pub(super) struct Connections {
    places: Arc<Semaphore>,
    at_most: usize,
    stalled: Duration,
    pub(super) refused: Counter,
}

impl Connections {
    /// As the limits say.
    pub(super) fn of(limits: &Limits) -> Self {
        Self::new(limits.connections, limits.stalled)
    }

    /// So many at once, each let go when nothing was taken of what is sent for so long.
    fn new(at_most: usize, stalled: Duration) -> Self {
        let places = Arc::new(Semaphore::new(at_most));
        Self { places, at_most, stalled, refused: Counter::default() }
    }

    /// How many there are now.
    pub(super) fn number(&self) -> usize {
        self.at_most.saturating_sub(self.places.available_permits())
    }
}

impl<I, S> Accept<I, S> for Connections {
    type Stream = Held<I>;
    type Service = S;
    type Future = Ready<io::Result<(Held<I>, S)>>;

    /// One too many is closed at once: it would cost a file to let it wait.
    fn accept(&self, stream: I, service: S) -> Self::Future {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            self.refused.inc();
            tracing::debug!(at_most = self.at_most, "a connection was refused");
            return ready(Err(io::Error::other("there are as many connections as there may be")));
        };
        let patience = self.stalled;
        ready(Ok((Held { stream, patience, stalled: None, _place: place }, service)))
    }
}

/// A connection that has a place until it is dropped.
pub(super) struct Held<I> {
    stream: I,
    /// How long whoever is there may take nothing of what is sent.
    patience: Duration,
    /// Until when something must have been taken, while something waits to be.
    stalled: Option<Pin<Box<Sleep>>>,
    _place: OwnedSemaphorePermit,
}

impl<I> Held<I> {
    fn patient(
        &mut self,
        context: &mut Context<'_>,
        sent: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if sent.is_ready() {
            self.stalled = None;
            return sent;
        }
        let patience = self.patience;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(patience)));
        stalled.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Held<I> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, buffer)
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Held<I> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let sent = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.patient(context, sent)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let sent = Pin::new(&mut this.stream).poll_write_vectored(context, pieces);
        this.patient(context, sent)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

/// As many of these connections as the system allows this process files for.
pub(super) fn allowed(wanted: usize) -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let Some(files) = open_files(&limits) else { return wanted };
    let allowed = files.saturating_sub(OTHER_FILES).max(AT_LEAST);
    if allowed < wanted {
        tracing::warn!(files, allowed, wanted, "few files may be open: fewer connections are held");
    }
    wanted.min(allowed)
}

/// How many files may be open, as Linux tells it; `None` where that is not told or has no end.
fn open_files(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};

    use super::*;

    async fn held(connections: &Connections) -> io::Result<(Held<DuplexStream>, DuplexStream)> {
        let (near, far) = duplex(64);
        let (held, ()) = connections.accept(near, ()).await?;
        Ok((held, far))
    }

    #[tokio::test]
    async fn one_too_many_is_refused_until_another_ends() {
        let connections = Connections::new(2, Duration::from_secs(60));
        let one = held(&connections).await.unwrap();
        let _two = held(&connections).await.unwrap();
        assert!(held(&connections).await.is_err());
        assert_eq!((connections.number(), connections.refused.get()), (2, 1));
        drop(one);
        assert!(held(&connections).await.is_ok());
    }

    #[tokio::test]
    async fn who_takes_nothing_is_let_go_and_who_takes_slowly_is_not() {
        let patience = Duration::from_millis(200);
        let connections = Connections::new(1, patience);
        let (mut held, mut far) = held(&connections).await.unwrap();
        let slowly = tokio::spawn(async move {
            for _ in 0..10 {
                tokio::time::sleep(patience / 4).await;
                far.read_exact(&mut [0; 64]).await.unwrap();
            }
            // Kept open, and nothing more is taken.
            far
        });
        held.write_all(&[0; 10 * 64]).await.unwrap();
        let _far = slowly.await.unwrap();
        let error = held.write_all(&[0; 1_000]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn the_system_is_asked_how_many_files_may_be_open() {
        let told = "Limit                     Soft Limit           Hard Limit           Units\n\
                    Max processes             63448                63448                processes\n\
                    Max open files            1024                 524288               files\n";
        assert_eq!(open_files(told), Some(1_024));
        assert_eq!(open_files(&told.replace("1024", "unlimited")), None);
        assert_eq!(open_files(""), None);
    }
}
