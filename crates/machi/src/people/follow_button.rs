//! The button of following a person, with the two numbers that it moves.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::at::AtPerson;
use super::seen::{Counts, Seen, person};
use crate::accounts::Member;
use crate::app::App;
use crate::error::Result;
use crate::frame::form::{done, local_path, wants_fragment};
use crate::frame::{self, Page};
use crate::people::People;
use crate::social::count::followers;
use crate::social::follow::{follow, unfollow};

/// The view struct of `people/follow_button.html`.
pub(super) struct FollowView {
    pub(super) handle: String,
    pub(super) name: String,
    pub(super) own: bool,
    pub(super) signed_in: bool,
    pub(super) followed: bool,
    pub(super) counts: Option<Counts>,
    /// Where the form leads afterwards: a path on this server.
    pub(super) next: String,
}

impl FollowView {
    pub(super) fn of(app: &App, reader: Option<&Member>, seen: &Seen, next: &str) -> Result<Self> {
        Ok(Self {
            handle: seen.profile.handle.clone(),
            name: seen.profile.display_name.clone(),
            own: seen.own,
            signed_in: reader.is_some(),
            followed: seen.viewer.follows(seen.id()),
            counts: seen.counts(&*app.view::<People>()?),
            next: next.to_owned(),
        })
    }

    /// The way back, as part of an address.
    pub(super) fn next_escaped(&self) -> String {
        url::form_urlencoded::byte_serialize(self.next.as_bytes()).collect()
    }
}

#[derive(Template)]
#[template(path = "people/follow_button.html")]
struct FollowButton {
    page: Page,
    follow: FollowView,
}

#[derive(Deserialize)]
pub(super) struct FollowForm {
    followed: bool,
    #[serde(default)]
    next: String,
}

/// Follows the person or no longer; answers with the button.
pub(super) async fn set_follow(
    State(app): State<App>,
    member: Member,
    at: AtPerson,
    headers: HeaderMap,
    page: Page,
    Form(form): Form<FollowForm>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| {
        if form.followed {
            follow(tx, &member, at.id).await
        } else {
            unfollow(tx, &member, at.id).await
        }
    })
    .await?;
    let profile = at.page();
    let next = local_path(&form.next, &profile);
    if wants_fragment(&headers) {
        app.see_own_write().await;
        let seen = person(&app, Some(&member), &at.handle).await?;
        let mut follow = FollowView::of(&app, Some(&member), &seen, next)?;
        // The views may not be there yet; the command is.
        follow.followed = form.followed;
        let read = app.read(async |tx: &mut Tx| followers(tx, seen.id()).await);
        let followers = read.await?;
        follow.counts = follow.counts.map(|counts| Counts {
            followers,
            ..counts
        });
        return frame::html(&FollowButton { page, follow });
    }
    let notice = if form.followed {
        "notice-followed"
    } else {
        "notice-unfollowed"
    };
    Ok(done(next, notice))
}
