//! Probes and measures as an orchestrator and a scraper see them.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, StatusCode};

use crate::town::Town;

#[tokio::test]
async fn a_running_node_is_alive_and_ready() {
    let town = Town::new().await;
    assert_eq!(town.get("/healthz").await.text(), "ok\n");
    assert_eq!(town.get("/readyz").await.text(), "ready\n");
}

#[tokio::test]
async fn a_node_that_stops_asks_for_no_more_requests() {
    let town = Town::new().await;
    town.app.shut_down();
    assert_eq!(
        town.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(town.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn measures_are_for_loopback_and_name_routes_not_paths() {
    let town = Town::new().await;
    town.get("/people/somebody_private").await;
    assert_eq!(town.get("/metrics").await.status, StatusCode::NOT_FOUND);
    let from = |address: &str| {
        let address: SocketAddr = address.parse().unwrap();
        town.visitor()
            .request(Method::GET, "/metrics")
            .extension(ConnectInfo(address))
    };
    let measures = town
        .visitor()
        .send(from("127.0.0.1:4000"), Body::empty())
        .await;
    assert!(measures.has("machi_requests_total"), "{}", measures.text());
    assert!(!measures.has("somebody_private"));
    assert_eq!(
        town.visitor()
            .send(from("203.0.113.9:4000"), Body::empty())
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}
