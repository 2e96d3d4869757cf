//! The one error type. It becomes a response, and is logged, in `web::errors` alone.

use std::fmt;

use crate::text::Value;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can stop a request or a command.
#[derive(Debug)]
pub enum Error {
    /// Also for what exists but the asker may not know of.
    NotFound,
    /// Needs an account: pages go to sign-in, the API answers 401.
    SignedOut,
    /// A rule said no; each has a text in every language.
    Refused(Refusal),
    /// Asked too often; may be asked again after so many seconds.
    TooMany { retry_after_s: u64 },
    /// Too much going on at once; the same request may succeed in a moment.
    Busy,
    /// Ours to fix.
    Broken(anyhow::Error),
}

/// Why a rule said no: a locale key with its arguments, the field it is about, and any further
/// reasons of the same request (a form shows all of them at once).
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub key: &'static str,
    pub args: Vec<(&'static str, Value)>,
    pub field: Option<&'static str>,
    pub more: Vec<Refusal>,
}

impl Refusal {
    /// `key` is a message in `locales/`.
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
            field: None,
            more: Vec::new(),
        }
    }

    /// Names the form field, or the JSON member, that the refusal is about.
    pub fn on(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// This refusal and those that came with it.
    pub fn all(&self) -> impl Iterator<Item = &Refusal> {
        std::iter::once(self).chain(&self.more)
    }

    /// Several refusals as one, or none.
    pub fn join(refusals: Vec<Refusal>) -> Result<()> {
        let mut refusals = refusals.into_iter();
        match refusals.next() {
            None => Ok(()),
            Some(first) => Err(Error::Refused(Refusal {
                more: refusals.collect(),
                ..first
            })),
        }
    }
}

/// Shorthand: `return refuse("error-malformed", "handle")`.
pub fn refuse<T>(key: &'static str, field: &'static str) -> Result<T> {
    Err(Refusal::new(key).on(field).into())
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Busy => Self::Busy,
            store::Error::NulInText => Refusal::new("error-malformed").into(),
            error => Self::Broken(error.into()),
        }
    }
}

impl store::AsStoreError for Error {
    fn as_store_error(&self) -> Option<&store::Error> {
        match self {
            Self::Broken(error) => error.downcast_ref(),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::SignedOut => f.write_str("signed out"),
            Self::Refused(refusal) => write!(f, "refused: {}", refusal.key),
            Self::TooMany { retry_after_s } => write!(f, "too many; again in {retry_after_s} s"),
            Self::Busy => f.write_str("busy"),
            Self::Broken(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for Error {}
