//! Where the member is signed in.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::Tx;

use super::{Tab, day, settled, tabs};
use crate::accounts::open_sessions::open_sessions;
use crate::accounts::page::gone;
use crate::accounts::{MEMORY_S, Member, sign_out, sign_out_everywhere};
use crate::app::App;
use crate::error::Result;
use crate::frame::form::done;
use crate::frame::{self, Page};
use crate::ids::SessionId;

struct SessionLine {
    id: SessionId,
    seen: String,
    since: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "accounts/settings_sessions.html")]
struct SessionsPage {
    page: Page,
    tabs: Vec<Tab>,
    sessions: Vec<SessionLine>,
    within_s: i64,
}

pub(super) async fn show(State(app): State<App>, page: Page, member: Member) -> Result<Response> {
    let (lang, now_ms) = (page.lang, app.now_ms());
    let sessions = app
        .read(async |tx: &mut Tx| open_sessions(tx, &member).await)
        .await?;
    let sessions = sessions
        .into_iter()
        .map(|session| SessionLine {
            id: session.id,
            seen: day(lang, session.seen_at_ms, now_ms),
            since: day(lang, session.created_at_ms, now_ms),
            current: member.session == Some(session.id),
        })
        .collect();
    frame::html(&SessionsPage {
        tabs: tabs(&page),
        page: settled(page),
        sessions,
        within_s: MEMORY_S,
    })
}

pub(super) async fn end(
    State(app): State<App>,
    member: Member,
    Path(session): Path<SessionId>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| sign_out(tx, &member, session).await)
        .await?;
    if member.session == Some(session) {
        return Ok(gone(&app, "notice-signed-out"));
    }
    Ok(done("/settings/sessions", "notice-session-ended"))
}

pub(super) async fn end_all(State(app): State<App>, member: Member) -> Result<Response> {
    app.write(async |tx: &mut Tx| sign_out_everywhere(tx, &member).await)
        .await?;
    Ok(gone(&app, "notice-signed-out-everywhere"))
}
