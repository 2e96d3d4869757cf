//! What a value is called on the reference page.

use serde_json::Value;

use super::example;

/// What a value is, as in `array of Event or null`; the name in the middle may lead to its schema.
#[derive(Debug, Default)]
pub(super) struct Kind {
    pub before: String,
    pub name: String,
    pub is_shape: bool,
    pub after: String,
}

/// What the schema is called.
pub(super) fn kind(schema: &Value) -> Kind {
    if let Some(place) = schema["$ref"].as_str() {
        return Kind {
            name: place.rsplit('/').next().unwrap_or_default().to_owned(),
            is_shape: true,
            ..Kind::default()
        };
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        let choices = schema[choice].as_array().map_or(&[][..], Vec::as_slice);
        if let Some(first) = choices.iter().find(|choice| choice["type"] != "null") {
            let or_null = choices.iter().any(|choice| choice["type"] == "null");
            return or_nothing(kind(first), or_null);
        }
    }
    let or_null = schema["type"]
        .as_array()
        .is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"));
    let one = match example::name(schema) {
        "array" => of("array of ", kind(&schema["items"])),
        "object" if schema["additionalProperties"].is_object() => {
            of("object of ", kind(&schema["additionalProperties"]))
        }
        name => Kind {
            name: if name.is_empty() { "any" } else { name }.to_owned(),
            after: limits(schema),
            ..Kind::default()
        },
    };
    or_nothing(one, or_null)
}

fn of(before: &str, kind: Kind) -> Kind {
    Kind {
        before: format!("{before}{}", kind.before),
        ..kind
    }
}

fn or_nothing(kind: Kind, or_null: bool) -> Kind {
    Kind {
        after: format!("{}{}", kind.after, if or_null { " or null" } else { "" }),
        ..kind
    }
}

/// Format and bounds, as ` (int64, 1 to 100)`.
fn limits(schema: &Value) -> String {
    let bound = |name: &str| schema[name].as_i64().map(|bound| bound.to_string());
    let length = |bound: String| format!("{bound} characters");
    let limits: Vec<String> = [
        schema["format"].as_str().map(str::to_owned),
        bound("minimum").map(|bound| format!("at least {bound}")),
        bound("maximum").map(|bound| format!("at most {bound}")),
        bound("minLength").map(|bound| format!("at least {}", length(bound))),
        bound("maxLength").map(|bound| format!("at most {}", length(bound))),
    ]
    .into_iter()
    .flatten()
    .collect();
    if limits.is_empty() {
        return String::new();
    }
    format!(" ({})", limits.join(", "))
}

/// The values of an enum.
pub(super) fn allowed(schema: &Value) -> Vec<String> {
    let values = schema["enum"].as_array().into_iter().flatten();
    values
        .filter(|value| !value.is_null())
        .map(|value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        })
        .collect()
}
