use jiff::Timestamp;
use pli_format::{CaseReference, case_key::CaseKey};
use pli_wizard::{
    draft::Draft,
    sendings::{KeptCase, WithdrawalPackage},
};

use super::sending;
use crate::{
    clock,
    history::{ChangeError, KeptCases},
    keyring::KeyringError,
    package_folder::PackageFolder,
    rejection::{FailureCode, Rejection},
    session::Session,
};

/// A consent that was taken back. That its mail was sent only the person can know.
pub struct Withdrawn {
    /// The case now.
    pub kept_case: KeptCase,
    /// Whether the withdrawal is signed, so that the desk can obey at once.
    pub signed: bool,
    /// The name of the withdrawal file, once it is written beside the package.
    pub saved: Option<String>,
    /// The mail to support.
    pub draft: Draft,
}

impl Session {
    /// "Retirer mon accord": works offline, when the package's files are gone, and for the case at hand when there is
    /// no history either. `unsigned`: though the keyring may hold the key.
    ///
    /// # Errors
    /// Why the case or its key cannot be read; [`Rejection::OutOfOrder`] for an unfinished case.
    pub async fn withdraw(&self, id: CaseReference, unsigned: bool) -> Result<Withdrawn, Rejection> {
        let now = clock::now().instant();
        let key = match self.case_key(&id).await {
            Err(_) if unsigned => None,
            key => key?,
        };
        let (kept_case, package) = match self.withdraw_kept(&id, key, now).await {
            Ok(kept) => {
                self.leave(&id)?;
                kept
            }
            Err(error) => self.withdraw_at_hand(&id, now).ok_or(error)?,
        };
        let WithdrawalPackage { file, draft } = package.ok_or(Rejection::OutOfOrder)?;
        let folder = PackageFolder::last_of(sending(&kept_case)?);
        // The mail holds the withdrawal, too: a folder that cannot be written keeps nobody from it.
        let saved = file.as_ref().filter(|file| folder.add(file).is_ok()).map(|file| file.name.clone());
        Ok(Withdrawn { kept_case, signed: file.is_some(), saved, draft })
    }

    /// The case key, none when it is lost. Without history only a case at hand can have one.
    async fn case_key(&self, id: &CaseReference) -> Result<Option<CaseKey>, Rejection> {
        if let Some(key) = self.key_at_hand(id) {
            return Ok(Some(key));
        }
        let name = id.clone();
        match self.history().ask(move |cases| cases.case_key(&name)).await {
            Ok(Ok(key)) => Ok(key),
            Ok(Err(KeyringError::Absent)) => Ok(None),
            Ok(Err(_)) | Err(_) => Err(FailureCode::CaseKeyUnreachable.into()),
        }
    }

    async fn withdraw_kept(
        &self,
        id: &CaseReference,
        key: Option<CaseKey>,
        now: Timestamp,
    ) -> Result<(KeptCase, Option<WithdrawalPackage>), Rejection> {
        let id = id.clone();
        let withdraw = move |cases: &mut KeptCases| {
            let mut withdrawn = None;
            let kept_case = cases.change(&id, |kept_case| withdrawn = take_back(kept_case, key.as_ref(), now))?;
            Ok::<_, ChangeError>((kept_case, withdrawn))
        };
        Ok(self.history().ask(withdraw).await??)
    }

    /// What there is no history for now is noted in it once there is one.
    fn withdraw_at_hand(&self, id: &CaseReference, now: Timestamp) -> Option<(KeptCase, Option<WithdrawalPackage>)> {
        let mut kept_case = self.kept_at_hand(id)?;
        let withdrawn = take_back(&mut kept_case, self.key_at_hand(id).as_ref(), now);
        let mut work = self.work();
        work.withdrawn_at = kept_case.sending().and_then(|sending| sending.withdrawn_at);
        work.case.withdrawn();
        Some((kept_case, withdrawn))
    }
}

fn take_back(kept_case: &mut KeptCase, key: Option<&CaseKey>, now: Timestamp) -> Option<WithdrawalPackage> {
    kept_case.sending_mut().map(|sending| sending.withdraw(key, now))
}
