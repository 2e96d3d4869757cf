//! The binary: everything is in the library, which tests use too.

use clap::Parser;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    machi::cli::Arguments::parse().run().await
}
