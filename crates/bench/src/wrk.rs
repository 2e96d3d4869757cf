//! Runs wrk, a load generator that costs little itself, and reads what it says.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::process::Command;

/// Connections that ask for pages at once.
pub(crate) const READERS: usize = 32;

/// What wrk saw.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seen {
    pub(crate) requests_per_s: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Of one answer, with its headers.
    pub(crate) bytes: f64,
}

/// Asks the address for so long over so many connections; `script` makes the requests.
pub(crate) async fn run(
    url: &str,
    script: Option<&Path>,
    connections: usize,
    lasts: Duration,
) -> anyhow::Result<Seen> {
    let mut wrk = Command::new("wrk");
    wrk.args(["--latency", "--threads", "1", "--connections"])
        .arg(connections.to_string())
        .arg("--duration")
        .arg(format!("{}s", lasts.as_secs()));
    if let Some(script) = script {
        wrk.arg("--script").arg(script);
    }
    let output = wrk
        .arg(url)
        .stdin(Stdio::null())
        .output()
        .await
        .context("wrk does not run; install it (bin/bench does)")?;
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "wrk failed: {text}");
    ensure!(
        !text.contains("Non-2xx") && !text.contains("Socket errors"),
        "not every answer was good: {text}"
    );
    read(&text).with_context(|| format!("wrk said something else: {text}"))
}

fn read(text: &str) -> Option<Seen> {
    let after = |name: &str| {
        let line = text.lines().find(|line| line.trim().starts_with(name))?;
        line.trim()[name.len()..].split_whitespace().next()
    };
    let total = text.lines().find(|line| line.contains("requests in"))?;
    let mut words = total.split_whitespace();
    let requests: f64 = words.next()?.parse().ok()?;
    let bytes = size(total.split(", ").nth(1)?.split_whitespace().next()?)?;
    Some(Seen {
        requests_per_s: after("Requests/sec:")?.parse().ok()?,
        p50_ms: milliseconds(after("50%")?)?,
        p99_ms: milliseconds(after("99%")?)?,
        bytes: bytes / requests,
    })
}

fn milliseconds(text: &str) -> Option<f64> {
    let digits = text.trim_end_matches(char::is_alphabetic);
    let number: f64 = digits.parse().ok()?;
    Some(match &text[digits.len()..] {
        "us" => number / 1_000.0,
        "ms" => number,
        "s" => number * 1_000.0,
        _ => return None,
    })
}

fn size(text: &str) -> Option<f64> {
    let digits = text.trim_end_matches(char::is_alphabetic);
    let number: f64 = digits.parse().ok()?;
    Some(match &text[digits.len()..] {
        "B" => number,
        "KB" => number * 1_024.0,
        "MB" => number * 1_048_576.0,
        "GB" => number * 1_073_741_824.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wrk_says_is_read() {
        let said = "Running 5s test @ http://127.0.0.1:1/
  1 threads and 32 connections
  Latency Distribution
     50%  812.00us
     75%    1.02ms
     90%    1.40ms
     99%    2.50ms
  192345 requests in 5.00s, 24.00MB read
Requests/sec:  38469.00
Transfer/sec:      4.80MB";
        let seen = read(said).unwrap();
        assert!((seen.p50_ms - 0.812).abs() < 1e-9 && (seen.p99_ms - 2.5).abs() < 1e-9);
        assert!((seen.requests_per_s - 38_469.0).abs() < 1e-9);
        assert!((seen.bytes - 130.8).abs() < 0.1);
    }
}
