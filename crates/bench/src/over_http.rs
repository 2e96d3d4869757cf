//! What a reader's browser gets from the running server.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::fill::City;
use super::server::{Server, serve_nothing};
use super::wrk::{self, READERS, Seen};

/// One size of city, served.
pub(crate) struct Served {
    pub(crate) started_in: Duration,
    pub(crate) resident_bytes: u64,
    /// What the shares are of: the mean rate of a measure before the feed page and one after it, since
    /// a virtual machine's speed changes within the minute.
    pub(crate) nothing_per_s: f64,
    /// The server's own smallest answer, through all of its layers.
    pub(crate) health: Seen,
    pub(crate) feed: Seen,
    pub(crate) feed_gzip: Seen,
    pub(crate) feed_stranger: Seen,
    pub(crate) likes_alone: Seen,
    pub(crate) likes_of_64: Seen,
    pub(crate) notes_alone: Seen,
    pub(crate) notes_of_64: Seen,
}

const FEED: &str = "/cities/new-york/feed";

/// Starts the server on the filled database and measures it.
pub(crate) async fn measure(
    machi: &Path,
    database: &str,
    folder: &Path,
    city: &City,
    lasts: Duration,
) -> anyhow::Result<Served> {
    let server = Server::start(machi, database, folder, FEED).await?;
    // Before cards are made and kept: what the notes themselves take.
    let resident_bytes = server.resident_bytes()?;
    let url = |path: &str| format!("http://{}{path}", server.address);
    let plain = script(folder, "plain.lua", &gets(city, FEED, ""))?;
    let gzip = script(folder, "gzip.lua", &gets(city, FEED, "gzip"))?;
    let likes = script(folder, "likes.lua", &likes(city))?;
    let notes = script(folder, "notes.lua", &notes(city))?;
    let nothing = format!("http://{}/", serve_nothing().await?);
    let warm = Duration::from_secs(1);
    wrk::run(&url(FEED), Some(&plain), READERS, warm).await?;
    let before = wrk::run(&nothing, None, READERS, lasts).await?;
    let feed = wrk::run(&url(FEED), Some(&plain), READERS, lasts).await?;
    let after = wrk::run(&nothing, None, READERS, lasts).await?;
    let served = Served {
        started_in: server.started_in,
        resident_bytes,
        nothing_per_s: f64::midpoint(before.requests_per_s, after.requests_per_s),
        health: wrk::run(&url("/healthz"), None, READERS, lasts).await?,
        feed,
        feed_gzip: wrk::run(&url(FEED), Some(&gzip), READERS, lasts).await?,
        feed_stranger: wrk::run(&url(FEED), None, READERS, lasts).await?,
        likes_alone: wrk::run(&url("/"), Some(&likes), 1, lasts).await?,
        likes_of_64: wrk::run(&url("/"), Some(&likes), 64, lasts).await?,
        notes_alone: wrk::run(&url("/"), Some(&notes), 1, lasts).await?,
        notes_of_64: wrk::run(&url("/"), Some(&notes), 64, lasts).await?,
    };
    server.stop().await?;
    Ok(served)
}

fn script(folder: &Path, name: &str, text: &str) -> anyhow::Result<PathBuf> {
    let path = folder.join(name);
    std::fs::write(&path, text)?;
    Ok(path)
}

/// Every signed-in member asks for the page, one after another.
fn gets(city: &City, path: &str, encoding: &str) -> String {
    let mut script = cookies(city);
    let _ = write!(
        script,
        "local requests = {{}}
init = function(args)
  for i, cookie in ipairs(cookies) do
    requests[i] = wrk.format('GET', '{path}', {{
      ['Cookie'] = 'machi-session=' .. cookie, ['Accept-Encoding'] = '{encoding}' }})
  end
end
local i = 0
request = function()
  i = i % #requests + 1
  return requests[i]
end
"
    );
    script
}

/// Every signed-in member likes one note after another through the API.
fn likes(city: &City) -> String {
    let mut script = cookies(city);
    let _ = write!(
        script,
        "local i = 0
request = function()
  i = i + 1
  return wrk.format('PUT', '/api/v1/notes/' .. (1 + i * 13 % {notes}) .. '/like', {{
    ['Cookie'] = 'machi-session=' .. cookies[i % #cookies + 1],
    ['Sec-Fetch-Site'] = 'same-origin' }})
end
",
        notes = city.notes
    );
    script
}

/// Every signed-in member posts one note after another through the API.
fn notes(city: &City) -> String {
    cookies(city)
        + "local i = 0
request = function()
  i = i + 1
  return wrk.format('POST', '/api/v1/cities/new-york/notes', {
    ['Cookie'] = 'machi-session=' .. cookies[i % #cookies + 1],
    ['Content-Type'] = 'application/json',
    ['Sec-Fetch-Site'] = 'same-origin' },
    '{\"text\":\"The ' .. i .. 'th ginkgo leaf of the day, caught in the air.\"}')
end
"
}

fn cookies(city: &City) -> String {
    let quoted: Vec<String> = city
        .sessions
        .iter()
        .map(|token| format!("'{token}'"))
        .collect();
    format!("local cookies = {{{}}}\n", quoted.join(","))
}
