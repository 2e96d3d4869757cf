//! The tabs of a person's pages, whichever feature answers them; `accounts/tabs.html` shows them.

use crate::frame::Page;

/// What of a person one looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Notes,
    Collections,
    Cities,
    Communities,
}

/// A way between pages that belong together.
pub struct Tab {
    pub href: String,
    pub name: String,
    pub current: bool,
}

/// The ways between the sides of the person with this handle.
pub fn person_tabs(page: &Page, handle: &str, current: Side) -> [Tab; 4] {
    let tab = |side, end: &str, name| Tab {
        href: format!("/people/{handle}{end}"),
        name,
        current: side == current,
    };
    [
        tab(Side::Notes, "", page.t("accounts-person-notes")),
        tab(
            Side::Collections,
            "/collections",
            page.t("accounts-person-collections"),
        ),
        tab(Side::Cities, "/cities", page.t("accounts-person-cities")),
        tab(
            Side::Communities,
            "/communities",
            page.t("accounts-person-communities"),
        ),
    ]
}
