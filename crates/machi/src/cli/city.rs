//! `machi city`: opens a city from a pack, lists cities, moves one between its states.

use std::io::Write;

use anyhow::Context;
use clap::ValueEnum;
use store::{Tx, args};

use crate::cities::CityState;
use crate::error::Error;
use crate::ids::CityId;
use crate::packs::{self, Opened, Pack, Tally};
use crate::settings::Settings;
use crate::text::{Lang, Names};
use crate::{cities, start};

#[derive(Debug, clap::Subcommand)]
pub(super) enum City {
    /// Opens a city, or brings it up to date, from a pack: a folder, or the name of one that comes
    /// with Machi.
    Open { pack: String },
    /// Lists the cities of the installation, and the packs that come with Machi.
    List,
    /// Moves a city between its states.
    State { slug: String, state: StateName },
}

/// What can be asked for on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum StateName {
    /// Not open yet: people ask for it.
    Petition,
    Open,
    /// Read-only; links keep answering.
    Archived,
}

store::row! {
    struct Listed {
        id: CityId,
        slug: String,
        names: Names,
        state: String,
        time_zone: String,
    }
}

impl City {
    pub(super) async fn run(self, settings: Settings) -> anyhow::Result<()> {
        match self {
            Self::Open { pack } => open(&settings, &pack).await,
            Self::List => list(&settings).await,
            Self::State { slug, state } => set_state(&settings, &slug, state).await,
        }
    }
}

async fn open(settings: &Settings, name: &str) -> anyhow::Result<()> {
    let pack = Pack::find(name).with_context(|| format!("the pack {name} cannot be opened"))?;
    let store = start::store(settings).await?;
    let opened = store
        .write(async |tx: &mut Tx| packs::open(tx, &pack).await)
        .await
        .map_err(|error: Error| anyhow::anyhow!("{error}"))?
        .value;
    store.close().await;
    report(&pack, opened)
}

fn report(pack: &Pack, opened: Opened) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let name = pack.city.names.get(Lang::En);
    writeln!(out, "{name} ({})", pack.city.slug)?;
    for (what, tally) in [
        ("neighbourhoods", opened.neighbourhoods),
        ("communities", opened.communities),
        ("places", opened.places),
    ] {
        let Tally { new, changed, same } = tally;
        writeln!(
            out,
            "  {what:<15} {new:>5} new {changed:>5} changed {same:>5} same"
        )?;
    }
    Ok(())
}

async fn list(settings: &Settings) -> anyhow::Result<()> {
    let store = start::store(settings).await?;
    let cities = store
        .read(async |tx: &mut Tx| {
            tx.all::<Listed>(
                "select id, slug, names, state, time_zone from city order by id",
                args![],
            )
            .await
        })
        .await
        .map_err(|error: store::Error| anyhow::anyhow!("{error}"))?;
    store.close().await;
    let mut out = std::io::stdout().lock();
    for city in &cities {
        writeln!(
            out,
            "{:<20} {:<10} {:<20} {}  {}",
            city.slug,
            city.state,
            city.time_zone,
            city.id,
            city.names.get(Lang::En)
        )?;
    }
    writeln!(out, "packs: {}", packs::shipped_names().join(", "))?;
    Ok(())
}

async fn set_state(settings: &Settings, slug: &str, state: StateName) -> anyhow::Result<()> {
    let store = start::store(settings).await?;
    let state = match state {
        StateName::Petition => CityState::Petition,
        StateName::Open => CityState::Open,
        StateName::Archived => CityState::Archived,
    };
    let set = store
        .write(async |tx: &mut Tx| {
            let (city,) = tx
                .optional::<(CityId,)>("select id from city where slug = $1", args![slug])
                .await?
                .ok_or(Error::NotFound)?;
            cities::state::set(tx, city, state).await
        })
        .await;
    store.close().await;
    match set {
        Ok(_) => Ok(writeln!(
            std::io::stdout(),
            "{slug} is now {}",
            state.name()
        )?),
        Err(Error::NotFound) => anyhow::bail!("there is no city {slug}"),
        Err(error) => anyhow::bail!("{error}"),
    }
}
