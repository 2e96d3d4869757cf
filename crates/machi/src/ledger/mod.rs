//! The book: points, stock and, one day, money, moved from account to account in whole units.
//!
//! Features move things by [`transfer`] and [`reverse`] inside their own transactions; nothing else
//! writes to the book's tables.

mod account;
mod audit;
mod earned;
mod history;
mod reverse;
mod transfer;

pub use account::{Account, Unit, balance};
pub use audit::complaints;
pub use earned::{Held, earned, held_by_members};
pub use history::{Moved, history};
pub use reverse::reverse;
pub use rules::ledger::{Entry, Kind, Transfer};
pub use transfer::{Order, transfer};

#[cfg(test)]
mod tests;
