//! The official rules of a lottery, made from what was published and recorded.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::law::{Jurisdiction, Record};
use rules::lottery::NOTE_WEIGHT;
use store::Tx;

use super::RECENT_WEEKS;
use super::desk_page::moment;
use super::found::{self, AtLottery, Lottery};
use super::law;
use super::residence;
use crate::app::App;
use crate::cities::InCity;
use crate::error::{Error, Result};
use crate::frame::{self, Page};
use crate::text::{Lang, money};

#[derive(Template)]
#[template(path = "lottery/rules.html")]
struct RulesPage {
    page: Page,
    lottery: String,
    back: String,
    age: String,
    void: Option<String>,
    filed: Option<String>,
    window: String,
    notes_max: i64,
    in_community: bool,
    free_weight: i64,
    recent_weeks: i64,
    prizes: i64,
    worth: String,
    date_href: String,
    accept_hours: i64,
}

type Recorded = Vec<(Jurisdiction, Record, i64)>;

/// The places that are void, and those where it was filed with the number.
fn places(lang: Lang, recorded: &Recorded) -> (Option<String>, Option<String>) {
    let (mut void, mut filed) = (Vec::new(), Vec::new());
    for (place, record, _) in recorded {
        match record {
            Record::Void => void.push(place.code()),
            Record::Filed { number, .. } => {
                filed.push(format!("{} {number}", residence::name(lang, place.code())));
            }
        }
    }
    let void = (!void.is_empty()).then(|| residence::names(lang, void.into_iter()));
    let filed = (!filed.is_empty()).then(|| filed.join(", "));
    (void, filed)
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    InCity(city): InCity,
    AtLottery(id): AtLottery,
) -> Result<Response> {
    let (lottery, recorded): (Lottery, Recorded) = app
        .read(async |tx: &mut Tx| {
            let lottery = found::of_city(tx, city.id, id).await?;
            if lottery.published_at_ms.is_none() {
                return Err(Error::NotFound);
            }
            let recorded = law::recorded(tx, &lottery).await?;
            Ok((lottery, recorded))
        })
        .await?;
    let at = |at_ms| moment(&page, &city, at_ms, app.now_ms());
    let (void, filed) = places(page.lang, &recorded);
    let window = [
        ("from", at(lottery.opens_at_ms).into()),
        ("to", at(lottery.closes_at_ms).into()),
        ("city", city.names.get(page.lang).into()),
    ];
    let from = residence::names(page.lang, lottery.entered_from.split_whitespace());
    let age = [("n", lottery.min_age.into()), ("places", from.into())];
    let value = money::format(page.lang, lottery.value_minor, lottery.currency()?);
    let note_weight = i64::try_from(NOTE_WEIGHT).map_err(anyhow::Error::from)?;
    let title = page.t("lottery-rules");
    frame::html(&RulesPage {
        back: format!("/cities/{}/lottery", city.slug),
        age: page.lang.t_with("lottery-rules-age", &age),
        void: void.map(|places| page.t1("lottery-rules-void", "places", places)),
        filed: filed.map(|places| page.t1("lottery-rules-filed", "places", places)),
        window: page.lang.t_with("lottery-rules-window", &window),
        notes_max: lottery.notes_max,
        in_community: lottery.community_id.is_some(),
        free_weight: lottery.notes_max * note_weight,
        recent_weeks: RECENT_WEEKS,
        prizes: lottery.prizes,
        worth: page.t1("lottery-worth", "amount", value),
        date_href: format!("/events/{}/{}", lottery.event_id, lottery.occurrence_id),
        accept_hours: lottery.accept_hours,
        lottery: lottery.title,
        page: page.in_city(&city.slug, &city.names).titled(title),
    })
}
