//! `machi mail`: what mail servers tell of addresses that refuse mail.

use std::io::{Read, stdin};

use anyhow::Context;
use store::Tx;

use crate::mail::{REPORT_BYTES_MAX, read_report};
use crate::settings::Settings;
use crate::start;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Mail {
    /// Reads a delivery report (RFC 3464) from standard input and marks the address that it tells
    /// of: for the mailbox that mails come back to.
    Bounced,
}

impl Mail {
    /// Says whether the report told of one of our mails; one that does not is no failure.
    pub(super) async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let Self::Bounced = self;
        let mut report = Vec::new();
        stdin()
            .take(REPORT_BYTES_MAX)
            .read_to_end(&mut report)
            .context("the report cannot be read from standard input")?;
        let store = start::store(&settings).await?;
        let read = store.write(async |tx: &mut Tx| read_report(tx, &report).await);
        let read = read.await;
        store.close().await;
        let told = read.map_err(|error| anyhow::anyhow!("{error}"))?.value;
        println!(
            "{}",
            if told {
                "The address is marked."
            } else {
                "This is no report of a mail of ours that failed for good."
            }
        );
        Ok(())
    }
}
