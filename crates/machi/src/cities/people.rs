//! A city's members and those who ask for it, in memory.

use std::collections::BTreeMap;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use store::{Tx, args};

use super::crowd::Crowd;
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::ids::{AccountId, CityId};
use crate::views::View;

/// Members and signatures of every city. Counts cost the same however large a city grows.
#[derive(Debug, Default)]
pub struct CityPeople {
    pub members: Crowd<CityId>,
    /// Who asks for a city that is not open yet.
    pub signatures: Crowd<CityId>,
}

impl View for CityPeople {
    fn rebuild<'a>(&'a self, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        async move {
            let sql = "select city_id, account_id from city_member";
            self.members.replace(tx.all(sql, args![]).await?);
            let sql = "select city_id, account_id from petition";
            self.signatures.replace(tx.all(sql, args![]).await?);
            Ok(())
        }
        .boxed()
    }

    fn refresh<'a>(&'a self, tx: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async move {
            for logged in changes {
                match logged.change {
                    Change::CityJoined { city, account } | Change::CityLeft { city, account } => {
                        let belongs = is_member(tx, city, account).await?;
                        self.members.set(city, account, belongs);
                    }
                    Change::PetitionSigned { city, account }
                    | Change::PetitionWithdrawn { city, account } => {
                        let belongs = has_signed(tx, city, account).await?;
                        self.signatures.set(city, account, belongs);
                    }
                    _ => {}
                }
            }
            Ok(())
        }
        .boxed()
    }

    fn content(&self) -> BTreeMap<String, String> {
        let of = |what: &str, crowd: &Crowd<CityId>| {
            let named = |(city, people)| (format!("{what} {city}"), format!("{people:?}"));
            crowd.content().into_iter().map(named).collect::<Vec<_>>()
        };
        let mut content = of("members", &self.members);
        content.extend(of("signatures", &self.signatures));
        content.into_iter().collect()
    }
}

async fn is_member(tx: &mut Tx, city: CityId, account: AccountId) -> Result<bool> {
    let sql = "select 1 from city_member where city_id = $1 and account_id = $2";
    let row = tx.optional::<(i64,)>(sql, args![city, account]).await?;
    Ok(row.is_some())
}

async fn has_signed(tx: &mut Tx, city: CityId, account: AccountId) -> Result<bool> {
    let sql = "select 1 from petition where city_id = $1 and account_id = $2";
    let row = tx.optional::<(i64,)>(sql, args![city, account]).await?;
    Ok(row.is_some())
}
