//! The people of the demo: accounts that bear a Demo badge and whose passwords are printed.

use store::{Tx, args};

use super::{NewAccount, Role, create, give_role, password};
use crate::app::App;
use crate::error::Result;
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
        bio: "川沿いの散歩、小さなギャラリー、夜更けの麺。",
        role: None,
        what: "a member who reads Japanese",
    },
    Person {
        handle: "joon",
        name: "준",
        lang: Lang::Ko,
        languages: "ko en",
        bio: "주말마다 새로운 동네를 걷습니다.",
        role: None,
        what: "a member who reads Korean",
    },
    Person {
        handle: "lin",
        name: "小林",
        lang: Lang::ZhHans,
        languages: "zh-Hans en",
        bio: "逛市集，看展览，找好吃的。",
        role: None,
        what: "a member who reads Chinese",
    },
    Person {
        handle: "ana",
        name: "Ana",
        lang: Lang::En,
        languages: "en es",
        bio: "Free concerts and cheap dumplings.",
        role: None,
        what: "a member who reads English and Spanish",
    },
    Person {
        handle: "sam",
        name: "Sam",
        lang: Lang::En,
        languages: "en",
        bio: "New here. Tell me where to go tonight.",
        role: None,
        what: "a member who has just arrived",
    },
    Person {
        handle: "desk",
        name: "Desk",
        lang: Lang::En,
        languages: "en ja zh-Hans ko",
        bio: "Keeps the cities of this demo.",
        role: Some(Role::Owner),
        what: "the owner, who has a desk in every city",
    },
];

const PASSWORD_CHARS: usize = 12;

/// Makes the demo's accounts where they are missing; answers all of them with their passwords.
///
/// Each password follows from the installation's master key: it is the same at every start, and
/// nobody who knows another demo knows it.
pub async fn ensure_demo_accounts(app: &App) -> Result<Vec<DemoAccount>> {
    let mut accounts = Vec::new();
    for person in &PEOPLE {
        let password = password_of(app, person.handle);
        if ensure(app, person, &password).await? {
            accounts.push(DemoAccount {
                handle: person.handle,
                password,
                what: person.what,
            });
        }
    }
    Ok(accounts)
}

/// False when somebody real has the handle.
async fn ensure(app: &App, person: &Person, password: &str) -> Result<bool> {
    let known = app
        .read(async |tx: &mut Tx| {
            let sql = "select is_demo from account where handle = $1";
            Ok(tx.optional::<(bool,)>(sql, args![person.handle]).await?)
        })
        .await?;
    if let Some((is_demo,)) = known {
        return Ok(is_demo);
    }
    let new = NewAccount {
        handle: person.handle.to_owned(),
        password_hash: Some(password::hash(password).await?),
        display_name: person.name.to_owned(),
        lang: person.lang,
        languages: person.languages.to_owned(),
        home_city: None,
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
