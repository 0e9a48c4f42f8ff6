use std::mem;

use pli_format::{Sha256, canonical::Canonical, consent::ConsentRecord, seal::SealOrder};
use pli_wizard::{
    case::{Case, Page, View},
    package::{Package, PackageError},
};
use serde::Serialize;
use tauri::{Manager, WebviewWindow};
use ts_rs::TS;

use super::{
    MainWindow,
    message::{self, erase_packages},
};
use crate::{
    clock,
    rejection::{FailureCode, Rejection},
    seal_process::{self, Known, SealEnded, SealProcessError},
    session::Session,
    zoom::Zoom,
};

/// What became of the seal window, and the page that follows.
#[derive(Serialize, TS)]
#[ts(export)]
pub struct SealOutcome {
    /// The page now.
    view: View,
    /// True when the person closed the seal window: nothing was sealed.
    cancelled: bool,
}

impl MainWindow<'_> {
    pub async fn seal(&self) -> Result<SealOutcome, Rejection> {
        let session = &self.session;
        if session.work().case.package().is_none() {
            wait_for_the_keyring(session).await?;
            let Some(sealed) = seal_in_its_window(&self.window, session).await? else {
                return Ok(SealOutcome { view: session.view(&session.work()), cancelled: true });
            };
            pack(session, sealed)?;
        }
        let folder = write_package(session).await?;
        let view = session.change(|case| case.saved(&folder))?;
        Ok(SealOutcome { view, cancelled: false })
    }

    pub async fn retype(&self) -> Result<View, Rejection> {
        erase_what_was_sealed(&self.session)?;
        self.session.change(Case::retype)
    }
}

/// What was sealed goes before it may be sealed anew: nobody can have it yet.
fn erase_what_was_sealed(session: &Session) -> Result<(), Rejection> {
    let written: Vec<_> = {
        let work = session.work();
        if !work.case.can_retype() {
            return Err(Rejection::OutOfOrder);
        }
        work.written_before.iter().chain(&work.written).cloned().collect()
    };
    erase_packages(&written)?;
    let mut work = session.work();
    (work.written, work.written_before) = (None, Vec::new());
    Ok(())
}

/// A keyring that asks for its password takes the keyboard, and what is typed in the seal window would
/// go there. Said once: a keyring that never answers does not keep anybody from sealing.
async fn wait_for_the_keyring(session: &Session) -> Result<(), Rejection> {
    let waits = session.history().ask(|_| ()).await.is_err();
    if waits && !mem::replace(&mut session.work().told_of_keyring, true) {
        return Err(FailureCode::KeyringWaiting.into());
    }
    Ok(())
}

/// A sealed file, and the record it was sealed for.
struct Sealed {
    bytes: Vec<u8>,
    record_sha256: Sha256,
}

async fn seal_in_its_window(window: &WebviewWindow, session: &Session) -> Result<Option<Sealed>, Rejection> {
    let (order, record_sha256) = {
        let mut work = session.work();
        let language = work.case.language();
        let of = |(record, _): (&Canonical<ConsentRecord>, _)| (SealOrder::of(record, language), record.sha256());
        let order = work.case.sealable().map(of).filter(|_| !work.sealing).ok_or(Rejection::OutOfOrder)?;
        work.sealing = true;
        order
    };
    let known = Known::of(session.bundles());
    let ended = seal_process::run(window, &order, known, window.state::<Zoom>().size()).await;
    session.work().sealing = false;
    match ended {
        Ok(SealEnded::Sealed(bytes)) => Ok(Some(Sealed { bytes, record_sha256 })),
        Ok(SealEnded::Cancelled) => Ok(None),
        Err(error) => {
            if matches!(error, SealProcessError::OtherEpoch | SealProcessError::ConsentExpired) {
                ask_again(session)?;
            }
            Err(error.into())
        }
    }
}

/// The consent is signed again, to the key that is in force by now.
fn ask_again(session: &Session) -> Result<(), Rejection> {
    if let Ok(bundle) = session.bundles().in_force(clock::now().instant()) {
        session.adopt(bundle);
    }
    session.change(Case::void_consent).map(drop)
}

fn pack(session: &Session, sealed: Sealed) -> Result<(), Rejection> {
    match session.work().case.pack(sealed.bytes, sealed.record_sha256) {
        Ok(_) => Ok(()),
        Err(PackageError::OutOfOrder) => Err(Rejection::OutOfOrder),
        Err(PackageError::NotSealed | PackageError::OtherFile) => Err(FailureCode::SealUnreadable.into()),
        Err(PackageError::Pdf(_) | PackageError::Terms(_)) => Err(FailureCode::Internal.into()),
    }
}

/// A package that cannot be written stays in the case: asked again, only the writing is done again.
async fn write_package(session: &Session) -> Result<String, Rejection> {
    let package = to_write(session)?;
    let written = message::write(&package).await?;
    let folder = written.place();
    session.work().written = Some(written);
    Ok(folder)
}

/// The package, while it has to be written: afterwards, another button's writing would be known to nobody.
fn to_write(session: &Session) -> Result<Package, Rejection> {
    let work = session.work();
    let package = work.case.package().filter(|_| work.case.page() == Page::Credentials);
    package.cloned().ok_or(Rejection::OutOfOrder)
}

#[cfg(test)]
mod tests {
    use pli_format::Language;

    use super::*;
    use crate::{
        bundle_folder::BundleFolder,
        history::{
            History,
            fixture::{MemoryKeyring, now, packed, unsaved},
        },
    };

    #[test]
    fn a_package_is_written_once_from_the_page_that_seals() {
        let is_written = |case| {
            let data = tempfile::tempdir().unwrap();
            let history = History::begin(MemoryKeyring::default(), data.path().join("history"));
            let session = Session::begin(Language::Fr, now(), BundleFolder::below(data.path()), history);
            assert!(session.take_up(case, None).is_ok());
            to_write(&session).is_ok()
        };
        assert!(is_written(unsaved(1)));
        assert!(!is_written(packed(1)));
    }
}
