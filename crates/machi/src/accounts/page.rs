//! Pages of signing up, in and out.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::mail_address::{keep_proven, proven};
use super::session::{self, append_cookie};
use super::sign_up::no_such_city;
use super::{
    Caller, Member, Reader, SignUp, create, invitation_page, own_session, password, settings,
    sign_in, sign_out, sign_up,
};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done, local_path};
use crate::frame::{self, CityHere, CityLink, CityLinks, Page};
use crate::text::Lang;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/sign-up", get(sign_up_page).post(post_sign_up))
        .route("/sign-in", get(sign_in_page).post(post_sign_in))
        .route("/sign-out", post(post_sign_out))
        .route(
            "/invitations/{secret}",
            get(invitation_page::show).post(invitation_page::accept),
        )
        .merge(settings::routes())
}

/// Where a sign-in goes back to.
#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    next: String,
    /// Of a mail address, for who signs up.
    #[serde(default)]
    proof: String,
}

/// One of our languages, to tick.
pub(super) struct LanguageChoice {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) chosen: bool,
}

/// Our languages with those ticked that the test picks.
pub(super) fn language_choices(chosen: impl Fn(Lang) -> bool) -> [LanguageChoice; 4] {
    Lang::ALL.map(|lang| LanguageChoice {
        code: lang.tag(),
        name: lang.endonym(),
        chosen: chosen(lang),
    })
}

/// The city of that slug; none for none.
pub(super) fn home_city(cities: &CityLinks, slug: &str) -> Result<Option<CityLink>> {
    if slug.is_empty() {
        return Ok(None);
    }
    let city = cities.0.iter().find(|city| city.slug == slug);
    Ok(Some(city.ok_or_else(no_such_city)?.clone()))
}

/// What there is to choose from: the cities of the switcher, and the chosen one if it was archived
/// since.
pub(super) fn home_cities(cities: &CityLinks, chosen: &str, lang: Lang) -> Vec<CityHere> {
    let offered = cities
        .0
        .iter()
        .filter(|city| !city.archived || city.slug == chosen);
    offered.map(|city| city.here(lang)).collect()
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SignUpForm {
    handle: String,
    password: String,
    display_name: String,
    languages: Vec<String>,
    other_languages: String,
    home_city: String,
    next: String,
    proof: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_up.html")]
struct SignUpPage {
    page: Page,
    problems: Problems,
    languages: [LanguageChoice; 4],
    home_cities: Vec<CityHere>,
    password_chars_min: usize,
    next: String,
    next_escaped: String,
    /// The mail address that is proven.
    address: Option<String>,
    typed: SignUpForm,
}

impl SignUpPage {
    fn new(app: &App, page: Page, problems: Problems, typed: SignUpForm) -> Self {
        let title = page.t("accounts-sign-up-title");
        Self {
            home_cities: page.cities.clone(),
            page: page.titled(title).hidden_from_search(),
            problems,
            languages: language_choices(|lang| typed.languages.iter().any(|tag| tag == lang.tag())),
            password_chars_min: password::CHARS_MIN,
            next: typed.next.clone(),
            next_escaped: escaped(&typed.next),
            address: proven(app, &typed.proof).map(|address| address.as_str().to_owned()),
            typed,
        }
    }
}

async fn sign_up_page(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Query(back): Query<Back>,
) -> Result<Response> {
    if reader.is_some() {
        return Ok(done_at(&back.next));
    }
    let typed = SignUpForm {
        languages: vec![page.lang.tag().to_owned()],
        next: back.next,
        proof: back.proof,
        ..SignUpForm::default()
    };
    frame::html(&SignUpPage::new(&app, page, Problems::default(), typed))
}

async fn post_sign_up(
    State(app): State<App>,
    page: Page,
    caller: Caller,
    Reader(reader): Reader,
    cities: Option<Extension<CityLinks>>,
    Form(form): Form<SignUpForm>,
) -> Result<Response> {
    let cities = cities.map(|Extension(cities)| cities).unwrap_or_default();
    let replaced = reader.and_then(|member| member.session);
    let address = proven(&app, &form.proof);
    let started = async {
        let new = sign_up(&app, &caller, &form.to_sign_up(page.lang, &cities)?).await?;
        app.write(async |tx: &mut Tx| {
            let account = create(tx, &new).await?;
            if let Some(address) = &address {
                keep_proven(tx, account, address).await?;
            }
            session::start(tx, account, replaced).await
        })
        .await
    };
    match started.await {
        Ok(session) => {
            let answer = done(local_path(&form.next, "/"), "notice-signed-up");
            Ok(signed_in(&app, &session, answer))
        }
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let view = SignUpPage::new(&app, page, problems, form);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}

impl SignUpForm {
    fn to_sign_up(&self, lang: Lang, cities: &CityLinks) -> Result<SignUp> {
        Ok(SignUp {
            handle: self.handle.clone(),
            password: self.password.clone(),
            display_name: self.display_name.clone(),
            lang,
            languages: self.languages.clone(),
            other_languages: self.other_languages.clone(),
            home_city: home_city(cities, &self.home_city)?,
        })
    }
}

/// The answer, with the cookie of the session that was started.
fn signed_in(app: &App, session: &str, mut answer: Response) -> Response {
    append_cookie(&mut answer, &session::cookie(app.settings(), session));
    answer
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SignInForm {
    handle: String,
    password: String,
    next: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    page: Page,
    problems: Problems,
    handle: String,
    next: String,
    next_escaped: String,
}

impl SignInPage {
    fn new(page: Page, problems: Problems, handle: String, next: String) -> Self {
        let title = page.t("accounts-sign-in-title");
        Self {
            page: page.titled(title).hidden_from_search(),
            problems,
            handle,
            next_escaped: escaped(&next),
            next,
        }
    }
}

async fn sign_in_page(
    page: Page,
    Reader(reader): Reader,
    Query(back): Query<Back>,
) -> Result<Response> {
    if reader.is_some() {
        return Ok(done_at(&back.next));
    }
    let view = SignInPage::new(page, Problems::default(), String::new(), back.next);
    frame::html(&view)
}

async fn post_sign_in(
    State(app): State<App>,
    page: Page,
    caller: Caller,
    Reader(reader): Reader,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let replaced = reader.and_then(|member| member.session);
    let started = async {
        let proven = sign_in(&app, &caller, &form.handle, &form.password).await?;
        app.write(async |tx: &mut Tx| {
            let account = proven.account(tx).await?;
            session::start(tx, account, replaced).await
        })
        .await
    };
    match started.await {
        Ok(session) => {
            let answer = done(local_path(&form.next, "/"), "notice-signed-in");
            Ok(signed_in(&app, &session, answer))
        }
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let view = SignInPage::new(page, problems, form.handle, form.next);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn post_sign_out(State(app): State<App>, member: Member) -> Result<Response> {
    let session = own_session(&member)?;
    app.write(async |tx: &mut Tx| sign_out(tx, &member, session).await)
        .await?;
    Ok(gone(&app, "notice-signed-out"))
}

/// To the front page, with the browser's cookie taken away.
pub(super) fn gone(app: &App, notice: &'static str) -> Response {
    let mut answer = done("/", notice);
    append_cookie(&mut answer, &session::no_cookie(app.settings()));
    answer
}

/// For the query of a link.
fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Whoever is signed in already need not do it again.
fn done_at(next: &str) -> Response {
    axum::response::Redirect::to(local_path(next, "/")).into_response()
}
