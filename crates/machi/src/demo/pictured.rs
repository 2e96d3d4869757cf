//! Lets the demo's people who were at the same place say whether a note is as pictured; one of them holds
//! a photo against it.

use anyhow::anyhow;
use futures_util::{StreamExt, stream};
use store::{Tx, args};

use super::scenes::{self, Light, Scene, Shape, Wish};
use crate::accounts::demo::demo_member;
use crate::app::App;
use crate::ids::NoteId;
use crate::photos::{self, Chosen, Source};
use crate::pictured::{Answer, answer};

/// Notes that are answered, the oldest first.
const ANSWERS_MAX: i64 = 60;
/// Every so many says that it looks different.
const DOUBT_EVERY: usize = 4;
/// Whoever says so with a photo.
const WITH_PHOTO: usize = 2;

/// How many answers there are.
pub(super) async fn fill(app: &App) -> anyhow::Result<usize> {
    let pairs = app.read(async |tx: &mut Tx| {
        let sql = "select distinct n.id, a.handle, n.place_id from note n
                     join note o on o.place_id = n.place_id and o.author_id <> n.author_id
                     join account a on a.id = o.author_id
                   where a.is_demo and exists (select 1 from photo f where f.note_id = n.id)
                   order by n.place_id, n.id, a.handle limit $1";
        Ok(tx
            .all::<(NoteId, String, i64)>(sql, args![ANSWERS_MAX])
            .await?)
    });
    let pairs = pairs.await.map_err(|error| anyhow!("{error}"))?;
    for (at, (note, handle, _)) in pairs.iter().enumerate() {
        let photo = match at {
            WITH_PHOTO => Some(drawn(app, handle).await?),
            _ => None,
        };
        let said = Answer {
            as_pictured: at % DOUBT_EVERY != WITH_PHOTO,
            photo,
            network: handle.clone(),
        };
        let written = app.write(async |tx: &mut Tx| match demo_member(tx, handle).await? {
            Some(member) => answer(tx, &member, *note, &said).await,
            None => Ok(()),
        });
        written.await.map_err(|error| anyhow!("{error}"))?;
    }
    Ok(pairs.len())
}

/// What they saw: a wet day.
async fn drawn(app: &App, handle: &str) -> anyhow::Result<Chosen> {
    let member = app
        .read(async |tx: &mut Tx| demo_member(tx, handle).await)
        .await
        .map_err(|error| anyhow!("{error}"))?;
    let member = member.ok_or_else(|| anyhow!("{handle} is not there"))?;
    let png = scenes::png(&Wish {
        scene: Scene::Rain,
        light: Light::Day,
        shape: Shape::Square,
        seed: 7_007,
    })?;
    let stated = u64::try_from(png.len()).ok();
    let bytes = stream::iter([Ok(png.into())]).boxed();
    let kept = photos::keep(
        app,
        member.id,
        "demo-counter-photo",
        Source::stream(bytes, stated),
    );
    let kept = kept.await.map_err(|error| anyhow!("{error}"))?;
    Ok(Chosen {
        photo: kept.id,
        alt: "Drawing: the same place on a wet day".into(),
    })
}
