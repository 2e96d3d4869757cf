//! The demo's campaigns of Tried & True, and who asks for their seats: by the commands that operators and
//! members use.

use std::collections::BTreeMap;

use anyhow::Context;
use jiff::ToSpan;
use serde::Deserialize;
use store::{Tx, args};

use super::shelves::operator;
use crate::accounts::{Member, Network};
use crate::app::App;
use crate::campaigns::{self, ApplicationInput, CampaignInput};
use crate::cities::{Cities, City};
use crate::draws::Issuer;
use crate::error::{Error, Result};
use crate::ids::OccurrenceId;
use crate::text::{Lang, Names, when};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    campaigns: Vec<Tried>,
}

/// A campaign of the file beside this one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tried {
    city: String,
    /// The English title of its event, and which of the dates, from 0.
    event: String,
    date: i64,
    opens_in_days: i64,
    closes_in_days: i64,
    applicants: usize,
    state: State,
    campaign: CampaignInput,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Draft,
    Published,
}

/// Drafts and publishes them; answers how many.
pub(super) async fn fill(app: &App, members: &[Member]) -> anyhow::Result<usize> {
    let told = toml::from_str::<Told>(include_str!("content/campaigns.toml"))
        .context("the demo's campaigns")?;
    for tried in &told.campaigns {
        let city = app.view::<Cities>()?.by_slug(&tried.city);
        let city = city.with_context(|| format!("{} is not open", tried.city))?;
        app.write(async |tx: &mut Tx| open(app, tx, (&city, tried), members).await)
            .await?;
    }
    Ok(told.campaigns.len())
}

async fn open(
    app: &App,
    tx: &mut Tx,
    (city, tried): (&std::sync::Arc<City>, &Tried),
    members: &[Member],
) -> Result<()> {
    let (Some(by), Some(occurrence)) = (operator(tx, city).await?, date(tx, city, tried).await?)
    else {
        return Ok(());
    };
    let today = when::civil(tx.now_ms(), &city.zone).date();
    let day = |days: i64| today.saturating_add(days.days());
    let input = CampaignInput {
        occurrence,
        opens: format!("{}T09:00", day(tried.opens_in_days)),
        closes: format!("{}T20:00", day(tried.closes_in_days)),
        ..tried.campaign.clone()
    };
    let id = campaigns::make(tx, &by, &input).await?;
    if tried.state == State::Draft {
        return Ok(());
    }
    campaigns::publish(Issuer::of(app), tx, &by, id).await?;
    let mut asked = 0;
    for member in members {
        if asked == tried.applicants {
            break;
        }
        let application = ApplicationInput {
            answers: Vec::new(),
            aliases: BTreeMap::from([(Network::Instagram, member.handle.clone())]),
        };
        // Whoever organises the event, or runs the city, may not.
        match campaigns::apply(tx, member, (city.id, id), &application).await {
            Ok(_) => asked += 1,
            Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// None in a demo that was filled before there were campaigns.
async fn date(tx: &mut Tx, city: &City, tried: &Tried) -> Result<Option<OccurrenceId>> {
    // `occurrence` and `event` belong to events.
    let sql = "select o.id, e.titles from occurrence o join event e on e.id = o.event_id
               where e.city_id = $1 and e.host_id is not null order by o.starts_at_ms";
    let rows = tx.all::<(OccurrenceId, Names)>(sql, args![city.id]).await?;
    let of_event = rows
        .into_iter()
        .filter(|(_, titles)| titles.get(Lang::En) == tried.event);
    let at = usize::try_from(tried.date).unwrap_or(usize::MAX);
    Ok(of_event.map(|(date, _)| date).nth(at))
}
