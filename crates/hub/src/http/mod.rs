//! The hub over HTTP: what devices ask, and what whoever runs it looks at.

mod limits;
mod metrics;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use parvis_sync::http::router::router;

use crate::service::Service;
use crate::store::Store;

pub use limits::Limits;
use metrics::Metrics;

/// Everything that devices ask under `/v1`, and `/healthz` and `/metrics` for whoever runs the hub.
/// Each request is counted, and held to the limits.
pub fn app<S: Store>(service: &Service<S>, limits: Limits) -> Router {
    let metrics = Arc::new(Metrics::new());
    let sync = router(Arc::new(service.clone()));
    let watched = Router::new()
        .route("/healthz", get(health::<S>))
        .route("/metrics", get(measured::<S>))
        .with_state((service.clone(), Arc::clone(&metrics)));
    limits.hold(metrics.count(sync.merge(watched)))
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
