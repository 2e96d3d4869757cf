//! Compares the rows of photos with the files in the store, and mends what can be mended.

use ::photos::limits::FILE_BYTES_MAX;
use futures_util::{StreamExt, TryStreamExt};
use sha2::{Digest, Sha256};
use store::{Store, Tx, args};

use super::decoded::{Decoded, anew, hex};
use super::{remove, stored, widths};
use crate::changes::{self, Change};
use crate::error::{Error, Result};
use crate::ids::{CityId, NoteId};
use crate::objects::{Listed, Objects};

/// Contents that one query reads.
const BATCH: i64 = 200;
/// A file that no row names may be one whose row is about to come, for so long.
const STRAY_AFTER_MS: i64 = 60 * 60 * 1_000;

/// What is wrong, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Files of photos that the store has not.
    Missing(Vec<String>, Mended),
    /// All files are there, and their bytes are not those that their name follows from.
    Changed(String, Mended),
    /// A file that no row names.
    Stray(String, Mended),
}

/// What became of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mended {
    /// Nothing: it was only looked.
    No,
    /// Every file was made anew from the sheet of this width, under a new name.
    From(u32),
    /// No file was left to make anything from: the photo is gone from its note.
    PhotoRemoved,
    /// The file is removed, or the server removes it at once when it runs.
    FileRemoved,
    /// It is not ours, or the same bytes are just being removed: look again later.
    Left,
}

/// Where rows and files are.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    pub store: &'a Store,
    pub objects: &'a Objects,
    /// Whether to mend what is found.
    pub repair: bool,
}

/// How many contents and files were looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looked {
    pub contents: usize,
    pub files: usize,
}

impl Checked<'_> {
    /// Looks at every photo and every file; tells each finding as it comes.
    pub async fn check(&self, tell: &mut impl FnMut(Finding)) -> Result<Looked> {
        let mut looked = Looked::default();
        let mut after = String::new();
        loop {
            let batch = self.contents(&after).await?;
            let Some((last, _)) = batch.last() else { break };
            after.clone_from(last);
            looked.contents += batch.len();
            for (content, of) in &batch {
                if let Some(finding) = self.look_at(content, of).await? {
                    tell(finding);
                }
            }
        }
        looked.files = self.strays(tell).await?;
        Ok(looked)
    }

    /// The next contents that photos have, with their widths.
    async fn contents(&self, after: &str) -> Result<Vec<(String, String)>> {
        let read = self.store.read(async |tx: &mut Tx| {
            let sql = "select content, min(widths) from photo
                       where stored_at_ms is not null and content > $1
                       group by content order by content limit $2";
            Ok::<_, Error>(tx.all(sql, args![after, BATCH]).await?)
        });
        read.await
    }

    async fn look_at(&self, content: &str, of: &str) -> Result<Option<Finding>> {
        let sheets = widths(of).map(|width| stored::sheet(content, width));
        let (mut hash, mut missing) = (Sha256::new(), Vec::new());
        for name in sheets.chain([stored::card(content)]) {
            let Some(mut file) = self.objects.get(&name, None).await? else {
                missing.push(name);
                continue;
            };
            while let Some(chunk) = file.bytes.next().await {
                hash.update(chunk.map_err(anyhow::Error::from)?);
            }
        }
        if missing.is_empty() && hex(&hash.finalize()) == content {
            return Ok(None);
        }
        let mended = self.mend(content, of).await?;
        Ok(Some(if missing.is_empty() {
            Finding::Changed(stored::folder(content), mended)
        } else {
            Finding::Missing(missing, mended)
        }))
    }

    /// Makes every file anew from the widest sheet that can be read. What comes out are other bytes,
    /// so they get another name, and the photos with them.
    async fn mend(&self, content: &str, of: &str) -> Result<Mended> {
        if !self.repair {
            return Ok(Mended::No);
        }
        let mut wide: Vec<u32> = widths(of).collect();
        wide.reverse();
        for width in wide {
            let Some(decoded) = self.made_of_sheet(&stored::sheet(content, width)).await? else {
                continue;
            };
            stored::put(self.objects, &decoded).await?;
            let moved = self
                .store
                .write(async |tx: &mut Tx| move_to(tx, content, &decoded).await)
                .await?;
            return Ok(match moved.value {
                true => Mended::From(width),
                false => Mended::Left,
            });
        }
        self.store
            .write(async |tx: &mut Tx| give_up(tx, content).await)
            .await?;
        Ok(Mended::PhotoRemoved)
    }

    async fn made_of_sheet(&self, name: &str) -> Result<Option<Decoded>> {
        let Some(mut file) = self.objects.get(name, None).await? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = file.bytes.next().await {
            bytes.extend_from_slice(&chunk.map_err(anyhow::Error::from)?);
            if bytes.len() > FILE_BYTES_MAX {
                return Ok(None);
            }
        }
        anew(bytes).await
    }

    /// Answers how many files there are.
    async fn strays(&self, tell: &mut impl FnMut(Finding)) -> Result<usize> {
        let (mut count, mut known) = (0, Known::default());
        let mut files = self.objects.list(stored::FOLDER);
        let young_ms = self.store.clock().now_ms() - STRAY_AFTER_MS;
        while let Some(file) = files.try_next().await? {
            count += 1;
            if file.written_at_ms > young_ms {
                continue;
            }
            let Some(content) = stored::content_of(&file.name) else {
                tell(Finding::Stray(file.name, Mended::Left));
                continue;
            };
            if known.content != content {
                known = self.known(content).await?;
            }
            if !known.names(&file) {
                let mended = self.remove(content, &known, &file).await?;
                tell(Finding::Stray(file.name, mended));
            }
        }
        Ok(count)
    }

    async fn known(&self, content: &str) -> Result<Known> {
        let read = self.store.read(async |tx: &mut Tx| {
            let sql = "select widths from photo where content = $1 limit 1";
            let of = tx.optional::<(String,)>(sql, args![content]).await?;
            let sql = "select id from photo_removal where content = $1";
            let goes = tx.optional::<(i64,)>(sql, args![content]).await?;
            Ok::<_, Error>(Known {
                content: content.to_owned(),
                widths: of.map(|(of,)| of),
                goes: goes.is_some(),
            })
        });
        read.await
    }

    /// The files of a content that no photo has go as they do when its last photo goes: so that
    /// nobody who sends the same bytes at this moment loses theirs.
    async fn remove(&self, content: &str, known: &Known, file: &Listed) -> Result<Mended> {
        if !self.repair {
            return Ok(Mended::No);
        }
        if known.widths.is_some() {
            self.objects.delete(&file.name).await?;
        } else {
            self.store
                .write(async |tx: &mut Tx| remove::let_go(tx, content).await)
                .await?;
        }
        Ok(Mended::FileRemoved)
    }
}

/// What the rows say of a content.
#[derive(Default)]
struct Known {
    content: String,
    /// None: no photo has it.
    widths: Option<String>,
    /// Its files are being removed.
    goes: bool,
}

impl Known {
    fn names(&self, file: &Listed) -> bool {
        let Some(of) = &self.widths else {
            return self.goes;
        };
        file.name == stored::card(&self.content)
            || widths(of).any(|width| file.name == stored::sheet(&self.content, width))
    }
}

/// Gives the photos of a content another one, whose files lie in the store. False while those are
/// being removed.
async fn move_to(tx: &mut Tx, content: &str, decoded: &Decoded) -> Result<bool> {
    let sql = "select id from photo_removal where content = $1";
    let goes = tx.optional::<(i64,)>(sql, args![decoded.content]).await?;
    if goes.is_some() {
        return Ok(false);
    }
    tell_notes(tx, content).await?;
    let sql = "update photo set content = $2, widths = $3 where content = $1";
    tx.execute(sql, args![content, decoded.content, decoded.widths])
        .await?;
    remove::let_go(tx, content).await?;
    Ok(true)
}

async fn give_up(tx: &mut Tx, content: &str) -> Result<()> {
    tell_notes(tx, content).await?;
    tx.execute("delete from photo where content = $1", args![content])
        .await?;
    remove::let_go(tx, content).await
}

/// What shows the notes with this content has to read them again.
async fn tell_notes(tx: &mut Tx, content: &str) -> Result<()> {
    let sql = "select distinct n.id, n.city_id from photo p join note n on n.id = p.note_id
               where p.content = $1";
    for (note, city) in tx.all::<(NoteId, CityId)>(sql, args![content]).await? {
        changes::record(tx, city, Change::NoteChanged { note }).await?;
    }
    Ok(())
}
