use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::time::timeout;

use super::{HandoffError, blocking, starting, system};
use crate::package_folder::PackageFolder;

/// A file manager that hangs does not answer; another way to open the folder is tried then.
const LIMIT: Duration = Duration::from_secs(5);

/// Shows the folder in the file manager, the two files selected where it can select: the way that
/// is always left.
///
/// # Errors
/// [`HandoffError::FilesMissing`], [`HandoffError::FolderNotShown`].
pub async fn reveal_folder(files: &PackageFolder) -> Result<(), HandoffError> {
    check_present(&[&files.consent, &files.sealed])?;
    reveal(&files.path, files.attachments().to_vec()).await
}

/// Shows some files of a folder.
///
/// # Errors
/// [`HandoffError::FolderNotShown`].
pub async fn reveal(folder: &Path, shown: Vec<PathBuf>) -> Result<(), HandoffError> {
    let folder = folder.to_owned();
    let selecting = blocking(move || {
        let failed = |error: tauri_plugin_opener::Error| HandoffError::FolderNotShown { detail: error.to_string() };
        tauri_plugin_opener::reveal_items_in_dir(shown).map_err(failed)
    });
    match timeout(LIMIT, selecting).await {
        Ok(Ok(())) => Ok(()),
        _ => starting(|detail| HandoffError::FolderNotShown { detail }, move || system::open_folder(&folder)).await,
    }
}

/// # Errors
/// [`HandoffError::FilesMissing`] for the first that is gone.
pub(super) fn check_present(files: &[&Path]) -> Result<(), HandoffError> {
    match files.iter().find(|file| !file.is_file()) {
        Some(file) => {
            let name = file.file_name().unwrap_or(file.as_os_str());
            Err(HandoffError::FilesMissing { file: name.to_string_lossy().into_owned() })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documented::hand_off_says;

    #[test]
    fn a_file_manager_has_five_seconds() {
        assert_eq!(LIMIT.as_secs(), 5);
        assert!(hand_off_says("a file manager, within five seconds;"));
    }
}
