use super::{Copied, HandoffError};

/// Text, or files as the file manager copies them. To be called on the main thread.
pub(super) fn copy(what: &Copied) -> Result<(), HandoffError> {
    let failed = |error: arboard::Error| HandoffError::ClipboardFailed { detail: error.to_string() };
    let mut clipboard = arboard::Clipboard::new().map_err(failed)?;
    match what {
        Copied::Text(text) => clipboard.set_text(text),
        Copied::Files(files) => clipboard.set().file_list(files),
    }
    .map_err(failed)
}
