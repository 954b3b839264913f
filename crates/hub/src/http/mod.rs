//! The hub over HTTP: what devices ask, and what whoever runs it looks at.

mod connections;
mod limits;
mod metrics;
mod server;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use parvis_sync::http::router::router_within;

use crate::console::Pages;
use crate::service::Service;
use crate::store::Store;

use connections::Connections;
pub(crate) use limits::Busy;
use limits::Lane;
pub use limits::Limits;
use metrics::Metrics;
pub use server::{Handle, Listen, ServeError, serve};

/// Everything that devices ask under `/v1`, and `/healthz` and `/metrics` for whoever runs the hub.
/// Each request is counted, and held to the limits.
pub fn app<S: Store>(service: &Service<S>, limits: Limits) -> Router {
    routes(service, None, &limits, Connections::of(&limits))
}

/// The same with the console's pages. What devices, browsers and whoever runs the hub ask is held
/// to the limits apart: a crowd of one kind keeps none of the others out.
fn routes<S: Store>(
    service: &Service<S>,
    pages: Option<Pages>,
    limits: &Limits,
    connections: Connections,
) -> Router {
    let metrics = Arc::new(Metrics::new(connections));
    let sync = router_within(Arc::new(service.clone()), limits.streams);
    let watched = Router::new()
        .route("/healthz", get(health::<S>))
        .route("/metrics", get(measured::<S>))
        .with_state((service.clone(), Arc::clone(&metrics)));
    let held = |router| Lane::new(limits, None).hold(router, limits.patience);
    let mut all = held(sync).merge(held(watched));
    if let Some(pages) = pages {
        let lane = Lane::new(limits, Some(pages.busy()));
        all = all.merge(pages.held(
            |usual| lane.hold(usual, limits.patience),
            |with_files| lane.hold(with_files, limits.patience_with_files),
        ));
    }
    metrics.count(all)
}

/// Whether the hub can answer at the moment: its store is asked.
async fn health<S: Store>(State((service, _)): State<(Service<S>, Arc<Metrics>)>) -> Response {
    match service.store().cursor().await {
        Ok(_) => (StatusCode::OK, "ok\n").into_response(),
        Err(error) => {
            tracing::warn!(%error, "not healthy");
            (StatusCode::SERVICE_UNAVAILABLE, "the store cannot be used\n").into_response()
        }
    }
}

/// Figures in Prometheus's text format. They name no person and no device.
async fn measured<S: Store>(
    State((service, metrics)): State<(Service<S>, Arc<Metrics>)>,
) -> Response {
    let text = match metrics.text(&service).await {
        Ok(text) => text,
        Err(error) => {
            tracing::warn!(%error, "the figures cannot be told");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let format = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(CONTENT_TYPE, format)], text).into_response()
}
