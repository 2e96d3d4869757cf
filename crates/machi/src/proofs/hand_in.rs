//! Handing in a proof, and replacing it while nobody decided about it.

use rules::text::{has_bidi_control, is_blank};
use store::{Tx, args};

use super::picture::{self, Picture};
use super::{Proof, WORDS_CHARS_MAX, link, of_obligation, own_obligation, tell};
use crate::accounts::Member;
use crate::error::{Refusal, Result, refuse};
use crate::ids::{ObligationId, ProofId, ProofPictureId};
use crate::obligations::{self, Kind, Obligation, State};

/// What a form or a program gives.
#[derive(Debug, Clone, Default)]
pub struct Given {
    pub link: String,
    pub words: String,
    /// None: the one that the proof has already.
    pub screenshot: Option<ProofPictureId>,
}

/// Hands it in, or replaces what nobody decided about yet. The same again changes nothing.
///
/// # Errors
/// `NotFound` for what the member does not owe; refused before check-in, once it is decided or settled, for
/// a link that is not the member's post or stands in another proof, and when something is missing.
pub async fn hand_in(tx: &mut Tx, by: &Member, id: ObligationId, given: &Given) -> Result<ProofId> {
    let obligation = own_obligation(tx, by, id).await?;
    let before = waiting_one(tx, &obligation).await?;
    let link = link::checked(tx, &obligation, &given.link).await;
    let words = checked_words(&given.words);
    let new = match given.screenshot {
        None => None,
        Some(id) => picture_of(tx, by, before.as_ref(), id).await?,
    };
    let former = match &before {
        Some(proof) => picture::of_proof(tx, proof.id).await?,
        None => None,
    };
    let link = link?;
    let words = words?;
    let has_picture = new.is_some() || former.is_some_and(|former| !former.file.is_empty());
    check_whole(&obligation, &link, words, has_picture)?;
    let proof = match before {
        Some(proof) if proof.link == link && proof.words == words && new.is_none() => {
            return Ok(proof.id);
        }
        Some(proof) => replaced(tx, &proof, &link, words).await?,
        None => {
            obligations::submit(tx, &obligation).await?;
            insert(tx, &obligation, &link, words).await?
        }
    };
    if let Some(new) = &new {
        picture::put_in(tx, proof, new).await?;
    }
    tell(tx, obligation.city_id, proof, by.id).await?;
    Ok(proof)
}

/// The proof that may be replaced; none where one may be handed in.
async fn waiting_one(tx: &mut Tx, obligation: &Obligation) -> Result<Option<Proof>> {
    if obligation.started_at_ms.is_none() {
        return Err(Refusal::new("proofs-before-check-in").into());
    }
    let newest = of_obligation(tx, obligation.id).await?.into_iter().next();
    match obligation.state()? {
        State::Open | State::Refused => Ok(None),
        State::Submitted => match newest.filter(Proof::waits) {
            Some(proof) => Ok(Some(proof)),
            None => Err(Refusal::new("proofs-looked-at").into()),
        },
        _ => Err(Refusal::new("proofs-over").into()),
    }
}

/// The picture to put in; none when the proof has it already.
async fn picture_of(
    tx: &mut Tx,
    by: &Member,
    before: Option<&Proof>,
    id: ProofPictureId,
) -> Result<Option<Picture>> {
    if let Some(proof) = before
        && picture::of_proof(tx, proof.id)
            .await?
            .is_some_and(|picture| picture.id == id)
    {
        return Ok(None);
    }
    match picture::unused(tx, by.id, id).await? {
        Some(picture) => Ok(Some(picture)),
        None => refuse("proofs-screenshot-gone", "screenshot"),
    }
}

fn checked_words(words: &str) -> Result<&str> {
    let words = words.trim();
    if words.chars().count() > WORDS_CHARS_MAX {
        let refusal = Refusal::new("proofs-words-long").on("words");
        return Err(refusal.with("max", WORDS_CHARS_MAX).into());
    }
    if has_bidi_control(words) {
        return refuse("error-malformed", "words");
    }
    Ok(if is_blank(words) { "" } else { words })
}

/// A post is shown by its link and a screenshot, what an operator asked for by either of picture and words.
fn check_whole(obligation: &Obligation, link: &str, words: &str, has_picture: bool) -> Result<()> {
    let missing = match obligation.kind()? {
        Kind::Post => {
            let wants_link = link.is_empty() && link::has_links(obligation.network());
            vec![
                wants_link.then(|| Refusal::new("proofs-link-missing").on(link::FIELD)),
                (!has_picture).then(|| Refusal::new("proofs-screenshot-missing").on("screenshot")),
            ]
        }
        _ => {
            let nothing = words.is_empty() && !has_picture;
            vec![nothing.then(|| Refusal::new("proofs-nothing").on("words"))]
        }
    };
    Refusal::join(missing.into_iter().flatten().collect())
}

async fn insert(tx: &mut Tx, of: &Obligation, link: &str, words: &str) -> Result<ProofId> {
    let (id, now_ms) = (ProofId::from(tx.new_id()), tx.now_ms());
    tx.execute(
        "insert into proof (id, obligation_id, account_id, city_id, link, words, handed_in_at_ms,
           changed_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        args![id, of.id, of.account_id, of.city_id, link, words, now_ms],
    )
    .await?;
    Ok(id)
}

async fn replaced(tx: &mut Tx, proof: &Proof, link: &str, words: &str) -> Result<ProofId> {
    let sql = "update proof set link = $2, words = $3, changed_at_ms = $4, revision = revision + 1
               where id = $1 and decision = ''";
    let written = tx.execute(sql, args![proof.id, link, words, tx.now_ms()]);
    if written.await? == 0 {
        return Err(Refusal::new("proofs-looked-at").into());
    }
    Ok(proof.id)
}
