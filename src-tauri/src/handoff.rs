//! The hand-off: giving the draft and its two attachments to a mail client.
//!
//! The rules stand here and in [`plan`]; the systems differ in [`linux`], [`windows`] and
//! [`macos`], and `#[cfg]` chooses between them once. No way proves that a mail was sent: what is
//! reported is that a client was opened, never more. The app opens no network connection; a browser
//! or a mail client that it starts is another program.
//!
//! Programs are started with argument vectors, never through a shell.

mod catalogue;
mod clients;
mod detected;
#[cfg(not(target_os = "linux"))]
mod drag;
mod error;
#[cfg(not(target_os = "linux"))]
mod pasteboard;
mod plan;
mod remembered;
mod save;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux as system;
#[cfg(target_os = "macos")]
use macos as system;
#[cfg(windows)]
use windows as system;

use std::{path::PathBuf, time::Duration};

use pli_wizard::draft::{ComposeUrl, Draft, MAILTO};
use serde::Serialize;
use tauri::{Manager, WebviewWindow};
use ts_rs::TS;

use crate::package_folder::PackageFolder;

use catalogue::Client;
use plan::{Way, plan};

pub use clients::{MailClient, MailClients};
pub use error::HandoffError;
pub use remembered::RememberedClient;
pub use save::{reveal, reveal_folder};
#[cfg(windows)]
pub use windows::mapi::run as mapi;

/// The clients of a computer with two programs of the catalogue.
#[cfg(test)]
pub(crate) fn example_clients() -> MailClients {
    let found = |id| detected::Found { id, app: String::new(), confinement: detected::Confinement::None };
    let programs = ["thunderbird", "evolution"].map(found).to_vec();
    clients::list(&detected::Detected { programs, ..detected::Detected::default() }, None, &[])
}

/// The longest compose URL that every browser and webmail takes, in bytes.
const WEBMAIL_URL_MAX: usize = 2000;

/// How long the system has to start a program.
const STARTS_WITHIN: Duration = Duration::from_secs(20);

/// What a hand-off came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum How {
    /// A mail client was started with the draft and both attachments.
    Opened,
    /// A webmail that opens with the message filled in; the files are added by hand.
    Compose,
    /// A webmail that takes no message from outside: its home page is opened.
    Webmail,
    /// Nothing was opened but the folder, to attach the files by hand.
    Folder,
    /// The person closed the system's dialog: nothing happened, and nothing went wrong.
    Cancelled,
}

/// What the person was shown of a mail without attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Shown {
    /// The mail, to be sent.
    FilledIn,
    /// The webmail, which takes no mail from outside, or none so long: the person writes it there.
    PageOnly,
    Nothing,
}

/// The result of [`hand_off`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOffHow {
    /// What was done.
    pub how: How,
    /// The client may show nothing, or no attachments: ask after ten seconds.
    pub reminder: bool,
    /// A webmail's page was opened in the browser.
    pub site_opened: bool,
    /// The message on it has not the whole text.
    pub shortened: bool,
    /// The client's name, for people; empty when it is not known.
    pub via: String,
}

/// What can be copied to paste it into a webmail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// The address, subject or text.
    Text(String),
    /// The two files themselves, as a file manager copies them.
    Files([PathBuf; 2]),
}

/// The thread that owns the windows, where clipboards and share sheets must be used.
pub trait MainThread {
    /// Runs `job` there, later.
    ///
    /// # Errors
    /// When the event loop has ended.
    fn post(&self, job: Box<dyn FnOnce() + Send>) -> Result<(), HandoffError>;
}

impl MainThread for tauri::AppHandle {
    fn post(&self, job: Box<dyn FnOnce() + Send>) -> Result<(), HandoffError> {
        self.run_on_main_thread(job).map_err(|_| HandoffError::WindowGone)
    }
}

/// The clients to choose from. The remembered one is chosen beforehand, unless it was tried in vain.
pub fn mail_clients(remembered: Option<&str>, tried: &[String]) -> MailClients {
    clients::list(&system::detect(), remembered, tried)
}

/// Gives the package to a client, by the way that suits it.
///
/// # Errors
/// [`HandoffError`], each with a stable code; the files stay where they are.
pub async fn hand_off(
    client: &str,
    files: &PackageFolder,
    draft: &Draft,
    main: &impl MainThread,
) -> Result<HandOffHow, HandoffError> {
    let id = client;
    let client = Client::named(id)?;
    save::check_present(&[&files.consent, &files.sealed, &files.message])?;
    let detected = system::detect();
    let way = plan(client, &detected, files)?;
    let reminder = way.may_show_nothing(client);
    // A page that did not open can be asked for again: the way is the same.
    let site_opened = way == Way::Webmail && open_webmail(id, files, draft).await.is_ok();
    let shortened = compose_page(id, draft).is_ok_and(|page| page.filled == Filled::Shortened);
    let how = match way {
        Way::Webmail if client.is_filled_in() => How::Compose,
        Way::Webmail => How::Webmail,
        Way::Folder => {
            // The page names the folder: shown or not, the files are attached by hand.
            let _ = reveal_folder(files).await;
            How::Folder
        }
        Way::Client(opening) => system::give(opening, files, draft, main).await?,
    };
    let reminder = how == How::Opened && reminder;
    Ok(HandOffHow { how, reminder, site_opened, shortened, via: client.name(&detected) })
}

/// Opens a webmail's compose page, filled in as far as it can be, in the browser; and behind it the
/// folder, since no such page takes attachments.
///
/// # Errors
/// [`HandoffError::ClientNotFound`] for a webmail without a page, [`HandoffError::BrowserFailed`].
pub async fn open_webmail(client: &str, files: &PackageFolder, draft: &Draft) -> Result<(), HandoffError> {
    let page = compose_page(client, draft)?.url;
    // The page has the files as well: the folder is one more way to reach them.
    let _ = reveal_folder(files).await;
    starting(browser_failed, move || system::open_in_browser(&page)).await
}

fn browser_failed(detail: String) -> HandoffError {
    HandoffError::BrowserFailed { detail }
}

struct ComposePage {
    url: String,
    filled: Filled,
}

/// What a webmail's page has of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filled {
    Whole,
    Shortened,
    Not,
}

/// A webmail's compose page, filled in; the webmail itself where there is no such page.
fn compose_page(client: &str, draft: &Draft) -> Result<ComposePage, HandoffError> {
    let client = Client::named(client)?;
    let Client::Webmail(webmail) = client else {
        return Err(HandoffError::ClientNotFound { name: client.name(&detected::Detected::default()) });
    };
    Ok(match &webmail.compose {
        Some(template) => {
            let ComposeUrl { url, shortened } = draft.compose_url(template, WEBMAIL_URL_MAX);
            ComposePage { url, filled: if shortened { Filled::Shortened } else { Filled::Whole } }
        }
        None => ComposePage { url: webmail.site.clone(), filled: Filled::Not },
    })
}

fn mailto(draft: &Draft) -> String {
    draft.compose_url(MAILTO, WEBMAIL_URL_MAX).url
}

/// Opens a mail without attachment in the system's mail client.
///
/// # Errors
/// [`HandoffError::NoMailClient`], [`HandoffError::ClientFailed`].
pub async fn open_plain_mail(draft: &Draft) -> Result<(), HandoffError> {
    let url = mailto(draft);
    let late = |detail| HandoffError::ClientFailed { name: String::new(), detail };
    starting(late, move || system::open_mailto(&url)).await
}

/// Opens a mail without attachment where the person was last seen to write theirs: on the page of that
/// webmail, or in the system's mail client.
pub async fn open_where_remembered(draft: &Draft, client: Option<&str>) -> Shown {
    let (opened, shown) = match client.and_then(|client| compose_page(client, draft).ok()) {
        Some(ComposePage { url, filled }) => {
            let shown = if filled == Filled::Whole { Shown::FilledIn } else { Shown::PageOnly };
            (starting(browser_failed, move || system::open_in_browser(&url)).await, shown)
        }
        None => (open_plain_mail(draft).await, Shown::FilledIn),
    };
    opened.map_or(Shown::Nothing, |()| shown)
}

/// Opens a PDF document with the system's program for it.
///
/// # Errors
/// [`HandoffError::ViewerFailed`].
pub async fn open_document(file: PathBuf) -> Result<(), HandoffError> {
    starting(|detail| HandoffError::ViewerFailed { detail }, move || system::open_document(&file)).await
}

/// Puts text or the two files on the clipboard.
///
/// # Errors
/// [`HandoffError::ClipboardFailed`].
pub async fn copy(what: Copied, main: &impl MainThread) -> Result<(), HandoffError> {
    on_main_thread(main, move || system::copy(&what)).await?
}

/// Begins to drag the two files out of the window, under the button that is pressed.
///
/// # Errors
/// [`HandoffError::FilesMissing`], [`HandoffError::DragFailed`].
pub async fn drag_files(files: &PackageFolder, window: &WebviewWindow) -> Result<(), HandoffError> {
    save::check_present(&[&files.consent, &files.sealed])?;
    let (from, dragged) = (window.clone(), files.attachments());
    on_main_thread(window.app_handle(), move || system::drag(&from, &dragged)).await?
}

async fn on_main_thread<T: Send + 'static>(
    main: &impl MainThread,
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, HandoffError> {
    let (done, result) = tokio::sync::oneshot::channel();
    // The receiver is only gone when nobody waits for the result any more.
    main.post(Box::new(move || drop(done.send(job()))))?;
    result.await.map_err(|_| HandoffError::WindowGone)
}

/// Has a program started. What the system asks for that may have hung itself: it is not waited for any longer.
async fn starting(
    late: impl FnOnce(String) -> HandoffError,
    job: impl FnOnce() -> Result<(), HandoffError> + Send + 'static,
) -> Result<(), HandoffError> {
    within(STARTS_WITHIN, blocking(job)).await.unwrap_or_else(|detail| Err(late(detail)))
}

async fn within<T>(limit: Duration, done: impl Future<Output = T>) -> Result<T, String> {
    tokio::time::timeout(limit, done).await.map_err(|elapsed| elapsed.to_string())
}

async fn blocking(job: impl FnOnce() -> Result<(), HandoffError> + Send + 'static) -> Result<(), HandoffError> {
    tauri::async_runtime::spawn_blocking(job).await.map_err(|_| HandoffError::WindowGone)?
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;
    use crate::documented::hand_off_says;

    #[test]
    fn what_never_starts_is_not_waited_for() {
        let came = |limit, done| tauri::async_runtime::block_on(within::<()>(limit, done));
        let never: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(pending());
        assert!(came(Duration::ZERO, never).is_err());
        assert!(came(STARTS_WITHIN, Box::pin(ready(()))).is_ok());
    }

    /// The text is left out where it would be longer: browsers, and what starts mail clients, cut it anywhere.
    #[test]
    fn an_address_that_opens_a_mail_is_never_cut() {
        let draft = Draft::plain(pli_format::Language::Fr, Some(&"é".repeat(200)));
        for (client, start) in [("gmail", "https://mail.google.com/"), ("outlook-com", "https://outlook.live.com/")] {
            let ComposePage { url, filled } = compose_page(client, &draft).unwrap();
            assert_eq!(filled, Filled::Shortened);
            assert!(url.starts_with(start) && (1200..=2000).contains(&url.len()), "{url}");
        }
        assert!((1200..=2000).contains(&mailto(&draft).len()));
    }

    #[test]
    fn a_page_is_told_to_have_the_whole_text_only_when_it_has() {
        let filled = |client, bank: &str| {
            compose_page(client, &Draft::plain(pli_format::Language::Fr, Some(bank))).unwrap().filled
        };
        assert_eq!(filled("gmail", "LCL"), Filled::Whole);
        assert_eq!(filled("gmail", &"é".repeat(200)), Filled::Shortened);
        assert_eq!(filled("orange", "LCL"), Filled::Not);
    }

    #[test]
    fn the_system_has_twenty_seconds_to_start_a_program() {
        assert_eq!(STARTS_WITHIN.as_secs(), 20);
        assert!(hand_off_says("any program that the system has not started within twenty."));
    }
}
