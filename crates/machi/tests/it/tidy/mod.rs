//! The house keeps its own rules: order of modules, size of files, words in every language.

mod locales;
mod modules;
mod shape;

use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file of the repository with its text.
struct Source {
    /// From the root of the repository.
    path: String,
    text: String,
}

impl Source {
    fn is_test(&self) -> bool {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        self.path.contains("/tests/") || matches!(file, "tests.rs" | "town.rs")
    }
}

/// The files below a folder whose names end so, in path order.
fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), folder, endings, &mut found);
    assert!(!found.is_empty(), "nothing in {folder}");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, name: &str, endings: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            if !matches!(
                path.rsplit('/').next(),
                Some("target" | "node_modules" | "dist")
            ) {
                collect(&entry.path(), &path, endings, found);
            }
        } else if endings.iter().any(|ending| path.ends_with(ending)) {
            found.push(Source {
                text: fs::read_to_string(entry.path()).unwrap(),
                path,
            });
        }
    }
}

/// Fails with every complaint at once.
pub(crate) fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
