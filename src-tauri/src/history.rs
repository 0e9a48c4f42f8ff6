//! The history of cases: encrypted files, and their identity in the operating system's keyring.
//!
//! A keyring may make the person wait, or wait for the person. So everything happens on one thread
//! of its own, and whoever asks waits a limited time ([`LIMIT`]); Pli goes on without history.

#[cfg(test)]
pub(crate) mod fixture;
mod identity;
mod kept_cases;
mod remains;
mod store;
#[cfg(test)]
mod tests;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use jiff::Timestamp;
use pli_format::{CaseReference, case_key::CaseKey};
use pli_wizard::case::Trace;
use serde::Serialize;
use tokio::sync::oneshot;
use ts_rs::TS;

pub use kept_cases::{ChangeError, Kept, KeptCases};
pub use remains::Remains;
pub use store::{ReadError, Store};

use crate::keyring::{Keyring, KeyringError};

/// How long a command waits for the keyring. The answer may still come later.
pub const LIMIT: Duration = Duration::from_secs(4);

/// How long a command waits for an erasure: the keyring is asked for each case.
pub const ERASING: Duration = Duration::from_mins(2);

/// Why there is no history now. Everything else works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Unavailable {
    /// This computer has no keyring, or it is not open yet.
    #[error("there is no keyring")]
    Absent,
    /// The keyring is locked.
    #[error("the keyring is locked")]
    Locked,
    /// The keyring refused.
    #[error("the keyring refused")]
    Denied,
    /// The keyring holds different copies of one secret: only the person can say which is right.
    #[error("the keyring holds different copies")]
    Different,
    /// The keyring answered with an error.
    #[error("the keyring failed")]
    Failed,
    /// The keyring has not answered yet: it may be waiting for the person.
    #[error("the keyring does not answer")]
    Slow,
    /// The folder of the history cannot be written.
    #[error("the history cannot be written")]
    Unwritable,
}

impl From<KeyringError> for Unavailable {
    fn from(error: KeyringError) -> Self {
        match error {
            KeyringError::Absent => Self::Absent,
            KeyringError::Locked => Self::Locked,
            KeyringError::Denied => Self::Denied,
            KeyringError::Different => Self::Different,
            KeyringError::Failed => Self::Failed,
        }
    }
}

type Job = Box<dyn FnOnce(&mut KeptCases) + Send>;

/// The way to the thread that keeps the history.
pub struct History {
    jobs: mpsc::Sender<Job>,
    keeps: Arc<Mutex<Kept>>,
}

impl History {
    /// Starts the thread. The keyring is not asked before something is.
    ///
    /// # Panics
    /// When the system cannot start a thread, without which no window opens either.
    pub fn begin(keyring: impl Keyring + Send + 'static, folder: PathBuf) -> Self {
        let (jobs, todo) = mpsc::channel::<Job>();
        let work = move || {
            let mut cases = KeptCases::new(Box::new(keyring), folder);
            for job in todo {
                job(&mut cases);
            }
        };
        thread::Builder::new().name("history".to_owned()).spawn(work).expect("the system starts threads");
        Self { jobs, keeps: Arc::default() }
    }

    /// Has something done, and waits for it no longer than [`LIMIT`].
    ///
    /// # Errors
    /// [`Unavailable::Slow`]; it will still be done.
    pub async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut KeptCases) -> T + Send + 'static,
    ) -> Result<T, Unavailable> {
        self.ask_within(LIMIT, job).await
    }

    /// Has something done, and waits for it no longer than this.
    ///
    /// # Errors
    /// [`Unavailable::Slow`]; it will still be done.
    pub async fn ask_within<T: Send + 'static>(
        &self,
        limit: Duration,
        job: impl FnOnce(&mut KeptCases) -> T + Send + 'static,
    ) -> Result<T, Unavailable> {
        let (done, answer) = oneshot::channel();
        // Whoever asked may have stopped waiting.
        self.post(move |cases| drop(done.send(job(cases))));
        match tokio::time::timeout(limit, answer).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(_)) => Err(Unavailable::Failed),
            Err(_) => Err(Unavailable::Slow),
        }
    }

    /// Keeps what a case left behind, soon. Without history, this does nothing.
    pub fn follow(&self, trace: Trace, folder: Option<String>, key: Option<CaseKey>, now: Timestamp) {
        let keeps = Arc::clone(&self.keeps);
        self.post(move |cases| {
            let kept = cases.follow(trace, folder.as_deref(), key.as_ref(), now);
            *keeps.lock().unwrap_or_else(PoisonError::into_inner) = kept;
        });
    }

    /// Notes that the consent of a case was taken back, unless that is noted. Without history, this does
    /// nothing.
    pub fn note_withdrawal(&self, id: CaseReference, at: Timestamp) {
        self.post(move |cases| {
            // Without the case there is nothing to note it in.
            let _ = cases.change_sending(&id, |sending| {
                sending.withdrawn_at.get_or_insert(at);
            });
        });
    }

    /// What is kept of the case that was followed last, as it was then.
    pub fn keeps(&self) -> Kept {
        *self.keeps.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until what was asked before is done, at the end of the program.
    pub fn finish(&self, limit: Duration) {
        let (done, finished) = mpsc::channel();
        self.post(move |_| {
            // Whoever waited may have stopped.
            let _ = done.send(());
        });
        // Slow or not: the program ends.
        let _ = finished.recv_timeout(limit);
    }

    fn post(&self, job: impl FnOnce(&mut KeptCases) + Send + 'static) {
        // The thread ends only when a job panicked; the history is then over, the program is not.
        let _ = self.jobs.send(Box::new(job));
    }
}
