//! Opening a draw: what is promised, and that it cannot be changed.

use rules::draw::canonical;
use rules::draw::proof::{ANNOUNCEMENT_FORMAT, Announcement, WINNERS_MAX};
use store::{Tx, args};

use super::draw::{Draw, State, by_id, by_subject};
use super::life::TIMER;
use super::{chains, receipts};
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::{CityId, DrawId};
use crate::secrets::MasterKey;
use crate::settings::Settings;
use crate::{public_log, timers};

/// What is to be drawn.
#[derive(Debug, Clone)]
pub struct Plan {
    pub city: CityId,
    /// What it decides.
    pub kind: &'static str,
    pub subject: i64,
    pub title: String,
    /// The rule of weights, in words.
    pub weights: String,
    pub prizes: i64,
    /// As many more are drawn, in order; fewer where there would be more than can be.
    pub alternates: i64,
    pub opens_at_ms: i64,
    pub closes_at_ms: i64,
}

/// In whose name draws are announced.
#[derive(Clone, Copy)]
pub struct Issuer<'a> {
    pub key: &'a MasterKey,
    pub settings: &'a Settings,
}

impl<'a> Issuer<'a> {
    pub fn of(app: &'a App) -> Self {
        Self {
            key: app.key(),
            settings: app.settings(),
        }
    }
}

/// Ends a draw that takes entries, and announces another one of the same subject, which takes over whoever
/// took part. What was announced cannot be changed, so a draw whose time no longer fits makes way.
pub async fn replace(issuer: Issuer<'_>, tx: &mut Tx, draw: &Draw, plan: Plan) -> Result<()> {
    // The subject is the other one's: numbers of subjects are positive.
    let sql =
        "update draw set state = 'void', voided_at_ms = $2, void_reason = 'moved', subject_id = -id
               where id = $1 and state = 'announced'";
    if tx.execute(sql, args![draw.id, tx.now_ms()]).await? == 0 {
        return Ok(());
    }
    timers::cancel(tx, TIMER, draw.id.get()).await?;
    changes::record(tx, draw.city, Change::DrawVoided { draw: draw.id }).await?;
    let other = announce(issuer, tx, plan).await?;
    let sql = "update draw set replaces_id = $2 where id = $1";
    tx.execute(sql, args![other.id, draw.id]).await?;
    Ok(())
}

/// Announces the draw. What was announced for the same subject stands, whatever the plan says now.
pub async fn announce(issuer: Issuer<'_>, tx: &mut Tx, plan: Plan) -> Result<Draw> {
    if let Some(announced) = by_subject(tx, plan.kind, plan.subject).await? {
        return Ok(announced);
    }
    let id = DrawId::from(tx.new_id());
    let chain = chains::of_new_draws(issuer.key, issuer.settings);
    let unsigned = |number: i64| u64::try_from(number).unwrap_or_default();
    let prizes = unsigned(plan.prizes).clamp(1, WINNERS_MAX);
    let announcement = Announcement {
        alternates: unsigned(plan.alternates).min(WINNERS_MAX - prizes),
        chain_hash: chain.hash(),
        closes_at_ms: unsigned(plan.closes_at_ms),
        draw: id.to_string(),
        format: ANNOUNCEMENT_FORMAT.into(),
        log_key: public_log::key(issuer.key, &issuer.settings.public_url)?.to_vkey(),
        opens_at_ms: unsigned(plan.opens_at_ms),
        prizes,
        receipt_key: receipts::public_key(issuer.key)?,
        title: plan.title,
        weights: plan.weights,
    };
    let text = |bytes| String::from_utf8(bytes).map_err(anyhow::Error::from);
    tx.execute(
        "insert into draw (id, city_id, kind, subject_id, state, announcement, public_id, chain,
           opens_at_ms, closes_at_ms, prizes, alternates)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            id,
            plan.city,
            plan.kind,
            plan.subject,
            State::Announced.name(),
            text(canonical::write(&announcement))?,
            announcement.draw_id(),
            text(canonical::write(&chain))?,
            plan.opens_at_ms,
            plan.closes_at_ms,
            super::draw::column(announcement.prizes)?,
            super::draw::column(announcement.alternates)?,
        ],
    )
    .await?;
    public_log::append(tx, plan.city, &canonical::write(&announcement)).await?;
    timers::schedule(tx, TIMER, id.get(), plan.closes_at_ms).await?;
    changes::record(tx, plan.city, Change::DrawAnnounced { draw: id }).await?;
    by_id(tx, id).await
}
