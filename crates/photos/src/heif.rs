//! Reads HEIC with Debian's `heif-convert`, as a process of its own behind limits.
//!
//! HEVC decoders are large, written in C++ and met with hostile files: whatever goes wrong in one
//! happens to a process that has no environment, one folder, little memory and little time.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::limits::{
    HELPER_CPU_S_MAX, HELPER_FILE_BYTES_MAX, HELPER_FILES_MAX, HELPER_MEMORY_BYTES_MAX,
};
use crate::{Error, Refused};

/// Sets the limits and becomes the helper (util-linux).
const PRLIMIT: &str = "/usr/bin/prlimit";

/// How often a running helper is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Of 100; what comes out is made smaller and encoded once more.
const QUALITY: &str = "95";

/// Where and how the helper runs.
#[derive(Clone, Copy)]
pub(crate) struct Helper<'a> {
    pub(crate) program: &'a Path,
    pub(crate) scratch: &'a Path,
    pub(crate) late: &'a dyn Fn() -> bool,
}

/// The first picture of the container as a JPEG, turned upright, with its colour profile; as a PNG
/// when it has transparency, which takes the helper several times as long.
pub(crate) fn convert(bytes: &[u8], alpha: bool, helper: Helper<'_>) -> Result<Vec<u8>, Error> {
    if !helper.program.is_file() || !Path::new(PRLIMIT).is_file() {
        return Err(Refused::HeifNotInstalled.into());
    }
    let folder = tempfile::Builder::new()
        .prefix("photo-")
        .tempdir_in(helper.scratch)?;
    fs::write(folder.path().join("in.heic"), bytes)?;
    let ending = if alpha { "png" } else { "jpg" };
    let mut running = Running(start(helper.program, &folder, ending)?);
    let status = running.watch(folder.path(), helper.late)?;
    if !status.success() {
        return Err(Refused::Broken.into());
    }
    // A container of several pictures comes as several numbered files.
    for name in [format!("out.{ending}"), format!("out-1.{ending}")] {
        let path = folder.path().join(name);
        // Whoever took over the helper might have left a link to somebody else's file.
        let is_ours = fs::symlink_metadata(&path)
            .is_ok_and(|about| about.is_file() && about.len() <= HELPER_FILE_BYTES_MAX);
        if is_ours {
            return Ok(fs::read(path)?);
        }
    }
    Err(Refused::Broken.into())
}

fn start(program: &Path, folder: &TempDir, ending: &str) -> Result<Child, Error> {
    let child = Command::new(PRLIMIT)
        .arg(format!("--as={HELPER_MEMORY_BYTES_MAX}"))
        .arg(format!("--cpu={HELPER_CPU_S_MAX}"))
        .arg(format!("--fsize={HELPER_FILE_BYTES_MAX}"))
        .args(["--nproc=1024", "--nofile=64", "--core=0", "--"])
        .arg(program)
        .args(["-q", QUALITY, "in.heic"])
        .arg(format!("out.{ending}"))
        .current_dir(folder.path())
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    Ok(child)
}

/// A helper that ends, at the latest, when nobody waits for it any more.
struct Running(Child);

impl Running {
    fn watch(&mut self, folder: &Path, late: &dyn Fn() -> bool) -> Result<ExitStatus, Error> {
        loop {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status);
            }
            if late() {
                return Err(Refused::TooSlow.into());
            }
            if fs::read_dir(folder)?.count() > HELPER_FILES_MAX {
                return Err(Refused::Broken.into());
            }
            thread::sleep(LOOK_EVERY);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only for one that has already ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
