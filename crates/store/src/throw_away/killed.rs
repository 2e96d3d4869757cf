//! A process that is killed in the middle of its work, and what it had answered by then.

use std::io::{BufRead, BufReader, Error, ErrorKind, Result};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long the process may take to its first line.
const START_MAX: Duration = Duration::from_secs(30);

/// Runs a process that prints a line for each thing it has answered, lets `meanwhile` run from its
/// first line on, then kills it (SIGKILL) and returns the whole lines that it printed. Blocks.
///
/// A crash test then opens the database again and looks for each of them:
///
/// ```no_run
/// use std::{process::Command, thread::sleep, time::Duration};
/// let mut writer = Command::new("target/debug/examples/writer");
/// let answered = store::throw_away::run_until_killed(
///     writer.arg("sqlite:///tmp/crash.db"), || sleep(Duration::from_millis(20))).unwrap();
/// ```
///
/// # Errors
/// The process cannot be started, ends by itself, or prints nothing for half a minute.
pub fn run_until_killed(command: &mut Command, meanwhile: impl FnOnce()) -> Result<Vec<String>> {
    let mut process = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    let Some(output) = process.stdout.take() else {
        return Err(Error::other("the process has no output"));
    };
    let (send, lines) = channel();
    let reader = std::thread::spawn(move || {
        let mut output = BufReader::new(output);
        let mut line = String::new();
        // A last line without its end was not printed whole.
        while matches!(output.read_line(&mut line), Ok(1..)) && line.ends_with('\n') {
            if send.send(line.trim_end().to_owned()).is_err() {
                return;
            }
            line.clear();
        }
    });
    let first = lines.recv_timeout(START_MAX);
    if first.is_ok() {
        meanwhile();
    }
    let ended = process.try_wait()?;
    process.kill()?;
    process.wait()?;
    let _ = reader.join();
    match (first, ended) {
        (Ok(first), None) => Ok(std::iter::once(first).chain(lines).collect()),
        (Err(RecvTimeoutError::Timeout), None) => Err(Error::new(
            ErrorKind::TimedOut,
            "the process answered nothing",
        )),
        (_, ended) => Err(Error::other(format!(
            "the process ended by itself: {ended:?}"
        ))),
    }
}
