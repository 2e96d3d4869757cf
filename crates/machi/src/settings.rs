//! Settings from one file and the environment; a key that we do not know stops the start.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Context;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

/// Everything that an owner may set. The file is `machi.toml` or the one named by `--settings`;
/// each key may also come from the environment as `MACHI_` and its name in capitals
/// (`MACHI_PUBLIC_URL`), which wins over the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address that people use, without a slash at the end. `https` unless it is loopback.
    pub public_url: String,
    /// `sqlite:///path/to/machi.db` or `postgres://user:password@host/database`. Empty: SQLite in
    /// the data folder.
    pub database: String,
    /// Folder for everything that is kept in files.
    pub data: PathBuf,
    /// The key that protects secrets at rest and signs cookies; made at the first start. Nodes of
    /// one installation share it. Empty: `master.key` in the data folder.
    pub master_key_file: PathBuf,
    /// How many reverse proxies stand in front; their `X-Forwarded-For` entries are believed.
    pub trusted_proxies: usize,
    /// Who sends it as a bearer token may read `/metrics`; empty: only loopback may.
    pub metrics_token: String,
    /// What is logged, in `tracing`'s filter syntax.
    pub log: String,
    /// `text` for people, `json` for machines.
    pub log_format: LogFormat,
    /// Whether the outgoing HTTP client may also reach private addresses: for an installation that
    /// imports from a server of its own network.
    pub outgoing_private: bool,
    /// Where photos lie: a folder, or `s3://bucket/prefix`. Empty: `photos` in the data folder.
    pub photos: String,
    /// The address of an S3 server other than Amazon's: `https://s3.town.example`.
    pub photos_endpoint: String,
    /// The bucket's region. Empty: `us-east-1`.
    pub photos_region: String,
    pub photos_key_id: String,
    /// The secret that belongs to `photos_key_id`.
    pub photos_secret: Secret,
    /// Who mails come from: `Our town <hello@town.example>`. Needed where `mail_smtp` is set.
    pub mail_from: String,
    /// The server that takes mails: `smtps://host:465`, `smtp+starttls://host:587`, or plain
    /// `smtp://host:25`. Empty: no mail is sent; on loopback it goes into a folder that `/mail` shows.
    pub mail_smtp: String,
    pub mail_smtp_user: String,
    /// The secret that belongs to `mail_smtp_user`.
    pub mail_smtp_password: Secret,
    /// Where new draws take their randomness from.
    pub draws_chain: DrawsChain,
    /// Servers of drand's HTTP API, asked one after the other.
    pub drand_endpoints: Vec<String>,
}

/// A chain of beacons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DrawsChain {
    /// drand's, a round every three seconds.
    Quicknet,
    /// drand's first one, a round every thirty seconds.
    Default,
    /// Our own: needs no network, and proves nothing, since whoever runs the server knows it
    /// beforehand. Draws say so.
    Practice,
}

/// How mails leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailWay {
    Smtp,
    /// Into files in the data folder: for development.
    Folder,
    /// Not at all: nobody said how.
    None,
}

/// A setting that is never printed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "none" } else { "hidden" })
    }
}

/// The shape of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

/// Run by drand's founders and by Cloudflare.
const DRAND_ENDPOINTS: [&str; 3] = [
    "https://api.drand.sh",
    "https://api2.drand.sh",
    "https://drand.cloudflare.com",
];

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: "http://127.0.0.1:8080".into(),
            database: String::new(),
            data: "data".into(),
            master_key_file: PathBuf::new(),
            trusted_proxies: 0,
            metrics_token: String::new(),
            log: "info".into(),
            log_format: LogFormat::Text,
            outgoing_private: false,
            photos: String::new(),
            photos_endpoint: String::new(),
            photos_region: String::new(),
            photos_key_id: String::new(),
            photos_secret: Secret::default(),
            mail_from: String::new(),
            mail_smtp: String::new(),
            mail_smtp_user: String::new(),
            mail_smtp_password: Secret::default(),
            draws_chain: DrawsChain::Quicknet,
            drand_endpoints: DRAND_ENDPOINTS.map(str::to_owned).into(),
        }
    }
}

impl Settings {
    /// Defaults, then the file (it must exist when named), then the environment.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let toml = match file {
            Some(file) => Toml::file_exact(file),
            None => Toml::file("machi.toml"),
        };
        let settings: Self = Figment::from(Serialized::defaults(Self::default()))
            .merge(toml)
            .merge(
                Env::prefixed("MACHI_").filter(|key| !NOT_SETTINGS.iter().any(|name| key == *name)),
            )
            .extract()
            .context("the settings cannot be read")?;
        settings.checked()
    }

    /// The database's address, with the default filled in.
    pub fn database_url(&self) -> String {
        if self.database.is_empty() {
            format!("sqlite://{}", self.data.join("machi.db").display())
        } else {
            self.database.clone()
        }
    }

    pub fn master_key_path(&self) -> PathBuf {
        if self.master_key_file.as_os_str().is_empty() {
            self.data.join("master.key")
        } else {
            self.master_key_file.clone()
        }
    }

    /// Where photos lie when they lie in a folder.
    pub fn photos_folder(&self) -> PathBuf {
        if self.photos.is_empty() {
            self.data.join("photos")
        } else {
            PathBuf::from(&self.photos)
        }
    }

    /// For files that are under way; what lies in it is worth nothing after a start.
    pub fn scratch_folder(&self) -> PathBuf {
        self.data.join("scratch")
    }

    /// How mails leave.
    pub fn mail_way(&self) -> MailWay {
        if !self.mail_smtp.is_empty() {
            MailWay::Smtp
        } else if self.is_on_loopback() {
            MailWay::Folder
        } else {
            MailWay::None
        }
    }

    /// Where mails lie when they go into files.
    pub fn mail_folder(&self) -> PathBuf {
        self.data.join("mail")
    }

    /// Whether only this machine reaches the server.
    pub fn is_on_loopback(&self) -> bool {
        let url = url::Url::parse(&self.public_url).ok();
        url.is_some_and(|url| url.host_str().is_some_and(is_loopback))
    }

    /// Whether people reach the server by https.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    fn checked(mut self) -> anyhow::Result<Self> {
        let url = url::Url::parse(&self.public_url).context("public_url is not an address")?;
        anyhow::ensure!(
            url.path() == "/" && url.query().is_none() && !self.public_url.ends_with('/'),
            "public_url is an address without a path, and does not end with a slash"
        );
        match url.scheme() {
            "https" => {}
            "http" => anyhow::ensure!(
                url.host_str().is_some_and(is_loopback) && self.listen.ip().is_loopback(),
                "public_url must be https; plain http is for loopback only (and then listen must be too), \
                 since sign-in cookies would be readable on the way"
            ),
            _ => anyhow::bail!("public_url must be https"),
        }
        self.public_url = url.origin().ascii_serialization();
        self.check_mail()?;
        Ok(self)
    }

    fn check_mail(&self) -> anyhow::Result<()> {
        if self.mail_smtp.is_empty() {
            return Ok(());
        }
        let url = url::Url::parse(&self.mail_smtp).context("mail_smtp is not an address")?;
        anyhow::ensure!(
            matches!(url.scheme(), "smtp" | "smtps" | "smtp+starttls") && url.has_host(),
            "mail_smtp is smtps://host:465, smtp+starttls://host:587 or smtp://host:25"
        );
        anyhow::ensure!(
            url.username().is_empty() && url.password().is_none(),
            "mail_smtp holds no user and no password: they are mail_smtp_user and mail_smtp_password"
        );
        anyhow::ensure!(
            url.scheme() != "smtp"
                || self.mail_smtp_password.0.is_empty()
                || url.host_str().is_some_and(is_loopback),
            "mail_smtp_password would be readable on the way: use smtps:// or smtp+starttls://"
        );
        let from: Result<lettre::message::Mailbox, _> = self.mail_from.parse();
        from.context("mail_from is an address such as `Our town <hello@town.example>`")?;
        Ok(())
    }
}

/// Whether the host of an address names this machine.
pub fn is_loopback(host: &str) -> bool {
    let ip = host.trim_start_matches('[').trim_end_matches(']').parse();
    host.eq_ignore_ascii_case("localhost") || ip.is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Variables of the tests and scripts that share the prefix.
const NOT_SETTINGS: [&str; 3] = ["test_database", "bin", "settings"];

#[cfg(test)]
mod tests {
    use super::*;

    fn from_file(text: &str) -> anyhow::Result<Settings> {
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(file.path(), text)?;
        Settings::load(Some(file.path()))
    }

    #[test]
    fn a_key_that_we_do_not_know_is_refused() {
        let error = from_file("listn = '127.0.0.1:1'").unwrap_err();
        assert!(format!("{error:#}").contains("listn"), "{error:#}");
    }

    #[test]
    fn a_secret_is_not_printed() {
        let settings = from_file("photos_secret = 'open sesame'").unwrap();
        assert_eq!(settings.photos_secret.0, "open sesame");
        assert!(!format!("{settings:?}").contains("sesame"));
    }

    #[test]
    fn plain_http_is_for_loopback_only() {
        assert!(from_file("public_url = 'http://town.example'").is_err());
        assert!(
            from_file("public_url = 'http://127.0.0.1:9000'\nlisten = '0.0.0.0:9000'").is_err()
        );
        assert!(from_file("public_url = 'https://town.example/path'").is_err());
        assert!(
            from_file("public_url = 'HTTPS://town.example'")
                .unwrap()
                .is_https()
        );
        assert!(from_file("public_url = 'http://127.0.0.1:9000'").is_ok());
    }

    #[test]
    fn a_mail_server_is_named_with_a_sender_and_without_secrets() {
        let from = "mail_from = 'Town <hello@town.example>'";
        for (text, works) in [
            ("mail_smtp = 'smtps://mail.example:465'", true),
            ("mail_smtp = 'smtp+starttls://mail.example'", true),
            ("mail_smtp = 'https://mail.example'", false),
            ("mail_smtp = 'smtps://me:hush@mail.example'", false),
            (
                "mail_smtp = 'smtp://mail.example'\nmail_smtp_password = 'x'",
                false,
            ),
        ] {
            let loaded = from_file(&format!("{from}\n{text}"));
            assert_eq!(loaded.is_ok(), works, "{text}");
        }
        assert!(from_file("mail_smtp = 'smtps://mail.example'").is_err());
        let way = |text| from_file(text).unwrap().mail_way();
        assert_eq!(way(""), MailWay::Folder);
        assert_eq!(way("public_url = 'https://town.example'"), MailWay::None);
    }
}
