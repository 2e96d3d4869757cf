//! The HTTP client of a bucket.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use axum::http;
use futures_util::future::BoxFuture;
use hyper::body::{Body, Frame, SizeHint};
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse,
    HttpResponseBody, HttpService,
};
use reqwest::redirect::Policy;

const CONNECT_TIME_MAX: Duration = Duration::from_secs(5);
/// How long the bucket may pause in the middle of an answer.
const PAUSE_MAX: Duration = Duration::from_secs(20);
/// For a whole request, except that what is read goes out at its reader's pace.
const TIME_MAX: Duration = Duration::from_secs(60);

/// Makes the client that `object_store` asks with. The owner named the bucket, so unlike
/// [`crate::outgoing`] it may be in the own network.
#[derive(Debug)]
pub(super) struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let tls = rustls::crypto::ring::default_provider();
        // Another client in the process may have installed the same provider already.
        let _ = tls.install_default();
        let client = reqwest::Client::builder()
            .user_agent(concat!("Machi/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_TIME_MAX)
            .read_timeout(PAUSE_MAX)
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| object_store::Error::Generic {
                store: "S3",
                source: error.into(),
            })?;
        Ok(HttpClient::new(Client(client)))
    }
}

#[derive(Debug)]
struct Client(reqwest::Client);

impl HttpService for Client {
    // What `async_trait` makes of the trait's `async fn`.
    fn call<'life0, 'async_trait>(
        &'life0 self,
        request: HttpRequest,
    ) -> BoxFuture<'async_trait, Result<HttpResponse, HttpError>>
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = parts.uri.to_string();
            let mut asked = self
                .0
                .request(parts.method.clone(), url)
                .headers(parts.headers)
                .body(reqwest::Body::wrap(body));
            if parts.method != http::Method::GET {
                asked = asked.timeout(TIME_MAX);
            }
            let answer: http::Response<reqwest::Body> = asked.send().await.map_err(failed)?.into();
            Ok(answer.map(|body| HttpResponseBody::new(Answer(body))))
        })
    }
}

/// An answer's body, whose errors `object_store` understands.
struct Answer(reqwest::Body);

impl Body for Answer {
    type Data = Bytes;
    type Error = HttpError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, HttpError>>> {
        Pin::new(&mut self.0).poll_frame(cx).map_err(failed)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// Says which failures may be tried again: every one but an answer that makes no sense, since the
/// same bytes are put under the same name.
fn failed(error: reqwest::Error) -> HttpError {
    let kind = if error.is_timeout() {
        HttpErrorKind::Timeout
    } else if error.is_connect() {
        HttpErrorKind::Connect
    } else if error.is_decode() {
        HttpErrorKind::Decode
    } else {
        HttpErrorKind::Interrupted
    };
    // Addresses may be signed.
    HttpError::new(kind, error.without_url())
}
