//! Writes what an organiser says of an event beyond what every event has.

use store::{Tx, args};

use super::written::Written;
use super::{Kind, Repeats};
use crate::error::Result;
use crate::ids::EventId;

/// `called_off` are the keys of the dates that were called off one by one.
pub(super) async fn put_hosting(
    tx: &mut Tx,
    event: EventId,
    called_off: &str,
    written: &Written,
) -> Result<()> {
    let Written { input, when, .. } = written;
    let texts = Texts::of(written);
    tx.execute(
        "insert into hosting (event_id, kind, first_day, times, minutes, repeats, weekdays,
           until_day, rule, except_days, rsvp, ticket_url, capacity, party_max, minimum,
           meeting_point, to_bring, may_hand_over, called_off, draw_hours)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
         on conflict (event_id) do update set kind = excluded.kind, first_day = excluded.first_day,
           times = excluded.times, minutes = excluded.minutes, repeats = excluded.repeats,
           weekdays = excluded.weekdays, until_day = excluded.until_day, rule = excluded.rule,
           except_days = excluded.except_days, rsvp = excluded.rsvp,
           ticket_url = excluded.ticket_url, capacity = excluded.capacity,
           party_max = excluded.party_max, minimum = excluded.minimum,
           meeting_point = excluded.meeting_point, to_bring = excluded.to_bring,
           may_hand_over = excluded.may_hand_over, called_off = excluded.called_off,
           draw_hours = excluded.draw_hours",
        args![
            event,
            input.kind.name(),
            when.first.to_string(),
            texts.times,
            input.minutes,
            input.repeats.name(),
            texts.weekdays,
            texts.until,
            texts.rule,
            texts.except,
            input.way.name(),
            input.ticket_url,
            input.capacity,
            written.party_max,
            written.minimum,
            texts.meeting_point,
            texts.to_bring,
            input.may_hand_over,
            called_off,
            written.draw_hours,
        ],
    )
    .await?;
    Ok(())
}

/// What the columns of text hold.
struct Texts {
    times: String,
    weekdays: String,
    until: String,
    rule: String,
    except: String,
    meeting_point: String,
    to_bring: String,
}

impl Texts {
    fn of(Written { input, when, .. }: &Written) -> Self {
        let times: Vec<_> = when
            .times
            .iter()
            .map(|time| time.strftime("%H:%M").to_string())
            .collect();
        let except: Vec<_> = when.except.iter().map(ToString::to_string).collect();
        let only = |holds: bool, text: &str| {
            if holds {
                text.trim().to_owned()
            } else {
                String::new()
            }
        };
        let experience = input.kind == Kind::Experience;
        Self {
            times: times.join(" "),
            weekdays: only(input.repeats == Repeats::Weekly, &input.weekdays.join(" ")),
            until: when.until.map(|day| day.to_string()).unwrap_or_default(),
            rule: only(input.repeats == Repeats::Rule, &input.rule),
            except: except.join(" "),
            meeting_point: only(experience, &input.meeting_point),
            to_bring: only(experience, &input.to_bring),
        }
    }
}
