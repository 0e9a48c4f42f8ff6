//! What this computer keeps of each case, so that the person can find it again, take
//! the consent back, and see that the promise was kept. Never a credential.
//!
//! A [`KeptCase`] is kept for each case, encrypted and in a file of its own; where, is not decided here.

mod codec;
mod departure;
mod export;
mod kept_case;
mod listed;
mod password;
mod receipt;
mod reminder;
#[cfg(test)]
mod tests;
mod view;
mod withdrawal;

pub use codec::{FORMAT, Unreadable};
pub use departure::{Certainty, DeparturesView, UnderWayView};
pub use export::export_name;
pub use kept_case::{CaseState, KeptCase, KeptReceipt, Reminder, Sending, Stage};
pub use listed::Listed;
pub use password::PasswordChange;
pub use receipt::{NotClosed, take_receipt};
pub use view::{KeptFile, NextAct, ReceiptView, ReminderView, SendingRow, SendingView};
pub use withdrawal::WithdrawalPackage;
