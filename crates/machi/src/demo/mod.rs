//! The demo: two cities with real events moved to this week, and people to sign in as.

mod album;
mod content;
mod folder;
mod hosted;
mod life;
mod origin;
mod pictured;
mod port;
mod scenes;
mod shelves;
mod told;
mod tried;
mod turned_clock;
mod weekly;

use std::io::Write;
use std::path::PathBuf;

use anyhow::ensure;
use store::Clock;

use crate::accounts::demo::{DemoAccount, ensure_demo_accounts};
use crate::app::App;
use crate::cities::Cities;
use crate::frame::CityLinks;
use crate::settings::{DrawsChain, Settings};
use crate::{health, start, web};
use album::Album;
use folder::Folder;
use origin::Origin;

/// How the demo is to run.
#[derive(Debug)]
pub struct Wishes {
    pub data: PathBuf,
    /// This port and no other; 0 is any free one.
    pub port: Option<u16>,
    /// Throw away what an earlier demo made.
    pub fresh: bool,
    /// PostgreSQL, or empty for a file in the data folder.
    pub database: String,
    /// Whether lines of the standard input turn the clock: each a time of RFC 3339.
    pub turned_clock: bool,
}

/// Fills the installation where it is not filled yet, and serves it until told to stop.
pub async fn run(wishes: Wishes) -> anyhow::Result<()> {
    let listener = port::listen(wishes.port).await?;
    let address = listener.local_addr()?;
    let folder = Folder::take(&wishes.data, wishes.fresh)?;
    let settings = Settings {
        listen: address,
        public_url: format!("http://{address}"),
        database: wishes.database,
        data: wishes.data,
        log: "warn".into(),
        draws_chain: DrawsChain::Practice,
        ..Settings::default()
    };
    health::log::start(&settings)?;
    let clock = match wishes.turned_clock {
        true => turned_clock::read(),
        // Turned back for a while, to tell what happened before.
        false => Clock::that_goes_on(),
    };
    let app = open(settings, wishes.fresh, clock).await?;
    let album = life::is_to_come(&app)
        .await?
        .then(Album::open)
        .transpose()?;
    content::fill(&app).await?;
    let cities = CityLinks(app.view::<Cities>()?.links());
    let accounts = ensure_demo_accounts(&app, &cities).await?;
    if let Some(album) = album {
        life::fill(&app, album).await?;
    }
    start::background(&app);
    welcome(&app, &accounts)?;
    let served = web::serve::until_told(listener, app).await;
    drop(folder);
    served
}

/// The installation, which must be the demo's own: nobody wants demo accounts in a real one.
async fn open(settings: Settings, fresh: bool, clock: Clock) -> anyhow::Result<App> {
    let store = start::open(&settings).await?;
    let origin = Origin::of(&store).await?;
    ensure!(
        origin != Origin::Other,
        "this database holds an installation that the demo did not make; name an empty one"
    );
    if fresh && origin == Origin::Demo {
        store.wipe().await?;
    } else {
        store.close().await;
    }
    let store = start::store_with(&settings, clock).await?;
    origin::claim(&store).await?;
    start::on(store, settings).await
}

fn welcome(app: &App, accounts: &[DemoAccount]) -> anyhow::Result<()> {
    let settings = app.settings();
    let mut out = std::io::stdout().lock();
    writeln!(out)?;
    writeln!(out, "  Machi is open at {}", settings.public_url)?;
    writeln!(out)?;
    writeln!(out, "  Sign in as   with the password")?;
    for account in accounts {
        let (handle, password, what) = (account.handle, &account.password, account.what);
        writeln!(out, "  {handle:<12} {password:<20} {what}")?;
    }
    writeln!(out)?;
    writeln!(
        out,
        "  The data is in {}. Ctrl-C stops.",
        settings.data.display()
    )?;
    writeln!(out)?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests;
