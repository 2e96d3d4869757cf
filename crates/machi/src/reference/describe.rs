//! What the reference page shows, read out of the OpenAPI document.

use serde_json::Value;

use super::example;
use super::kind::{Kind, allowed, kind};
use super::words::{Prose, Runs, prose, runs};

/// The whole page.
#[derive(Debug)]
pub(super) struct Description {
    pub version: String,
    pub introduction: Prose,
    pub groups: Vec<Group>,
    pub shapes: Vec<Shape>,
}

/// The operations about one thing.
#[derive(Debug)]
pub(super) struct Group {
    pub name: String,
    pub operations: Vec<Operation>,
}

/// One method of one path.
#[derive(Debug)]
pub(super) struct Operation {
    pub anchor: String,
    pub method: String,
    pub path: String,
    pub summary: Runs,
    pub description: Prose,
    pub needs_sign_in: bool,
    pub parameters: Vec<Field>,
    pub body: Option<Body>,
    pub answers: Vec<Answer>,
    /// A request as one types it.
    pub request: String,
}

/// A parameter of an operation or a member of an object.
#[derive(Debug)]
pub(super) struct Field {
    pub name: String,
    /// `path`, `query` or `header`; empty for a member.
    pub place: String,
    pub kind: Kind,
    pub required: bool,
    pub description: Prose,
    pub allowed: Vec<String>,
}

/// What is sent.
#[derive(Debug)]
pub(super) struct Body {
    pub media: String,
    pub kind: Kind,
    pub example: String,
}

/// What comes back with one status.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: String,
    pub description: Runs,
    pub kind: Option<Kind>,
    /// Empty for problems, which all look alike.
    pub example: String,
}

/// A named schema.
#[derive(Debug)]
pub(super) struct Shape {
    pub name: String,
    pub description: Prose,
    pub fields: Vec<Field>,
    pub allowed: Vec<String>,
    pub example: String,
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

impl Description {
    pub(super) fn of(document: &Value) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        for (path, item) in members(&document["paths"]) {
            for method in METHODS.iter().filter(|method| item[**method].is_object()) {
                let (group, operation) = operation(document, path, method, &item[*method]);
                match groups.iter_mut().find(|known| known.name == group) {
                    Some(known) => known.operations.push(operation),
                    None => groups.push(Group {
                        name: group,
                        operations: vec![operation],
                    }),
                }
            }
        }
        groups.sort_by(|a, b| a.name.cmp(&b.name));
        Self {
            version: text(&document["info"]["version"]),
            introduction: prose(&document["info"]["description"]),
            groups,
            shapes: members(&document["components"]["schemas"])
                .map(|(name, schema)| shape(document, name, schema))
                .collect(),
        }
    }
}

fn operation(document: &Value, path: &str, method: &str, value: &Value) -> (String, Operation) {
    let body = example::resolved(document, &value["requestBody"]);
    let body = members(&body["content"])
        .next()
        .map(|(media, content)| Body {
            media: media.to_owned(),
            kind: kind(&content["schema"]),
            example: shown(document, content),
        });
    let security = value["security"].as_array().map_or(&[][..], Vec::as_slice);
    let optional = |one: &Value| one.as_object().is_some_and(serde_json::Map::is_empty);
    let needs_sign_in = !security.is_empty() && !security.iter().any(optional);
    let answers = members(&value["responses"])
        .map(|(status, answer)| self::answer(document, status, answer))
        .collect();
    let parameters = value["parameters"].as_array().into_iter().flatten();
    let operation = Operation {
        anchor: anchor(method, path),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: runs(&text(&value["summary"])),
        description: prose(&value["description"]),
        needs_sign_in,
        parameters: parameters.map(|one| parameter(document, one)).collect(),
        request: request(method, path, needs_sign_in, body.as_ref()),
        body,
        answers,
    };
    (group(path, value), operation)
}

/// The operation's first tag; without one, what its path is about.
fn group(path: &str, operation: &Value) -> String {
    let tag = operation["tags"][0].as_str();
    let thing = path.trim_start_matches("/api/v1/").split('/').next();
    tag.or(thing).unwrap_or_default().to_owned()
}

fn anchor(method: &str, path: &str) -> String {
    let path = path.trim_start_matches("/api/v1");
    format!("{method}{}", path.replace(['/', '{', '}'], "-")).replace("--", "-")
}

fn request(method: &str, path: &str, needs_sign_in: bool, body: Option<&Body>) -> String {
    let mut line = String::from("curl");
    if method != "get" {
        line += &format!(" -X {}", method.to_uppercase());
    }
    if needs_sign_in {
        line += " -H 'Authorization: Bearer …'";
    }
    if let Some(body) = body {
        line += &format!(" \\\n  -H 'Content-Type: {}'", body.media);
        line += &format!(" \\\n  -d '{}' \\\n ", body.example.replace('\'', "'\\''"));
    }
    format!("{line} https://…{path}")
}

fn parameter(document: &Value, value: &Value) -> Field {
    let value = example::resolved(document, value);
    Field {
        place: text(&value["in"]),
        required: value["required"].as_bool().unwrap_or(false),
        description: prose(&value["description"]),
        ..field(document, &text(&value["name"]), &value["schema"])
    }
}

fn field(document: &Value, name: &str, schema: &Value) -> Field {
    Field {
        name: name.to_owned(),
        place: String::new(),
        kind: kind(schema),
        required: false,
        description: prose(&schema["description"]),
        allowed: allowed(example::resolved(document, schema)),
    }
}

fn answer(document: &Value, status: &str, value: &Value) -> Answer {
    let value = example::resolved(document, value);
    let content = members(&value["content"]).next();
    Answer {
        status: status.to_owned(),
        description: runs(&text(&value["description"])),
        kind: content.map(|(_, content)| kind(&content["schema"])),
        example: content
            .filter(|(media, _)| *media != "application/problem+json")
            .map(|(_, content)| shown(document, content))
            .unwrap_or_default(),
    }
}

fn shape(document: &Value, name: &str, schema: &Value) -> Shape {
    let parts = schema["allOf"].as_array();
    let parts = parts.map_or(std::slice::from_ref(schema), Vec::as_slice);
    let mut fields = Vec::new();
    for part in parts.iter().map(|part| example::resolved(document, part)) {
        let required = part["required"].as_array().map_or(&[][..], Vec::as_slice);
        fields.extend(members(&part["properties"]).map(|(name, member)| Field {
            required: required.iter().any(|required| required == name),
            ..field(document, name, member)
        }));
    }
    Shape {
        name: name.to_owned(),
        description: prose(&schema["description"]),
        fields,
        allowed: allowed(schema),
        example: pretty(&example::of(document, schema)),
    }
}

/// The content's own example, else one that its schema allows.
fn shown(document: &Value, content: &Value) -> String {
    let given = &content["example"];
    if given.is_null() {
        pretty(&example::of(document, &content["schema"]))
    } else {
        pretty(given)
    }
}

fn pretty(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => serde_json::to_string_pretty(value).unwrap_or_default(),
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), value))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
