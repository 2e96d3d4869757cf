//! A mail address that can be written to.

use std::fmt;

use crate::error::{Refusal, Result};
use crate::secrets::token_hash;

/// Of the whole address (RFC 5321, 4.5.3.1.3).
const BYTES_MAX: usize = 254;

/// An address in ASCII, its domain as the DNS knows it. It is not printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads what a person typed. Other scripts are taken in the domain, and quotes nowhere: hardly
    /// a server delivers to such names.
    ///
    /// # Errors
    /// A refusal on the field.
    pub fn parse(typed: &str, field: &'static str) -> Result<Self> {
        parse(typed.trim()).ok_or_else(|| Refusal::new("mail-address-form").on(field).into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As addresses are compared: no server in use tells capitals apart.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// By which an address is counted where it need not be known.
    pub(super) fn hash(&self) -> String {
        token_hash(&self.folded())
    }

    /// One that was parsed before.
    pub(super) fn stored(address: String) -> Self {
        Self(address)
    }
}

fn parse(typed: &str) -> Option<Address> {
    let (local, domain) = typed.rsplit_once('@')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    if local.is_empty() || dots || !local.chars().all(plain) {
        return None;
    }
    let url::Host::Domain(domain) = url::Host::parse(domain).ok()? else {
        return None;
    };
    let address = format!("{local}@{domain}");
    let known: Option<lettre::Address> = address.parse().ok();
    let fits = domain.contains('.') && address.len() <= BYTES_MAX;
    known.filter(|_| fits).map(|_| Address(address))
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_written_to_is_an_address() {
        for (typed, expected) in [
            (" Mika@Town.example ", Some("Mika@town.example")),
            ("mika+town@mail.example", Some("mika+town@mail.example")),
            ("mika@町.example", Some("mika@xn--1ny.example")),
            ("mika", None),
            ("mika@localhost", None),
            ("mika@127.0.0.1", None),
            ("@town.example", None),
            ("mi..ka@town.example", None),
            ("mi ka@town.example", None),
            ("mika@town.example\r\nBcc: x@y.example", None),
            ("a@b@town.example", None),
            ("<mika@town.example>", None),
        ] {
            let parsed = parse(typed.trim());
            let parsed = parsed.as_ref().map(Address::as_str);
            assert_eq!(parsed, expected, "{typed}");
        }
        let long = format!("{}@town.example", "a".repeat(250));
        assert!(Address::parse(&long, "address").is_err());
    }

    #[test]
    fn capitals_make_no_other_address() {
        let one = Address::parse("Mika@town.example", "address").unwrap();
        let same = Address::parse("mika@TOWN.example", "address").unwrap();
        assert_eq!(one.hash(), same.hash());
        assert_eq!(format!("{one:?}"), "an address");
    }
}
