use std::sync::Arc;

use jiff::Timestamp;
use pli_format::bundle::Bundle;
use pli_wizard::case::View;
use tauri::{
    State,
    ipc::{InvokeBody, Request},
};

use crate::{
    bundle_folder::BundleFolder,
    clock,
    rejection::{FailureCode, Rejection},
    session::Session,
};

/// Takes a bundle file that Bridge gave, when no key is in force: the body is the file.
#[tauri::command]
pub async fn import_bundle(session: State<'_, Session>, request: Request<'_>) -> Result<View, Rejection> {
    let InvokeBody::Raw(file) = request.body() else { return Err(FailureCode::Internal.into()) };
    session.adopt(import(session.bundles(), session.bundle(), file, clock::now().instant())?);
    Ok(session.view(&session.work()))
}

/// A key in force is not replaced: nobody needs to be talked into opening a file.
fn import(
    folder: &BundleFolder,
    bundle: Result<Arc<Bundle>, FailureCode>,
    file: &[u8],
    now: Timestamp,
) -> Result<Bundle, Rejection> {
    if bundle.is_ok_and(|bundle| bundle.recipients(now).is_ok()) {
        return Err(Rejection::OutOfOrder);
    }
    Ok(folder.import(file, now)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWER: &[u8] = include_bytes!("../../../tests/demo/DEMO-ONLY-bundle-2.plikeys");
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
    fn a_key_in_force_is_not_replaced() {
        let carried = Bundle::compiled_in(at(NOW), 0).unwrap();
        assert_eq!(imported(Ok(carried), NOW), Err(Rejection::OutOfOrder));
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
