//! Group commit for SQLite: commands that wait together share one commit, each in its own savepoint.
//!
//! A task owns the only writing connection and lends it to the next waiting caller, whose own future
//! runs the command. The connection comes back with the caller's verdict, or, when the caller was
//! dropped or panicked, by itself. Nobody is answered before the shared commit.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection as _, Executor};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::connection::{LOOKS, awake};
use crate::lent::{Answer, Caller, Lent, Verdict, lend};
use crate::{Error, Options, Result};

/// The door to the writer. Its task ends when the door is closed.
pub(crate) struct Writer {
    door: Mutex<Option<mpsc::Sender<Caller>>>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Opens the connection and starts the task that owns it.
    pub(crate) async fn start(connect: SqliteConnectOptions, options: &Options) -> Result<Self> {
        let connection = connect.connect().await?;
        let (door, callers) = mpsc::channel(options.queue_max.max(1));
        let task = Task {
            connect,
            callers,
            commands_max: options.batch_commands_max.max(1),
            wait_max: Duration::from_millis(options.batch_wait_ms_max),
        };
        let task = tokio::spawn(task.run(connection));
        Ok(Self {
            door: Mutex::new(Some(door)),
            task: Mutex::new(Some(task)),
        })
    }

    /// Waits for the connection.
    pub(crate) async fn borrow(&self) -> Result<Lent> {
        let door = lock(&self.door).clone().ok_or(Error::Closed)?;
        let (caller, lent) = oneshot::channel();
        door.send(caller).await.map_err(|_| Error::Closed)?;
        lent.await.unwrap_or(Err(Error::Closed))
    }

    /// How many wait for the connection.
    pub(crate) fn waiting(&self) -> usize {
        let door = lock(&self.door);
        door.as_ref()
            .map_or(0, |door| door.max_capacity() - door.capacity())
    }

    /// Lets nobody else in, and waits until those inside are done and the connection is closed.
    pub(crate) async fn close(&self) {
        drop(lock(&self.door).take());
        let task = lock(&self.task).take();
        if let Some(task) = task
            && let Err(error) = task.await
        {
            tracing::warn!(%error, "the writer ended badly");
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Task {
    connect: SqliteConnectOptions,
    callers: mpsc::Receiver<Caller>,
    commands_max: usize,
    wait_max: Duration,
}

const BEGIN: &str = "begin immediate; savepoint command";
const KEEP_AND_NEXT: &str = "release command; savepoint command";
const UNDO_AND_NEXT: &str = "rollback to command";
const KEEP_AND_COMMIT: &str = "release command; commit";
const UNDO_AND_COMMIT: &str = "rollback to command; release command; commit";

impl Task {
    async fn run(mut self, connection: SqliteConnection) {
        let mut connection = Some(connection);
        while let Some(caller) = self.callers.recv().await {
            let ready = match connection.take() {
                Some(ready) => Ok(ready),
                None => self.connect.connect().await.map_err(Error::from),
            };
            connection = match ready {
                Ok(ready) => self.batch(ready, caller).await,
                Err(error) => {
                    self.refuse(caller, error);
                    None
                }
            };
        }
        if let Some(connection) = connection
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the writer did not close well");
        }
    }

    /// Runs one batch; gives the connection back when it is still good.
    async fn batch(
        &mut self,
        mut connection: SqliteConnection,
        first: Caller,
    ) -> Option<SqliteConnection> {
        if let Err(error) = connection.execute(BEGIN).await {
            let error = Error::from(error);
            let good = error.is_busy();
            self.refuse(first, error);
            return good.then_some(connection);
        }
        let mut answers = Vec::new();
        let ended = self.commands(connection, first, &mut answers).await;
        let (committed, connection) = match ended {
            Ok(connection) => (Ok(()), Some(connection)),
            Err(error) => (Err(Arc::new(error)), None),
        };
        if let Err(error) = &committed {
            tracing::error!(%error, commands = answers.len(), "a batch was not committed");
        }
        for answer in answers {
            let _ = answer.send(committed.as_ref().map(|_| ()).map_err(Error::shared));
        }
        connection
    }

    /// Lends the connection to one caller after the other, then commits.
    async fn commands(
        &mut self,
        mut connection: SqliteConnection,
        first: Caller,
        answers: &mut Vec<Answer>,
    ) -> Result<SqliteConnection> {
        let started = Instant::now();
        let mut next = Some(first);
        let mut commands = 0;
        let mut keep = false;
        while let Some(caller) = next {
            if commands > 0 {
                let then = connection.execute(if keep { KEEP_AND_NEXT } else { UNDO_AND_NEXT });
                awake(then, LOOKS).await?;
            }
            commands += 1;
            let returned = lend(connection, caller).await?;
            connection = returned.connection;
            keep = matches!(returned.verdict, Verdict::Keep(_));
            if let Verdict::Keep(answer) | Verdict::Undo(Some(answer)) = returned.verdict {
                answers.push(answer);
            }
            let room = commands < self.commands_max && started.elapsed() < self.wait_max;
            next = if room {
                self.callers.try_recv().ok()
            } else {
                None
            };
        }
        connection
            .execute(if keep {
                KEEP_AND_COMMIT
            } else {
                UNDO_AND_COMMIT
            })
            .await?;
        Ok(connection)
    }

    /// Refuses all who wait now: each waiting for the lock in turn would add up.
    fn refuse(&mut self, first: Caller, error: Error) {
        let error = Arc::new(error);
        let _ = first.send(Err(error.shared()));
        for _ in 0..self.commands_max {
            let Ok(caller) = self.callers.try_recv() else {
                break;
            };
            let _ = caller.send(Err(error.shared()));
        }
    }
}
