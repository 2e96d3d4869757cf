//! An address that a mailed link has proven, carried to the form by which its owner signs up.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use store::{Tx, args};

use crate::app::App;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::AccountId;
use crate::mail::Address;

const CONTEXT: &str = "mail-address-proof";
/// Long enough to choose a name and a password.
const PROOF_MS: i64 = 60 * 60 * 1000;

/// Says for an hour that whoever carries it has the address. Sealed, since it stands in addresses of
/// pages.
pub fn proof(app: &App, address: &Address) -> Result<String> {
    let said = format!("{} {}", app.now_ms() + PROOF_MS, address.as_str());
    let sealed = app.key().seal(CONTEXT, said.as_bytes())?;
    Ok(URL_SAFE_NO_PAD.encode(sealed))
}

/// The address that is proven; none when the proof is not ours, or too old.
pub(in crate::accounts) fn proven(app: &App, proof: &str) -> Option<Address> {
    let sealed = URL_SAFE_NO_PAD.decode(proof).ok()?;
    let said = String::from_utf8(app.key().open_sealed(CONTEXT, &sealed).ok()?).ok()?;
    let (until_ms, address) = said.split_once(' ')?;
    let until_ms: i64 = until_ms.parse().ok()?;
    let address = Address::parse(address, "address").ok()?;
    (app.now_ms() < until_ms).then_some(address)
}

/// The new account's address, unless another account has it.
pub(in crate::accounts) async fn keep_proven(
    tx: &mut Tx,
    account: AccountId,
    address: &Address,
) -> Result<()> {
    let added = tx
        .execute(
            "insert into account_mail (account_id, address, folded, confirmed_at_ms)
             values ($1, $2, $3, $4) on conflict do nothing",
            args![account, address.as_str(), address.folded(), tx.now_ms()],
        )
        .await?;
    if added == 1 {
        changes::record(tx, None, Change::MailAddressChanged { account }).await?;
    }
    Ok(())
}
