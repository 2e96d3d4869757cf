//! An installation of the real binary, on a throw-away database.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use machi::accounts::{self, NewAccount};
use machi::error::Error;
use machi::migrations;
use machi::packs::{self, Pack};
use machi::text::Lang;
use reqwest::{Client, Method, RequestBuilder};
use store::throw_away::Database;
use store::{Clock, Options, Store, Tx, args};

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

    /// So many small cities, named `city-0`, `city-1` and so on.
    pub(crate) async fn open_cities(&self, count: usize) {
        let store = self.store().await;
        let mut pack = Pack::find("osaka").unwrap();
        pack.neighbourhoods.clear();
        pack.places.clear();
        for number in 0..count {
            pack.city.slug = format!("city-{number}");
            let pack = &pack;
            let opened = store.write(async |tx: &mut Tx| packs::open(tx, pack).await);
            opened.await.unwrap();
        }
        store.close().await;
    }

    /// A new member; answers the cookie of a browser that is signed in.
    pub(crate) async fn member(&self, handle: &str) -> String {
        let new = NewAccount {
            handle: handle.to_owned(),
            password_hash: None,
            display_name: handle.to_owned(),
            lang: Lang::En,
            languages: "en".into(),
            home_city: None,
            is_demo: false,
        };
        let store = self.store().await;
        let signed = store.write(async |tx: &mut Tx| -> Result<String, Error> {
            let account = accounts::create(tx, &new).await?;
            accounts::session::start(tx, account, None).await
        });
        let token = signed.await.unwrap().value;
        store.close().await;
        format!("machi-session={token}")
    }

    /// A timer that no attempt is left for.
    pub(crate) async fn fail_a_timer(&self, kind: &str, reason: &str) {
        let store = self.store().await;
        let sql = "insert into timer (id, kind, subject_id, due_at_ms, last_error, failed_at_ms)
                   values (1, $1, 1, 0, $2, 1)";
        let command = async |tx: &mut Tx| tx.execute(sql, args![kind, reason]).await;
        let written: Result<_, store::Error> = store.write(command).await;
        written.unwrap();
        store.close().await;
    }

    async fn store(&self) -> Store {
        let (clock, options) = (Clock::system(), Options::default());
        let opened = Store::open(self.database.url(), clock, options);
        opened.await.unwrap()
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
    process: Mutex<Child>,
    /// `http://127.0.0.1:port`.
    address: String,
    client: Client,
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
        Self {
            process: Mutex::new(process),
            address,
            client: client(),
        }
    }

    /// Ends it at once (SIGKILL).
    pub(crate) fn kill(&self) {
        let mut process = self.process.lock().unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
    }

    /// A request to this node by whoever holds the cookie.
    pub(crate) fn ask(&self, method: Method, path: &str, cookie: &str) -> RequestBuilder {
        let client = self
            .client
            .request(method, format!("{}{path}", self.address));
        client.header("cookie", cookie)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // A test that panicked must not be told of a second panic.
        if let Ok(process) = self.process.get_mut() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .timeout(Duration::from_secs(10))
        .no_proxy()
        .build()
        .unwrap()
}
