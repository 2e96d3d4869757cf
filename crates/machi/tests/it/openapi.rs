//! The API's description as committed is the one that the server gives, and says enough to be used.

use serde_json::Value;

use crate::tidy::none;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
/// Set to anything, writes the file instead of comparing it.
const UPDATE: &str = "UPDATE";

fn current() -> Value {
    serde_json::to_value(machi::web::openapi()).unwrap()
}

#[test]
fn the_committed_description_is_current() {
    let current = current();
    if std::env::var_os(UPDATE).is_some() {
        let text = serde_json::to_string_pretty(&current).unwrap() + "\n";
        std::fs::write(FILE, text).unwrap();
    }
    // Compared as values: the order of members depends on which crates are built together.
    let committed = std::fs::read_to_string(FILE).unwrap_or_default();
    let committed: Value = serde_json::from_str(&committed).unwrap_or_default();
    assert!(
        committed == current,
        "crates/machi/openapi.json is not what the server gives. Look at the difference, then write \
         it anew: cargo run --quiet -- openapi > crates/machi/openapi.json"
    );
}

#[test]
fn every_operation_says_what_it_does() {
    let document = current();
    let mut complaints = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().unwrap() {
            for member in ["summary", "tags", "operationId"] {
                if operation[member].is_null() {
                    complaints.push(format!("{method} {path} has no {member}"));
                }
            }
            let security = &operation["security"];
            if method != "get" && security.is_null() && !PUBLIC_WRITES.contains(&path.as_str()) {
                complaints.push(format!("{method} {path} does not say who may do it"));
            }
        }
    }
    none(complaints);
}

/// What one may do without being signed in.
const PUBLIC_WRITES: [&str; 8] = [
    "/api/v1/accounts",
    "/api/v1/doors/{link}/scans",
    "/api/v1/events/{event}/occurrences/{occurrence}/visits",
    "/api/v1/mail-addresses/{link}",
    "/api/v1/password-resets",
    "/api/v1/password-resets/{link}",
    "/api/v1/sign-in",
    "/api/v1/visits/{link}",
];

#[test]
fn ids_are_strings() {
    let document = current();
    let mut complaints = Vec::new();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (member, kind) in schema["properties"].as_object().into_iter().flatten() {
            let is_id = member == "id" || member.ends_with("_id");
            if is_id && kind["type"].as_str().is_some_and(|kind| kind != "string") {
                complaints.push(format!("{name}.{member} is {}", kind["type"]));
            }
        }
    }
    none(complaints);
}
