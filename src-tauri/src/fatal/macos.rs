use objc2::MainThreadMarker;
use objc2_app_kit::{NSAlert, NSAlertStyle};
use objc2_foundation::NSString;

/// An alert; nothing away from the main thread, where none may be shown.
pub fn show(title: &str, text: &str) {
    let Some(main) = MainThreadMarker::new() else { return };
    let alert = NSAlert::new(main);
    alert.setAlertStyle(NSAlertStyle::Critical);
    alert.setMessageText(&NSString::from_str(title));
    alert.setInformativeText(&NSString::from_str(text));
    alert.runModal();
}
