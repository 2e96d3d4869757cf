//! A bar in the terminal that shows how far an import is.

use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Listener, Progress};

/// A bar on a terminal; nothing where there is none.
pub struct Bar(ProgressBar);

impl Default for Bar {
    fn default() -> Self {
        let bar = ProgressBar::new(1);
        let style = ProgressStyle::with_template("{msg:8} {bar:40} {percent:>3} %");
        Self(match style {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        })
    }
}

impl Bar {
    /// What an import is given to show itself here.
    pub fn listener(&self) -> Listener {
        let bar = self.0.clone();
        Arc::new(move |progress| {
            let (what, done, of) = match progress {
                Progress::Reading { done, of } => ("reading", done, of),
                Progress::Writing { done, of } => ("writing", done, of),
            };
            bar.set_message(what);
            bar.set_length(of);
            bar.set_position(done);
        })
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
