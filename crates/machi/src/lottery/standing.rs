//! How somebody stands in a lottery: which of their notes count, what that weighs, and what speaks
//! against them.

use rules::law::Record;
use rules::lottery::{Entry, weight};
use store::{Tx, args};

use super::found::Lottery;
use super::{RECENT_WEEKS, law, people, person};
use crate::cities::City;
use crate::draws::{self, Draw};
use crate::error::Result;
use crate::ids::{AccountId, CommunityId, NoteId};
use crate::notes::entered;
use crate::text::when;

const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1000;
/// Notes of one member in one window that are looked at.
const NOTES_MAX: i64 = 500;

/// How somebody takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Post,
    /// By the form that needs no post.
    Free,
}

#[derive(Debug, Clone)]
pub struct Standing {
    /// None for who takes no part.
    pub way: Option<Way>,
    /// Of the window, those that count or would.
    pub notes: i64,
    pub recent_wins: i64,
    /// What speaks against it: as the published list says.
    pub why_not: Option<&'static str>,
    /// 0 is no entry.
    pub weight: i64,
}

/// How the account stands now.
pub(super) async fn of(
    tx: &mut Tx,
    city: &City,
    lottery: &Lottery,
    account: AccountId,
) -> Result<Standing> {
    let way = way(tx, lottery, account).await?;
    let notes = notes(tx, lottery, account).await?.len();
    let notes = (notes as i64).min(lottery.notes_max);
    let recent_wins = recent_wins(tx, lottery, account).await?;
    let why_not = why_not(tx, city, lottery, account).await?;
    let entry = Entry {
        notes: number(notes),
        free: way == Some(Way::Free),
    };
    let weighs = weight(entry, number(lottery.notes_max), number(recent_wins));
    let counts = way.is_some() && why_not.is_none();
    Ok(Standing {
        way,
        notes,
        recent_wins,
        why_not,
        weight: match counts {
            true => i64::try_from(weighs).map_err(anyhow::Error::from)?,
            false => 0,
        },
    })
}

fn number(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

async fn way(tx: &mut Tx, lottery: &Lottery, account: AccountId) -> Result<Option<Way>> {
    let sql = "select free from lottery_entry
               where lottery_id = $1 and account_id = $2 and not withdrawn";
    let row = tx
        .optional::<(bool,)>(sql, args![lottery.id, account])
        .await?;
    Ok(row.map(|(free,)| if free { Way::Free } else { Way::Post }))
}

/// Notes of the window that are there, the first ones first.
async fn notes(tx: &mut Tx, lottery: &Lottery, account: AccountId) -> Result<Vec<NoteId>> {
    // `note` and `note_community` belong to notes.
    let rows = tx.all::<(NoteId,)>(
        "select n.id from note n where n.author_id = $1 and n.city_id = $2
           and n.created_at_ms >= $3 and n.created_at_ms < $4 and n.deleted_at_ms is null
           and ($5 = 0 or exists (select 1 from note_community c
                                  where c.note_id = n.id and c.community_id = $5))
         order by n.id limit $6",
        args![
            account,
            lottery.city_id,
            lottery.opens_at_ms,
            lottery.closes_at_ms,
            lottery.community_id.map_or(0, CommunityId::get),
            NOTES_MAX
        ],
    );
    Ok(rows.await?.into_iter().map(|(note,)| note).collect())
}

/// Prizes of this city that they accepted, of draws in the weeks before this one.
async fn recent_wins(tx: &mut Tx, lottery: &Lottery, account: AccountId) -> Result<i64> {
    let sql = "select count(*) from lottery_prize p join lottery l on l.id = p.lottery_id
               where p.account_id = $1 and p.state = 'accepted' and l.city_id = $2
                 and l.id <> $3 and l.closes_at_ms >= $4 and l.closes_at_ms <= $5";
    let from_ms = lottery.closes_at_ms - RECENT_WEEKS * WEEK_MS;
    let row = tx.one::<(i64,)>(
        sql,
        args![
            account,
            lottery.city_id,
            lottery.id,
            from_ms,
            lottery.closes_at_ms
        ],
    );
    Ok(row.await?.0)
}

/// Who runs the city or the event wins nothing, with none of their accounts; nor does who is barred, who
/// takes part with another account, who is too young or who lives elsewhere.
async fn why_not(
    tx: &mut Tx,
    city: &City,
    lottery: &Lottery,
    account: AccountId,
) -> Result<Option<&'static str>> {
    let same = people::same_person(tx, city.id, account).await?;
    if let Some(why) = people::kept_out(tx, (city.id, lottery.event_id), &same).await? {
        return Ok(Some(why));
    }
    if people::entered_before(tx, lottery.id, &same).await? {
        return Ok(Some("linked"));
    }
    told_against(tx, city, lottery, account).await
}

/// What somebody told of themselves.
async fn told_against(
    tx: &mut Tx,
    city: &City,
    lottery: &Lottery,
    account: AccountId,
) -> Result<Option<&'static str>> {
    let Some(person) = person::of(tx, account).await? else {
        return Ok(None);
    };
    let day = when::civil(lottery.closes_at_ms, &city.zone).date();
    if person.age_on(day) < lottery.min_age {
        return Ok(Some("age"));
    }
    let lives_there = lottery
        .entered_from()
        .iter()
        .any(|from| from.holds(&person.residence));
    let recorded = law::recorded(tx, lottery).await?;
    // Who names the country alone may live in the part where it is void.
    let void = recorded.iter().any(|(place, record, _)| {
        let there = place.holds(&person.residence) || person.residence.holds(place);
        *record == Record::Void && there
    });
    Ok((!lives_there || void).then_some("residence"))
}

/// Brings the draw, and what notes say, to how the account stands.
pub(super) async fn bring(
    tx: &mut Tx,
    city: &City,
    (lottery, draw): (&Lottery, &Draw),
    account: AccountId,
) -> Result<Standing> {
    let standing = of(tx, city, lottery, account).await?;
    if !draw.is_weighed() {
        return Ok(standing);
    }
    let out = match (standing.way, standing.why_not) {
        (None, _) => Some("withdrawn"),
        (Some(_), Some(why)) => Some(why),
        (Some(_), None) if standing.weight == 0 => Some("no-notes"),
        _ => None,
    };
    match out {
        Some(why) => draws::leave_out(tx, draw, account, why).await?,
        None => draws::weigh(tx, draw, account, standing.weight).await?,
    }
    label(tx, lottery, account, &standing).await?;
    Ok(standing)
}

/// The notes that count say so; the others do not.
async fn label(
    tx: &mut Tx,
    lottery: &Lottery,
    account: AccountId,
    standing: &Standing,
) -> Result<()> {
    let entered = standing.weight > 0 && standing.way == Some(Way::Post);
    let most = if entered { lottery.notes_max } else { 0 };
    // Of a note that was deleted nothing is shown; of one that left the community, something is.
    let sql = "select id from note where author_id = $1 and city_id = $2 and entered_until_ms = $3
               order by id limit $4";
    let labelled = tx.all::<(NoteId,)>(
        sql,
        args![account, lottery.city_id, lottery.closes_at_ms, NOTES_MAX],
    );
    let labelled = labelled.await?;
    let counts = notes(tx, lottery, account).await?;
    let counts = &counts[..counts.len().min(usize::try_from(most).unwrap_or(0))];
    for (note,) in labelled {
        if !counts.contains(&note) {
            entered::unset(tx, lottery.city_id, note).await?;
        }
    }
    for note in counts {
        entered::set(tx, lottery.city_id, *note, lottery.closes_at_ms).await?;
    }
    Ok(())
}
