//! Reliability, for programs.

use axum::Json;
use axum::extract::{Query, State};
use rules::reliability::weight;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::fulfilment::{MONTHS, Month, fulfilment};
use super::{Row, counted, summed};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::Result;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(my_reliability))
        .routes(routes!(city_fulfilment))
}

/// How far you keep your word.
#[derive(Serialize, ToSchema)]
struct ReliabilityJson {
    /// Whole, 0 to 100; 80 for who is new.
    percent: i64,
    /// Obligations that count.
    counted: i64,
    /// Of those, met in time.
    in_time: i64,
    /// What counts, the newest first, 500 at most.
    obligations: Vec<CountedObligationJson>,
}

/// An obligation that counts.
#[derive(Serialize, ToSchema)]
struct CountedObligationJson {
    /// The obligation's id.
    id: String,
    campaign: String,
    #[schema(example = "post")]
    kind: String,
    in_time: bool,
    age_days: i64,
    /// 1,000,000 for one that is due today.
    weight: i64,
}

fn json(row: Row, now_ms: i64) -> CountedObligationJson {
    let kept = row.kept(now_ms);
    CountedObligationJson {
        id: row.id.to_string(),
        campaign: row.campaign,
        kind: row.kind,
        in_time: kept.in_time,
        age_days: kept.age_days,
        weight: weight(kept.age_days),
    }
}

/// Your reliability
///
/// `(4 + met in time) / (5 + all)`, each obligation by its weight, which halves every 180 days. What was excused
/// or is owed no more counts for nothing.
#[utoipa::path(get, path = "/me/reliability", tag = "campaigns", security(("bearer" = [])),
    responses((status = 200, body = ReliabilityJson)))]
async fn my_reliability(State(app): State<App>, by: Member) -> Result<Json<ReliabilityJson>> {
    let now_ms = app.now_ms();
    let rows = app
        .read(async |tx: &mut Tx| counted(tx, by.id, now_ms).await)
        .await?;
    let summed = summed(&rows, now_ms);
    Ok(Json(ReliabilityJson {
        percent: summed.percent,
        counted: summed.counted,
        in_time: summed.in_time,
        obligations: rows.into_iter().map(|row| json(row, now_ms)).collect(),
    }))
}

/// What was due in a month, and what became of it.
#[derive(Serialize, ToSchema)]
struct FulfilmentMonthJson {
    /// Of the city's calendar.
    #[schema(example = "2026-11")]
    month: String,
    due: i64,
    met_in_time: i64,
    met_late: i64,
    missed: i64,
    excused: i64,
    /// Met in time, of what is settled and was not excused.
    percent: Option<i64>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// 12 when left out, 36 at most.
    months: Option<i64>,
}

/// A city's fulfilment
///
/// For operators of the city: what was due by month, the newest first.
#[utoipa::path(get, path = "/cities/{city}/fulfilment", tag = "campaigns",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"), Wanted),
    responses((status = 200, body = Vec<FulfilmentMonthJson>)))]
async fn city_fulfilment(
    State(app): State<App>,
    by: CityOperator,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Vec<FulfilmentMonthJson>>> {
    let months = wanted.months.unwrap_or(MONTHS);
    let found = app
        .read(async |tx: &mut Tx| fulfilment(tx, &by.city, months).await)
        .await?;
    let json = |month: Month| FulfilmentMonthJson {
        month: month.first.strftime("%Y-%m").to_string(),
        due: month.due,
        met_in_time: month.in_time,
        met_late: month.late,
        missed: month.missed,
        excused: month.excused,
        percent: month.percent(),
    };
    Ok(Json(found.into_iter().map(json).collect()))
}
