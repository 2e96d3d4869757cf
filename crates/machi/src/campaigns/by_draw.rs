//! A campaign's draw: who asks is brought up to date before entries are frozen, and the drawn get offers.

use futures_util::FutureExt;
use store::{Tx, args};

use super::call_off::date_called_off;
use super::choose::is_chosen;
use super::eligible::{weight_of, why_not};
use super::fill::{fill, takes_place};
use super::found::{self, Campaign};
use super::{KIND, ended};
use crate::app::App;
use crate::changes::{Change, Logged};
use crate::draws::{self, Draw, Prepared};
use crate::error::Result;
use crate::ids::{AccountId, CampaignId};
use crate::readers::Reader;

/// Those who ask are brought up to date so many at a time.
const PART: i64 = 500;
const CHOSEN: &str = "chosen";

/// Gives the seats of campaigns.
pub const BY_CAMPAIGN: draws::Kind = draws::Kind {
    name: KIND,
    prepare: |_, tx, draw| prepare(tx, draw).boxed(),
    settle: |app, draw| settle(app, draw).boxed(),
};

/// Ends what cannot be accepted any more, and what was given back elsewhere.
pub const READER: Reader = Reader {
    name: "campaigns",
    read: |_, tx, changes| read(tx, changes).boxed(),
};

async fn of_draw(tx: &mut Tx, draw: &Draw) -> Result<Campaign> {
    found::of_city(tx, draw.city, CampaignId::from(draw.subject)).await
}

/// Everybody who asks, and still may, has their weight; who was chosen by hand takes no part.
async fn prepare(tx: &mut Tx, draw: &Draw) -> Result<Prepared> {
    let campaign = of_draw(tx, draw).await?;
    if !takes_place(tx, &campaign).await? {
        return Ok(Prepared::Void("called-off"));
    }
    let sql = "select account_id from campaign_application
               where campaign_id = $1 and withdrawn_at_ms is null and account_id > $2
               order by account_id limit $3";
    let part: Vec<(AccountId,)> = tx
        .all(sql, args![campaign.id, draw.prepared_to, PART])
        .await?;
    for &(account,) in &part {
        bring(tx, &campaign, draw, account).await?;
    }
    match part.last() {
        Some((last,)) if part.len() as i64 == PART => return Ok(Prepared::Part(last.get())),
        _ if draws::has_entrants(tx, draw.id).await? => return Ok(Prepared::Ready),
        _ => {}
    }
    // Of a mixed one somebody may have been chosen.
    fill(tx, &campaign).await?;
    Ok(Prepared::Void("nobody"))
}

async fn bring(tx: &mut Tx, campaign: &Campaign, draw: &Draw, account: AccountId) -> Result<()> {
    if is_chosen(tx, campaign.id, account).await? {
        return draws::leave_out(tx, draw, account, CHOSEN).await;
    }
    match why_not(tx, campaign, account).await? {
        Some(why) => draws::leave_out(tx, draw, account, why.left_out()).await,
        None => {
            let weight = weight_of(tx, campaign, account).await?;
            draws::weigh(tx, draw, account, weight).await
        }
    }
}

async fn settle(app: &App, draw: &Draw) -> Result<bool> {
    app.write(async |tx: &mut Tx| {
        let campaign = of_draw(tx, draw).await?;
        fill(tx, &campaign).await?;
        Ok(true)
    })
    .await
}

async fn read(tx: &mut Tx, changes: &[Logged]) -> Result<()> {
    for logged in changes {
        match logged.change {
            Change::OccurrenceCancelled { occurrence, .. } => {
                date_called_off(tx, occurrence).await?;
            }
            Change::Blocked { by, account } => ended::block(tx, by, account).await?,
            Change::RsvpChanged { occurrence, by, .. } => ended::left(tx, occurrence, by).await?,
            Change::RsvpDecided {
                occurrence,
                account,
                accepted: false,
                ..
            } => ended::left(tx, occurrence, account).await?,
            _ => {}
        }
    }
    Ok(())
}
