//! The tabs of a person's pages; `people/tabs.html` shows them.

pub(super) struct Tab {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) current: bool,
}

impl Tab {
    pub(super) fn new(href: String, name: String, current: bool) -> Self {
        Self {
            href,
            name,
            current,
        }
    }
}
