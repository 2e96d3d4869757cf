//! A whole installation for a test: a throw-away database (SQLite, or PostgreSQL where the tests
//! run on it), the real router, and a clock to turn.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::Value;
use store::{Clock, Options, Position, Store, Tx, args, throw_away};
use tower::ServiceExt;

use crate::accounts::{self, NewAccount, Role, session};
use crate::app::App;
use crate::changes::{Change, Logged};
use crate::ids::{AccountId, CityId};
use crate::packs::{self, Pack};
use crate::secrets::MasterKey;
use crate::settings::Settings;
use crate::text::Lang;
use crate::{migrations, readers, start, web};

/// Sunday, 2026-11-22, 12:00 UTC: where the clock of every test stands at first.
pub(crate) const NOON_MS: i64 = 1_795_348_800_000;
/// The packs that come with Machi, in the order in which a test opens them.
pub(crate) const SHIPPED: [&str; 3] = ["new-york", "tokyo", "osaka"];
const BODY_BYTES_MAX: usize = 16 * 1024 * 1024;
const SETTLE: Duration = Duration::from_secs(10);

pub(crate) struct Town {
    pub(crate) app: App,
    pub(crate) clock: Clock,
    router: Router,
    // Dropped last, and its files with it.
    pub(crate) database: throw_away::Database,
    _folder: tempfile::TempDir,
}

impl Town {
    /// An installation without cities or people.
    pub(crate) async fn new() -> Self {
        Self::with_settings(|_| {}).await
    }

    /// The same with settings of its own.
    pub(crate) async fn with_settings(set: impl FnOnce(&mut Settings)) -> Self {
        let database = throw_away::Database::new(migrations::ALL).await;
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::turned_by_hand(NOON_MS);
        let store = Store::open(database.url(), clock.clone(), Options::default())
            .await
            .unwrap();
        let mut settings = Settings {
            database: database.url().to_owned(),
            data: folder.path().to_owned(),
            public_url: "https://town.example".into(),
            ..Settings::default()
        };
        set(&mut settings);
        let key = MasterKey::open(&settings.master_key_path()).unwrap();
        let app = App::start(store, settings, key, start::views())
            .await
            .unwrap();
        readers::begin(&app, &start::readers()).await.unwrap();
        Self {
            router: web::router(app.clone()),
            app,
            clock,
            database,
            _folder: folder,
        }
    }

    /// An installation with the cities of the packs that come with Machi: New York and Tokyo
    /// are open, Osaka takes petitions. The views know them.
    pub(crate) async fn with_cities() -> Self {
        Self::with_cities_and(|_| {}).await
    }

    /// The same with settings of its own.
    pub(crate) async fn with_cities_and(set: impl FnOnce(&mut Settings)) -> Self {
        let town = Self::with_settings(set).await;
        for name in SHIPPED {
            let pack = Pack::shipped(name).unwrap().unwrap();
            town.app
                .write(async |tx: &mut Tx| packs::open(tx, &pack).await)
                .await
                .unwrap();
        }
        town.settle().await;
        town
    }

    /// Another node of the same installation, with a clock of its own choice.
    pub(crate) async fn second_node(&self, clock: Clock) -> App {
        let store = Store::open(self.database.url(), clock, Options::default())
            .await
            .unwrap();
        let settings = self.app.settings().clone();
        let key = MasterKey::open(&settings.master_key_path()).unwrap();
        App::start(store, settings, key, start::views())
            .await
            .unwrap()
    }

    /// A browser that nobody has signed in with yet.
    pub(crate) fn visitor(&self) -> Visitor<'_> {
        Visitor {
            town: self,
            cookies: Mutex::default(),
            bearer: None,
        }
    }

    /// A page as a stranger gets it.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.visitor().get(path).await
    }

    /// A new member in a browser that is signed in. (The account has no password.)
    pub(crate) async fn sign_up(&self, handle: &str) -> Visitor<'_> {
        let new = NewAccount {
            handle: handle.to_owned(),
            password_hash: None,
            display_name: handle.to_owned(),
            lang: Lang::En,
            languages: "en".into(),
            home_city: None,
            is_demo: false,
        };
        let write = self.app.write(async |tx: &mut Tx| {
            let account = accounts::create(tx, &new).await?;
            session::start(tx, account, None).await
        });
        let visitor = self.visitor();
        let name = session::cookie_name(self.app.settings());
        visitor.set_cookie(name, &write.await.unwrap());
        visitor
    }

    /// The id of the account with this handle.
    pub(crate) async fn account(&self, handle: &str) -> AccountId {
        let read = self.app.read(async |tx: &mut Tx| {
            let sql = "select id from account where handle = $1";
            Ok(tx.one::<(AccountId,)>(sql, args![handle]).await?.0)
        });
        read.await.unwrap()
    }

    /// Gives a role without asking who may: in a city, or (the owner's) everywhere.
    pub(crate) async fn give_role(&self, handle: &str, role: Role, city: Option<CityId>) {
        let account = self.account(handle).await;
        let write = self
            .app
            .write(async |tx: &mut Tx| accounts::give_role(tx, None, account, role, city).await);
        write.await.unwrap();
        self.settle().await;
    }

    /// Waits until the views have everything that was committed.
    pub(crate) async fn settle(&self) {
        let end = self.app.store().last_recorded().await.unwrap();
        assert!(
            self.app.views().wait_for(end, SETTLE).await,
            "the views did not reach {end}"
        );
    }

    /// Lets every reader of the log read what is there.
    pub(crate) async fn read_log(&self) {
        self.settle().await;
        for reader in start::readers() {
            readers::catch_up(&self.app, &reader).await.unwrap();
        }
    }

    /// Everything in the change log, in its order.
    pub(crate) async fn changes(&self) -> Vec<Change> {
        self.settle().await;
        let tail = self
            .app
            .store()
            .tail(Position::START, 10_000)
            .await
            .unwrap();
        tail.rows
            .into_iter()
            .map(|row| Logged::try_from(row).unwrap().change)
            .collect()
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        self.app.shut_down();
    }
}

/// A browser (or, with a bearer token, a program) that keeps its cookies.
pub(crate) struct Visitor<'t> {
    town: &'t Town,
    cookies: Mutex<BTreeMap<String, String>>,
    bearer: Option<String>,
}

impl<'t> Visitor<'t> {
    /// The same, as a program that signs each request with a token.
    pub(crate) fn with_token(town: &'t Town, token: &str) -> Self {
        Self {
            town,
            cookies: Mutex::default(),
            bearer: Some(token.to_owned()),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path), Body::empty())
            .await
    }

    /// Posts a form, given as `name=value&…` (already escaped).
    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(form.to_owned())).await
    }

    /// Posts a form that stands on a page of ours.
    pub(crate) async fn post_from(&self, page: &str, path: &str, form: &str) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::REFERER, format!("http://127.0.0.1{page}"))
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(form.to_owned())).await
    }

    /// Sends JSON; `Value::Null` sends no body.
    pub(crate) async fn api(&self, method: Method, path: &str, json: Value) -> Answer {
        let request = self
            .request(method, path)
            .header(header::CONTENT_TYPE, "application/json");
        let body = if json.is_null() {
            Body::empty()
        } else {
            Body::from(json.to_string())
        };
        self.send(request, body).await
    }

    /// A request of one's own making, with the cookies.
    pub(crate) fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let cookies = self.cookies.lock().unwrap();
        let cookies: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder().method(method).uri(path);
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if let Some(token) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        request
    }

    pub(crate) async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let response = self
            .town
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        self.keep_cookies(response.headers());
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, BODY_BYTES_MAX).await.unwrap().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// The value of a cookie that the browser keeps.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .unwrap()
            .insert(name.to_owned(), value.to_owned());
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for value in headers.get_all(header::SET_COOKIE) {
            let cookie = cookie::Cookie::parse(value.to_str().unwrap()).unwrap();
            if cookie.max_age().is_some_and(|age| age.is_zero()) {
                cookies.remove(cookie.name());
            } else {
                cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
    }
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether the body contains this text.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.text()))
    }

    /// Where a 303 leads.
    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    /// A header's value, empty when it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}
