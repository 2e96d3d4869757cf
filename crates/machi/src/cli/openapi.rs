//! `machi openapi`: the API's description, as the server gives it.

pub(super) fn run() -> anyhow::Result<()> {
    anyhow::bail!("not yet")
}
