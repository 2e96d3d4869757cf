//! Drafting a campaign: what is checked of it before anything is promised.

use rules::praise::asks_for_praise;
use rules::text;
use store::{Tx, args};

use super::DAY_MS;
use super::found::{self, Campaign, Selection};
use super::input::{CampaignInput, QuestionInput, TagInput, TermInput};
use super::parts::{self, Parts, QUESTIONS_MAX, TERMS_MAX, WORDS_MAX};
use super::subject;
use crate::accounts::{Network, alias_name};
use crate::changes::{self, Change, Tried};
use crate::cities::{City, CityOperator};
use crate::error::{Error, Refusal, Result};
use crate::ids::CampaignId;
use crate::notes::disclosure::duty::LABEL_CHARS_MAX;
use crate::obligations::{Kind, Term};
use crate::text::Names;
use crate::text::when::typed_at_ms;

const TITLE_CHARS_MAX: usize = 100;
const ABOUT_CHARS_MAX: usize = 2_000;
const WORDS_CHARS_MAX: usize = 200;
const SEATS_MAX: i64 = 500;
const ACCEPT_HOURS_MAX: i64 = 14 * 24;
const DUE_HOURS_MAX: i64 = 30 * 24;
const ASKED_DAYS_MAX: i64 = 365;
const WINDOW_DAYS_MAX: i64 = 31;

/// Drafts it. Nobody sees it before it is published.
///
/// # Errors
/// Refused with everything that is wrong with it.
pub async fn make(tx: &mut Tx, by: &CityOperator, input: &CampaignInput) -> Result<CampaignId> {
    let id = CampaignId::from(tx.new_id());
    let (campaign, parts) = checked(tx, &by.city, (id, tx.now_ms()), input).await?;
    keep(tx, by, &campaign, &parts).await?;
    Ok(id)
}

/// Changes a draft. The same again changes nothing.
///
/// # Errors
/// As [`make`]; refused for one that is published.
pub(super) async fn change(
    tx: &mut Tx,
    by: &CityOperator,
    id: CampaignId,
    input: &CampaignInput,
) -> Result<()> {
    let before = draft(tx, by, id).await?;
    let known = parts::of(tx, id).await?;
    let (campaign, parts) = checked(tx, &by.city, (id, before.created_at_ms), input).await?;
    if (&campaign, &parts) != (&before, &known) {
        keep(tx, by, &campaign, &parts).await?;
    }
    Ok(())
}

/// Throws a draft away. Again finds nothing.
///
/// # Errors
/// Refused for one that is published.
pub(super) async fn discard(tx: &mut Tx, by: &CityOperator, id: CampaignId) -> Result<()> {
    draft(tx, by, id).await?;
    parts::clear(tx, id).await?;
    tx.execute("delete from campaign where id = $1", args![id])
        .await?;
    changes::record(
        tx,
        by.city.id,
        Change::Tried(Tried::CampaignChanged { campaign: id }),
    )
    .await
}

async fn draft(tx: &mut Tx, by: &CityOperator, id: CampaignId) -> Result<Campaign> {
    let campaign = found::of_city(tx, by.city.id, id).await?;
    match campaign.is_draft() {
        true => Ok(campaign),
        false => Err(Refusal::new("campaigns-is-published").into()),
    }
}

/// The draft that was described, if nothing is wrong with it.
async fn checked(
    tx: &mut Tx,
    city: &City,
    (id, created_at_ms): (CampaignId, i64),
    input: &CampaignInput,
) -> Result<(Campaign, Parts)> {
    let mut refusals = Vec::new();
    line("title", &input.title, TITLE_CHARS_MAX, &mut refusals);
    about(input, &mut refusals);
    honest(input, &mut refusals);
    numbers(input, &mut refusals);
    let parts = checked_parts(input, &mut refusals);
    let opens_at_ms = typed_at_ms(&input.opens, &city.zone);
    let closes_at_ms = typed_at_ms(&input.closes, &city.zone);
    window((opens_at_ms, closes_at_ms), tx.now_ms(), &mut refusals);
    let mut communities = city.communities.iter();
    let community = communities.find(|known| known.slug == input.community);
    if community.is_none() && !input.community.is_empty() {
        refusals.push(Refusal::new("campaigns-community").on("community"));
    }
    let subject = subject::checked(tx, city, (input, closes_at_ms), &mut refusals).await?;
    Refusal::join(refusals)?;
    let (Some(opens_at_ms), Some(closes_at_ms)) = (opens_at_ms, closes_at_ms) else {
        return Err(Error::NotFound);
    };
    let mixed = input.selection == Selection::Mixed;
    let campaign = Campaign {
        id,
        city_id: city.id,
        community_id: community.map(|known| known.id),
        title: input.title.trim().to_owned(),
        about: input.about.trim().replace("\r\n", "\n"),
        event_id: subject.event_id,
        occurrence_id: subject.occurrence_id,
        place_id: subject.place_id,
        visit_starts_at_ms: subject.starts_at_ms,
        visit_ends_at_ms: subject.ends_at_ms,
        seats: input.seats,
        opens_at_ms,
        closes_at_ms,
        accept_hours: input.accept_hours,
        selection: input.selection.name().to_owned(),
        hand_seats: if mixed { input.hand_seats } else { 0 },
        members_only: input.asks.members_only,
        posted_days: input.asks.posted_days,
        reliability_min: input.asks.reliability_min,
        not_won_days: input.asks.not_won_days,
        disclosure: trimmed(&input.disclosure),
        created_at_ms,
        published_at_ms: None,
        selected_at_ms: None,
        called_off_at_ms: None,
        seats_returned: 0,
    };
    Ok((campaign, parts))
}

fn trimmed(names: &Names) -> Names {
    Names::new(
        names
            .iter()
            .map(|(lang, name)| (lang, name.trim().to_owned())),
    )
}

/// A text of one line, which may not be empty.
fn line(field: &'static str, typed: &str, chars_max: usize, refusals: &mut Vec<Refusal>) {
    let typed = typed.trim();
    let bad = typed.chars().any(char::is_control) || text::has_bidi_control(typed);
    if text::is_blank(typed) || typed.chars().count() > chars_max || bad {
        let refusal = Refusal::new("campaigns-line").with("n", chars_max as i64);
        refusals.push(refusal.on(field));
    }
}

fn about(input: &CampaignInput, refusals: &mut Vec<Refusal>) {
    if input.about.chars().count() > ABOUT_CHARS_MAX || text::has_bidi_control(&input.about) {
        let refusal = Refusal::new("campaigns-long").with("n", ABOUT_CHARS_MAX as i64);
        refusals.push(refusal.on("about"));
    }
    for (_, words) in trimmed(&input.disclosure).iter() {
        line("disclosure", words, LABEL_CHARS_MAX, refusals);
    }
}

/// Nothing that a campaign says may ask for praise.
fn honest(input: &CampaignInput, refusals: &mut Vec<Refusal>) {
    let words = input.terms.iter().map(|term| ("terms", &term.words));
    let questions = input
        .questions
        .iter()
        .map(|one| ("questions", &one.question));
    let texts = [("title", &input.title), ("about", &input.about)];
    for (field, text) in texts.into_iter().chain(words).chain(questions) {
        if let Some(asked) = asks_for_praise(text) {
            let refusal = Refusal::new("campaigns-praise").with("words", asked);
            refusals.push(refusal.on(field));
        }
    }
}

fn numbers(input: &CampaignInput, refusals: &mut Vec<Refusal>) {
    let by_hand = match input.selection {
        // Of a mixed one, some are given by hand and some by draw.
        Selection::Mixed => 1..=(input.seats - 1).max(1),
        _ => 0..=SEATS_MAX,
    };
    let asks = &input.asks;
    for (field, number, range) in [
        ("seats", input.seats, 1..=SEATS_MAX),
        ("accept_hours", input.accept_hours, 1..=ACCEPT_HOURS_MAX),
        ("hand_seats", input.hand_seats, by_hand),
        ("posted_days", asks.posted_days, 0..=ASKED_DAYS_MAX),
        ("reliability_min", asks.reliability_min, 0..=100),
        ("not_won_days", asks.not_won_days, 0..=ASKED_DAYS_MAX),
    ] {
        if !range.contains(&number) {
            let refusal = Refusal::new("campaigns-range").on(field);
            refusals.push(
                refusal
                    .with("from", *range.start())
                    .with("to", *range.end()),
            );
        }
    }
}

fn window((opens, closes): (Option<i64>, Option<i64>), now_ms: i64, refusals: &mut Vec<Refusal>) {
    let mut refuse = |key, field| refusals.push(Refusal::new(key).on(field));
    match (opens, closes) {
        (None, _) => refuse("campaigns-time", "opens"),
        (_, None) => refuse("campaigns-time", "closes"),
        (Some(opens), Some(closes))
            if closes <= opens || closes - opens > WINDOW_DAYS_MAX * DAY_MS =>
        {
            refuse("campaigns-window", "closes");
        }
        (_, Some(closes)) if closes <= now_ms => refuse("campaigns-over", "closes"),
        _ => {}
    }
}

fn checked_parts(input: &CampaignInput, refusals: &mut Vec<Refusal>) -> Parts {
    let of = |term: &TermInput| (term.kind, term.network);
    let (words, others): (Vec<_>, Vec<_>) = input
        .terms
        .iter()
        .partition(|term| term.kind == Kind::Words);
    let twice = (1..others.len()).any(|n| others[..n].iter().any(|one| of(one) == of(others[n])));
    if input.terms.is_empty() || words.len() > WORDS_MAX || twice {
        let refusal = Refusal::new("campaigns-terms").with("n", WORDS_MAX as i64);
        refusals.push(refusal.on("terms"));
    }
    if input.questions.len() > QUESTIONS_MAX {
        let refusal = Refusal::new("campaigns-questions").with("n", QUESTIONS_MAX as i64);
        refusals.push(refusal.on("questions"));
    }
    let mut tags: Vec<TagInput> = Vec::new();
    for tag in &input.tags {
        match alias_name(tag.network, &tag.name) {
            Ok(Some(name)) if tags.iter().all(|known| known.network != tag.network) => {
                tags.push(TagInput {
                    network: tag.network,
                    name,
                });
            }
            Ok(_) => {}
            Err(refusal) => refusals.push(refusal),
        }
    }
    tags.sort_by_key(|tag| tag.network.name());
    Parts {
        terms: input
            .terms
            .iter()
            .take(TERMS_MAX)
            .filter_map(|term| checked_term(term, refusals))
            .collect(),
        questions: input
            .questions
            .iter()
            .take(QUESTIONS_MAX)
            .map(|one| {
                line("questions", &one.question, WORDS_CHARS_MAX, refusals);
                QuestionInput {
                    question: one.question.trim().to_owned(),
                    required: one.required,
                }
            })
            .collect(),
        tags,
    }
}

fn checked_term(term: &TermInput, refusals: &mut Vec<Refusal>) -> Option<Term> {
    let range = 1..=DUE_HOURS_MAX;
    if !range.contains(&term.due_hours) {
        let refusal = Refusal::new("campaigns-range").on("terms");
        refusals.push(
            refusal
                .with("from", *range.start())
                .with("to", *range.end()),
        );
    }
    let posts_to = [Network::Instagram, Network::Tiktok];
    let (network, words) = match (term.kind, term.network) {
        (Kind::Note, _) => (None, String::new()),
        (Kind::Post, Some(network)) if posts_to.contains(&network) => {
            (Some(network), String::new())
        }
        (Kind::Words, _) => {
            line("terms", &term.words, WORDS_CHARS_MAX, refusals);
            (None, term.words.trim().to_owned())
        }
        // To come is owed by itself; and a post is somewhere.
        (Kind::Come | Kind::Post, _) => {
            refusals.push(Refusal::new("campaigns-term-refused").on("terms"));
            return None;
        }
    };
    Some(Term {
        kind: term.kind,
        network,
        words,
        due_hours: term.due_hours,
    })
}

/// Writes the draft: a new one, or what it is now.
async fn keep(tx: &mut Tx, by: &CityOperator, campaign: &Campaign, parts: &Parts) -> Result<()> {
    tx.execute(
        "insert into campaign (id, city_id, community_id, title, about, event_id, occurrence_id, seats,
           opens_at_ms, closes_at_ms, accept_hours, selection, hand_seats, members_only, posted_days,
           reliability_min, not_won_days, disclosure, created_by, created_at_ms, place_id,
           visit_starts_at_ms, visit_ends_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
           $20, $21, $22, $23)
         on conflict (id) do update set community_id = excluded.community_id,
           title = excluded.title, about = excluded.about, event_id = excluded.event_id,
           occurrence_id = excluded.occurrence_id, seats = excluded.seats,
           opens_at_ms = excluded.opens_at_ms, closes_at_ms = excluded.closes_at_ms,
           accept_hours = excluded.accept_hours, selection = excluded.selection,
           hand_seats = excluded.hand_seats, members_only = excluded.members_only,
           posted_days = excluded.posted_days, reliability_min = excluded.reliability_min,
           not_won_days = excluded.not_won_days, disclosure = excluded.disclosure,
           place_id = excluded.place_id, visit_starts_at_ms = excluded.visit_starts_at_ms,
           visit_ends_at_ms = excluded.visit_ends_at_ms
         where campaign.published_at_ms is null",
        args![
            campaign.id,
            campaign.city_id,
            campaign.community_id,
            campaign.title,
            campaign.about,
            campaign.event_id,
            campaign.occurrence_id,
            campaign.seats,
            campaign.opens_at_ms,
            campaign.closes_at_ms,
            campaign.accept_hours,
            campaign.selection,
            campaign.hand_seats,
            campaign.members_only,
            campaign.posted_days,
            campaign.reliability_min,
            campaign.not_won_days,
            campaign.disclosure.to_column(),
            by.member.id,
            campaign.created_at_ms,
            campaign.place_id,
            campaign.visit_starts_at_ms,
            campaign.visit_ends_at_ms,
        ],
    )
    .await?;
    parts::put(tx, campaign.id, parts).await?;
    let change = Change::Tried(Tried::CampaignChanged {
        campaign: campaign.id,
    });
    changes::record(tx, by.city.id, change).await
}
