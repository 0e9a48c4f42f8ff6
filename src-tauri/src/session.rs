use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use pli_format::{
    CaseReference, Language,
    bundle::{Bundle, BundleError, Epoch},
    case_key::CaseKey,
    consent::ConsentRecord,
    recipients::{NoEpoch, Recipients},
    terms::Terms,
};
use pli_wizard::{
    Refusal,
    case::{Answer, Case, Page, SigningContext, View},
};

use crate::{
    bundle_folder::BundleFolder,
    clock,
    history::History,
    package_folder::{self, PackageFolder},
    path_text,
    rejection::{FailureCode, Rejection},
};

/// What the main window works on: one case, and the bundle of keys in force.
pub struct Session {
    bundles: BundleFolder,
    bundle: Mutex<Result<Arc<Bundle>, Arc<BundleError>>>,
    work: Mutex<Work>,
    history: History,
}

/// What changes while the person answers.
pub struct Work {
    pub case: Case,
    /// Where its package was written, once it was.
    pub written: Option<PackageFolder>,
    /// Whether the seal window is open.
    pub sealing: bool,
    /// Whether closing was asked since the last answer.
    pub asked_to_close: bool,
    /// Everything was erased, and nothing answered since.
    pub erased: bool,
    /// The person was told that the keyring waits for them, and answered nothing since.
    pub told_of_keyring: bool,
    /// Where its package was written before, when it was found missing or changed there.
    pub written_before: Vec<PackageFolder>,
    /// When the consent was taken back, for a history that may come later.
    pub withdrawn_at: Option<Timestamp>,
}

impl Work {
    fn of(case: Case, written: Option<PackageFolder>) -> Self {
        Self {
            case,
            written,
            sealing: false,
            asked_to_close: false,
            erased: false,
            told_of_keyring: false,
            written_before: Vec::new(),
            withdrawn_at: None,
        }
    }

    /// What was sealed is in no file, and is still to be sent: only the person could make it again.
    fn has_the_only_sealed_file(&self) -> bool {
        self.written.is_none()
            && self.case.package().is_some()
            && matches!(self.case.page(), Page::Credentials | Page::MailClient)
    }
}

impl Session {
    /// A new case in this language. A bundle that is not valid now is said when the first page is drawn.
    pub fn begin(language: Language, now: Timestamp, bundles: BundleFolder, history: History) -> Self {
        let bundle = bundles.in_force(now).map(Arc::new).map_err(Arc::new);
        let case = Case::new(language, Terms::current(), &mut fill);
        let work = Work::of(case, None);
        Self { bundles, bundle: Mutex::new(bundle), work: Mutex::new(work), history }
    }

    /// Where imported bundles are kept.
    pub fn bundles(&self) -> &BundleFolder {
        &self.bundles
    }

    /// Works with this bundle from now on.
    pub fn adopt(&self, bundle: Bundle) {
        *self.bundle.lock().unwrap_or_else(PoisonError::into_inner) = Ok(Arc::new(bundle));
    }

    /// Takes a bundle file that Bridge gave. A key in force is not replaced: nobody needs to be talked into
    /// opening a file.
    ///
    /// # Errors
    /// [`FailureCode::BundleFileNotNeeded`] when a key is in force, else why the file is refused.
    pub fn import_bundle(&self, file: &[u8]) -> Result<(), Rejection> {
        let now = clock::now().instant();
        self.adopt(import(&self.bundles, self.bundle(), file, now)?);
        Ok(())
    }

    /// The bundle in force.
    ///
    /// # Errors
    /// Why there is none.
    pub fn bundle(&self) -> Result<Arc<Bundle>, FailureCode> {
        self.held_bundle(clock::now().instant()).map_err(|error| FailureCode::from(&*error))
    }

    /// Where there was none it is looked for again: the clock may have been put right, or a day have passed.
    fn held_bundle(&self, now: Timestamp) -> Result<Arc<Bundle>, Arc<BundleError>> {
        let mut held = self.bundle.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_err() {
            *held = self.bundles.in_force(now).map(Arc::new).map_err(Arc::new);
        }
        held.clone()
    }

    /// What is kept of this case and of earlier ones.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The case, for one command at a time. A command that panicked has not changed it half-way.
    pub fn work(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the interface draws now.
    pub fn view(&self, work: &Work) -> View {
        let now = clock::now().instant();
        let mut view = match self.held_bundle(now) {
            Ok(bundle) => {
                let recipients = bundle.recipients(now);
                let epoch = recipients.as_ref().map(Recipients::epoch).map_err(|_| NoEpoch::CODE);
                work.case.view(epoch, bundle.is_demo())
            }
            Err(error) => work.case.view(Err(error.code()), false),
        };
        view.folder.get_or_insert_with(package_folder::place_of_all);
        view.kept = self.history.keeps().case;
        // From the last page the consent is taken back; what is not kept cannot be afterwards.
        view.ask_before_closing |= view.finished && !view.kept && work.withdrawn_at.is_none();
        view
    }

    /// Changes the case and draws it; an error leaves it as it was.
    ///
    /// # Errors
    /// What the change says.
    pub fn change(&self, change: impl FnOnce(&mut Case) -> Result<(), Refusal>) -> Result<View, Rejection> {
        let mut work = self.work();
        change(&mut work.case)?;
        work.asked_to_close = false;
        work.erased = false;
        work.told_of_keyring = false;
        self.keep(&work);
        Ok(self.view(&work))
    }

    /// Keeps what stands on the page. That answers nothing: whether closing was asked stays.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] for another page's answer.
    pub fn keep_note(&self, answer: Answer) -> Result<(), Refusal> {
        let mut work = self.work();
        work.case.note(answer)?;
        self.keep(&work);
        Ok(())
    }

    /// Speaks this language from now on. That answers nothing: what was erased stays so.
    pub fn speak(&self, language: Language) -> View {
        let mut work = self.work();
        work.case.set_language(language);
        self.keep(&work);
        self.view(&work)
    }

    /// Takes up a case from the history instead of the one at hand, which the history has.
    ///
    /// # Errors
    /// [`Rejection::OutOfOrder`] while the seal window is open, [`FailureCode::SealedNotSaved`] when the history
    /// cannot have all of it.
    pub fn take_up(&self, case: Case, written: Option<PackageFolder>) -> Result<View, Rejection> {
        if self.work().has_the_only_sealed_file() {
            return Err(FailureCode::SealedNotSaved.into());
        }
        self.work_on(case, written)
    }

    /// Begins a new request beside the one at hand.
    ///
    /// # Errors
    /// As [`take_up`](Self::take_up).
    pub fn begin_another(&self) -> Result<View, Rejection> {
        let case = self.new_case();
        self.take_up(case, None)
    }

    /// Begins anew, when the history has lost the case at hand by the person's own will.
    ///
    /// # Errors
    /// [`Rejection::OutOfOrder`] while the seal window is open.
    pub fn begin_anew(&self) -> Result<View, Rejection> {
        let case = self.new_case();
        self.work_on(case, None)
    }

    fn new_case(&self) -> Case {
        Case::new(self.work().case.language(), Terms::current(), &mut fill)
    }

    fn work_on(&self, case: Case, written: Option<PackageFolder>) -> Result<View, Rejection> {
        let mut work = self.work();
        if work.sealing {
            return Err(Rejection::OutOfOrder);
        }
        *work = Work::of(case, written);
        self.keep(&work);
        Ok(self.view(&work))
    }

    /// Begins a new request with the answers of an earlier one.
    ///
    /// # Errors
    /// As [`take_up`](Self::take_up).
    pub fn begin_again(&self, record: &ConsentRecord, earlier: &CaseReference) -> Result<View, Rejection> {
        let language = self.work().case.language();
        let id = CaseReference::generate(&mut fill);
        self.take_up(Case::again(id, Terms::current(), language, record, earlier), None)
    }

    /// Has the history keep the case as it is now.
    pub fn keep(&self, work: &Work) {
        let folder = work.written.as_ref().map(|folder| path_text::of(&folder.path));
        let key = work.case.case_key().map(|key| CaseKey::from_secret(&key.secret()));
        self.history.follow(work.case.trace(), folder, key, clock::now().instant());
        if let Some(at) = work.withdrawn_at {
            self.history.note_withdrawal(work.case.id().clone(), at);
        }
    }

    /// Does something that needs what surrounds a signature made now.
    ///
    /// # Errors
    /// What it says, or that no key is in force.
    pub fn signing<T>(&self, act: impl FnOnce(&SigningContext<'_>) -> Result<T, Rejection>) -> Result<T, Rejection> {
        let (at, bundle) = (clock::now(), self.bundle()?);
        let epoch = epoch_in_force(&bundle, at.instant())?;
        act(&SigningContext { at, epoch, demo: bundle.is_demo(), app_version: env!("CARGO_PKG_VERSION") })
    }
}

fn import(
    folder: &BundleFolder,
    bundle: Result<Arc<Bundle>, FailureCode>,
    file: &[u8],
    now: Timestamp,
) -> Result<Bundle, Rejection> {
    if bundle.is_ok_and(|bundle| bundle.recipients(now).is_ok()) {
        return Err(FailureCode::BundleFileNotNeeded.into());
    }
    Ok(folder.import(file, now)?)
}

fn epoch_in_force(bundle: &Bundle, now: Timestamp) -> Result<&Epoch, FailureCode> {
    bundle.recipients(now).map(|recipients| recipients.epoch()).map_err(|_| FailureCode::NoEpoch)
}

/// The operating system's randomness.
///
/// # Panics
/// When it has none, which no supported system does once it has started.
pub fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives randomness");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::fixture::MemoryKeyring;

    const NEWER: &[u8] = include_bytes!("../../tests/demo/DEMO-ONLY-bundle-2.plikeys");
    const NOW: &str = "2026-11-23T13:05:00Z";

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    /// What an import comes to, by the serial of the bundle that is taken, when this one is at work.
    fn imported(bundle: Result<Bundle, FailureCode>, now: &str) -> Result<u64, Rejection> {
        let data = tempfile::tempdir().unwrap();
        let folder = BundleFolder::below(data.path());
        import(&folder, bundle.map(Arc::new), NEWER, at(now)).map(|bundle| bundle.serial())
    }

    #[test]
    fn a_clock_that_is_put_right_is_believed() {
        let data = tempfile::tempdir().unwrap();
        let history = History::begin(MemoryKeyring::default(), data.path().join("history"));
        let session =
            Session::begin(Language::Fr, at("2025-06-01T00:00:00Z"), BundleFolder::below(data.path()), history);
        let held = |now| session.held_bundle(at(now)).map(|bundle| bundle.serial()).map_err(|error| error.code());
        assert_eq!(held("2025-06-02T00:00:00Z"), Err("bundle-not-yet-valid"));
        assert_eq!(held(NOW), Ok(1));
    }

    #[test]
    fn a_key_in_force_is_not_replaced() {
        let carried = Bundle::compiled_in(at(NOW), 0).unwrap();
        assert_eq!(imported(Ok(carried), NOW), Err(FailureCode::BundleFileNotNeeded.into()));
    }

    #[test]
    fn a_bundle_file_is_taken_when_there_is_no_bundle_or_no_key_of_it_is_in_force() {
        assert_eq!(imported(Err(FailureCode::BundleRolledBack), NOW), Ok(2));
        let carried = Bundle::compiled_in(at(NOW), 0).unwrap();
        let before_its_first_epoch = "2025-06-01T00:00:00Z";
        assert_eq!(
            imported(Ok(carried), before_its_first_epoch),
            Err(FailureCode::BundleFileNotYetValid.into()),
            "the file itself was asked"
        );
    }
}
