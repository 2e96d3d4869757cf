//! The frame around every page of the desk: the ways down its side.

use super::SECTIONS;
use crate::accounts::{Member, Role};
use crate::cities::City;
use crate::frame::Page;

/// One entry of the side navigation; a feature that hangs a page in the desk adds its own to
/// [`SECTIONS`].
pub struct Section {
    /// The locale key of its name.
    pub key: &'static str,
    /// Behind `/desk/{city}`; empty for the overview.
    pub path: &'static str,
    /// A symbol of `icons.svg`.
    pub icon: &'static str,
    /// Who sees it: whoever holds this role in the city.
    pub role: Role,
}

/// The view struct of `desk/layout.html`; every page of the desk holds one as `desk`, beside its
/// `page`.
pub struct DeskFrame {
    pub city: String,
    pub links: Vec<DeskLink>,
}

/// One way down the side.
pub struct DeskLink {
    pub href: String,
    pub name: String,
    pub icon: &'static str,
    pub current: bool,
}

impl DeskFrame {
    /// The frame of a page of this city's desk, as this member sees it.
    pub fn new(page: &Page, member: &Member, city: &City) -> Self {
        let here = page.path.split('?').next().unwrap_or_default();
        let links = SECTIONS
            .iter()
            .filter(|section| member.holds(section.role, city.id))
            .map(|section| {
                let href = format!("/desk/{}{}", city.slug, section.path);
                let current = if section.path.is_empty() {
                    here == href
                } else {
                    here.starts_with(&href)
                };
                DeskLink {
                    name: page.t(section.key),
                    icon: section.icon,
                    href,
                    current,
                }
            })
            .collect();
        Self {
            city: city.names.get(page.lang).to_owned(),
            links,
        }
    }
}
