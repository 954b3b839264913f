//! Pictures of boards on their way to the hub.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parvis_protocol::hub::Hub as _;
use parvis_protocol::limits::SCREENS;
use parvis_sync::http::client::HttpHub;

use crate::kiosk::Kiosk;

/// Whether one is on its way: one at a time, beside the rounds.
#[derive(Debug, Default)]
pub(super) struct Picturing(Arc<AtomicBool>);

impl Picturing {
    /// Gives the hub pictures that it asked for. No round and no check-in waits for one. What does
    /// not get through is asked for again, for as long as somebody waits.
    pub(super) fn give(&self, kiosk: Kiosk, hub: HttpHub, asked: Vec<String>) {
        if asked.is_empty() || self.0.swap(true, Ordering::SeqCst) {
            return;
        }
        let on_its_way = Arc::clone(&self.0);
        tokio::spawn(async move {
            for screen in asked.iter().take(SCREENS) {
                let Some(picture) = kiosk.picture_of(screen).await else { continue };
                match hub.picture(picture).await {
                    Ok(taken) => tracing::info!(screen, taken.kept, "a picture was given"),
                    Err(trouble) => {
                        tracing::info!(%trouble, screen, "a picture was not given");
                        break;
                    }
                }
            }
            on_its_way.store(false, Ordering::SeqCst);
        });
    }
}
