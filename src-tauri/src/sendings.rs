//! What the person does with a sending after it left. It is found in the history or, where there is none, at hand in
//! the window.

mod at_hand;
#[cfg(test)]
mod tests;
mod view;
mod withdrawal;

pub use view::{AskedView, ReceiptOutcome, SendingsView, StartView, WithdrawalView};
pub use withdrawal::Withdrawn;

use pli_format::{
    CaseReference,
    recipients::Recipients,
    seal,
    terms::{KnownTerms, Terms},
};
use pli_wizard::{
    case::{Case, Page, ResumeContext, View},
    package::{File, PackageError},
    sendings::{KeptCase, Listed, NotClosed, Reminder, ReminderView, Sending, SendingView, Stage},
};

use crate::{
    clock,
    history::{ChangeError, ERASING, KeptCases, Remains, Unavailable},
    package_folder::{self, PackageFolder},
    preview,
    rejection::{FailureCode, Rejection},
    session::Session,
    whole_file,
};

impl Session {
    /// "Mes envois"
    pub async fn sendings(&self) -> SendingsView {
        let listed = self.history().ask(KeptCases::list).await.and_then(|listed| listed);
        SendingsView::of(listed, clock::now().instant())
    }

    /// What waits for the person and what is under way, at the start.
    pub async fn at_start(&self) -> StartView {
        StartView::of(self.listed().await.as_ref(), clock::now().instant())
    }

    /// All that is kept; none when that is not known now.
    async fn listed(&self) -> Option<Listed> {
        self.history().ask(KeptCases::list_what_was_kept).await.and_then(|listed| listed).ok()
    }

    /// Asks the keyring again, and keeps the case at hand if it answers now.
    pub async fn retry_keyring(&self) -> SendingsView {
        if self.history().ask(KeptCases::retry).await == Ok(Ok(())) {
            self.keep(&self.work());
        }
        self.sendings().await
    }

    /// What is kept of a case, in the history or at hand.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub async fn kept_case(&self, id: &CaseReference) -> Result<KeptCase, Rejection> {
        let name = id.clone();
        let kept = self.history().ask(move |cases| cases.read(&name)).await;
        match (kept, self.kept_at_hand(id)) {
            (Ok(Ok(kept_case)), _) | (_, Some(kept_case)) => Ok(kept_case),
            (kept, None) => Ok(kept??),
        }
    }

    /// One sending, in detail.
    ///
    /// # Errors
    /// Why it cannot be read; [`Rejection::OutOfOrder`] for an unfinished case.
    pub async fn sending(&self, id: &CaseReference) -> Result<SendingView, Rejection> {
        self.sending_view(&self.kept_case(id).await?).await
    }

    /// A kept case, in detail.
    ///
    /// # Errors
    /// [`Rejection::OutOfOrder`] for an unfinished case.
    pub async fn sending_view(&self, kept_case: &KeptCase) -> Result<SendingView, Rejection> {
        let sending = sending(kept_case)?;
        let folder = PackageFolder::last_of(sending);
        let present = folder.present(sending.proof.sealed);
        let now = clock::now().instant();
        // The others count once the bank's password may be changed: to read them all takes long.
        let listed = if sending.has_served(now) { self.listed().await } else { None };
        let language = self.work().case.language();
        kept_case.sending_view(language, now, folder.place(), present, listed.as_ref()).ok_or(Rejection::OutOfOrder)
    }

    /// Takes a case up where it was left.
    ///
    /// # Errors
    /// Why it cannot be read, or its package not be made again.
    pub async fn resume(&self, id: CaseReference) -> Result<View, Rejection> {
        let name = id.clone();
        let found = move |cases: &mut KeptCases| {
            let kept_case = cases.read(&name)?;
            // Without its key a signed consent would be thrown away: better not now than for good.
            let key = cases.case_key(&name).map_err(Unavailable::from)?;
            Ok::<_, ChangeError>((kept_case, key))
        };
        let (kept_case, key) = self.history().ask(found).await??;
        match kept_case.stage {
            Stage::Unfinished(progress) => {
                let now = clock::now().instant();
                let bundle = self.bundle().ok();
                let recipients = bundle.as_ref().and_then(|bundle| bundle.recipients(now).ok());
                let context = ResumeContext { now, epoch: recipients.as_ref().map(Recipients::epoch), key };
                self.take_up(Case::resume(id, Terms::current(), *progress, context), None)
            }
            Stage::Sending(sending) => {
                let (mut case, files) = self.case_with_package(id, &sending)?;
                if let Some(key) = key {
                    case.hold_key(&sending.record, key);
                }
                self.take_up(case, Some(files))
            }
        }
    }

    /// "Envoyer à nouveau": the same package, by any mail client.
    ///
    /// # Errors
    /// Why it cannot be read, or its package not be made again.
    pub async fn hand_off_again(&self, id: CaseReference) -> Result<View, Rejection> {
        let kept_case = self.kept_case(&id).await?;
        let (mut case, files) = self.case_with_package(id, sending(&kept_case)?)?;
        if case.page() == Page::HandedOver {
            case.another_way()?;
        }
        self.take_up(case, Some(files))
    }

    /// "Recommencer à partir de cette demande"
    ///
    /// # Errors
    /// Why it cannot be read; [`Rejection::OutOfOrder`] while the seal window is open.
    pub async fn start_again(&self, id: CaseReference) -> Result<View, Rejection> {
        let kept_case = self.kept_case(&id).await?;
        self.begin_again(&sending(&kept_case)?.record, &id)
    }

    /// Where the files of a request were written last.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub async fn folder(&self, id: &CaseReference) -> Result<PackageFolder, Rejection> {
        let kept_case = self.kept_case(id).await?;
        Ok(PackageFolder::last_of(sending(&kept_case)?))
    }

    fn case_with_package(&self, id: CaseReference, sending: &Sending) -> Result<(Case, PackageFolder), Rejection> {
        if !sending.is_usable(clock::now().instant()) {
            return Err(Rejection::OutOfOrder);
        }
        let folder = PackageFolder::last_of(sending);
        let sealed = whole_file::read(&folder.sealed, seal::MAX_LENGTH).map_err(|_| FailureCode::SealedFileGone)?;
        let (known, language) = (KnownTerms::compiled_in(), self.work().case.language());
        let mut case = sending.case(id, known, language, sealed).map_err(|error| match error {
            PackageError::Pdf(_) | PackageError::Terms(_) => FailureCode::Internal,
            _ => FailureCode::SealedFileGone,
        })?;
        case.moved(&folder.place());
        Ok((case, folder))
    }

    /// The signed consent, drawn again from the record: its files may be gone.
    ///
    /// # Errors
    /// Why the case cannot be read.
    pub async fn signed_consent(&self, id: &CaseReference) -> Result<File, Rejection> {
        let kept_case = self.kept_case(id).await?;
        Ok(sending(&kept_case)?.consent(KnownTerms::compiled_in()).map_err(|_| FailureCode::Internal)?)
    }

    /// Puts what proves the case beside its files; the names of what was written.
    ///
    /// # Errors
    /// Why the case cannot be read, or its folder not be written.
    pub async fn export(&self, id: &CaseReference) -> Result<(PackageFolder, Vec<String>), Rejection> {
        let kept_case = self.kept_case(id).await?;
        let folder = PackageFolder::last_of(sending(&kept_case)?);
        let files = kept_case.export(KnownTerms::compiled_in()).map_err(|_| FailureCode::Internal)?;
        for file in &files {
            folder.add(file)?;
        }
        Ok((folder, files.into_iter().map(|file| file.name).collect()))
    }

    /// "Supprimer de cet ordinateur"
    ///
    /// # Errors
    /// What is still there.
    pub async fn delete(&self, id: CaseReference) -> Result<SendingsView, Rejection> {
        let at_hand = {
            let work = self.work();
            let at_hand = work.case.id() == &id;
            if at_hand && work.sealing {
                return Err(Rejection::OutOfOrder);
            }
            at_hand
        };
        let others = self.folders_of(&id);
        gone(self.history().ask_within(ERASING, move |cases| cases.erase(&id, others)).await?)?;
        if at_hand {
            self.begin_anew()?;
        }
        Ok(self.sendings().await)
    }

    /// The folders of a case that may not be noted: the case at hand may have none, and one that cannot be read tells
    /// nothing but its reference.
    fn folders_of(&self, id: &CaseReference) -> Vec<PackageFolder> {
        let kept_case = self.kept_at_hand(id);
        let at_hand = kept_case.as_ref().and_then(KeptCase::sending).into_iter().flat_map(PackageFolder::of);
        let named = package_folder::places().into_iter().flat_map(|pli| PackageFolder::all(&pli).unwrap_or_default());
        at_hand.chain(named.filter(|folder| folder.is_of(id))).collect()
    }

    /// "Tout effacer": every case, every key, every file; what only the open window holds goes with it.
    ///
    /// # Errors
    /// What is still there.
    pub async fn erase_everything(&self) -> Result<View, Rejection> {
        if self.work().sealing {
            return Err(Rejection::OutOfOrder);
        }
        let erase = |cases: &mut KeptCases| {
            let mut remains = cases.erase_everything(&package_folder::places());
            remains.add(Remains::of_files(preview::erase()));
            remains
        };
        gone(self.history().ask_within(ERASING, erase).await?)?;
        let view = self.begin_anew()?;
        self.work().erased = true;
        Ok(view)
    }

    /// Opens a receipt, and closes the case that it is of.
    ///
    /// # Errors
    /// Why there is no history now; a receipt that is refused is no error.
    pub async fn open_receipt(&self, file: Vec<u8>) -> Result<Result<SendingView, NotClosed>, Rejection> {
        let keys = self.bundle()?.receipt_keys().to_owned();
        match self.history().ask(move |cases| cases.take_receipt(&file, &keys)).await.and_then(|taken| taken)? {
            Ok(kept_case) => {
                self.leave(&kept_case.id)?;
                Ok(Ok(self.sending_view(&kept_case).await?))
            }
            Err(error) => Ok(Err(error)),
        }
    }

    /// Notes what became of a sending.
    ///
    /// # Errors
    /// Why it cannot be noted.
    pub async fn note(
        &self,
        id: CaseReference,
        note: impl FnOnce(&mut Sending) + Send + 'static,
    ) -> Result<SendingView, Rejection> {
        let kept_case = self.history().ask(move |cases| cases.change_sending(&id, note)).await??;
        self.sending_view(&kept_case).await
    }

    /// "Oui, il est parti", or not after all, of a request that is looked at beside the journey.
    ///
    /// # Errors
    /// Why it cannot be noted.
    pub async fn note_departure(&self, id: CaseReference, left: bool) -> Result<SendingView, Rejection> {
        let (name, now) = (id.clone(), clock::now().instant());
        let confirm = move |sending: &mut Sending| {
            sending.confirmed_at = left.then(|| sending.confirmed_at.unwrap_or(now));
        };
        let noted = self.note(name, confirm).await?;
        self.leave(&id)?;
        Ok(noted)
    }

    /// Does not remind of this again.
    ///
    /// # Errors
    /// Why that cannot be noted.
    pub async fn dismiss(&self, id: CaseReference, reminder: Reminder) -> Result<Vec<ReminderView>, Rejection> {
        let dismiss = move |cases: &mut KeptCases| {
            cases.change(&id, |kept_case| {
                kept_case.dismissed.insert(reminder);
            })
        };
        self.history().ask(dismiss).await??;
        Ok(self.sendings().await.reminders)
    }
}

/// # Errors
/// [`Rejection::OutOfOrder`] for an unfinished case.
pub fn sending(kept_case: &KeptCase) -> Result<&Sending, Rejection> {
    kept_case.sending().ok_or(Rejection::OutOfOrder)
}

pub fn gone(remains: Remains) -> Result<(), Rejection> {
    if remains.is_nothing() { Ok(()) } else { Err(remains.into()) }
}

impl From<ChangeError> for Rejection {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Unavailable(reason) => reason.into(),
            ChangeError::Read(_) => FailureCode::CaseUnreadable.into(),
        }
    }
}
