use objc2::{MainThreadMarker, rc::Retained, runtime::AnyObject};
use objc2_app_kit::{NSSharingService, NSSharingServiceNameComposeEmail};
use objc2_foundation::{NSArray, NSString, NSURL};
use pli_wizard::draft::Draft;

use super::super::{HandoffError, How};
use crate::package_folder::PackageFolder;

/// Opens a new message of Mail with the text and both files. To be called on the main thread.
pub(super) fn compose(name: &str, files: &PackageFolder, draft: &Draft) -> Result<How, HandoffError> {
    let failed = |detail: &str| HandoffError::ClientFailed { name: name.to_owned(), detail: detail.to_owned() };
    MainThreadMarker::new().ok_or_else(|| failed("not on the main thread"))?;
    // SAFETY: a constant of AppKit, there since macOS 10.8.
    let service_name = unsafe { NSSharingServiceNameComposeEmail };
    let service = NSSharingService::sharingServiceNamed(service_name).ok_or_else(|| failed("no share service"))?;
    let items = items(files, draft);
    // SAFETY: the items are strings and file URLs, which this service takes.
    if !unsafe { service.canPerformWithItems(Some(&items)) } {
        return Err(failed("the share service does not take the files"));
    }
    service.setRecipients(Some(&NSArray::from_retained_slice(&[NSString::from_str(draft.to())])));
    service.setSubject(Some(&NSString::from_str(draft.subject())));
    // SAFETY: as above.
    unsafe { service.performWithItems(&items) };
    Ok(How::Opened)
}

fn items(files: &PackageFolder, draft: &Draft) -> Retained<NSArray<AnyObject>> {
    let text: Retained<AnyObject> = Retained::into_super(Retained::into_super(NSString::from_str(&draft.body())));
    let urls = [&files.consent, &files.sealed].map(|file| {
        let path = NSString::from_str(&file.to_string_lossy());
        let url: Retained<AnyObject> = Retained::into_super(Retained::into_super(NSURL::fileURLWithPath(&path)));
        url
    });
    NSArray::from_retained_slice(&[&[text][..], &urls].concat())
}
