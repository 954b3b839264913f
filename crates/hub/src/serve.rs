//! `parvis-hub serve`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use parvis_hub::console::{self, Console, Setting};
use parvis_hub::control;
use parvis_hub::http::{self, Handle, Limits, Listen};
use parvis_hub::service::Service;
use parvis_hub::store::Store;
use tokio::signal::unix::{SignalKind, signal};

use crate::cli::Serve;

/// How long requests under way may take to end when the hub is told to.
const ENDING: Duration = Duration::from_secs(5);

/// Serves until the process is told to end.
pub(crate) async fn run<S: Store>(
    service: Service<S>,
    folder: Option<PathBuf>,
    options: Serve,
) -> anyhow::Result<ExitCode> {
    let encrypted = options.tls_cert.is_some();
    if !encrypted && !options.without_tls && !options.listen.ip().is_loopback() {
        bail!(
            "beyond this machine the hub listens with HTTPS only: give --tls-cert and --tls-key, or, \
             if something in front of it encrypts, say --without-tls"
        );
    }
    let handle = Handle::new();
    tokio::spawn(end_on_signal(handle.clone()));
    let setting = Setting {
        encrypted: encrypted || options.address.as_deref().is_some_and(is_https),
        address: options.address.clone(),
        store: folder.as_ref().map_or("PostgreSQL".into(), |folder| folder.display().to_string()),
    };
    let console = Console::new(service.clone(), setting)?;
    let listen = Listen { address: options.listen, tls: options.tls_cert.zip(options.tls_key) };
    let (serving, pages, ending) = (service.clone(), console::pages(&console), handle.clone());
    let mut served = tokio::spawn(async move {
        http::serve(&serving, pages, Limits::default(), listen, ending).await
    });
    tokio::select! {
        Some(bound) = handle.listening() => {
            let address = options.address.unwrap_or_else(|| usual_address(bound, encrypted));
            console.reached_at(address.clone());
            announce(&service, bound, &address);
            if let Some(folder) = folder {
                let runtime = tokio::runtime::Handle::current();
                control::listen(&folder, service, Some(address), runtime)
                    .context("commands at this machine cannot be taken")?;
            }
            served.await??;
        }
        // It never came so far: a port that is taken, a certificate that is none.
        ended = &mut served => ended??,
    }
    tracing::info!("ended");
    Ok(ExitCode::SUCCESS)
}

fn is_https(address: &str) -> bool {
    address.starts_with("https://")
}

/// Where kiosks reach a hub that nobody gave a name: good on this machine at least.
fn usual_address(bound: SocketAddr, encrypted: bool) -> String {
    let scheme = if encrypted { "https" } else { "http" };
    format!("{scheme}://{bound}")
}

#[allow(clippy::print_stdout, reason = "where it listens has to be found by a person")]
fn announce<S: Store>(service: &Service<S>, bound: SocketAddr, address: &str) {
    let key = service.signing_key().public();
    println!("Listening on {bound}, for kiosks at {address}");
    println!("Console: {address}/console");
    println!("Key: {}", key.fingerprint());
    tracing::info!(%bound, hub = %service.identity().device, "listening");
}

async fn end_on_signal(handle: Handle) {
    let (Ok(mut term), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("signals cannot be heard; end the hub with SIGKILL");
        return;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("ending");
    handle.graceful_shutdown(Some(ENDING));
}
