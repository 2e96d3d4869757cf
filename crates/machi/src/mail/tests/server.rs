//! A small mail server that keeps what it takes, and refuses when a test says so.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use mail_parser::{Message, MessageParser};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::settings::Settings;
use crate::start;
use crate::timers;
use crate::town::Town;

/// What it does with one conversation instead of taking the mail.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whim {
    /// Answers the sender so.
    Sender(&'static str),
    /// Answers the recipient so.
    Recipient(&'static str),
    /// Answers the whole mail so.
    Content(&'static str),
    /// Takes the mail and is gone before it says so.
    TakeAndHangUp,
    /// Says nothing at all.
    Silent,
}

#[derive(Default)]
struct Kept {
    whims: VecDeque<Whim>,
    mails: Vec<Taken>,
}

/// A mail as it came over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    pub(crate) to: String,
    bytes: Vec<u8>,
}

impl Taken {
    pub(crate) fn parsed(&self) -> Message<'_> {
        MessageParser::default().parse(&self.bytes).unwrap()
    }

    pub(crate) fn subject(&self) -> String {
        self.parsed().subject().unwrap().to_owned()
    }

    pub(crate) fn text(&self) -> String {
        self.parsed().body_text(0).unwrap().into_owned()
    }

    pub(crate) fn html(&self) -> String {
        self.parsed().body_html(0).unwrap().into_owned()
    }

    /// As it is written, undecoded.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let raw = self.raw();
        let head = raw.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        let start = format!("{name}: ");
        let value = head.lines().find_map(|line| line.strip_prefix(&start));
        value.map(str::to_owned)
    }

    /// The path of the first link to the town that begins so.
    pub(crate) fn link(&self, start: &str) -> String {
        let text = self.text();
        let at = text.find(&format!("https://town.example{start}")).unwrap();
        let link = text[at..].split_whitespace().next().unwrap();
        link.strip_prefix("https://town.example")
            .unwrap()
            .to_owned()
    }
}

#[derive(Clone)]
pub(crate) struct PostOffice {
    address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
}

impl PostOffice {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let office = Self {
            address: listener.local_addr().unwrap(),
            kept: Arc::default(),
        };
        let serving = office.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let office = serving.clone();
                tokio::spawn(async move { office.talk(stream).await });
            }
        });
        office
    }

    /// A town that sends through it.
    pub(crate) async fn town(&self) -> Town {
        Town::with_settings(|settings| self.set(settings)).await
    }

    pub(crate) fn set(&self, settings: &mut Settings) {
        settings.mail_smtp = format!("smtp://{}", self.address);
        settings.mail_from = "町 <hello@town.example>".into();
    }

    /// The next conversations go so, one after the other.
    pub(crate) fn expect(&self, whims: &[Whim]) {
        self.kept.lock().unwrap().whims.extend(whims);
    }

    pub(crate) fn mails(&self) -> Vec<Taken> {
        self.kept.lock().unwrap().mails.clone()
    }

    /// Sends what the town has queued, and answers what came since the last time.
    pub(crate) async fn fetch(&self, town: &Town) -> Vec<Taken> {
        town.read_log().await;
        while timers::run_due(&town.app, &start::mail_timers())
            .await
            .unwrap()
            > 0
        {}
        std::mem::take(&mut self.kept.lock().unwrap().mails)
    }

    async fn talk(&self, stream: TcpStream) -> Option<()> {
        let whim = self.kept.lock().unwrap().whims.pop_front();
        let mut stream = BufReader::new(stream);
        if let Some(Whim::Silent) = whim {
            // Until the other side goes.
            let _ = stream.read_u8().await;
            return None;
        }
        say(&mut stream, "220 post office").await?;
        let mut to = String::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            let verb = line.to_ascii_uppercase();
            let answer = match (verb.get(..4)?, whim) {
                ("EHLO", _) => "250-post office\r\n250 8BITMIME",
                ("MAIL", Some(Whim::Sender(words))) => words,
                ("RCPT", Some(Whim::Recipient(words))) => words,
                ("RCPT", _) => {
                    to = line.split(['<', '>']).nth(1)?.to_owned();
                    "250 ok"
                }
                ("DATA", _) => {
                    say(&mut stream, "354 go on").await?;
                    let bytes = content(&mut stream).await?;
                    if let Some(Whim::Content(words)) = whim {
                        words
                    } else {
                        let taken = Taken {
                            to: to.clone(),
                            bytes,
                        };
                        self.kept.lock().unwrap().mails.push(taken);
                        if let Some(Whim::TakeAndHangUp) = whim {
                            return None;
                        }
                        "250 taken"
                    }
                }
                ("QUIT", _) => {
                    say(&mut stream, "221 bye").await?;
                    return None;
                }
                _ => "250 ok",
            };
            say(&mut stream, answer).await?;
        }
    }
}

async fn say(stream: &mut BufReader<TcpStream>, words: &str) -> Option<()> {
    let line = format!("{words}\r\n");
    stream.get_mut().write_all(line.as_bytes()).await.ok()
}

/// Up to the line that holds a single dot; dots that were doubled for it are single again.
async fn content(stream: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let mut line = Vec::new();
        stream.read_until(b'\n', &mut line).await.ok()?;
        match line.as_slice() {
            b".\r\n" => return Some(bytes),
            b"" => return None,
            [b'.', rest @ ..] => bytes.extend(rest),
            line => bytes.extend(line),
        }
    }
}
