//! Where something is shipped to: asked only for that, sealed at rest, erased once it is on its way.

use anyhow::Context;

use crate::error::{Refusal, Result};
use crate::ids::MerchClaimId;
use crate::secrets::MasterKey;

pub(super) const NAME_CHARS_MAX: usize = 100;
pub(super) const TEXT_CHARS_MAX: usize = 500;
pub(super) const PHONE_CHARS_MAX: usize = 40;

/// A postal address, as the member writes it.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(default)]
pub struct Address {
    /// 100 characters at most.
    pub name: String,
    /// In lines, with the country; 500 characters at most.
    pub text: String,
    /// For who brings it; 40 characters at most, and may be empty.
    pub phone: String,
}

impl Address {
    /// Without blanks around it.
    ///
    /// # Errors
    /// Refused where something is missing, or beyond the limits.
    pub(super) fn checked(&self) -> Result<Self> {
        let address = Self {
            name: self.name.trim().to_owned(),
            text: self.text.trim().replace("\r\n", "\n"),
            phone: self.phone.trim().to_owned(),
        };
        let mut refusals = Vec::new();
        let length = |text: &str| text.chars().count();
        if !(1..=NAME_CHARS_MAX).contains(&length(&address.name)) {
            let refusal = Refusal::new("merch-address-name").with("n", NAME_CHARS_MAX);
            refusals.push(refusal.on("address_name"));
        }
        if !(1..=TEXT_CHARS_MAX).contains(&length(&address.text)) {
            let refusal = Refusal::new("merch-address-text").with("n", TEXT_CHARS_MAX);
            refusals.push(refusal.on("address_text"));
        }
        if length(&address.phone) > PHONE_CHARS_MAX {
            let refusal = Refusal::new("merch-address-phone").with("n", PHONE_CHARS_MAX);
            refusals.push(refusal.on("address_phone"));
        }
        Refusal::join(refusals)?;
        Ok(address)
    }

    pub(super) fn seal(&self, key: &MasterKey, claim: MerchClaimId) -> Result<Vec<u8>> {
        let json = serde_json::to_vec(self).context("an address is no JSON")?;
        Ok(key.seal(&context(claim), &json)?)
    }

    pub(super) fn open(key: &MasterKey, claim: MerchClaimId, sealed: &[u8]) -> Result<Self> {
        let json = key.open_sealed(&context(claim), sealed)?;
        Ok(serde_json::from_slice(&json).context("a sealed address is none")?)
    }
}

fn context(claim: MerchClaimId) -> String {
    format!("merch-address/{claim}")
}
