//! A small real server, and names and numbers that lead inwards.

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;

use super::*;

async fn server() -> SocketAddr {
    let router = Router::new()
        .route("/hello", get(|| async { "hello" }))
        .route("/large", get(|| async { vec![b'x'; 100_000] }))
        .route("/round", get(|| async { Redirect::to("/round") }))
        .route(
            "/inwards",
            get(|| async { Redirect::to("http://10.0.0.1/") }),
        );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

#[test]
fn what_is_public_and_what_is_not() {
    let inward = [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "2001:db8::1",
        "2001::1",
    ];
    for ip in inward {
        assert!(!is_public(ip.parse().unwrap()), "{ip}");
    }
    for ip in [
        "1.1.1.1",
        "93.184.216.34",
        "2606:4700::1111",
        "2a00:1450::1",
    ] {
        assert!(is_public(ip.parse().unwrap()), "{ip}");
    }
}

#[tokio::test]
async fn private_addresses_are_refused_as_numbers_and_as_names() {
    let address = server().await;
    let outgoing = Outgoing::new(false).unwrap();
    for url in [
        format!("http://{address}/hello"),
        format!("http://localhost:{}/hello", address.port()),
        format!("http://[::ffff:127.0.0.1]:{}/hello", address.port()),
        format!("http://2130706433:{}/hello", address.port()),
    ] {
        assert!(
            matches!(outgoing.get(&url, 100).await, Err(OutgoingError::Private)),
            "{url}"
        );
    }
    for url in [
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://me:secret@example.org/",
        "no address",
    ] {
        assert!(
            matches!(outgoing.get(url, 100).await, Err(OutgoingError::Address)),
            "{url}"
        );
    }
}

#[tokio::test]
async fn size_and_redirects_are_bounded() {
    let address = server().await;
    let outgoing = Outgoing::new(true).unwrap();
    assert_eq!(
        outgoing
            .get(&format!("http://{address}/hello"), 100)
            .await
            .unwrap(),
        b"hello"
    );
    assert!(matches!(
        outgoing
            .get(&format!("http://{address}/large"), 99_999)
            .await,
        Err(OutgoingError::TooLarge(_))
    ));
    assert!(matches!(
        outgoing.get(&format!("http://{address}/gone"), 100).await,
        Err(OutgoingError::Status(404))
    ));
    assert!(
        outgoing
            .get(&format!("http://{address}/round"), 100)
            .await
            .is_err()
    );
}
