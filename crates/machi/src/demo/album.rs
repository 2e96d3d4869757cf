//! The photos of the demo: drawn while its cities are being filled, then kept like anybody's.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, anyhow};
use futures_util::{StreamExt, TryStreamExt, stream};
use tokio::sync::oneshot;

use super::scenes::{self, Wish};
use super::told::TOLD;
use crate::accounts::Member;
use crate::app::App;
use crate::photos::{self, Chosen, Source};

/// Drawn, and kept, at the same time.
const AT_ONCE_MAX: usize = 4;

/// Pictures that are being drawn.
pub(super) struct Album(Vec<Page>);

struct Page {
    /// The city's slug, and which of its notes.
    note: (&'static str, usize),
    by: String,
    alt: String,
    png: oneshot::Receiver<anyhow::Result<Vec<u8>>>,
}

type Work = (Wish, oneshot::Sender<anyhow::Result<Vec<u8>>>);

/// What the notes show, by the city and the note's place among those of the city.
pub(super) struct Photos(HashMap<(&'static str, usize), Vec<Chosen>>);

impl Photos {
    pub(super) fn of(&self, city: &str, note: usize) -> Vec<Chosen> {
        let found = self
            .0
            .iter()
            .find(|((slug, at), _)| *slug == city && *at == note);
        found.map(|(_, chosen)| chosen.clone()).unwrap_or_default()
    }
}

impl Album {
    /// Begins to draw what the notes tell, on every core.
    pub(super) fn open() -> anyhow::Result<Self> {
        let (mut pages, mut work) = (Vec::new(), VecDeque::new());
        for told in &TOLD {
            for (at, note) in told.notes()?.into_iter().enumerate() {
                for drawing in note.photos {
                    let (drawn, png) = oneshot::channel();
                    let wish = Wish {
                        scene: drawing.scene,
                        light: drawing.light,
                        shape: drawing.shape,
                        seed: pages.len() as u64,
                    };
                    work.push_back((wish, drawn));
                    pages.push(Page {
                        note: (told.city, at),
                        by: note.by.clone(),
                        alt: drawing.alt,
                        png,
                    });
                }
            }
        }
        let work = Arc::new(Mutex::new(work));
        for _ in 0..cores() {
            let work = work.clone();
            thread::spawn(move || draw(&work));
        }
        Ok(Self(pages))
    }

    /// Keeps them for those who post them.
    pub(super) async fn keep(self, app: &App, members: &[Member]) -> anyhow::Result<Photos> {
        let numbered = self.0.into_iter().enumerate();
        let kept = numbered.map(|(at, page)| keep(app, members, at, page));
        let kept: Vec<_> = stream::iter(kept).buffered(cores()).try_collect().await?;
        let mut photos: HashMap<_, Vec<Chosen>> = HashMap::new();
        for (note, chosen) in kept {
            photos.entry(note).or_default().push(chosen);
        }
        Ok(Photos(photos))
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, |cores| cores.get().min(AT_ONCE_MAX))
}

fn draw(work: &Mutex<VecDeque<Work>>) {
    loop {
        let next = work
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        let Some((wish, drawn)) = next else {
            return;
        };
        // Nobody waits any more when the demo was stopped meanwhile.
        if drawn.send(scenes::png(&wish)).is_err() {
            return;
        }
    }
}

async fn keep(
    app: &App,
    members: &[Member],
    at: usize,
    page: Page,
) -> anyhow::Result<((&'static str, usize), Chosen)> {
    let author = members.iter().find(|member| member.handle == page.by);
    let author = author.with_context(|| format!("{} is not there", page.by))?;
    let png = page.png.await??;
    let stated = u64::try_from(png.len()).ok();
    let bytes = stream::iter([Ok(png.into())]).boxed();
    let key = format!("demo-photo-{at}");
    let kept = photos::keep(app, author.id, &key, Source::stream(bytes, stated));
    let kept = kept.await.map_err(|error| anyhow!("photo {at}: {error}"))?;
    let chosen = Chosen {
        photo: kept.id,
        alt: page.alt,
    };
    Ok((page.note, chosen))
}
