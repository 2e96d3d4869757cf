//! People: found, followed, blocked.

mod api;
mod lists;
mod look_up;
mod search;
mod ties;

use crate::town::{Town, Visitor};

/// A member with this display name and, unless it is empty, this name on Instagram.
async fn named<'t>(town: &'t Town, handle: &str, name: &str, instagram: &str) -> Visitor<'t> {
    let visitor = town.sign_up(handle).await;
    let escaped: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let form = format!("display_name={escaped}&instagram={instagram}");
    let saved = visitor.post("/settings/profile", &form).await;
    assert_eq!(saved.location(), format!("/people/{handle}"));
    visitor
}
