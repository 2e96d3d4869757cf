//! Pictures that the tests make, and the stores that they lie in.

use std::path::Path;

use axum::body::Body;
use axum::http::{Method, header};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use serde_json::{Value, json};
use store::{Tx, args};
use tempfile::TempDir;
use tokio::net::TcpListener;

pub(super) use crate::photos::sample::png;
use crate::settings::{Secret, Settings};
use crate::town::{Answer, Town, Visitor};
use crate::{start, timers};

pub(super) const HOUR_MS: i64 = 60 * 60 * 1_000;
pub(super) const BUCKET: &str = "town";
const SECRET: &str = "the key to the door";

/// Tells the story twice: with photos in a folder, and in a bucket of a real S3 server.
pub(super) async fn told(story: impl AsyncFn(&Town)) {
    story(&Town::with_cities().await).await;
    let bucket = Bucket::open().await;
    story(&Town::with_cities_and(|settings| bucket.set(settings)).await).await;
}

/// A real S3 server with one bucket.
pub(super) struct Bucket {
    address: String,
    _folder: TempDir,
}

impl Bucket {
    pub(super) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single("machi", SECRET));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let serving =
                    http1::Builder::new().serve_connection(TokioIo::new(stream), service.clone());
                tokio::spawn(serving);
            }
        });
        Self {
            address,
            _folder: folder,
        }
    }

    pub(super) fn set(&self, settings: &mut Settings) {
        settings.photos = format!("s3://{BUCKET}/of/machi");
        settings.photos_endpoint = self.address.clone();
        settings.photos_key_id = "machi".into();
        settings.photos_secret = Secret(SECRET.into());
    }
}

/// A JPEG with EXIF: taken in 2026 on that day at that time, at a spot in millionths of a degree.
pub(super) fn jpeg(time: &str, (lat_e6, lon_e6): (i64, i64)) -> Vec<u8> {
    let plain = png(900, 600, 7);
    let head = ::photos::head(&plain).unwrap();
    let given = ::photos::Given {
        heif_convert: Path::new("/nowhere/heif-convert"),
        scratch: Path::new("/nowhere"),
        late: &|| false,
    };
    let photo = ::photos::prepare(&plain, &head, &given).unwrap();
    let exif = exif(time, lat_e6, lon_e6);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let (start, rest) = photo.card.jpeg.split_at(2);
    [start, &[0xFF, 0xE1], &length, &exif, rest].concat()
}

/// EXIF in big-endian TIFF: a maker, a time and a place (CIPA DC-008).
fn exif(time: &str, lat_e6: i64, lon_e6: i64) -> Vec<u8> {
    assert_eq!(time.len(), 19);
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut bytes = tag.to_be_bytes().to_vec();
        bytes.extend(kind.to_be_bytes());
        bytes.extend(count.to_be_bytes());
        bytes.extend(value);
        bytes
    };
    let at = |place: u32| place.to_be_bytes();
    let letter = |negative: bool, (yes, no): (u8, u8)| [if negative { yes } else { no }, 0, 0, 0];
    let ratios = |e6: i64| {
        let degrees = u32::try_from(e6.abs()).unwrap();
        [(degrees, 1_000_000_u32), (0, 1), (0, 1)]
            .into_iter()
            .flat_map(|(above, below)| [above.to_be_bytes(), below.to_be_bytes()].concat())
            .collect::<Vec<u8>>()
    };
    let (maker, first) = (b"Secretmaker\0", 8 + 2 + 3 * 12 + 4);
    let times = first + 12;
    let gps = times + 2 + 12 + 4 + 20;
    let after = gps + 2 + 4 * 12 + 4;
    let tiff = [
        b"MM\0\x2a\0\0\0\x08\0\x03".to_vec(),
        entry(0x010F, 2, 12, at(first)),
        entry(0x8769, 4, 1, at(times)),
        entry(0x8825, 4, 1, at(gps)),
        vec![0; 4],
        maker.to_vec(),
        vec![0, 1],
        entry(0x9003, 2, 20, at(times + 18)),
        vec![0; 4],
        time.as_bytes().to_vec(),
        vec![0, 0, 4],
        entry(1, 2, 2, letter(lat_e6 < 0, (b'S', b'N'))),
        entry(2, 5, 3, at(after)),
        entry(3, 2, 2, letter(lon_e6 < 0, (b'W', b'E'))),
        entry(4, 5, 3, at(after + 24)),
        vec![0; 4],
        ratios(lat_e6),
        ratios(lon_e6),
    ];
    [b"Exif\0\0".to_vec(), tiff.concat()].concat()
}

/// Uploads, with a key, in a city or nowhere.
pub(super) async fn upload(by: &Visitor<'_>, key: &str, city: &str, bytes: &[u8]) -> Answer {
    let city = if city.is_empty() {
        String::new()
    } else {
        format!("?city={city}")
    };
    let request = by
        .request(Method::PUT, &format!("/api/v1/me/photos/{key}{city}"))
        .header(header::CONTENT_LENGTH, bytes.len());
    by.send(request, Body::from(bytes.to_vec())).await
}

/// The addresses of all its files.
pub(super) fn files(uploaded: &Answer) -> Vec<String> {
    let json = uploaded.json();
    let sources = json["sources"].as_array().unwrap().iter();
    let urls = sources.map(|source| &source["url"]).chain([&json["card"]]);
    urls.map(|url| url.as_str().unwrap().to_owned()).collect()
}

/// Everything in the store.
pub(super) async fn names(town: &Town) -> Vec<String> {
    use futures_util::TryStreamExt;
    let files = town.app.objects().list("photos");
    let files: Vec<_> = files.try_collect().await.unwrap();
    let mut names: Vec<_> = files.into_iter().map(|file| file.name).collect();
    names.sort();
    names
}

/// Does what is due now.
pub(super) async fn do_what_is_due(town: &Town) {
    while timers::run_due(&town.app, &start::timers()).await.unwrap() > 0 {}
}

/// How many rows the query counts.
pub(super) async fn count(town: &Town, sql: &'static str) -> i64 {
    let read = town
        .app
        .read(async |tx: &mut Tx| Ok(tx.one::<(i64,)>(sql, args![]).await?.0));
    read.await.unwrap()
}

/// Changes rows behind everybody's back.
pub(super) async fn set(town: &Town, sql: &'static str) {
    let written = town
        .app
        .write(async |tx: &mut Tx| Ok(tx.execute(sql, args![]).await?));
    written.await.unwrap();
}

/// Posts a note of nothing but these photos.
pub(super) async fn post(by: &Visitor<'_>, photos: &[&str]) -> Answer {
    let photos: Vec<Value> = photos
        .iter()
        .map(|id| json!({ "id": id, "alt": "" }))
        .collect();
    let new = json!({ "text": "", "photos": photos });
    by.api(Method::POST, "/api/v1/cities/tokyo/notes", new)
        .await
}
