//! An installation of the real binary, on a throw-away database.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use machi::migrations;
use reqwest::Client;
use store::throw_away::Database;

/// A database, a data folder, and the binary to run on them.
pub(crate) struct House {
    pub(crate) database: Database,
    pub(crate) folder: tempfile::TempDir,
}

impl House {
    pub(crate) async fn new() -> Self {
        Self {
            database: Database::new(migrations::ALL).await,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// The binary with these words, told where its data is.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_machi"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env("MACHI_DATA", self.folder.path())
            .env("MACHI_DATABASE", self.database.url())
            .env("MACHI_LISTEN", "127.0.0.1:0")
            .env("MACHI_LOG", "machi=info")
            .stdin(Stdio::null());
        command
    }

    /// Runs the words to their end.
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        Ran(self.command(words).output().unwrap())
    }

    /// Starts a node; answers when it accepts connections.
    pub(crate) fn serve(&self) -> Node {
        Node::start(self.command(&["serve"]))
    }
}

/// What a command did.
pub(crate) struct Ran(Output);

impl Ran {
    /// What it printed; fails when it did not succeed.
    pub(crate) fn ok(self) -> String {
        assert!(self.0.status.success(), "{}", self.said());
        self.said()
    }

    /// What it printed; fails when it succeeded.
    pub(crate) fn refused(self) -> String {
        assert!(!self.0.status.success(), "{}", self.said());
        self.said()
    }

    fn said(&self) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        text(&self.0.stdout) + &text(&self.0.stderr)
    }
}

/// A running server; killed when it is dropped.
pub(crate) struct Node {
    process: Child,
    /// `http://127.0.0.1:port`.
    pub(crate) address: String,
}

impl Node {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut process = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let mut said = String::new();
        let address = loop {
            let Some(line) = lines.next() else {
                panic!("the server ended: {said}");
            };
            let line = line.unwrap();
            if let Some((_, address)) = line.rsplit_once("127.0.0.1:") {
                let port: String = address.chars().take_while(char::is_ascii_digit).collect();
                break format!("http://127.0.0.1:{port}");
            }
            said += &(line + "\n");
        };
        // Read on, so that the server never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address }
    }

    /// Ends it as the power failing would.
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A client that a test speaks to nodes with.
pub(crate) fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .timeout(Duration::from_secs(10))
        .no_proxy()
        .build()
        .unwrap()
}
