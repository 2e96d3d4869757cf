//! `machi openapi`: the API's description, as the server gives it.

use std::io::Write;

pub(super) fn run() -> anyhow::Result<()> {
    let json = serde_json::to_string_pretty(&crate::web::openapi())?;
    Ok(writeln!(std::io::stdout(), "{json}")?)
}
