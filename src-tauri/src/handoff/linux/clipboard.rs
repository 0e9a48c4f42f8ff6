use std::path::PathBuf;

use gtk::{Clipboard, SelectionData, TargetEntry, TargetFlags, gdk};

use super::{
    super::{Copied, HandoffError},
    launch,
};

/// The formats that file managers and browsers take copied files in.
const URI_LIST: (&str, u32) = ("text/uri-list", 0);
const GNOME: (&str, u32) = ("x-special/gnome-copied-files", 1);

/// To be called on the main thread.
pub(in super::super) fn copy(what: &Copied) -> Result<(), HandoffError> {
    let failed = |detail: &str| HandoffError::ClipboardFailed { detail: detail.to_owned() };
    if !gtk::is_initialized_main_thread() {
        return Err(failed("no display"));
    }
    let display = gdk::Display::default().ok_or_else(|| failed("no display"))?;
    let clipboard = Clipboard::default(&display).ok_or_else(|| failed("no clipboard"))?;
    match what {
        Copied::Text(text) => clipboard.set_text(text),
        Copied::Files(files) => {
            if !offer_files(&clipboard, files) {
                return Err(failed("not taken"));
            }
        }
    }
    Ok(())
}

fn offer_files(clipboard: &Clipboard, files: &[PathBuf]) -> bool {
    let uris = files.iter().map(|file| launch::file_uri(file)).collect::<Vec<_>>();
    let targets = [URI_LIST, GNOME].map(|(name, info)| TargetEntry::new(name, TargetFlags::empty(), info));
    clipboard.set_with_data(&targets, move |_: &Clipboard, selection: &SelectionData, info| {
        let content = if info == GNOME.1 { format!("copy\n{}", uris.join("\n")) } else { uris.join("\r\n") + "\r\n" };
        selection.set(&selection.target(), 8, content.as_bytes());
    })
}
