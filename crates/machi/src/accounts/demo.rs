//! The people of the demo: accounts that bear a Demo badge and whose passwords are printed.

use store::{Tx, args};

use super::{Member, Network, NewAccount, Role, by_handle, create, give_role, password, sessions};
use crate::app::App;
use crate::error::Result;
use crate::frame::CityLinks;
use crate::ids::{AccountId, CityId};
use crate::text::Lang;

/// Somebody to sign in as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    pub handle: &'static str,
    pub password: String,
    /// What one can try with it, in English, for the terminal.
    pub what: &'static str,
}

struct Person {
    handle: &'static str,
    name: &'static str,
    lang: Lang,
    languages: &'static str,
    /// The slug of a city.
    home: Option<&'static str>,
    bio: &'static str,
    role: Option<Role>,
    what: &'static str,
}

const PEOPLE: [Person; 6] = [
    Person {
        handle: "mika",
        name: "美香",
        lang: Lang::Ja,
        languages: "ja en",
        home: Some("tokyo"),
        bio: "川沿いの散歩、小さなギャラリー、夜更けの麺。",
        role: None,
        what: "a member who reads Japanese",
    },
    Person {
        handle: "joon",
        name: "준",
        lang: Lang::Ko,
        languages: "ko en",
        home: Some("tokyo"),
        bio: "주말마다 새로운 동네를 걷습니다.",
        role: None,
        what: "a member who reads Korean",
    },
    Person {
        handle: "lin",
        name: "小林",
        lang: Lang::ZhHans,
        languages: "zh-Hans en",
        home: Some("new-york"),
        bio: "逛市集，看展览，找好吃的。",
        role: None,
        what: "a member who reads Chinese",
    },
    Person {
        handle: "ana",
        name: "Ana",
        lang: Lang::En,
        languages: "en es",
        home: Some("new-york"),
        bio: "Free concerts and cheap dumplings.",
        role: None,
        what: "a member who reads English and Spanish",
    },
    Person {
        handle: "sam",
        name: "Sam",
        lang: Lang::En,
        languages: "en",
        home: Some("new-york"),
        bio: "New here. Tell me where to go tonight.",
        role: None,
        what: "a member who has just arrived",
    },
    Person {
        handle: "desk",
        name: "Desk",
        lang: Lang::En,
        languages: "en ja zh-Hans ko",
        home: None,
        bio: "Keeps the cities of this demo.",
        role: Some(Role::Owner),
        what: "the owner, who has a desk in every city",
    },
];

const PASSWORD_CHARS: usize = 12;

/// Makes the demo's accounts where they are missing; answers those that their password opens.
///
/// Each password follows from the installation's master key: it is the same at every start, and
/// nobody who knows another demo knows it.
pub async fn ensure_demo_accounts(app: &App, cities: &CityLinks) -> Result<Vec<DemoAccount>> {
    let mut accounts = Vec::new();
    for person in &PEOPLE {
        let password = password_of(app, person.handle);
        if ensure(app, cities, person, &password).await? {
            accounts.push(DemoAccount {
                handle: person.handle,
                password,
                what: person.what,
            });
        }
    }
    Ok(accounts)
}

/// False when somebody real has the handle, or somebody gave the account another password.
async fn ensure(app: &App, cities: &CityLinks, person: &Person, password: &str) -> Result<bool> {
    let known = app
        .read(async |tx: &mut Tx| {
            let sql = "select is_demo, password_hash from account where handle = $1";
            let row = tx.optional::<(bool, Option<String>)>(sql, args![person.handle]);
            Ok(row.await?)
        })
        .await?;
    if let Some((is_demo, hash)) = known {
        return Ok(is_demo && password::matches(password, hash).await?);
    }
    let home_city = cities
        .0
        .iter()
        .find(|city| Some(&*city.slug) == person.home);
    let new = NewAccount {
        handle: person.handle.to_owned(),
        password_hash: Some(password::hash(password).await?),
        display_name: person.name.to_owned(),
        lang: person.lang,
        languages: person.languages.to_owned(),
        home_city: home_city.map(|city| city.id),
        is_demo: true,
    };
    app.write(async |tx: &mut Tx| {
        let account = create(tx, &new).await?;
        tx.execute(
            "update account set bio = $2 where id = $1",
            args![account, person.bio],
        )
        .await?;
        if let Some(role) = person.role {
            give_role(tx, None, account, role, None).await?;
        }
        Ok(true)
    })
    .await
}

fn password_of(app: &App, handle: &str) -> String {
    let signed = app.key().sign("demo-password", handle);
    let signature = signed.rsplit('.').next().unwrap_or_default();
    signature
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(PASSWORD_CHARS)
        .collect()
}

/// Somebody of the demo whom nobody signs in as.
#[derive(Debug)]
pub struct DemoPerson<'a> {
    pub handle: &'a str,
    pub name: &'a str,
    pub lang: Lang,
    pub languages: &'a str,
    pub bio: &'a str,
    pub home: Option<CityId>,
    pub instagram: Option<&'a str>,
}

/// They posted before the demo was filled, and are no new ones.
const THERE_SINCE_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// Makes the account where the handle is free.
pub(crate) async fn ensure_demo_person(tx: &mut Tx, person: &DemoPerson<'_>) -> Result<()> {
    if by_handle(tx, person.handle).await?.is_some() {
        return Ok(());
    }
    let account = create(
        tx,
        &NewAccount {
            handle: person.handle.to_owned(),
            password_hash: None,
            display_name: person.name.to_owned(),
            lang: person.lang,
            languages: person.languages.to_owned(),
            home_city: person.home,
            is_demo: true,
        },
    )
    .await?;
    let sql = "update account set bio = $2, created_at_ms = created_at_ms - $3 where id = $1";
    tx.execute(sql, args![account, person.bio, THERE_SINCE_MS])
        .await?;
    if let Some(name) = person.instagram {
        tx.execute(
            "insert into alias (account_id, network, name, folded) values ($1, $2, $3, $3)",
            args![account, Network::Instagram.name(), name],
        )
        .await?;
    }
    Ok(())
}

/// Whether the demo made any of the accounts.
pub(crate) async fn is_used(tx: &mut Tx) -> Result<bool> {
    let sql = "select 1 from account where is_demo limit 1";
    Ok(tx.optional::<(i64,)>(sql, args![]).await?.is_some())
}

/// A demo account as a member, so that the demo fills itself by the commands that members use;
/// none for a real one.
pub(crate) async fn demo_member(tx: &mut Tx, handle: &str) -> Result<Option<Member>> {
    let sql = "select id, display_name, lang from account where handle = $1 and is_demo";
    let row = tx
        .optional::<(AccountId, String, String)>(sql, args![handle])
        .await?;
    let Some((id, display_name, lang)) = row else {
        return Ok(None);
    };
    Ok(Some(Member {
        id,
        handle: handle.to_owned(),
        display_name,
        lang: lang.parse().unwrap_or_default(),
        session: None,
        roles: sessions::roles(tx, id).await?,
    }))
}
