//! Example values, made from a schema.

use serde_json::{Map, Value, json};

/// How deep schemas are followed; those that hold themselves end here.
const DEPTH_MAX: usize = 6;

/// The schema that a reference leads to; what is none leads to itself.
pub(super) fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(place) => document
            .pointer(place.trim_start_matches('#'))
            .unwrap_or(schema),
        None => schema,
    }
}

/// A value that the schema allows.
pub(super) fn of(document: &Value, schema: &Value) -> Value {
    at_depth(document, schema, 0)
}

fn at_depth(document: &Value, schema: &Value, depth: usize) -> Value {
    if depth > DEPTH_MAX {
        return Value::Null;
    }
    for given in [
        &schema["example"],
        &schema["examples"][0],
        &schema["default"],
        &schema["const"],
    ] {
        if !given.is_null() {
            return given.clone();
        }
    }
    let inside = resolved(document, schema);
    if !std::ptr::eq(inside, schema) {
        return at_depth(document, inside, depth + 1);
    }
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    if let Some(parts) = schema["allOf"].as_array() {
        return whole(document, parts, depth);
    }
    for choice in ["oneOf", "anyOf"] {
        let choices = schema[choice].as_array().map_or(&[][..], Vec::as_slice);
        if let Some(first) = choices.iter().find(|choice| choice["type"] != "null") {
            return at_depth(document, first, depth + 1);
        }
    }
    of_type(document, schema, depth)
}

/// Several objects as one.
fn whole(document: &Value, parts: &[Value], depth: usize) -> Value {
    let mut members = Map::new();
    for part in parts {
        if let Value::Object(part) = at_depth(document, part, depth + 1) {
            members.extend(part);
        }
    }
    Value::Object(members)
}

fn of_type(document: &Value, schema: &Value, depth: usize) -> Value {
    match name(schema) {
        "object" => Value::Object(
            schema["properties"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, member)| (name.clone(), at_depth(document, member, depth + 1)))
                .collect(),
        ),
        "array" => json!([at_depth(document, &schema["items"], depth + 1)]),
        "integer" => schema.get("minimum").cloned().unwrap_or_else(|| json!(1)),
        "number" => json!(1.5),
        "boolean" => json!(true),
        "null" => Value::Null,
        _ => json!(schema["format"].as_str().unwrap_or("text")),
    }
}

/// The schema's type, null apart: `["string", "null"]` is a string.
pub(super) fn name(schema: &Value) -> &str {
    let kind = &schema["type"];
    let among = |kinds: &'_ Vec<Value>| kinds.iter().position(|kind| kind != "null");
    match kind
        .as_array()
        .and_then(|kinds| Some((kinds, among(kinds)?)))
    {
        Some((kinds, at)) => kinds[at].as_str().unwrap_or_default(),
        None => kind.as_str().unwrap_or_default(),
    }
}
