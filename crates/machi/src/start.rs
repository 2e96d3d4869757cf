//! Opens an installation: database, migrations, key, views.

use anyhow::Context;
use futures_util::FutureExt;
use store::{Clock, Options, Store};

use crate::accounts::{Sessions, mail_address, reset};
use crate::agenda::Agenda;
use crate::app::App;
use crate::campaigns;
use crate::cities::{Cities, CityPeople};
use crate::collections::{Cards, Marking};
use crate::communities::CommunityPeople;
use crate::draws;
use crate::feed::Tonight;
use crate::going;
use crate::health;
use crate::imports;
use crate::lottery;
use crate::mail;
use crate::migrations;
use crate::notes::disclosure::shares::Shares;
use crate::notes::reach::Reach;
use crate::notes::{self, Notes, tally};
use crate::notifications::{self, UnreadCounts};
use crate::obligations::{self, Owing};
use crate::people::People;
use crate::photos;
use crate::pictured;
use crate::points;
use crate::proofs;
use crate::public_log::PublicLog;
use crate::readers::{self, Reader};
use crate::secrets::MasterKey;
use crate::settings::Settings;
use crate::sitemap;
use crate::social::Viewers;
use crate::streaks;
use crate::timers::{self, Kind};
use crate::views::Views;
use crate::visitors;

/// Every view that a node holds; those that come later may read from those before.
pub fn views() -> Views {
    Views::default()
        .with(Sessions::default())
        .with(Cities::default())
        .with(CityPeople::default())
        .with(CommunityPeople::default())
        .with(Viewers::default())
        .with(PublicLog::default())
        .with(Notes::default())
        .with(Agenda::default())
        .with(Marking::default())
        .with(Cards::default())
        .with(UnreadCounts::default())
        .with(Owing::default())
        .with(Tonight::default())
        .with(People::default())
        .with(sitemap::Parts::default())
        .with(Shares::default())
        .with(Reach::default())
}

/// What is done at its time, by one of the nodes.
pub fn timers() -> Vec<Kind> {
    vec![
        campaigns::CLOSES,
        campaigns::SEAT_LAPSES,
        draws::timer(|app, timer| draws::advance(app, timer, DRAWS).boxed()),
        going::OFFER_ENDS,
        notifications::announce::TIMER,
        notifications::messages::TIMER,
        going::RAISED,
        imports::feeds::TIMER,
        lottery::PRIZE_LAPSES,
        streaks::LOOK,
        notes::delete::TIMER,
        notes::later::TIMER,
        notifications::prune::TIMER,
        notifications::digest::TIMER,
        photos::remove::UNUSED,
        photos::remove::FILES,
        pictured::FORGET,
        points::EXPIRE,
        proofs::SETTLE,
        proofs::PICTURES,
        mail::FORGET,
        visitors::FORGET,
        obligations::TIMER,
    ]
}

/// What draws decide.
const DRAWS: &[draws::Kind] = &[going::BY_DRAW, lottery::BY_LOTTERY, campaigns::BY_CAMPAIGN];

/// Every kind of mail.
pub const MAILS: &[mail::Kind] = &[
    mail_address::CONFIRM,
    mail_address::ADDRESS_LEFT,
    reset::RESET,
    reset::PASSWORD_CHANGED,
    going::visits::LINK,
    going::visits::SEAT,
    going::visits::OFFERED,
    going::visits::REFUSED,
    going::visits::MOVED,
    going::visits::CANCELLED,
    going::messages::MESSAGE,
    notifications::MAIL,
    notifications::DIGEST,
];

/// What waits for a mail server, and is done beside the other timers so that they wait for none.
pub fn mail_timers() -> Vec<Kind> {
    vec![mail::timer(|app, timer| {
        mail::send(app, timer, MAILS).boxed()
    })]
}

/// Who reads the log to write what follows from it.
pub fn readers() -> Vec<Reader> {
    vec![
        notifications::READER,
        lottery::READER,
        campaigns::READER,
        streaks::READER,
        reset::TELL,
        going::MOVED,
        going::visits::CLAIM,
        going::visits::TELL,
        obligations::READER,
    ]
}

/// The store alone, migrated: for commands that need no views.
pub async fn store(settings: &Settings) -> anyhow::Result<Store> {
    store_with(settings, Clock::system()).await
}

/// The same by another clock.
pub async fn store_with(settings: &Settings, clock: Clock) -> anyhow::Result<Store> {
    std::fs::create_dir_all(&settings.data)
        .with_context(|| format!("cannot create the data folder {}", settings.data.display()))?;
    let store = open_with(settings, clock).await?;
    store
        .migrate(migrations::ALL)
        .await
        .context("cannot migrate the database")?;
    Ok(store)
}

/// The database as it is, with the tables that it has.
pub async fn open(settings: &Settings) -> anyhow::Result<Store> {
    open_with(settings, Clock::system()).await
}

async fn open_with(settings: &Settings, clock: Clock) -> anyhow::Result<Store> {
    Store::open(&settings.database_url(), clock, Options::default())
        .await
        .context("cannot open the database")
}

/// The whole installation.
pub async fn app(settings: Settings) -> anyhow::Result<App> {
    let store = store(&settings).await?;
    let app = on(store, settings).await?;
    app.objects().look().await?;
    photos::clear_scratch(&app).context("cannot clear the scratch folder")?;
    Ok(app)
}

/// An app on a store that is migrated; readers of the log who are new begin at its present end.
pub async fn on(store: Store, settings: Settings) -> anyhow::Result<App> {
    let key = MasterKey::open(&settings.master_key_path())?;
    let app = App::start(store, settings, key, views())
        .await
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    readers::begin(&app, &readers())
        .await
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(app)
}

/// Starts what a node does beside answering requests; it ends when the app is shut down.
pub fn background(app: &App) {
    for kinds in [timers(), mail_timers()] {
        tokio::spawn(timers::run(app.clone(), kinds, app.stop_token()));
    }
    for reader in readers() {
        tokio::spawn(readers::run(app.clone(), reader, app.stop_token()));
    }
    tokio::spawn(health::keep_measures_small(app.stop_token()));
    tokio::spawn(tally::keep(app.clone(), app.stop_token()));
}
