//! TLS to a database.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::{Result, StoreError};
use super::address::Way;

/// What makes connections along a way.
pub(super) fn connector(way: &Way) -> Result<MakeRustlsConnect> {
    let mut roots = RootCertStore::empty();
    match &way.authority {
        _ if !way.encrypted => {}
        Some(file) => add(&mut roots, file)?,
        None => {
            let system = rustls_native_certs::load_native_certs();
            for error in system.errors {
                tracing::warn!(%error, "authorities of this system cannot be read");
            }
            roots.add_parsable_certificates(system.certs);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|error| StoreError::Database(error.into()))?;
    Ok(MakeRustlsConnect::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// Adds every certificate of a file.
fn add(roots: &mut RootCertStore, file: &Path) -> Result<()> {
    let unusable = |source| StoreError::Folder { path: file.to_owned(), source };
    let certificates = CertificateDer::pem_file_iter(file).map_err(|e| unusable(reason(e)))?;
    for certificate in certificates {
        let certificate = certificate.map_err(|error| unusable(reason(error)))?;
        roots.add(certificate).map_err(|error| unusable(io::Error::other(error)))?;
    }
    match roots.is_empty() {
        true => Err(unusable(io::Error::other("it holds no certificate in PEM"))),
        false => Ok(()),
    }
}

fn reason(error: pem::Error) -> io::Error {
    match error {
        pem::Error::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// Whether a connection was broken off because of the certificate there.
pub(super) fn is_distrust(error: &tokio_postgres::Error) -> bool {
    let mut reason = std::error::Error::source(error);
    while let Some(error) = reason {
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let of_tls = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>());
        if let Some(rustls::Error::InvalidCertificate(_)) = of_tls {
            return true;
        }
        reason = error.source();
    }
    false
}
