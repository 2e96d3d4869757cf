//! The button of joining a community.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::{CommunityPeople, InCommunity, join};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::Community;
use crate::error::Result;
use crate::frame::form::{done, local_path, wants_fragment};
use crate::frame::{Page, html};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/communities/{community}/membership", post(set_membership))
}

/// The view struct of `communities/join_button.html`.
pub struct JoinView {
    pub slug: String,
    pub name: String,
    pub description: String,
    pub members: usize,
    pub joined: bool,
    pub signed_in: bool,
    /// Where the form leads afterwards: a path on this server.
    pub next: String,
}

impl JoinView {
    pub fn of(
        app: &App,
        page: &Page,
        reader: Option<&Member>,
        community: &Community,
        next: &str,
    ) -> Result<Self> {
        let people = app.view::<CommunityPeople>()?;
        Ok(Self {
            slug: community.slug.clone(),
            name: community.names.get(page.lang).to_owned(),
            description: community.descriptions.get(page.lang).to_owned(),
            members: people.0.count(community.id),
            joined: reader.is_some_and(|reader| people.0.has(community.id, reader.id)),
            signed_in: reader.is_some(),
            next: next.to_owned(),
        })
    }

    /// The way back, as part of an address.
    fn next_escaped(&self) -> String {
        url::form_urlencoded::byte_serialize(self.next.as_bytes()).collect()
    }
}

#[derive(Template)]
#[template(path = "communities/join_button.html")]
struct JoinButton {
    page: Page,
    community: JoinView,
}

#[derive(Deserialize)]
struct MembershipForm {
    joined: bool,
    #[serde(default)]
    next: String,
}

/// Joins or leaves the community; answers with its button.
async fn set_membership(
    State(app): State<App>,
    member: Member,
    InCommunity(community): InCommunity,
    headers: HeaderMap,
    page: Page,
    Form(form): Form<MembershipForm>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| {
        if form.joined {
            join::join(tx, &member, community.id).await
        } else {
            join::leave(tx, &member, community.id).await
        }
    })
    .await?;
    let next = local_path(&form.next, "/");
    if wants_fragment(&headers) {
        app.see_own_write().await;
        let mut community = JoinView::of(&app, &page, Some(&member), &community, next)?;
        // The view may not be there yet; the command is.
        community.joined = form.joined;
        return html(&JoinButton { page, community });
    }
    let notice = if form.joined {
        "notice-community-joined"
    } else {
        "notice-community-left"
    };
    Ok(done(next, notice))
}
