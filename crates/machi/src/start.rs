//! Opens an installation: database, migrations, key, views.

use anyhow::Context;
use store::{Clock, Options, Store};

use crate::accounts::Sessions;
use crate::agenda::Agenda;
use crate::app::App;
use crate::cities::{Cities, CityPeople};
use crate::collections::{Cards, Marking};
use crate::communities::CommunityPeople;
use crate::feed::Tonight;
use crate::health;
use crate::imports;
use crate::migrations;
use crate::notes::{self, Notes};
use crate::people::People;
use crate::photos;
use crate::secrets::MasterKey;
use crate::settings::Settings;
use crate::social::Viewers;
use crate::timers::{self, Kind};
use crate::views::Views;

/// Every view that a node holds; those that come later may read from those before.
pub fn views() -> Views {
    Views::default()
        .with(Sessions::default())
        .with(Cities::default())
        .with(CityPeople::default())
        .with(CommunityPeople::default())
        .with(Viewers::default())
        .with(Notes::default())
        .with(Agenda::default())
        .with(Marking::default())
        .with(Cards::default())
        .with(Tonight::default())
        .with(People::default())
}

/// What is done at its time, by one of the nodes.
pub fn timers() -> Vec<Kind> {
    vec![
        imports::feeds::TIMER,
        notes::delete::TIMER,
        photos::remove::UNUSED,
        photos::remove::FILES,
    ]
}

/// The store alone, migrated: for commands that need no views.
pub async fn store(settings: &Settings) -> anyhow::Result<Store> {
    std::fs::create_dir_all(&settings.data)
        .with_context(|| format!("cannot create the data folder {}", settings.data.display()))?;
    let store = open(settings).await?;
    store
        .migrate(migrations::ALL)
        .await
        .context("cannot migrate the database")?;
    Ok(store)
}

/// The database as it is, with the tables that it has.
pub async fn open(settings: &Settings) -> anyhow::Result<Store> {
    let (url, clock) = (settings.database_url(), Clock::system());
    Store::open(&url, clock, Options::default())
        .await
        .context("cannot open the database")
}

/// The whole installation.
pub async fn app(settings: Settings) -> anyhow::Result<App> {
    let store = store(&settings).await?;
    let key = MasterKey::open(&settings.master_key_path())?;
    let app = App::start(store, settings, key, views())
        .await
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    app.objects().look().await?;
    photos::clear_scratch(&app).context("cannot clear the scratch folder")?;
    Ok(app)
}

/// Starts what a node does beside answering requests; it ends when the app is shut down.
pub fn background(app: &App) {
    tokio::spawn(timers::run(app.clone(), timers(), app.stop_token()));
    tokio::spawn(health::keep_measures_small(app.stop_token()));
}
