//! The mail of the morning: what a member was told in the last day and has not read.

use futures_util::FutureExt;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use store::{Tx, args};

use super::kinds::Channel;
use super::list::{Told, unread_since};
use super::settings::{Wish, all};
use crate::app::App;
use crate::error::Result;
use crate::ids::AccountId;
use crate::mail::{self, NewMail, Part, Purpose, Queued, To, Written};
use crate::timers::{self, Timer};

/// When it is sent, in the zone of the account's home city.
const AT: Time = Time::constant(8, 0, 0, 0);
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Of so many notifications it tells at most.
const ITEMS_MAX: usize = 20;
/// So many are looked through for them.
const LOOKED_THROUGH_MAX: i64 = 100;

/// Its subject is the account.
pub const DIGEST: mail::Kind = mail::Kind {
    name: "notification-digest",
    purpose: Purpose::Wanted {
        topic: "notifications-digest-topic",
    },
    compose: |app, tx, mail| compose(app, tx, mail).boxed(),
};

/// The timer of an account, from the first notification of a day to the next morning.
pub const TIMER: timers::Kind = timers::Kind {
    name: "notification-digest",
    claim_ms: 60_000,
    attempts_max: 20,
    run: |app, timer| send(app, timer).boxed(),
};

/// Sees to it that the account gets the mail of the next morning; without a confirmed address there
/// is none.
pub(super) async fn set(tx: &mut Tx, account: AccountId) -> Result<()> {
    let row: Option<(Option<String>,)> = tx
        .optional(
            "select c.time_zone from account_mail m join account a on a.id = m.account_id
               left join city c on c.id = a.home_city_id
             where m.account_id = $1",
            args![account],
        )
        .await?;
    let Some((zone,)) = row else {
        return Ok(());
    };
    let zone = zone.and_then(|name| TimeZone::get(&name).ok());
    let due_at_ms = next_morning_ms(tx.now_ms(), &zone.unwrap_or(TimeZone::UTC))?;
    timers::schedule_unless_set(tx, TIMER.name, account.get(), due_at_ms).await
}

/// The next time that it is [`AT`] o'clock there, after now.
fn next_morning_ms(now_ms: i64, zone: &TimeZone) -> Result<i64> {
    let now = Timestamp::from_millisecond(now_ms).map_err(anyhow::Error::from)?;
    let today = zone.to_datetime(now).date();
    for day in [today, today.tomorrow().map_err(anyhow::Error::from)?] {
        let at = zone
            .to_timestamp(day.to_datetime(AT))
            .map_err(anyhow::Error::from)?;
        if at > now {
            return Ok(at.as_millisecond());
        }
    }
    Ok(now_ms + DAY_MS)
}

/// Queues the mail if there is anything to tell, and ends the timer with it: whoever is told of
/// something after that sets a new one.
async fn send(app: &App, timer: Timer) -> Result<()> {
    let account = AccountId::from(timer.subject_id);
    app.write(async |tx: &mut Tx| {
        let now_ms = tx.now_ms();
        if !to_tell(tx, account, now_ms).await?.is_empty() {
            let new = NewMail {
                key: format!("{}/{}", DIGEST.name, timer.id),
                kind: DIGEST.name,
                to: To::Account(account),
                subject_id: account.get(),
            };
            mail::queue(tx, new).await?;
        }
        timer.finish(tx).await?;
        Ok(())
    })
    .await
}

/// What was told in the day before, is unread, and belongs into the mail.
async fn to_tell(tx: &mut Tx, account: AccountId, now_ms: i64) -> Result<Vec<Told>> {
    let wishes = all(tx, account).await?;
    let wanted = |told: &Told| {
        let is_it = |wish: &Wish| wish.is_on && wish.is_of(told.kind, Channel::Digest);
        wishes.iter().any(is_it)
    };
    let mut told = unread_since(tx, account, now_ms - DAY_MS, LOOKED_THROUGH_MAX).await?;
    told.retain(wanted);
    Ok(told)
}

/// None when all of it was read meanwhile.
async fn compose(app: &App, tx: &mut Tx, mail: &Queued) -> Result<Option<Written>> {
    let account = AccountId::from(mail.subject_id);
    let told = to_tell(tx, account, mail.queued_at_ms).await?;
    if told.is_empty() {
        return Ok(None);
    }
    let lang = mail.lang;
    let public_url = &app.settings().public_url;
    let count = i64::try_from(told.len()).unwrap_or(i64::MAX);
    let item = |told: &Told| Part::Item {
        title: told.sentence(lang),
        url: format!("{public_url}/notifications/{}", told.place.id),
        words: told.words(lang),
    };
    let mut parts = vec![Part::Words(lang.t("notifications-digest-intro"))];
    parts.extend(told.iter().take(ITEMS_MAX).map(item));
    parts.push(Part::Action {
        words: lang.t("notifications-digest-all"),
        url: format!("{public_url}/notifications"),
    });
    Ok(Some(Written {
        subject: lang.t_with("notifications-digest-subject", &[("n", count.into())]),
        attachments: Vec::new(),
        parts,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_morning_is_that_of_the_home_city() {
        // Noon in UTC is seven in New York and nine in the evening in Tokyo; in March New York's
        // clocks go forward in the night before.
        for (now, zone, expected) in [
            (
                "2026-11-22T12:00:00Z",
                "America/New_York",
                "2026-11-22T13:00:00Z",
            ),
            (
                "2026-11-22T13:00:00Z",
                "America/New_York",
                "2026-11-23T13:00:00Z",
            ),
            ("2026-11-22T12:00:00Z", "Asia/Tokyo", "2026-11-22T23:00:00Z"),
            (
                "2026-03-07T14:00:00Z",
                "America/New_York",
                "2026-03-08T12:00:00Z",
            ),
        ] {
            let ms = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
            let zone = TimeZone::get(zone).unwrap();
            assert_eq!(
                next_morning_ms(ms(now), &zone).unwrap(),
                ms(expected),
                "{now}"
            );
        }
    }
}
