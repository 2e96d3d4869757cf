//! `machi account`: accounts, passwords and roles from the command line.

use std::io::{Read, Write};

use anyhow::Context;
use clap::ValueEnum;
use store::{Store, Tx, args};

use crate::accounts::{self, Role, SignUp, password};
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId};
use crate::secrets::random_token;
use crate::settings::Settings;
use crate::start;
use crate::text::Lang;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Account {
    /// Creates an account.
    Create(Create),
    /// Gives an account a new password and ends its sessions: for who has lost the old one.
    Password(Password),
    /// Gives and takes roles.
    #[command(subcommand)]
    Role(RoleCommand),
}

#[derive(Debug, clap::Args)]
pub(super) struct Create {
    #[arg(long)]
    handle: String,
    /// What people see; the handle, when it is not given.
    #[arg(long, default_value = "")]
    display_name: String,
    /// A role for the whole installation.
    #[arg(long)]
    role: Option<WholeRole>,
    /// Reads the password from standard input. Else one is made and printed, once.
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Password {
    #[arg(long)]
    handle: String,
    /// Reads the password from standard input. Else one is made and printed, once.
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, clap::Subcommand)]
pub(super) enum RoleCommand {
    /// Gives a role.
    Grant(RoleOf),
    /// Takes a role.
    Revoke(RoleOf),
}

#[derive(Debug, clap::Args)]
pub(super) struct RoleOf {
    #[arg(long)]
    handle: String,
    #[arg(long)]
    role: RoleName,
    /// The slug of the city; `owner` has none.
    #[arg(long)]
    city: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum WholeRole {
    Owner,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    Organiser,
    Steward,
    Moderator,
    Operator,
    Owner,
}

/// Generated passwords have so many characters of 64: 120 bits.
const GENERATED_CHARS: usize = 20;
/// More than this on standard input is no password.
const INPUT_BYTES_MAX: u64 = 4_096;

impl Account {
    pub(super) async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let store = start::store(&settings).await?;
        let done = match &self {
            Self::Create(create) => create.run(&store).await,
            Self::Password(password) => password.run(&store).await,
            Self::Role(RoleCommand::Grant(role)) => role.run(&store, true).await,
            Self::Role(RoleCommand::Revoke(role)) => role.run(&store, false).await,
        };
        store.close().await;
        done
    }
}

impl Create {
    async fn run(&self, store: &Store) -> anyhow::Result<()> {
        let (password, generated) = new_password(self.password_stdin)?;
        let form = SignUp {
            handle: self.handle.clone(),
            password: password.clone(),
            display_name: self.display_name.clone(),
            lang: Lang::default(),
            languages: Vec::new(),
            other_languages: String::new(),
            home_city: None,
        };
        let mut new = accounts::check(&form).map_err(in_words)?;
        new.password_hash = Some(password::hash(&password).await.map_err(in_words)?);
        let owner = self.role.is_some();
        store
            .write(async |tx: &mut Tx| {
                let account = accounts::create(tx, &new).await?;
                if owner {
                    accounts::give_role(tx, None, account, Role::Owner, None).await?;
                }
                Ok(())
            })
            .await
            .map_err(in_words)?;
        let what = if owner { "the owner " } else { "" };
        say(&format!("Created {what}@{}.", new.handle))?;
        say_generated(&password, generated)
    }
}

impl Password {
    async fn run(&self, store: &Store) -> anyhow::Result<()> {
        let (password, generated) = new_password(self.password_stdin)?;
        if let Some(problem) = password::problem(&password, "password") {
            return Err(in_words(problem.into()));
        }
        let hash = password::hash(&password).await.map_err(in_words)?;
        store
            .write(async |tx: &mut Tx| {
                let account = known(tx, &self.handle).await?;
                accounts::reset_password(tx, account, &hash).await
            })
            .await
            .map_err(|error| missing(error, &format!("no account @{}", self.handle)))?;
        say(&format!("@{} has a new password.", self.handle))?;
        say_generated(&password, generated)
    }
}

impl RoleOf {
    async fn run(&self, store: &Store, give: bool) -> anyhow::Result<()> {
        let role = match self.role {
            RoleName::Organiser => Role::Organiser,
            RoleName::Steward => Role::Steward,
            RoleName::Moderator => Role::Moderator,
            RoleName::Operator => Role::Operator,
            RoleName::Owner => Role::Owner,
        };
        anyhow::ensure!(
            (role == Role::Owner) == self.city.is_none(),
            "an owner's role is for the whole installation; every other needs --city"
        );
        store
            .write(async |tx: &mut Tx| {
                let account = known(tx, &self.handle).await?;
                let city = match &self.city {
                    Some(slug) => Some(city(tx, slug).await?),
                    None => None,
                };
                if give {
                    accounts::give_role(tx, None, account, role, city).await
                } else {
                    accounts::take_role(tx, account, role, city).await
                }
            })
            .await
            .map_err(|error| missing(error, "there is no such account, or no such city"))?;
        let now = if give { "is now" } else { "is no longer" };
        let place = self.city.as_deref().map(|slug| format!(" of {slug}"));
        let (handle, role) = (&self.handle, role.name());
        say(&format!(
            "@{handle} {now} {role}{}.",
            place.unwrap_or_default()
        ))
    }
}

async fn known(tx: &mut Tx, handle: &str) -> Result<AccountId> {
    accounts::by_handle(tx, handle)
        .await?
        .ok_or(Error::NotFound)
}

async fn city(tx: &mut Tx, slug: &str) -> Result<CityId> {
    let city = tx
        .optional::<(CityId,)>("select id from city where slug = $1", args![slug])
        .await?;
    Ok(city.ok_or(Error::NotFound)?.0)
}

/// The password, and whether we made it.
fn new_password(from_stdin: bool) -> anyhow::Result<(String, bool)> {
    if !from_stdin {
        let password: String = random_token().chars().take(GENERATED_CHARS).collect();
        return Ok((password, true));
    }
    let mut password = String::new();
    std::io::stdin()
        .take(INPUT_BYTES_MAX)
        .read_to_string(&mut password)
        .context("the password cannot be read from standard input")?;
    Ok((password.trim_end_matches(['\r', '\n']).to_owned(), false))
}

fn say(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn say_generated(password: &str, generated: bool) -> anyhow::Result<()> {
    if generated {
        say(&format!("Password (shown only now): {password}"))?;
    }
    Ok(())
}

fn missing(error: Error, words: &str) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow::anyhow!("{words}"),
        error => in_words(error),
    }
}

fn in_words(error: Error) -> anyhow::Error {
    match error {
        Error::Refused(refusal) => {
            let reasons: Vec<String> = refusal
                .all()
                .map(|refusal| Lang::default().t_with(refusal.key, &refusal.args))
                .collect();
            anyhow::anyhow!("{}", reasons.join(" "))
        }
        error => anyhow::anyhow!("{error}"),
    }
}
