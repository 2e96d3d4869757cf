//! What is wrong with a pack: which file, where in it, which field.

use std::fmt;

/// One reason why a pack cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub file: &'static str,
    /// From 1.
    pub line: Option<usize>,
    /// The key of the feature, the row or the community.
    pub item: Option<String>,
    pub field: Option<String>,
    pub text: String,
}

impl Problem {
    pub(super) fn new(file: &'static str, text: impl Into<String>) -> Self {
        Self {
            file,
            line: None,
            item: None,
            field: None,
            text: text.into(),
        }
    }

    pub(super) fn line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    pub(super) fn item(mut self, item: impl Into<String>) -> Self {
        self.item = Some(item.into());
        self
    }

    pub(super) fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(item) = &self.item {
            write!(f, ", {item}")?;
        }
        if let Some(field) = &self.field {
            write!(f, ", field {field}")?;
        }
        write!(f, ": {}", self.text)
    }
}

impl std::error::Error for Problem {}
