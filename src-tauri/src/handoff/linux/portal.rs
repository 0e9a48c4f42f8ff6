use std::{fs::File, os::fd::OwnedFd, path::Path};

use ashpd::desktop::{ResponseError, email::EmailRequest};
use pli_core::draft::Draft;

use super::super::{HandoffError, How, PackageFiles};

/// Asks `org.freedesktop.portal.Email` (version 2 and later) for a message with both files, which
/// it gets opened, so that no sandbox needs to see the folder.
pub(super) async fn compose(draft: &Draft, files: &PackageFiles) -> Result<How, HandoffError> {
    let request = EmailRequest::default()
        .address(draft.to())
        .subject(draft.subject())
        .body(&*draft.body())
        .attach(open(&files.pdf)?)
        .attach(open(&files.age)?);
    let response = match request.send().await {
        Ok(request) => request.response(),
        Err(error) => Err(error),
    };
    match response {
        Ok(()) => Ok(How::Opened),
        Err(ashpd::Error::Response(ResponseError::Cancelled)) => Ok(How::Cancelled),
        Err(error) => Err(HandoffError::PortalFailed { detail: error.to_string() }),
    }
}

fn open(path: &Path) -> Result<OwnedFd, HandoffError> {
    let missing =
        |_| HandoffError::FilesMissing { file: path.file_name().unwrap_or_default().to_string_lossy().into_owned() };
    File::open(path).map(OwnedFd::from).map_err(missing)
}
