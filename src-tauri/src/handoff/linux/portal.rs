use std::{fs::File, os::fd::OwnedFd, path::Path, time::Duration};

use ashpd::{
    desktop::{ResponseError, email::EmailRequest, open_uri::OpenFileRequest},
    zbus,
};
use pli_wizard::draft::Draft;
use tokio::time::timeout;

use super::super::{HandoffError, How};
use crate::package_folder::PackageFolder;

/// The portal may ask the person which program to use; one that has gone never answers.
const LIMIT: Duration = Duration::from_mins(2);

/// How long the portal has to start and give a sign of life, which asks nobody.
const ALIVE: Duration = Duration::from_secs(10);

/// Asks `org.freedesktop.portal.Email` (version 2 and later) for a message with both files, which
/// it gets opened, so that no sandbox needs to see the folder.
pub(super) async fn compose(draft: &Draft, files: &PackageFolder) -> Result<How, HandoffError> {
    answered(ALIVE, is_alive()).await?;
    let request = EmailRequest::default()
        .address(draft.to())
        .subject(draft.subject())
        .body(&*draft.body())
        .attach(open(&files.consent)?)
        .attach(open(&files.sealed)?);
    answered(LIMIT, async { request.send().await?.response() }).await
}

/// Asks `org.freedesktop.portal.OpenURI` for a program that shows this file, which it gets opened: a sandbox need not see
/// its folder.
pub(super) async fn open_document(file: &Path) -> Result<How, HandoffError> {
    answered(ALIVE, is_alive()).await?;
    let file = open(file)?;
    answered(LIMIT, async { OpenFileRequest::default().send_file(&file).await?.response() }).await
}

/// D-Bus Specification, "org.freedesktop.DBus.Peer".
async fn is_alive() -> ashpd::Result<()> {
    let (name, path) = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
    let bus = zbus::Connection::session().await?;
    bus.call_method(Some(name), path, Some("org.freedesktop.DBus.Peer"), "Ping", &()).await?;
    Ok(())
}

async fn answered(limit: Duration, answer: impl Future<Output = ashpd::Result<()>>) -> Result<How, HandoffError> {
    match timeout(limit, answer).await {
        Ok(Ok(())) => Ok(How::Opened),
        Ok(Err(ashpd::Error::Response(ResponseError::Cancelled))) => Ok(How::Cancelled),
        Ok(Err(error)) => Err(HandoffError::PortalFailed { detail: error.to_string() }),
        Err(elapsed) => Err(HandoffError::PortalFailed { detail: elapsed.to_string() }),
    }
}

fn open(path: &Path) -> Result<OwnedFd, HandoffError> {
    let missing =
        |_| HandoffError::FilesMissing { file: path.file_name().unwrap_or_default().to_string_lossy().into_owned() };
    File::open(path).map(OwnedFd::from).map_err(missing)
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;
    use crate::documented::hand_off_says;

    #[test]
    fn a_portal_that_never_answers_has_failed() {
        let never = tauri::async_runtime::block_on(answered(Duration::ZERO, pending()));
        let detail = "deadline has elapsed".to_owned();
        assert_eq!(never, Err(HandoffError::PortalFailed { detail }));
    }

    #[test]
    fn a_portal_has_ten_seconds_for_a_sign_of_life_and_two_minutes_for_the_person() {
        assert_eq!([ALIVE, LIMIT].map(|limit| limit.as_secs()), [10, 120]);
        assert!(hand_off_says(
            "A portal that gives no sign of life within ten seconds has failed, or no answer within two minutes,"
        ));
    }
}
