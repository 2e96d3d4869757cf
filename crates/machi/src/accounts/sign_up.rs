//! Signing up: a handle, a password, and nothing that must be proven.

use rules::handle::{self, HandleProblem};
use rules::text;
use store::{Tx, args};

use super::{Caller, languages, password};
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result, refuse};
use crate::frame::CityLink;
use crate::ids::{AccountId, CityId};
use crate::limits::Limit;
use crate::text::Lang;

const DISPLAY_NAME_CHARS_MAX: usize = 50;

/// A whole class room behind one address can sign up, a machine soon cannot.
static BY_ADDRESS: Limit = Limit {
    name: "sign-up-by-address",
    burst: 60,
    per_ms: 60 * 60 * 1_000,
};

/// What a person fills in to sign up.
#[derive(Debug, Clone)]
pub struct SignUp {
    pub handle: String,
    pub password: String,
    /// The handle, when it is empty.
    pub display_name: String,
    /// Of the pages.
    pub lang: Lang,
    pub languages: Vec<String>,
    pub other_languages: String,
    /// None that is archived.
    pub home_city: Option<CityLink>,
}

/// An account as it is written: everything checked and folded.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub handle: String,
    pub password_hash: Option<String>,
    pub display_name: String,
    pub lang: Lang,
    pub languages: String,
    pub home_city: Option<CityId>,
    pub is_demo: bool,
}

/// The account of somebody who signs up, ready for [`create`]. Whoever asked for it writes it in
/// one transaction with the session or the token that answers them.
pub async fn sign_up(app: &App, caller: &Caller, form: &SignUp) -> Result<NewAccount> {
    let mut new = check(form)?;
    app.limits().count(&BY_ADDRESS, &caller.0)?;
    new.password_hash = Some(password::hash(&form.password).await?);
    Ok(new)
}

/// Everything that is wrong with the form, or the account to be, still without its password.
pub fn check(form: &SignUp) -> Result<NewAccount> {
    let mut refusals = Vec::new();
    let handle = handle::handle(&form.handle);
    refusals.extend(handle.as_ref().err().map(handle_refusal));
    let handle = handle.unwrap_or_default();
    let name = form.display_name.trim();
    refusals.extend(display_name_problem(name));
    refusals.extend(password::problem(&form.password, "password"));
    let languages = languages::join(&form.languages, &form.other_languages);
    let languages = languages.unwrap_or_else(|refusal| {
        refusals.push(refusal);
        String::new()
    });
    let home_city = form.home_city.as_ref();
    refusals.extend(
        home_city
            .filter(|city| city.archived)
            .map(|_| no_such_city()),
    );
    Refusal::join(refusals)?;
    Ok(NewAccount {
        password_hash: None,
        display_name: if name.is_empty() { &handle } else { name }.to_owned(),
        lang: form.lang,
        languages,
        home_city: home_city.map(|city| city.id),
        is_demo: false,
        handle,
    })
}

/// What is wrong with a display name. An empty one is none: the handle stands for it.
pub fn display_name_problem(name: &str) -> Option<Refusal> {
    let refusal = if name.chars().count() > DISPLAY_NAME_CHARS_MAX {
        Refusal::new("accounts-display-name-long").with("n", DISPLAY_NAME_CHARS_MAX)
    } else if name.chars().any(char::is_control) {
        Refusal::new("accounts-display-name-characters")
    } else if text::has_bidi_control(name) {
        Refusal::new("accounts-display-name-direction")
    } else if !name.is_empty() && text::is_blank(name) {
        Refusal::new("accounts-display-name-blank")
    } else {
        return None;
    };
    Some(refusal.on("display_name"))
}

/// For a city that does not exist, or that nobody can choose any more.
pub(super) fn no_such_city() -> Refusal {
    Refusal::new("accounts-home-city-unknown").on("home_city")
}

fn handle_refusal(problem: &HandleProblem) -> Refusal {
    let refusal = match problem {
        HandleProblem::TooShort => {
            Refusal::new("accounts-handle-short").with("n", handle::CHARS_MIN)
        }
        HandleProblem::TooLong => Refusal::new("accounts-handle-long").with("n", handle::CHARS_MAX),
        HandleProblem::Characters => Refusal::new("accounts-handle-characters"),
        HandleProblem::Reserved => Refusal::new("accounts-handle-taken"),
    };
    refusal.on("handle")
}

/// Writes the account. Its handle is refused when somebody has it.
pub async fn create(tx: &mut Tx, new: &NewAccount) -> Result<AccountId> {
    let account = AccountId::from(tx.new_id());
    let added = tx
        .execute(
            "insert into account (id, handle, display_name, password_hash, lang, languages,
                                  home_city_id, is_demo, created_at_ms, changed_at_ms)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
             on conflict (handle) do nothing",
            args![
                account,
                new.handle,
                new.display_name,
                new.password_hash,
                new.lang.tag(),
                new.languages,
                new.home_city,
                new.is_demo,
                tx.now_ms(),
            ],
        )
        .await?;
    if added == 0 {
        return refuse("accounts-handle-taken", "handle");
    }
    changes::record(tx, None, Change::AccountCreated { account }).await?;
    Ok(account)
}
