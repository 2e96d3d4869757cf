//! Reads of many rows at once by their ids: one statement text for each number of them would fill the
//! databases' caches of statements.

use store::{Arg, ToArg};

/// Rows that are read with one statement: `where note_id in ($1, …, $24)`.
pub const BATCH_ROWS: usize = 24;

/// As many arguments as such a statement takes: the last one again and again.
pub fn padded<T: ToArg>(batch: &[T]) -> Vec<Arg> {
    let mut ids: Vec<Arg> = batch.iter().map(ToArg::to_arg).collect();
    let last = ids.last().cloned().unwrap_or(Arg::Int(Some(0)));
    ids.resize(BATCH_ROWS, last);
    ids
}
