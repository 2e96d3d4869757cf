//! What each of the members who were lately here has open, as this node remembers it: for the panel on the
//! home screen.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use store::{Tx, args};

use super::shown::Due;
use crate::app::App;
use crate::changes::{Change, Logged, Tried};
use crate::cities::Cities;
use crate::error::Result;
use crate::ids::{AccountId, CityId, ObligationId};
use crate::remembered::Remembered;
use crate::text::{Lang, Names};
use crate::views::View;

store::row! {
    /// The one that is due first.
    struct First {
        id: ObligationId,
        city_id: CityId,
        titles: Names,
        due_at_ms: i64,
        open: i64,
    }
}

/// None for who has nothing open whose clock runs.
#[derive(Default)]
pub struct Owing(Remembered<AccountId, Option<First>>);

async fn first(tx: &mut Tx, account: AccountId) -> Result<Option<First>> {
    // `event` belongs to events, `place` to places.
    let sql = "select o.id, o.city_id, coalesce(p.names, e.titles) as titles, o.due_at_ms,
                 (select count(*) from obligation a where a.account_id = $1
                   and a.state in ('open', 'refused') and a.started_at_ms is not null) as open
               from obligation o join event e on e.id = o.event_id
               left join place p on p.id = o.place_id
               where o.account_id = $1 and o.state in ('open', 'refused')
                 and o.started_at_ms is not null and o.due_at_ms is not null
               order by o.due_at_ms, o.id limit 1";
    Ok(tx.optional(sql, args![account]).await?)
}

impl View for Owing {
    fn rebuild<'a>(&'a self, _: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        self.0.clear();
        async { Ok(()) }.boxed()
    }

    fn refresh<'a>(&'a self, _: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        for logged in changes {
            match logged.change {
                Change::Tried(Tried::ObligationChanged { account, .. }) => self.0.forget(account),
                // What it is called may be another.
                Change::EventChanged { .. } | Change::PlaceChanged { .. } => self.0.clear(),
                _ => {}
            }
        }
        async { Ok(()) }.boxed()
    }
}

/// What the home screen says of it; `obligations/panel.html` shows it.
pub struct Panel {
    pub href: String,
    pub title: String,
    pub more: i64,
    pub due: Due,
}

/// None for who owes nothing now.
pub async fn panel(app: &App, account: AccountId, lang: Lang) -> Result<Option<Panel>> {
    let owing = app.view::<Owing>()?;
    let read = async || app.read(async |tx: &mut Tx| first(tx, account).await).await;
    let first = owing.0.get(account, read).await?;
    let Some(first) = first.as_ref() else {
        return Ok(None);
    };
    let city = app.view::<Cities>()?.by_id(first.city_id);
    Ok(city.map(|city| Panel {
        href: format!("/me/obligations/{}", first.id),
        title: first.titles.get(lang).to_owned(),
        more: first.open - 1,
        due: Due::of(lang, &city, first.due_at_ms, app.now_ms()),
    }))
}
