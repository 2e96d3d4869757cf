//! SQLite's only writing connection in the hands of one caller after the other.

use sqlx::sqlite::SqliteConnection;
use tokio::sync::oneshot;

use crate::{Error, Result};

/// Hears whether the shared commit succeeded.
pub(crate) type Answer = oneshot::Sender<Result<()>>;
/// Waits to be lent the connection.
pub(crate) type Caller = oneshot::Sender<Result<Lent>>;

/// The writing connection in a caller's hands. Dropping it gives it back and undoes the command.
pub(crate) struct Lent {
    connection: Option<SqliteConnection>,
    back: Option<oneshot::Sender<Returned>>,
}

/// The connection on its way back.
pub(crate) struct Returned {
    pub(crate) connection: SqliteConnection,
    pub(crate) verdict: Verdict,
}

/// What becomes of a command, and who waits for the commit to hear of it.
pub(crate) enum Verdict {
    Keep(Answer),
    Undo(Option<Answer>),
}

impl Lent {
    pub(crate) fn connection(&mut self) -> Result<&mut SqliteConnection> {
        self.connection.as_mut().ok_or(Error::Closed)
    }

    /// Gives the connection back; answers when the batch is committed.
    pub(crate) async fn finish(mut self, keep: bool) -> Result<()> {
        let (answer, answered) = oneshot::channel();
        self.give_back(if keep {
            Verdict::Keep(answer)
        } else {
            Verdict::Undo(Some(answer))
        });
        answered.await.unwrap_or(Err(Error::Closed))
    }

    fn give_back(&mut self, verdict: Verdict) {
        if let (Some(connection), Some(back)) = (self.connection.take(), self.back.take()) {
            // A writer that is gone takes the connection with it, which undoes the batch.
            let _ = back.send(Returned {
                connection,
                verdict,
            });
        }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.give_back(Verdict::Undo(None));
    }
}

/// Lends it to a caller; returns when it is back, by whatever way.
pub(crate) async fn lend(connection: SqliteConnection, caller: Caller) -> Result<Returned> {
    let (back, returned) = oneshot::channel();
    // A caller that is gone drops what it is sent, which gives it back.
    drop(caller.send(Ok(Lent {
        connection: Some(connection),
        back: Some(back),
    })));
    returned
        .await
        .map_err(|_| Error::broken("the writing connection was lost"))
}
