//! `machi verify`: checks what draws publish. It needs no server, no network and no settings.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;
use rules::draw::beacon::Publicity;
use rules::draw::receipt::{Finding, Receipt};
use rules::draw::verify::{Step, Verified, verify};

/// A proof of a million entrants has 45 MB.
const FILE_BYTES_MAX: u64 = 100_000_000;
/// Winners that are printed.
const SHOWN_MAX: usize = 20;

#[derive(Debug, Subcommand)]
pub(super) enum Verify {
    /// Recomputes a draw from its proof, step by step.
    Draw {
        /// The proof: /draws/ID/proof.json of the installation.
        proof: PathBuf,
    },
    /// Checks that an entry was counted as its receipt says.
    Receipt {
        /// The receipt that a member got.
        receipt: PathBuf,
        /// The proof of the same draw.
        proof: PathBuf,
    },
}

impl Verify {
    /// Prints what holds; fails at the first thing that does not.
    pub(super) fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Draw { proof } => {
                let verified = checked(&proof)?;
                winners(&verified);
                Ok(())
            }
            Self::Receipt { receipt, proof } => {
                let verified = checked(&proof)?;
                let receipt =
                    Receipt::open(&read(&receipt)?).context("the receipt is not valid")?;
                found(receipt.find_in(&verified.proof)?, &receipt)
            }
        }
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let named = || format!("cannot read {}", path.display());
    let bytes = std::fs::metadata(path).with_context(named)?.len();
    anyhow::ensure!(
        bytes <= FILE_BYTES_MAX,
        "{} is too large to be a proof",
        path.display()
    );
    std::fs::read(path).with_context(named)
}

/// The proof, with each step printed.
fn checked(path: &Path) -> anyhow::Result<Verified> {
    let bytes = read(path)?;
    let outcome = verify(&bytes);
    for step in Step::ALL {
        match &outcome {
            Err(failed) if *failed == step => {
                println!("BAD  {:<12}  {}", step.id(), says(step));
                bail!("the proof does not hold");
            }
            _ => println!("ok   {:<12}  {}", step.id(), says(step)),
        }
    }
    let verified = outcome.map_err(|_| anyhow::anyhow!("the proof does not hold"))?;
    match verified.proof.chain.publicity() {
        Publicity::Quicknet => println!("     chance came from drand's public chain quicknet"),
        Publicity::Default => println!("     chance came from drand's public chain default"),
        Publicity::NotPublic => println!(
            "NOT A PUBLIC DRAW: chance came from a practice or private chain; whoever runs it may have known it"
        ),
    }
    Ok(verified)
}

fn says(step: Step) -> &'static str {
    match step {
        Step::Form => "the file has its parts, each in its one spelling",
        Step::Announcement => "the draw's id follows from what was announced",
        Step::List => "count, total and fingerprint follow from the list",
        Step::Chain => "the source of chance is the announced one",
        Step::Commitment => "list, winners and round give the commitment",
        Step::Log => "the commitment stands in the signed log",
        Step::Time => "the round came at least three minutes later",
        Step::Beacon => "the chain signed this round",
        Step::Seed => "the seed follows from commitment and round",
        Step::Winners => "the winners follow from list and seed",
    }
}

fn winners(verified: &Verified) {
    let proof = &verified.proof;
    println!(
        "\n{} of {} entrants:",
        proof.announcement.title, proof.count
    );
    for (place, winner) in (1_u64..).zip(&proof.winners).take(SHOWN_MAX) {
        let reserve = match place > proof.announcement.prizes {
            true => "  in reserve",
            false => "",
        };
        println!("{place:>5}  {winner}{reserve}");
    }
    let more = proof.winners.len().saturating_sub(SHOWN_MAX);
    if more > 0 {
        println!("       and {more} more");
    }
}

fn found(finding: Finding, receipt: &Receipt) -> anyhow::Result<()> {
    let name = &receipt.pseudonym;
    match finding {
        Finding::InList => println!(
            "\nok   {name} is in the list, with weight {} or more",
            receipt.weight
        ),
        Finding::Stated => {
            println!("\nok   {name} is not in the list so, and the published list says why")
        }
        Finding::Missing => bail!(
            "FOUL PLAY: the operator signed this entry, and {name} is not in the list; nothing says why"
        ),
        Finding::Lowered => bail!(
            "FOUL PLAY: the operator signed weight {} for {name}, and the list has less; nothing says why",
            receipt.weight
        ),
    }
    Ok(())
}
