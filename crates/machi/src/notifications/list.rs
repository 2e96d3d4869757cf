//! What a member was told, the newest first; without what a block, a mute or a deletion hides.

use jiff::tz::TimeZone;
use store::{Tx, args};

use super::kinds::{self, Kind};
use super::place::Place;
use super::subject::Subject;
use crate::error::Result;
use crate::ids::{AccountId, CityId, NotificationId};
use crate::text::{Lang, Names, when};

/// Notifications on one page.
pub(super) const PAGE_MAX: usize = 30;
const ROWS_MAX: i64 = 31;

/// Whom `$1` does not see, or leaves out.
macro_rules! hidden {
    () => {
        "with hidden (id) as (
           select blocked_id from block where blocker_id = $1
           union select blocker_id from block where blocked_id = $1
           union select muted_id from mute where muter_id = $1)"
    };
}

/// The notifications `n` of `$1` that are there to be seen, with what they are about: the note `t`,
/// the comment `c` and the one `q` that it answers; what is owed `ob`, for the event `oe` or the place `op`.
macro_rules! seen {
    () => {
        "from notification n
           left join note t on t.id = n.subject_id and n.about in ('note', 'comment')
           left join comment c on c.id = n.detail_id and n.about = 'comment'
           left join comment q on q.id = c.parent_id
           left join event e on e.id = n.subject_id and n.about in ('date', 'guests', 'message')
           left join merch_claim mc on mc.id = n.subject_id and n.about = 'claim'
           left join merch_item mi on mi.id = mc.item_id
           left join obligation ob on ob.id = n.subject_id and n.about in ('obligation', 'excuse')
           left join event oe on oe.id = ob.event_id left join place op on op.id = ob.place_id
           left join excuse x on x.id = n.detail_id and n.about = 'excuse'
         where n.account_id = $1
           and (n.about not in ('note', 'comment') or t.id is not null)
           and (n.about <> 'comment' or c.id is not null)
           and (n.about not in ('date', 'guests', 'message') or e.id is not null)
           and (n.about not in ('obligation', 'excuse') or ob.id is not null)
           and t.deleted_at_ms is null and c.deleted_at_ms is null and q.deleted_at_ms is null
           and not exists (select 1 from hidden h where h.id in (t.author_id, q.author_id))"
    };
}

/// The parts of `n` whose actors are in sight; what nobody did always is.
macro_rules! parts {
    () => {
        "from notification_part p where p.notification_id = n.id
           and not exists (select 1 from hidden h where h.id = p.actor_id)"
    };
}

/// The notifications of `$1` of which this is true, so many at most, the newest first.
macro_rules! told {
    ($which:literal, $max:literal) => {
        concat!(
            hidden!(),
            " select s.*, a.handle, a.display_name, a.is_demo,
                (select home_city_id from account where id = $1) as home_city_id
              from (select n.id, n.kind, n.about, n.subject_id, n.detail_id, n.city_id, n.at_ms,
                      n.read_at_ms,
                      substr(coalesce(c.body, case when t.title <> '' then t.title
                        else t.body end, x.reason, case when n.kind = 'obligation_refused'
                        then ob.reason end, ''), 1, 140) as text,
                      coalesce(c.lang, t.lang, 'und') as lang,
                      coalesce(e.titles, mi.names, op.names, oe.titles) as titles,
                      ob.due_at_ms, (select time_zone from city where id = ob.city_id) as due_zone,
                      (select count(*) ",
            parts!(),
            ") as parts, (select p.actor_id ",
            parts!(),
            " order by p.at_ms desc, p.actor_id desc limit 1) as actor_id ",
            seen!(),
            " ",
            $which,
            ") s left join account a on a.id = s.actor_id
              where s.parts > 0 order by s.at_ms desc, s.id desc limit ",
            $max
        )
    };
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Actor {
    pub(super) id: AccountId,
    pub(super) handle: String,
    pub(super) display_name: String,
    pub(super) is_demo: bool,
}

/// One of them, as it is to be shown.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) place: Place,
    pub(super) kind: &'static Kind,
    pub(super) subject: Subject,
    pub(super) city_id: Option<CityId>,
    pub(super) is_read: bool,
    /// The latest of those who did it.
    pub(super) actor: Option<Actor>,
    /// How many others did it too.
    pub(super) others: i64,
    /// The beginning of the comment or else of the note; empty where there are no words.
    text: String,
    pub(super) lang: String,
    /// Of the event or the item that it is about.
    titles: Option<Names>,
    /// When what it is about is due, and by which clock.
    due: Option<(i64, TimeZone)>,
    /// In whose zone the member's days begin.
    pub(super) home_city_id: Option<CityId>,
}

/// One page, and where the next one begins: its `before`.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) told: Vec<Told>,
    pub(super) next: Option<Place>,
}

store::row! {
    struct Row {
        id: NotificationId,
        kind: String,
        about: String,
        subject_id: i64,
        detail_id: i64,
        city_id: Option<CityId>,
        at_ms: i64,
        read_at_ms: Option<i64>,
        text: String,
        lang: String,
        titles: Option<Names>,
        due_at_ms: Option<i64>,
        due_zone: Option<String>,
        parts: i64,
        actor_id: Option<AccountId>,
        handle: Option<String>,
        display_name: Option<String>,
        is_demo: Option<bool>,
        home_city_id: Option<CityId>,
    }
}

/// A page of what the account was told before the place.
pub(super) async fn list(tx: &mut Tx, account: AccountId, before: Place) -> Result<Listed> {
    let sql = told!(
        "and n.in_app and (n.at_ms < $2 or (n.at_ms = $2 and n.id < $3))",
        "$4"
    );
    let args = args![account, before.at_ms, before.id, ROWS_MAX];
    let mut rows: Vec<Row> = tx.all(sql, args).await?;
    let more = rows.len() > PAGE_MAX;
    rows.truncate(PAGE_MAX);
    let last = rows.last().map(Row::place);
    Ok(Listed {
        told: rows.into_iter().filter_map(Row::told).collect(),
        next: last.filter(|_| more),
    })
}

/// What the account was told since then and has not read, in the centre or not: so many at most.
pub(super) async fn unread_since(
    tx: &mut Tx,
    account: AccountId,
    since_ms: i64,
    max: i64,
) -> Result<Vec<Told>> {
    let sql = told!("and n.read_at_ms is null and n.at_ms >= $2", "$3");
    let rows: Vec<Row> = tx.all(sql, args![account, since_ms, max]).await?;
    Ok(rows.into_iter().filter_map(Row::told).collect())
}

/// One that the account has not read; none if it is read or out of sight.
pub(super) async fn unread(
    tx: &mut Tx,
    account: AccountId,
    id: NotificationId,
) -> Result<Option<Told>> {
    let sql = told!("and n.read_at_ms is null and n.id = $2", "1");
    let row: Option<Row> = tx.optional(sql, args![account, id]).await?;
    Ok(row.and_then(Row::told))
}

/// How many of what the centre lists are unread.
pub(super) async fn count_unread(tx: &mut Tx, account: AccountId) -> Result<i64> {
    let sql = concat!(
        hidden!(),
        " select count(*) ",
        seen!(),
        " and n.in_app and n.read_at_ms is null and exists (select 1 ",
        parts!(),
        ")"
    );
    Ok(tx.one::<(i64,)>(sql, args![account]).await?.0)
}

impl Row {
    fn place(&self) -> Place {
        Place {
            at_ms: self.at_ms,
            id: self.id,
        }
    }

    /// None for what only a newer version knows.
    fn told(self) -> Option<Told> {
        let zone = self.due_zone.as_deref();
        let zone = zone.and_then(|name| TimeZone::get(name).ok());
        Some(Told {
            place: self.place(),
            kind: kinds::named(&self.kind)?,
            subject: Subject::from_columns(&self.about, self.subject_id, self.detail_id)?,
            city_id: self.city_id,
            is_read: self.read_at_ms.is_some(),
            actor: self.actor_id.map(|id| Actor {
                id,
                handle: self.handle.unwrap_or_default(),
                display_name: self.display_name.unwrap_or_default(),
                is_demo: self.is_demo.unwrap_or_default(),
            }),
            others: self.parts - 1,
            text: self.text,
            lang: self.lang,
            titles: self.titles,
            due: self.due_at_ms.zip(zone),
            home_city_id: self.home_city_id,
        })
    }
}

impl Told {
    /// The beginning of what it is about, or what the event or item is called, with why it was refused;
    /// empty where there are no words.
    pub(super) fn words(&self, lang: Lang) -> String {
        match self.titles.as_ref().map(|titles| titles.get(lang)) {
            Some(title) if self.text.is_empty() => title.to_owned(),
            Some(title) => format!("{title} · {}", self.text),
            None => self.text.clone(),
        }
    }

    /// When what it is about is due, as the reader writes times.
    fn due(&self, lang: Lang) -> String {
        let Some((due_at_ms, zone)) = &self.due else {
            return String::new();
        };
        let told = when::civil(self.place.at_ms, zone).date();
        when::day_and_time(lang, when::civil(*due_at_ms, zone), told)
    }

    /// The handle of who did it.
    pub(super) fn handle(&self) -> &str {
        self.actor
            .as_ref()
            .map_or("", |actor| actor.handle.as_str())
    }

    /// What it says, in a language.
    pub(super) fn sentence(&self, lang: Lang) -> String {
        let name = self.actor.as_ref().map(|actor| actor.display_name.clone());
        // Who did it has no account.
        let name = name.unwrap_or_else(|| lang.t("visits-forgotten"));
        let due = self.due(lang);
        let args = [
            ("name", name.into()),
            ("others", self.others.into()),
            ("due", due.into()),
        ];
        lang.t_with((self.kind.sentence)(self.subject), &args)
    }
}
