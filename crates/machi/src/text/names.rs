//! A name in several languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Lang;

/// A name per language; kept in a text column as a JSON object of language tags.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = std::collections::HashMap<String, String>)]
pub struct Names(BTreeMap<Lang, String>);

impl Names {
    pub fn new(names: impl IntoIterator<Item = (Lang, String)>) -> Self {
        Self(
            names
                .into_iter()
                .filter(|(_, name)| !name.is_empty())
                .collect(),
        )
    }

    pub fn single(lang: Lang, name: impl Into<String>) -> Self {
        Self::new([(lang, name.into())])
    }

    /// The name in this language, else in English, else in any. Empty only when there is none.
    pub fn get(&self, lang: Lang) -> &str {
        self.exact(lang)
            .or_else(|| self.exact(Lang::En))
            .or_else(|| self.0.values().next().map(String::as_str))
            .unwrap_or("")
    }

    /// The name in exactly this language.
    pub fn exact(&self, lang: Lang) -> Option<&str> {
        self.0.get(&lang).map(String::as_str)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Lang, &str)> {
        self.0.iter().map(|(lang, name)| (*lang, name.as_str()))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As the text column holds it.
    pub fn to_column(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl store::FromColumn for Names {
    fn from_column(column: store::Column<'_>) -> store::Result<Self> {
        serde_json::from_str(&column.get::<String>()?)
            .map_err(|error| store::Error::Broken(error.into()))
    }
}
