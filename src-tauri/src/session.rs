use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use pli_core::{
    Language, Refusal,
    bundle::{Bundle, Epoch},
    case::{Case, SigningContext, View},
    recipients,
    rules::Rules,
};

use crate::{
    clock,
    handoff::PackageFiles,
    rejection::{FailureCode, Rejection},
};

/// What the main window works on: one case, and the bundle of keys in force.
pub struct Session {
    bundle: Result<Bundle, FailureCode>,
    work: Mutex<Work>,
}

/// What changes while the person answers.
pub struct Work {
    /// The case.
    pub case: Case,
    /// Where its package was written, once it was.
    pub written: Option<PackageFiles>,
    /// Whether the seal window is open.
    pub sealing: bool,
    /// Whether closing was asked since the last answer.
    pub asked_to_close: bool,
}

impl Session {
    /// A new case in this language. A bundle that is not valid now is said when the first page is drawn.
    pub fn begin(language: Language, now: Timestamp) -> Self {
        let bundle = Bundle::compiled_in(now, 0).map_err(|error| FailureCode::from(&error));
        let case = Case::new(language, Rules::compiled_in(), &mut fill);
        Self { bundle, work: Mutex::new(Work { case, written: None, sealing: false, asked_to_close: false }) }
    }

    /// The case, for one command at a time. A command that panicked has not changed it half-way.
    pub fn work(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the interface draws now.
    ///
    /// # Errors
    /// When no key is in force.
    pub fn view(&self, work: &Work) -> Result<View, Rejection> {
        let (bundle, epoch) = self.in_force(clock::now().instant())?;
        Ok(work.case.view(epoch, bundle.is_demo()))
    }

    /// Changes the case and draws it; an error leaves it as it was.
    ///
    /// # Errors
    /// What the change says, or that no key is in force.
    pub fn change(&self, change: impl FnOnce(&mut Case) -> Result<(), Refusal>) -> Result<View, Rejection> {
        let mut work = self.work();
        change(&mut work.case)?;
        work.asked_to_close = false;
        self.view(&work)
    }

    /// What surrounds a signature made now.
    ///
    /// # Errors
    /// When no key is in force.
    pub fn signing_context(&self) -> Result<SigningContext<'_>, Rejection> {
        let at = clock::now();
        let (bundle, epoch) = self.in_force(at.instant())?;
        Ok(SigningContext { at, epoch, demo: bundle.is_demo(), app_version: env!("CARGO_PKG_VERSION") })
    }

    fn in_force(&self, now: Timestamp) -> Result<(&Bundle, &Epoch), FailureCode> {
        let bundle = self.bundle.as_ref().map_err(|&code| code)?;
        let recipients = recipients::current(bundle, now).map_err(|_| FailureCode::NoEpoch)?;
        Ok((bundle, recipients.epoch()))
    }
}

/// The operating system's randomness.
///
/// # Panics
/// When it has none, which no supported system does once it has started.
pub fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives randomness");
}
