//! Photos a second, from the phone's bytes to everything that is served, beside what `vips` takes
//! for the same sizes of the same photo.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use jpeg_encoder::{ColorType, Encoder};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::process::Command;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::fill;
use super::report;
use super::server::Server;

/// Twelve megapixels, as a phone takes them.
const WIDTH_PX: u16 = 4_000;
const HEIGHT_PX: u16 = 3_000;
const QUALITY: u8 = 88;
/// As many as there are cores on the smallest machine that we mean.
const AT_ONCE: usize = 2;
const NOTES: i64 = 100;
const STATUS_BYTES: usize = 12;

/// Measures both, and writes `photos.md` into the folder.
pub(crate) async fn measure(machi: &Path, out: &Path, lasts: Duration) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let photo = photo()?;
    let file = folder.path().join("photo.jpg");
    std::fs::write(&file, &photo)?;
    let database = format!("sqlite:{}", folder.path().join("machi.db").display());
    let city = fill::fill(&database, NOTES).await?;
    let server = Server::start(machi, &database, folder.path(), "/healthz").await?;
    report::say("uploading photos")?;
    let ours = uploads(&server, &photo, &city.sessions, lasts).await?;
    let peak = server.peak_bytes()?;
    server.stop().await?;
    report::say("the same with vips")?;
    let theirs = thumbnails(&file, folder.path(), lasts).await?;
    let text = format!(
        "| a JPEG of {WIDTH_PX} × {HEIGHT_PX} pixels, {:.1} MB, {AT_ONCE} at once | |\n|---|---:|\n\
         | photos/s, sent, decoded, stored and answered | {ours:.2} |\n\
         | photos/s by `vips thumbnail`, a process for each of the five files | {theirs:.2} |\n\
         | of vips | {:.0} % |\n\
         | peak memory of the server, MB | {:.0} |\n",
        photo.len() as f64 / 1e6,
        100.0 * ours / theirs,
        peak as f64 / 1e6,
    );
    std::fs::write(out.join("photos.md"), &text)?;
    report::say(&text)
}

/// Hills behind each other, in haze and with grain: compresses about like a photo.
fn photo() -> anyhow::Result<Vec<u8>> {
    let (width, height) = (usize::from(WIDTH_PX), usize::from(HEIGHT_PX));
    let mut pixels = Vec::with_capacity(width * height * 3);
    let mut grain = 1_u32;
    for y in 0..height {
        for x in 0..width {
            let (across, down) = (x as f32 / width as f32, y as f32 / height as f32);
            let hill = (across * 9.0).sin() * 0.1 + (across * 31.0).sin() * 0.03 + 0.55;
            let leaves = ((x as f32 * 0.35).sin() * (y as f32 * 0.29).cos()) * 18.0;
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (grain >> 28) as f32 - 8.0;
            let (red, green, blue) = if down < hill {
                (
                    150.0 - down * 60.0,
                    180.0 - down * 40.0,
                    225.0 - down * 30.0,
                )
            } else {
                (70.0 + leaves, 95.0 + leaves * 1.3, 55.0 + leaves * 0.6)
            };
            pixels.extend([red + noise, green + noise, blue + noise].map(|value| value as u8));
        }
    }
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, QUALITY).encode(&pixels, WIDTH_PX, HEIGHT_PX, ColorType::Rgb)?;
    Ok(jpeg)
}

/// Photos a second; each upload by the next member, under a key of its own.
async fn uploads(
    server: &Server,
    photo: &[u8],
    sessions: &[String],
    lasts: Duration,
) -> anyhow::Result<f64> {
    let photo: std::sync::Arc<[u8]> = photo.into();
    let began = Instant::now();
    let mut clients = JoinSet::new();
    for client in 0..AT_ONCE {
        let (photo, sessions, address) = (photo.clone(), sessions.to_vec(), server.address);
        clients.spawn(async move {
            let mut sent = 0_usize;
            while began.elapsed() < lasts {
                let session = &sessions[(sent * AT_ONCE + client) % sessions.len()];
                let head = format!(
                    "PUT /api/v1/me/photos/bench-{client}-{sent} HTTP/1.1\r\nHost: {address}\r\n\
                     Cookie: machi-session={session}\r\nSec-Fetch-Site: same-origin\r\n\
                     Content-Type: image/jpeg\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    photo.len()
                );
                let mut stream = TcpStream::connect(address).await?;
                stream.write_all(head.as_bytes()).await?;
                stream.write_all(&photo).await?;
                let mut answer = Vec::new();
                stream.read_to_end(&mut answer).await?;
                ensure!(
                    answer.starts_with(b"HTTP/1.1 201"),
                    "the upload was refused: {}",
                    String::from_utf8_lossy(&answer[..answer.len().min(STATUS_BYTES)])
                );
                sent += 1;
            }
            Ok(sent)
        });
    }
    let mut sent = 0;
    while let Some(client) = clients.join_next().await {
        sent += client??;
    }
    Ok(sent as f64 / began.elapsed().as_secs_f64())
}

/// The five files of a photo, as our own pipeline makes them: their longer
/// side in pixels and their options.
const FILES: [(&str, &str, &str); 5] = [
    ("320.webp", "320", "[Q=78,effort=2,strip]"),
    ("640.webp", "640", "[Q=78,effort=2,strip]"),
    ("1280.webp", "1280", "[Q=78,effort=2,strip]"),
    ("2048.webp", "2048", "[Q=78,effort=2,strip]"),
    ("card.jpg", "1200", "[Q=82,strip]"),
];

async fn thumbnails(file: &Path, folder: &Path, lasts: Duration) -> anyhow::Result<f64> {
    let began = Instant::now();
    let mut clients = JoinSet::new();
    for client in 0..AT_ONCE {
        let (file, folder) = (file.to_owned(), folder.join(format!("vips-{client}")));
        std::fs::create_dir(&folder)?;
        clients.spawn(async move {
            let mut made = 0;
            while began.elapsed() < lasts {
                for (name, side, options) in FILES {
                    let to = format!("{}{options}", folder.join(name).display());
                    let status = Command::new("vips")
                        .arg("thumbnail")
                        .args([file.as_os_str(), to.as_ref(), side.as_ref()])
                        .env("VIPS_CONCURRENCY", "1")
                        .stdin(Stdio::null())
                        .status()
                        .await
                        .context("vips does not run; install it (bin/bench does)")?;
                    ensure!(status.success(), "vips failed on {name}");
                }
                made += 1;
            }
            anyhow::Ok(made)
        });
    }
    let mut made = 0;
    while let Some(client) = clients.join_next().await {
        made += client??;
    }
    Ok(f64::from(made) / began.elapsed().as_secs_f64())
}
