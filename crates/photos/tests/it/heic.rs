//! HEIC, by a program that may or may not be installed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use photos::{Error, Given, Kind, Photo, Refused, head, prepare};
use tempfile::TempDir;

use crate::metadata::trace;
use crate::{HEIF_CONVERT, fixture, given, middle};

fn with(program: &Path, scratch: &TempDir, late: &dyn Fn() -> bool) -> Result<Photo, Error> {
    let bytes = fixture("small.heic");
    let head = head(&bytes)?;
    let given = Given {
        heif_convert: program,
        scratch: scratch.path(),
        late,
    };
    prepare(&bytes, &head, &given)
}

fn is_empty(folder: &TempDir) -> bool {
    fs::read_dir(folder.path()).expect("a folder").count() == 0
}

/// A program in the helper's place.
fn program(folder: &TempDir, script: &str) -> std::path::PathBuf {
    let path = folder.path().join("heif-convert");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("room");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("permission");
    path
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("room")
}

#[test]
fn the_header_is_read_without_help() {
    let head = head(&fixture("small.heic")).expect("a head");
    assert_eq!((head.kind, head.width, head.height), (Kind::Heif, 640, 426));
    assert!(head.permits() > 8);
}

#[test]
fn a_heic_is_refused_where_nothing_reads_it() {
    let bytes = fixture("small.heic");
    let head = head(&bytes).expect("a head");
    let refused = prepare(&bytes, &head, &given());
    assert!(matches!(
        refused,
        Err(Error::Refused(Refused::HeifNotInstalled))
    ));
}

#[test]
fn a_heic_becomes_a_photo_where_the_helper_is_installed() {
    let scratch = folder();
    let found = with(Path::new(HEIF_CONVERT), &scratch, &|| false);
    if !Path::new(HEIF_CONVERT).is_file() {
        assert!(matches!(
            found,
            Err(Error::Refused(Refused::HeifNotInstalled))
        ));
        return;
    }
    let photo = found.expect("a photo");
    assert_eq!((photo.width, photo.height), (640, 426));
    assert_eq!(photo.sheets.len(), 2);
    assert_eq!(trace(&photo), None);
    assert!(middle(&photo)[3] == 255);
    assert!(is_empty(&scratch), "the helper's folder is gone");
    let again = with(Path::new(HEIF_CONVERT), &scratch, &|| false);
    assert_eq!(photo, again.expect("a photo"));
}

#[test]
fn a_heic_that_is_damaged_is_refused() {
    if !Path::new(HEIF_CONVERT).is_file() {
        return;
    }
    let mut bytes = fixture("small.heic");
    bytes.truncate(20_000);
    let head = head(&bytes).expect("a head");
    let scratch = folder();
    let given = Given {
        heif_convert: Path::new(HEIF_CONVERT),
        scratch: scratch.path(),
        late: &|| false,
    };
    let refused = prepare(&bytes, &head, &given);
    assert!(matches!(refused, Err(Error::Refused(Refused::Broken))));
}

#[test]
fn a_helper_that_hangs_is_stopped_and_leaves_nothing() {
    let (tools, scratch) = (folder(), folder());
    let program = program(&tools, "while :; do sleep 1; done");
    let looks = std::cell::Cell::new(0);
    let late = || {
        looks.set(looks.get() + 1);
        looks.get() > 10
    };
    let refused = with(&program, &scratch, &late);
    assert!(matches!(refused, Err(Error::Refused(Refused::TooSlow))));
    assert!(is_empty(&scratch));
}

#[test]
fn a_helper_that_was_taken_over_gets_nowhere() {
    let tools = folder();
    for script in [
        "exit 0",
        "exit 1",
        "kill -SEGV $$",
        "ln -s /etc/passwd out.jpg",
        "echo '<script>' > out.jpg",
        "for n in 1 2 3 4 5 6 7 8 9; do echo > $n; done; while :; do sleep 1; done",
        "head -c 100000000 /dev/zero > out.jpg",
    ] {
        let scratch = folder();
        let refused = with(&program(&tools, script), &scratch, &|| false);
        assert!(
            matches!(
                refused,
                Err(Error::Refused(Refused::Broken | Refused::NotAPicture))
            ),
            "{script}: {refused:?}"
        );
        assert!(is_empty(&scratch));
    }
}

#[test]
fn the_helper_has_limits_and_no_environment() {
    let (tools, scratch) = (folder(), folder());
    let seen = tools.path().join("seen");
    let script = format!(
        "{{ ulimit -v; ulimit -t; env; }} > {}; exit 1",
        seen.display()
    );
    let _ = with(&program(&tools, &script), &scratch, &|| false);
    let seen = fs::read_to_string(seen).expect("what it saw");
    let mut lines = seen.lines();
    assert_eq!(lines.next(), Some("1048576"), "KiB of memory");
    assert_eq!(lines.next(), Some("20"), "seconds of processor");
    // A shell sets these for itself.
    assert!(lines.all(|line| line.starts_with("PWD=")
        || line.starts_with("SHLVL=")
        || line.starts_with("_=")));
}
