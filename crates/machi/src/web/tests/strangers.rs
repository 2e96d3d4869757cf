//! Every route is called by a stranger: it is in the list of public ones, or it asks to sign in.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use axum::http::{Method, StatusCode};
use serde_json::Value;

use crate::town::{Answer, Town};

/// What everybody may call. A route that is not here must ask who is there.
const PUBLIC: &[&str] = &[
    "DELETE /api/v1/visits/{link}",
    "GET /",
    "GET /about",
    "GET /api",
    "GET /api/openapi.json",
    "GET /api/v1/campaign-results/{link}",
    "GET /api/v1/cities",
    "GET /api/v1/cities/{city}",
    "GET /api/v1/cities/{city}/campaigns",
    "GET /api/v1/cities/{city}/campaigns/fair",
    "GET /api/v1/cities/{city}/campaigns/{campaign}",
    "GET /api/v1/cities/{city}/draws",
    "GET /api/v1/cities/{city}/events",
    "GET /api/v1/cities/{city}/feed",
    "GET /api/v1/cities/{city}/lotteries",
    "GET /api/v1/cities/{city}/merch",
    "GET /api/v1/cities/{city}/neighbourhoods",
    "GET /api/v1/cities/{city}/places",
    "GET /api/v1/cities/{city}/sponsored-share",
    "GET /api/v1/collections/{collection}",
    "GET /api/v1/collections/{collection}/notes",
    "GET /api/v1/communities",
    "GET /api/v1/communities/{community}",
    "GET /api/v1/communities/{community}/notes",
    "GET /api/v1/doors/{link}",
    "GET /api/v1/draws/{draw}",
    "GET /api/v1/events/{event}",
    "GET /api/v1/events/{event}/notes",
    "GET /api/v1/events/{event}/occurrences",
    "GET /api/v1/events/{event}/photos",
    "GET /api/v1/invitations/{secret}",
    "GET /api/v1/log/checkpoint",
    "GET /api/v1/log/consistency",
    "GET /api/v1/log/entries",
    "GET /api/v1/log/inclusion",
    "GET /api/v1/log/key",
    "GET /api/v1/merch/{item}",
    "GET /api/v1/notes/{note}",
    "GET /api/v1/notes/{note}/comments",
    "GET /api/v1/notes/{note}/counter-photos",
    "GET /api/v1/notes/{note}/pictured",
    "GET /api/v1/people",
    "GET /api/v1/people/{handle}",
    "GET /api/v1/people/{handle}/collections",
    "GET /api/v1/people/{handle}/followers",
    "GET /api/v1/people/{handle}/following",
    "GET /api/v1/people/{handle}/notes",
    "GET /api/v1/places/{place}",
    "GET /api/v1/places/{place}/notes",
    "GET /api/v1/visits/{link}",
    "GET /assets/{name}",
    "GET /calendars/{file}",
    "GET /campaign-results/{link}",
    "GET /campaign-results/{link}/notes.csv",
    "GET /cities",
    "GET /cities/{city}",
    "GET /cities/{city}/agenda",
    "GET /cities/{city}/calendar.ics",
    "GET /cities/{city}/campaigns",
    "GET /cities/{city}/campaigns/fair",
    "GET /cities/{city}/campaigns/{campaign}",
    "GET /cities/{city}/draws",
    "GET /cities/{city}/embed",
    "GET /cities/{city}/events.atom",
    "GET /cities/{city}/events.rss",
    "GET /cities/{city}/feed",
    "GET /cities/{city}/lottery",
    "GET /cities/{city}/lottery/{lottery}/rules",
    "GET /cities/{city}/merch",
    "GET /cities/{city}/neighbourhoods",
    "GET /cities/{city}/notes.atom",
    "GET /cities/{city}/notes.rss",
    "GET /collections/{collection}",
    "GET /communities/{community}/calendar.ics",
    "GET /communities/{community}/events.atom",
    "GET /communities/{community}/events.rss",
    "GET /communities/{community}/notes.atom",
    "GET /communities/{community}/notes.rss",
    "GET /covers/{kind}/{file}",
    "GET /door/{link}",
    "GET /draws/check",
    "GET /draws/{draw}",
    "GET /draws/{draw}/commitment.json",
    "GET /draws/{draw}/proof.json",
    "GET /embed/cities/{city}",
    "GET /embed/places/{place}",
    "GET /events/{event}",
    "GET /events/{event}/{occurrence}",
    "GET /events/{event}/{occurrence}/visits",
    "GET /feed",
    "GET /healthz",
    "GET /icons/{name}",
    "GET /invitations/{secret}",
    "GET /mail",
    "GET /mail-address/{link}",
    "GET /mail/unsubscribe/{link}",
    "GET /mail/{mail}",
    "GET /mail/{mail}/html",
    "GET /manifest.webmanifest",
    "GET /merch/{item}",
    "GET /metrics",
    "GET /notes/{note}",
    "GET /notes/{note}/pictured",
    "GET /offline",
    "GET /people/{handle}",
    "GET /people/{handle}/cities",
    "GET /people/{handle}/collections",
    "GET /people/{handle}/communities",
    "GET /people/{handle}/followers",
    "GET /people/{handle}/following",
    "GET /people/{handle}/notes.atom",
    "GET /people/{handle}/notes.rss",
    "GET /photos/{content}/{file}",
    "GET /places/{place}",
    "GET /places/{place}/calendar.ics",
    "GET /places/{place}/events.atom",
    "GET /places/{place}/events.rss",
    "GET /readyz",
    "GET /robots.txt",
    "GET /search",
    "GET /sign-in",
    "GET /sign-in/forgot",
    "GET /sign-in/reset/{link}",
    "GET /sign-up",
    "GET /sitemap.xml",
    "GET /sitemaps/{file}",
    "GET /sw.js",
    "GET /tickets/{link}",
    "GET /tickets/{link}/qr.svg",
    "GET /tonight",
    "GET /visits/{link}",
    "POST /api/v1/accounts",
    "POST /api/v1/doors/{link}/scans",
    "POST /api/v1/events/{event}/occurrences/{occurrence}/visits",
    "POST /api/v1/mail-addresses/{link}",
    "POST /api/v1/password-resets",
    "POST /api/v1/sign-in",
    "POST /events/{event}/{occurrence}/visits",
    "POST /mail-address/{link}",
    "POST /mail/subscribe/{link}",
    "POST /mail/unsubscribe/{link}",
    "POST /notes/{note}/left",
    "POST /sign-in",
    "POST /sign-in/forgot",
    "POST /sign-in/reset/{link}",
    "POST /sign-up",
    "POST /visits/{link}",
    "PUT /api/v1/password-resets/{link}",
    "PUT /api/v1/visits/{link}",
];

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

#[tokio::test]
async fn what_is_not_public_asks_who_is_there() {
    let town = Town::with_cities().await;
    let routes = routes();
    let mut complaints: Vec<String> = PUBLIC
        .iter()
        .filter(|public| !routes.contains(**public))
        .map(|public| format!("{public} is listed as public, and there is no such route"))
        .collect();
    for route in &routes {
        let answer = call(&town, route).await;
        let asked = asks_to_sign_in(&answer);
        let public = PUBLIC.contains(&route.as_str());
        if answer.status.is_server_error() {
            complaints.push(format!("{route} failed: {}", answer.status));
        } else if public && asked {
            complaints.push(format!("{route} is listed as public and asks to sign in"));
        } else if !public && !asked {
            complaints.push(format!(
                "{route} answered a stranger with {}: if everybody may call it, list it in PUBLIC",
                answer.status
            ));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[tokio::test]
async fn the_api_s_description_tells_what_needs_sign_in() {
    let document = serde_json::to_value(crate::web::openapi()).unwrap();
    let mut complaints = Vec::new();
    for (route, operation) in operations(&document) {
        let told = !operation["responses"]["401"].is_null();
        if told == PUBLIC.contains(&route.as_str()) {
            complaints.push(format!(
                "{route}: its `security` does not tell who may call it"
            ));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

async fn call(town: &Town, route: &str) -> Answer {
    let (method, path) = route.split_once(' ').unwrap();
    let path = filled(path);
    let stranger = town.visitor();
    match method {
        "GET" => stranger.get(&path).await,
        "POST" if !path.starts_with("/api/") => stranger.post(&path, "").await,
        method => {
            let method: Method = method.parse().unwrap();
            stranger.api(method, &path, Value::Null).await
        }
    }
}

fn asks_to_sign_in(answer: &Answer) -> bool {
    answer.status == StatusCode::UNAUTHORIZED
        || (answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/sign-in"))
}

/// The path with something that exists, or could, in place of each parameter.
fn filled(path: &str) -> String {
    let segment = |segment: &str| match segment {
        "{city}" => "new-york".to_owned(),
        segment if segment.contains('{') => {
            let (before, rest) = segment.split_once('{').unwrap();
            let (_, after) = rest.split_once('}').unwrap();
            format!("{before}1{after}")
        }
        segment => segment.to_owned(),
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// Every route as `METHOD /path`: the pages out of the source, the API out of its description.
pub(super) fn routes() -> BTreeSet<String> {
    let document = serde_json::to_value(crate::web::openapi()).unwrap();
    let mut routes: BTreeSet<String> = operations(&document).map(|(route, _)| route).collect();
    each_source(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut |text| {
            for (at, _) in text.match_indices(".route(") {
                let call = &text[at + ".route(".len()..];
                let call = &call[..closing(call)];
                let path = call.split('"').nth(1).unwrap();
                for method in METHODS.iter().filter(|method| names(call, method)) {
                    routes.insert(format!("{} {path}", method.to_uppercase()));
                }
            }
        },
    );
    assert!(routes.len() >= PUBLIC.len(), "{routes:?}");
    routes
}

fn operations(document: &Value) -> impl Iterator<Item = (String, &Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let known = METHODS.iter().filter(|method| item[**method].is_object());
        known.map(move |method| (format!("{} {path}", method.to_uppercase()), &item[*method]))
    })
}

/// Shows the text of every source file that is not a test.
fn each_source(folder: &Path, show: &mut impl FnMut(&str)) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name().into_string().unwrap();
        if path.is_dir() && name != "tests" {
            each_source(&path, show);
        } else if name.ends_with(".rs") && name != "tests.rs" && name != "town.rs" {
            show(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// Where the parenthesis that is open at the start is closed.
fn closing(text: &str) -> usize {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// Whether the call names the method: `get(…)`, or `.post(…)` after another.
fn names(call: &str, method: &str) -> bool {
    call.match_indices(&format!("{method}(")).any(|(at, _)| {
        let before = call[..at].chars().next_back();
        before.is_some_and(|c| !c.is_alphanumeric() && c != '_')
    })
}
