use std::mem;

use pli_format::{Sha256, canonical::Canonical, consent::ConsentRecord, seal::SealOrder};
use pli_wizard::{
    case::{Case, View},
    package::PackageError,
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
        let folder = write_package(session)?;
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
    let mut work = session.work();
    if !work.case.can_retype() {
        return Err(Rejection::OutOfOrder);
    }
    erase_packages(work.written_before.iter().chain(&work.written))?;
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
    let imported = session.bundles().imported().and_then(|file| String::from_utf8(file).ok());
    let known = Known { imported, last_serial: session.bundles().last_serial() };
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
fn write_package(session: &Session) -> Result<String, Rejection> {
    let mut work = session.work();
    let package = work.case.package().ok_or(Rejection::OutOfOrder)?;
    let written = message::write(package)?;
    let folder = written.place();
    work.written = Some(written);
    Ok(folder)
}
