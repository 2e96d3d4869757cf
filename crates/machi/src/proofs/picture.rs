//! Screenshots: kept where nobody but their owner and the city's operators sees them.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use store::{Tx, args};

use super::alike::{self, Known};
use super::sweep;
use crate::accounts::{Member, Role};
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, CityId, ProofId, ProofPictureId};
use crate::photos::{Screenshot, Source, screenshot};
use crate::secrets::random_token;

/// How long a screenshot waits to be handed in.
pub(super) const UNUSED_MS: i64 = 24 * 60 * 60 * 1_000;
/// Of one person, that wait.
const UNUSED_MAX: i64 = 20;
/// Whoever saw it may look again without asking, on their own device.
const CACHED: &str = "private, max-age=600";

store::row! {
    /// A screenshot that is there.
    #[derive(Debug, Clone)]
    pub(super) struct Picture {
        pub(super) id: ProofPictureId,
        /// Empty once it is removed.
        pub(super) file: String,
        pub(super) width: i64,
        pub(super) height: i64,
        pub(super) digest: String,
        pub(super) likeness: i64,
    }
}

impl Picture {
    pub(super) fn known(&self) -> Known {
        Known {
            picture: self.id,
            digest: self.digest.clone(),
            likeness: self.likeness.cast_unsigned(),
        }
    }
}

pub(super) fn url(picture: ProofPictureId) -> String {
    format!("/proofs/pictures/{picture}")
}

/// Keeps a screenshot that its owner hands in later, or loses after a day.
///
/// # Errors
/// As [`screenshot`]; refused for too many that wait.
pub async fn keep(app: &App, by: &Member, source: Source<'_>) -> Result<ProofPictureId> {
    let made = screenshot(app, by.id, source).await?;
    // Named by chance: what is the same to the byte is kept and removed by itself.
    let file = format!("proofs/{}.webp", random_token());
    let id = enter(app, by.id, &file, &made).await?;
    app.objects().put(&file, made.webp.clone()).await?;
    app.write(async |tx: &mut Tx| {
        let sql = "update proof_picture set stored_at_ms = $2 where id = $1";
        tx.execute(sql, args![id, tx.now_ms()]).await?;
        Ok(())
    })
    .await?;
    Ok(id)
}

/// The row comes first, so that whatever dies, the file is found and removed.
async fn enter(app: &App, by: AccountId, file: &str, made: &Screenshot) -> Result<ProofPictureId> {
    app.write(async |tx: &mut Tx| {
        let sql = "select count(*) from proof_picture
                   where account_id = $1 and proof_id is null and file <> ''";
        let (unused,) = tx.one::<(i64,)>(sql, args![by]).await?;
        if unused >= UNUSED_MAX {
            let refusal = Refusal::new("proofs-screenshots-waiting");
            return Err(refusal.with("max", UNUSED_MAX).into());
        }
        let (id, now_ms) = (ProofPictureId::from(tx.new_id()), tx.now_ms());
        tx.execute(
            "insert into proof_picture (id, account_id, file, width, height, digest, likeness,
               created_at_ms)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![
                id,
                by,
                file,
                made.width,
                made.height,
                made.digest,
                made.likeness.cast_signed(),
                now_ms
            ],
        )
        .await?;
        sweep::look_later(tx).await?;
        Ok(id)
    })
    .await
}

/// A member's own that waits.
pub(super) async fn unused(
    tx: &mut Tx,
    by: AccountId,
    id: ProofPictureId,
) -> Result<Option<Picture>> {
    let sql = "select id, file, width, height, digest, likeness from proof_picture
               where id = $1 and account_id = $2 and proof_id is null and file <> ''
                 and stored_at_ms is not null and created_at_ms > $3";
    let since_ms = tx.now_ms() - UNUSED_MS;
    Ok(tx.optional(sql, args![id, by, since_ms]).await?)
}

pub(super) async fn of_proof(tx: &mut Tx, proof: ProofId) -> Result<Option<Picture>> {
    let sql = "select id, file, width, height, digest, likeness from proof_picture
               where proof_id = $1";
    Ok(tx.optional(sql, args![proof]).await?)
}

/// Makes a picture the proof's; the one that it had goes with the next look.
pub(super) async fn put_in(tx: &mut Tx, proof: ProofId, picture: &Picture) -> Result<()> {
    if let Some(former) = of_proof(tx, proof).await? {
        alike::forget(tx, former.id).await?;
        let sql = "update proof_picture set proof_id = null, created_at_ms = 0 where id = $1";
        tx.execute(sql, args![former.id]).await?;
        sweep::look_later(tx).await?;
    }
    let sql = "update proof_picture set proof_id = $2 where id = $1";
    tx.execute(sql, args![picture.id, proof]).await?;
    alike::remember(tx, picture.id, picture.likeness.cast_unsigned()).await
}

/// `/proofs/pictures/{picture}`: for its owner, and for the operators of the city whose proof it is.
pub(super) async fn serve(
    State(app): State<App>,
    by: Member,
    Path(picture): Path<String>,
) -> Result<Response> {
    let id: ProofPictureId = picture.parse().map_err(|_| Error::NotFound)?;
    let file = app
        .read(async |tx: &mut Tx| visible_file(tx, &by, id).await)
        .await?;
    let found = app.objects().get(&file, None).await?;
    let found = found.ok_or(Error::NotFound)?;
    let about = [
        (header::CONTENT_TYPE, "image/webp".to_owned()),
        (header::CONTENT_LENGTH, found.size.to_string()),
        (header::CACHE_CONTROL, CACHED.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((about, Body::from_stream(found.bytes)).into_response())
}

async fn visible_file(tx: &mut Tx, by: &Member, id: ProofPictureId) -> Result<String> {
    let sql = "select p.file, p.account_id, r.city_id from proof_picture p
                 left join proof r on r.id = p.proof_id
               where p.id = $1 and p.file <> '' and p.stored_at_ms is not null";
    let row = tx.optional::<(String, Option<AccountId>, Option<CityId>)>(sql, args![id]);
    let (file, owner, city) = row.await?.ok_or(Error::NotFound)?;
    let operates = city.is_some_and(|city| by.holds(Role::Operator, city));
    if owner == Some(by.id) || operates {
        Ok(file)
    } else {
        Err(Error::NotFound)
    }
}
