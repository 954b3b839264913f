//! The hub's end of the network: where it listens, with or without TLS, and how it ends.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum_server::Server;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::TokioTimer;

use super::connections::{self, Connections};
use super::{Limits, routes};
use crate::console::Pages;
use crate::service::Service;
use crate::store::Store;

/// Ends a hub that serves, and says where it listens.
pub type Handle = axum_server::Handle<SocketAddr>;

/// The largest head of a request, in bytes; also how much of a body is read ahead.
const HEAD_BYTES: usize = 64 * 1024;

/// Where a hub listens.
#[derive(Debug, Clone)]
pub struct Listen {
    /// The address; port 0 takes any that is free.
    pub address: SocketAddr,
    /// Files with a certificate, with those it rests on, and its private key, in PEM; `None` to
    /// speak without TLS.
    pub tls: Option<(PathBuf, PathBuf)>,
}

/// Why a hub does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, for one, or not this machine's.
    #[error("cannot listen on {address}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The files are none, or do not belong together.
    #[error("{} and {} are no certificate and key", cert.display(), key.display())]
    Certificate {
        /// The certificate's file.
        cert: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// What is wrong with them.
        source: io::Error,
    },
}

/// Serves devices and browsers until `handle` ends it.
///
/// # Errors
/// [`ServeError`].
pub async fn serve<S: Store>(
    service: &Service<S>,
    pages: Pages,
    mut limits: Limits,
    listen: Listen,
    handle: Handle,
) -> Result<(), ServeError> {
    limits.connections = connections::allowed(limits.connections);
    let connections = Connections::of(&limits);
    let app = routes(service, Some(pages), &limits, connections.clone());
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let Listen { address, tls } = listen;
    let server = axum_server::bind(address).handle(handle);
    let served = match tls {
        None => limited(server.acceptor(connections), &limits).serve(app).await,
        Some((cert, key)) => {
            let config = match certificate(&cert, &key).await {
                Ok(config) => config,
                Err(source) => return Err(ServeError::Certificate { cert, key, source }),
            };
            let acceptor = RustlsAcceptor::new(config).acceptor(connections);
            limited(server.acceptor(acceptor), &limits).serve(app).await
        }
    };
    served.map_err(|source| ServeError::Listen { address, source })
}

/// HTTP/1.1 alone: a connection is one request at a time, so that to count the ones is to count
/// the others.
fn limited<A>(mut server: Server<SocketAddr, A>, limits: &Limits) -> Server<SocketAddr, A> {
    server
        .http_builder()
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.silence)
        .max_buf_size(HEAD_BYTES);
    server.http1_only()
}

async fn certificate(cert: &PathBuf, key: &PathBuf) -> io::Result<RustlsConfig> {
    // Twice is no fault: the provider is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let read = RustlsConfig::from_pem_file(cert, key).await?;
    let mut config = (*read.get_inner()).clone();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}
