//! The files of a pack: from a folder, or from the packs that the binary carries.

use std::borrow::Cow;
use std::path::Path;

use rust_embed::RustEmbed;

use super::Problem;

/// The packs that come with Machi. Their sample events are part of them: together some 2 MB.
#[derive(RustEmbed)]
#[folder = "../../packs"]
#[include = "*/city.toml"]
#[include = "*/neighbourhoods.geojson"]
#[include = "*/places.csv"]
#[include = "*/LICENSE.md"]
#[include = "*/events/*.csv"]
struct Shipped;

/// No file of a pack is larger.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

pub(super) const CITY: &str = "city.toml";
pub(super) const NEIGHBOURHOODS: &str = "neighbourhoods.geojson";
pub(super) const PLACES: &str = "places.csv";
pub(super) const LICENCE: &str = "LICENSE.md";

/// The texts of a pack's four files.
pub(super) struct Files {
    pub(super) city: String,
    pub(super) neighbourhoods: String,
    pub(super) places: String,
    pub(super) licence: String,
}

impl Files {
    pub(super) fn in_folder(folder: &Path) -> Result<Self, Problem> {
        Self::with(|file| {
            let path = folder.join(file);
            let bytes = std::fs::metadata(&path)
                .and_then(|about| match about.len() {
                    0..=FILE_BYTES_MAX => std::fs::read(&path),
                    _ => Err(std::io::Error::other("larger than 64 MB")),
                })
                .map_err(|error| Problem::new(file, format!("cannot be read: {error}")))?;
            Ok(Cow::Owned(bytes))
        })
    }

    /// `None` when no pack of this name comes with Machi.
    pub(super) fn shipped(name: &str) -> Option<Result<Self, Problem>> {
        shipped_file(name, CITY)?;
        Some(Self::with(|file| {
            shipped_file(name, file).ok_or_else(|| Problem::new(file, "is missing"))
        }))
    }

    fn with(
        read: impl Fn(&'static str) -> Result<Cow<'static, [u8]>, Problem>,
    ) -> Result<Self, Problem> {
        let text = |file| {
            String::from_utf8(read(file)?.into_owned()).map_err(|error| {
                let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                Problem::new(file, "is not UTF-8").line(line)
            })
        };
        Ok(Self {
            city: text(CITY)?,
            neighbourhoods: text(NEIGHBOURHOODS)?,
            places: text(PLACES)?,
            licence: text(LICENCE)?,
        })
    }
}

/// A file of a pack that comes with Machi: `shipped_file("tokyo", "events/yearly_events.csv")`.
pub fn shipped_file(pack: &str, file: &str) -> Option<Cow<'static, [u8]>> {
    Shipped::get(&format!("{pack}/{file}")).map(|file| file.data)
}

/// The names of the packs that come with Machi, sorted.
pub fn shipped_names() -> Vec<String> {
    let mut names: Vec<String> = Shipped::iter()
        .filter_map(|path| path.strip_suffix("/city.toml").map(str::to_owned))
        .collect();
    names.sort();
    names
}
