//! What the demo's cities have for their members, and the points of those whom one can sign in as: by
//! the commands that operators use.

use anyhow::Context;
use serde::Deserialize;
use store::{Tx, args};

use crate::accounts::demo::demo_member;
use crate::app::App;
use crate::cities::{Cities, City, CityOperator};
use crate::error::Result;
use crate::ids::MerchSizeId;
use crate::merch::{ItemInput, grant, restock, save};
use crate::points::{Reason, award};

/// Who runs the demo.
const OPERATOR: &str = "desk";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    items: Vec<Offered>,
    points: Vec<Earned>,
}

/// An item of the file beside this one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offered {
    city: String,
    /// Of each size.
    pieces: i64,
    item: ItemInput,
}

/// Points of somebody whom one can sign in as.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Earned {
    city: String,
    handle: String,
    amount: i64,
    /// Whether they may also choose a prize.
    #[serde(default)]
    prize: bool,
}

/// Fills them; answers how many items there are.
pub(super) async fn fill(app: &App) -> anyhow::Result<usize> {
    let told =
        toml::from_str::<Told>(include_str!("content/merch.toml")).context("the demo's merch")?;
    let cities = app.view::<Cities>()?;
    let city = |slug: &str| {
        let city = cities.by_slug(slug);
        city.with_context(|| format!("{slug} is not open"))
    };
    for offered in &told.items {
        let city = city(&offered.city)?;
        app.write(async |tx: &mut Tx| put(tx, &city, offered).await)
            .await?;
    }
    for earned in &told.points {
        let city = city(&earned.city)?;
        app.write(async |tx: &mut Tx| earn(tx, &city, earned).await)
            .await?;
    }
    Ok(told.items.len())
}

/// Who runs the demo, at the desk of a city.
pub(super) async fn operator(
    tx: &mut Tx,
    city: &std::sync::Arc<City>,
) -> Result<Option<CityOperator>> {
    let member = demo_member(tx, OPERATOR).await?;
    Ok(member.map(|member| CityOperator {
        member,
        city: city.clone(),
    }))
}

async fn put(tx: &mut Tx, city: &std::sync::Arc<City>, offered: &Offered) -> Result<()> {
    let Some(by) = operator(tx, city).await? else {
        return Ok(());
    };
    // A demo that was stopped while it was filled goes on with the others.
    let sql = "select 1 from merch_item where city_id = $1 and names = $2";
    let names = offered.item.names.to_column();
    let known: Option<(i64,)> = tx.optional(sql, args![city.id, names]).await?;
    if known.is_some() {
        return Ok(());
    }
    let item = save(tx, &by, None, &offered.item).await?;
    let sql = "select id from merch_size where item_id = $1 order by position";
    let sizes: Vec<(MerchSizeId,)> = tx.all(sql, args![item]).await?;
    for (size,) in sizes.into_iter().filter(|_| offered.pieces > 0) {
        restock(tx, &by, size, offered.pieces, "demo").await?;
    }
    Ok(())
}

async fn earn(tx: &mut Tx, city: &City, earned: &Earned) -> Result<()> {
    let Some(member) = demo_member(tx, &earned.handle).await? else {
        return Ok(());
    };
    let key = format!("demo:{}:{}", city.slug, earned.handle);
    award(tx, city.id, member.id, earned.amount, &key, Reason::BY_HAND).await?;
    if earned.prize {
        grant(tx, (city.id, member.id), &key, "by-hand", None).await?;
    }
    Ok(())
}
