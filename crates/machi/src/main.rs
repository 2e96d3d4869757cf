//! The binary: everything is in the library, which tests use too.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

/// Pages are made of many short strings, and are long themselves.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    memory::purge_soon();
    run()
}

#[tokio::main]
#[expect(
    clippy::print_stderr,
    reason = "a command says on the terminal why it failed"
)]
async fn run() -> ExitCode {
    match machi::cli::Arguments::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // In one line, for whoever typed the command; a backtrace would hide it.
            eprintln!("machi: {error:#}");
            ExitCode::FAILURE
        }
    }
}
