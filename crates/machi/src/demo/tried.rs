//! The demo's campaigns of Tried & True, each told from its draft to what became of it: by the commands that
//! operators, members and stewards use, while the clock is turned back to when they used them.

mod steps;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context, ensure};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use store::{Tx, args};

use crate::accounts::Member;
use crate::app::App;
use crate::campaigns::{self, CampaignInput, VisitInput};
use crate::cities::{Cities, City};
use crate::error::Result;
use crate::ids::{CampaignId, OccurrenceId, PlaceId};
use crate::readers::{self, Reader};
use crate::text::{Lang, Names, when};
use crate::timers::{self, Kind};
use crate::{obligations, proofs};

const DAY_MS: usize = 24 * 60 * 60 * 1_000;
/// What follows by itself, and would have followed in the days that are told.
const READERS: [Reader; 2] = [campaigns::READER, obligations::READER];
const TIMERS: [Kind; 4] = [
    campaigns::CLOSES,
    campaigns::SEAT_LAPSES,
    obligations::TIMER,
    proofs::SETTLE,
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    campaigns: Vec<Tried>,
}

/// A campaign of the file beside this one. Days count from today.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tried {
    city: String,
    /// The English title of its event, and which of the dates, from 0; empty for a visit.
    #[serde(default)]
    event: String,
    #[serde(default)]
    date: usize,
    /// Of a visit: the pack's key, and the days between which one may come.
    #[serde(default)]
    place: String,
    #[serde(default)]
    starts_in_days: i64,
    #[serde(default)]
    ends_in_days: i64,
    opens_in_days: i64,
    closes_in_days: i64,
    campaign: CampaignInput,
    story: Vec<Step>,
}

/// What somebody does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    does: Does,
    /// On the city's clock; now where it says no day.
    in_days: Option<i64>,
    #[serde(default)]
    at: String,
    /// Handles; the operator's are not told.
    #[serde(default)]
    who: Vec<String>,
    /// For which of the obligations.
    of: Option<obligations::Kind>,
    /// What is said: a note, a link, a reason.
    #[serde(default)]
    text: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Does {
    Draft,
    Publish,
    Ask,
    Choose,
    Finish,
    CallOff,
    Accept,
    Decline,
    Come,
    Write,
    HandIn,
    AcceptProof,
    SendBack,
    AskExcuse,
    Excuse,
}

/// A campaign whose story is told.
struct Story<'t> {
    tried: &'t Tried,
    city: Arc<City>,
    members: &'t [Member],
    /// From which the days count.
    today: Date,
    /// Once it is drafted.
    id: Option<CampaignId>,
}

/// Tells them, day by day; answers how many there are.
pub(super) async fn fill(app: &App, members: &[Member]) -> anyhow::Result<usize> {
    let told = toml::from_str::<Told>(include_str!("content/campaigns.toml"))
        .context("the demo's campaigns")?;
    let mut stories = Vec::new();
    for tried in &told.campaigns {
        let city = app.view::<Cities>()?.by_slug(&tried.city);
        let city = city.with_context(|| format!("{} is not open", tried.city))?;
        stories.push(Story {
            today: when::civil(app.now_ms(), &city.zone).date(),
            city,
            tried,
            members,
            id: None,
        });
    }
    let mut turned_ms = 0;
    let done = tell(app, &mut stories, &mut turned_ms).await;
    app.store().clock().advance(-turned_ms);
    done.map(|()| told.campaigns.len())
}

/// `turned_ms` is how far the clock is turned meanwhile.
async fn tell(app: &App, stories: &mut [Story<'_>], turned_ms: &mut i64) -> anyhow::Result<()> {
    for (at_ms, moment) in moments(stories, app.now_ms())? {
        let by_ms = at_ms - app.now_ms();
        app.store().clock().advance(by_ms);
        *turned_ms += by_ms;
        // What was due before comes before what somebody does now.
        follow(app).await?;
        for (story, step) in moment {
            let story = &mut stories[story];
            let told = story.take(app, step).await;
            told.with_context(|| format!("{}: {step:?}", story.tried.campaign.title))?;
        }
        follow(app).await?;
    }
    Ok(())
}

/// The steps of all stories by their times, each with its story's number.
fn moments<'t>(
    stories: &[Story<'t>],
    now_ms: i64,
) -> anyhow::Result<BTreeMap<i64, Vec<(usize, &'t Step)>>> {
    let mut moments: BTreeMap<i64, Vec<_>> = BTreeMap::new();
    for (number, story) in stories.iter().enumerate() {
        for step in &story.tried.story {
            let at_ms = story.moment(step)?.unwrap_or(now_ms);
            ensure!(
                at_ms <= now_ms,
                "{} is told ahead",
                story.tried.campaign.title
            );
            moments.entry(at_ms).or_default().push((number, step));
        }
    }
    // On the days between, what is due is done as well.
    if let Some((&first_ms, _)) = moments.first_key_value() {
        for at_ms in (first_ms..now_ms).step_by(DAY_MS) {
            moments.entry(at_ms).or_default();
        }
    }
    Ok(moments)
}

/// Lets everything happen that follows by now.
async fn follow(app: &App) -> anyhow::Result<()> {
    for reader in &READERS {
        readers::catch_up(app, reader).await?;
    }
    while timers::run_due(app, &TIMERS).await? > 0 {}
    Ok(())
}

impl Story<'_> {
    /// None for now.
    fn moment(&self, step: &Step) -> anyhow::Result<Option<i64>> {
        let Some(days) = step.in_days else {
            return Ok(None);
        };
        let typed = self.typed(days, &step.at);
        let at_ms = when::typed_at_ms(&typed, &self.city.zone);
        at_ms
            .map(Some)
            .with_context(|| format!("{typed} is no time"))
    }

    fn typed(&self, days: i64, time: &str) -> String {
        format!("{}T{time}", self.today.saturating_add(days.days()))
    }

    /// As the operator describes it; none in a demo that was filled before there were its event.
    async fn described(&self, tx: &mut Tx) -> Result<Option<CampaignInput>> {
        let tried = self.tried;
        let described = CampaignInput {
            opens: self.typed(tried.opens_in_days, "09:00"),
            closes: self.typed(tried.closes_in_days, "20:00"),
            ..tried.campaign.clone()
        };
        if tried.place.is_empty() {
            let date = self.date(tx).await?;
            return Ok(date.map(|occurrence| CampaignInput {
                occurrence,
                ..described
            }));
        }
        // `place` belongs to places, `source` to imports.
        let sql = "select p.id from place p join source s on s.id = p.source_id
                   where p.city_id = $1 and s.kind = 'pack' and p.source_key = $2";
        let place = tx.optional::<(PlaceId,)>(sql, args![self.city.id, tried.place]);
        Ok(place.await?.map(|(place,)| CampaignInput {
            visit: Some(VisitInput {
                place,
                starts: self.typed(tried.starts_in_days, "10:00"),
                ends: self.typed(tried.ends_in_days, "18:00"),
            }),
            ..described
        }))
    }

    async fn date(&self, tx: &mut Tx) -> Result<Option<OccurrenceId>> {
        // `occurrence` and `event` belong to events.
        let sql = "select o.id, e.titles from occurrence o join event e on e.id = o.event_id
                   where e.city_id = $1 and e.host_id is not null order by o.starts_at_ms";
        let rows = tx.all::<(OccurrenceId, Names)>(sql, args![self.city.id]);
        let of_event = rows
            .await?
            .into_iter()
            .filter(|(_, titles)| titles.get(Lang::En) == self.tried.event);
        Ok(of_event.map(|(date, _)| date).nth(self.tried.date))
    }

    /// Those who do it.
    fn people<'s>(&'s self, step: &'s Step) -> impl Iterator<Item = &'s Member> {
        let named = |handle: &String| self.members.iter().find(|one| one.handle == *handle);
        step.who.iter().filter_map(named)
    }
}
