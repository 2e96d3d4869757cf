//! The reference as a reader and as a program meets it.

use serde_json::{Value, json};

use super::describe::Description;
use crate::town::Town;

#[tokio::test]
async fn the_page_shows_every_operation_of_the_document() {
    let town = Town::new().await;
    let document = town.get("/api/openapi.json").await.json();
    assert_eq!(document["info"]["title"], "Machi");
    let page = town.get("/api?lang=ja").await;
    assert!(page.has("<h1>APIリファレンス</h1>"), "{}", page.text());
    for group in Description::of(&document).groups {
        for operation in group.operations {
            assert!(page.has(&format!("id=\"{}\"", operation.anchor)));
            assert!(page.has(&format!("<code>{}</code>", operation.path)));
        }
    }
    assert!(page.has("id=\"shape-Problem\""));
}

#[test]
fn an_operation_is_described_with_kinds_examples_and_a_request() {
    let document = json!({
        "paths": { "/api/v1/things/{thing}": { "put": {
            "tags": ["things"],
            "summary": "Renames `thing`",
            "security": [{ "bearer": [] }],
            "parameters": [{ "name": "thing", "in": "path", "required": true, "schema": { "type": "string" } }],
            "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
            "responses": { "200": { "description": "Done.", "content": {
                "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } } }
            } } }
        } } },
        "components": { "schemas": { "Thing": { "type": "object", "required": ["name"], "properties": {
            "name": { "type": ["string", "null"], "maxLength": 40, "example": "bell" },
            "inside": { "$ref": "#/components/schemas/Thing" },
            "state": { "type": "string", "enum": ["new", "old"] }
        } } } }
    });
    let description = Description::of(&document);
    let operation = &description.groups[0].operations[0];
    assert_eq!(operation.anchor, "put-things-thing-");
    assert!(operation.needs_sign_in && operation.parameters[0].required);
    assert!(operation.summary[1].code);
    assert!(operation.request.contains("Bearer") && operation.request.contains("\"bell\""));
    let answer = operation.answers[0].kind.as_ref().unwrap();
    assert_eq!((&*answer.before, &*answer.name), ("array of ", "Thing"));
    let shape = &description.shapes[0];
    let names: Vec<&str> = shape.fields.iter().map(|field| &*field.name).collect();
    assert_eq!(names, ["inside", "name", "state"]);
    assert_eq!(
        shape.fields[1].kind.after,
        " (at most 40 characters) or null"
    );
    assert_eq!(shape.fields[2].allowed, ["new", "old"]);
    let example: Value = serde_json::from_str(&shape.example).unwrap();
    assert_eq!(example["inside"]["state"], "new");
}
