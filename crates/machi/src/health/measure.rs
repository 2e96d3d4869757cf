//! Measures for Prometheus and one log line a request.

use std::net::SocketAddr;
use std::sync::LazyLock;
use std::time::Duration;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use subtle::ConstantTimeEq;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{debug, info};

use super::ready;
use crate::app::App;
use crate::error::{Error, Result};

const SECONDS: &str = "machi_request_seconds";
const REQUESTS: &str = "machi_requests_total";
const UPKEEP_EVERY: Duration = Duration::from_secs(5);
const BEHIND: &str = "machi_views_behind_changes";
const WAITING: &str = "machi_commands_waiting";
const SECONDS_BUCKETS: [f64; 10] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0, 10.0,
];

/// Of the answers' statuses.
const CLASSES: [&str; 6] = ["none", "1xx", "2xx", "3xx", "4xx", "5xx"];

/// One recorder a process, also where a test runs several apps in it.
static RECORDER: LazyLock<PrometheusHandle> = LazyLock::new(|| {
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(SECONDS.into()), &SECONDS_BUCKETS)
        .unwrap_or_else(|_| PrometheusBuilder::new());
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    // Fails only where another recorder came first; then this one stays empty.
    let _ = metrics::set_global_recorder(recorder);
    handle
});

/// Puts what was measured into its buckets now and then, so that it does not pile up where nobody
/// asks for it.
pub async fn keep_measures_small(stop: CancellationToken) {
    while stop
        .run_until_cancelled(tokio::time::sleep(UPKEEP_EVERY))
        .await
        .is_some()
    {
        RECORDER.run_upkeep();
    }
}

/// A request on its way, by its route and never by its path, which may name people.
pub struct Watch {
    route: String,
    method: Method,
    started: Instant,
}

impl Watch {
    pub fn start(request: &Request) -> Self {
        LazyLock::force(&RECORDER);
        let route = request.extensions().get::<MatchedPath>();
        Self {
            route: route.map_or("none", MatchedPath::as_str).to_owned(),
            method: request.method().clone(),
            started: Instant::now(),
        }
    }

    /// Counts and times it, and logs a line.
    pub fn stop(self, status: StatusCode) {
        let Self {
            route,
            method,
            started,
        } = self;
        let seconds = started.elapsed().as_secs_f64();
        let milliseconds = seconds * 1_000.0;
        let status = status.as_u16();
        if route.starts_with("/assets/") || route == "/healthz" {
            debug!(%method, route, status, milliseconds, "request");
        } else {
            info!(%method, route, status, milliseconds, "request");
        }
        let class = CLASSES[usize::from(status / 100 % 10).min(CLASSES.len() - 1)];
        metrics::counter!(REQUESTS, "route" => route.clone(), "status" => class).increment(1);
        metrics::histogram!(SECONDS, "route" => route).record(seconds);
    }
}

/// Everything measured, in Prometheus' text form: for loopback, and for whoever holds the setting
/// `metrics_token`.
pub(super) async fn metrics(
    State(app): State<App>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response> {
    let from = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(address)| *address);
    if !may_read(&app, &headers, from) {
        return Err(Error::NotFound);
    }
    let behind = ready::behind(&app).await?;
    metrics::gauge!(BEHIND).set(u32::try_from(behind).unwrap_or(u32::MAX));
    let waiting = app.store().commands_waiting();
    metrics::gauge!(WAITING).set(u32::try_from(waiting).unwrap_or(u32::MAX));
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    Ok((kind, RECORDER.render()).into_response())
}

/// Behind a reverse proxy every request comes from loopback, so there only the token counts.
fn may_read(app: &App, headers: &HeaderMap, from: Option<SocketAddr>) -> bool {
    let settings = app.settings();
    let token = &settings.metrics_token;
    let sent = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    let by_token =
        !token.is_empty() && sent.is_some_and(|sent| sent.ct_eq(token.as_bytes()).into());
    let direct = settings.trusted_proxies == 0 && !headers.contains_key("x-forwarded-for");
    by_token || (direct && from.is_some_and(|from| from.ip().is_loopback()))
}
