//! The bounds that a store works within.

/// Bounds of a store; the defaults suit a city on a small machine.
#[derive(Clone, Debug)]
pub struct Options {
    /// Connections for reading.
    pub readers_max: u32,
    /// Connections for writing. PostgreSQL only: SQLite has one writer.
    pub writers_max: u32,
    /// Commands that may share a commit. SQLite only.
    pub batch_commands_max: usize,
    /// How long a shared commit may be put off for further commands, in milliseconds. SQLite only.
    pub batch_wait_ms_max: u64,
    /// Commands that may wait for the writer before `write` itself waits to queue. SQLite only.
    pub queue_max: usize,
    /// How long one command may take before it is undone, in milliseconds.
    pub command_ms_max: u64,
    /// How often a command is tried that lost against another, within `command_ms_max`. PostgreSQL only.
    pub attempts_max: u32,
    /// How long to wait for another process's lock or for a free connection, in milliseconds.
    pub lock_wait_ms_max: u64,
    /// How long a node keeps its number without renewing it, in milliseconds.
    pub node_lease_ms: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers_max: 4,
            writers_max: 12,
            batch_commands_max: 64,
            batch_wait_ms_max: 10,
            queue_max: 4096,
            command_ms_max: 15_000,
            attempts_max: 16,
            lock_wait_ms_max: 5_000,
            node_lease_ms: 30_000,
        }
    }
}
