//! Simple MAPI in a process of its own, `pli mapi`: the provider is somebody else's library, may
//! block while its window is open, and may crash.

use std::{
    io::{self, Read, Write},
    os::windows::{ffi::OsStrExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    ptr,
    sync::mpsc,
    thread,
    time::Duration,
};

use pli_wizard::draft::Draft;
use serde::{Deserialize, Serialize};
use windows_sys::{
    Win32::System::{
        LibraryLoader::{GetProcAddress, LOAD_LIBRARY_SEARCH_SYSTEM32, LoadLibraryExW},
        Mapi::{
            LPMAPISENDMAILW, MAPI_DIALOG, MAPI_E_ATTACHMENT_NOT_FOUND, MAPI_E_ATTACHMENT_OPEN_FAILURE,
            MAPI_E_NOT_SUPPORTED, MAPI_LOGON_UI, MAPI_TO, MAPI_USER_ABORT, MapiFileDescW, MapiMessageW, MapiRecipDescW,
        },
        Threading::CREATE_NO_WINDOW,
    },
    core::w,
};

use super::super::{HandoffError, How};
use crate::package_folder::PackageFolder;

/// A provider that refuses does so at once; one that shows its window blocks until it is closed.
const REFUSES_WITHIN: Duration = Duration::from_secs(5);

/// A forgotten window is not waited for longer.
const LIMIT: Duration = Duration::from_secs(60 * 60);

/// The exit code when the limit has passed; no MAPI code is that large.
const TIMED_OUT: u8 = 255;

/// Where an attachment stands in the text: not in it (MAPI, `MapiFileDesc.nPosition`).
const NOT_IN_TEXT: u32 = u32::MAX;

/// What the helper reads from its standard input.
#[derive(Serialize, Deserialize)]
struct Request {
    to: String,
    subject: String,
    body: String,
    files: [PathBuf; 2],
}

/// Starts the helper, and waits for as long as a refusal takes.
pub(super) async fn ask(name: &str, files: &PackageFolder, draft: &Draft) -> Result<How, HandoffError> {
    let request = Request {
        to: draft.to().to_owned(),
        subject: draft.subject().to_owned(),
        body: draft.body().replace('\n', "\r\n"),
        files: files.attachments(),
    };
    let name = name.to_owned();
    let asked = tauri::async_runtime::spawn_blocking(move || match start(&request).map(wait) {
        Ok(ended) => outcome(ended, &name, &request),
        Err(error) => Err(HandoffError::ClientFailed { name, detail: error.to_string() }),
    });
    asked.await.map_err(|_| HandoffError::WindowGone)?
}

fn start(request: &Request) -> io::Result<Child> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("mapi")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .creation_flags(CREATE_NO_WINDOW)
        .spawn()?;
    let json = serde_json::to_vec(request)?;
    // Dropping the pipe is what ends the request.
    child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?.write_all(&json)?;
    Ok(child)
}

/// The exit code, or nothing while the client's window is open.
fn wait(mut child: Child) -> Option<i32> {
    let (ended, end) = mpsc::channel();
    thread::spawn(move || {
        let code = child.wait().ok().and_then(|status| status.code());
        // Nobody waits for the end of a window that was left open.
        let _ = ended.send(code.unwrap_or(-1));
    });
    end.recv_timeout(REFUSES_WITHIN).ok()
}

/// What a MAPI code means ("MAPISendMailW", Win32 documentation).
fn outcome(ended: Option<i32>, name: &str, request: &Request) -> Result<How, HandoffError> {
    let Some(code) = ended else { return Ok(How::Opened) };
    let failed = || HandoffError::ClientFailed { name: name.to_owned(), detail: format!("MAPI code {code}") };
    match u32::try_from(code).map_err(|_| failed())? {
        0 => Ok(How::Opened),
        MAPI_USER_ABORT => Ok(How::Cancelled),
        MAPI_E_NOT_SUPPORTED => Err(HandoffError::NoMailClient),
        MAPI_E_ATTACHMENT_NOT_FOUND | MAPI_E_ATTACHMENT_OPEN_FAILURE => Err(unread(name, &request.files)),
        _ => Err(failed()),
    }
}

/// A file that the client did not find: it is gone, or only the client cannot read it.
fn unread(name: &str, files: &[PathBuf; 2]) -> HandoffError {
    match files.iter().find(|file| !file.is_file()) {
        Some(gone) => HandoffError::FilesMissing { file: file_name(gone) },
        None => {
            let folder = files[0].parent().unwrap_or(&files[0]).display().to_string();
            HandoffError::ClientCannotRead { name: name.to_owned(), folder }
        }
    }
}

/// The life of `pli mapi`: a request in, the MAPI code out.
pub fn run() -> ExitCode {
    let (done, result) = mpsc::channel();
    thread::spawn(move || done.send(read().map_or(MAPI_E_NOT_SUPPORTED, |request| send(&request))));
    match result.recv_timeout(LIMIT) {
        Ok(code) => ExitCode::from(u8::try_from(code).unwrap_or(TIMED_OUT)),
        Err(_) => ExitCode::from(TIMED_OUT),
    }
}

fn read() -> io::Result<Request> {
    let mut json = Vec::new();
    io::stdin().read_to_end(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

/// Calls the default provider; blocks while its window is open.
fn send(request: &Request) -> u32 {
    let Some(send_mail) = send_mail() else { return MAPI_E_NOT_SUPPORTED };
    let [address, name, subject, body] =
        [&*format!("SMTP:{}", request.to), &request.to, &request.subject, &request.body]
            .map(|text| wide(text.as_ref()));
    let paths = request.files.each_ref().map(|file| wide(file.as_os_str()));
    let names = request.files.each_ref().map(|file| wide(file_name(file).as_ref()));
    let mut recipient = MapiRecipDescW {
        ulRecipClass: MAPI_TO,
        lpszName: name.as_ptr().cast_mut(),
        lpszAddress: address.as_ptr().cast_mut(),
        ..MapiRecipDescW::default()
    };
    let mut attachments = [0, 1].map(|file| MapiFileDescW {
        nPosition: NOT_IN_TEXT,
        lpszPathName: paths[file].as_ptr().cast_mut(),
        lpszFileName: names[file].as_ptr().cast_mut(),
        ..MapiFileDescW::default()
    });
    let message = MapiMessageW {
        lpszSubject: subject.as_ptr().cast_mut(),
        lpszNoteText: body.as_ptr().cast_mut(),
        nRecipCount: 1,
        lpRecips: ptr::from_mut(&mut recipient),
        nFileCount: 2,
        lpFiles: attachments.as_mut_ptr(),
        ..MapiMessageW::default()
    };
    // SAFETY: the function has this signature (mapi.h); `message` and all that it points to are
    // null-terminated, live until the call returns, and the counts are those of the arrays.
    unsafe { send_mail(0, 0, &raw const message, MAPI_LOGON_UI | MAPI_DIALOG, 0) }
}

/// `MAPISendMailW` of the system's stub, which forwards to the default provider.
fn send_mail() -> Option<unsafe extern "system" fn(usize, usize, *const MapiMessageW, u32, u32) -> u32> {
    // SAFETY: the name is a null-terminated constant; only System32 is searched.
    let library = unsafe { LoadLibraryExW(w!("mapi32.dll"), ptr::null_mut(), LOAD_LIBRARY_SEARCH_SYSTEM32) };
    if library.is_null() {
        return None;
    }
    // SAFETY: the library is loaded and stays so; the name is null-terminated.
    let address = unsafe { GetProcAddress(library, c"MAPISendMailW".as_ptr().cast()) };
    // SAFETY: the exported function has this signature (mapi.h); both types are optional pointers.
    unsafe { std::mem::transmute::<_, LPMAPISENDMAILW>(address) }
}

fn wide(text: &std::ffi::OsStr) -> Vec<u16> {
    text.encode_wide().chain([0]).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(ended: Option<i32>, folder: &Path) -> Result<How, HandoffError> {
        let files = ["consentement-K7M4-Q2XD.pdf", "identifiants-K7M4-Q2XD.age"].map(|name| folder.join(name));
        let request = Request { to: String::new(), subject: String::new(), body: String::new(), files };
        outcome(ended, "Outlook", &request)
    }

    /// Every code of mapi.h is one of these; 255 is the limit, -1 a helper that was killed.
    #[test]
    fn each_mapi_code_has_its_meaning() {
        let folder = tempfile::tempdir().unwrap();
        let said = |ended| meaning(ended, folder.path()).map_err(|error| error.to_string());
        let failed = |code: i32| Err(format!("the mail client Outlook failed: MAPI code {code}"));
        let missing = Err("missing: consentement-K7M4-Q2XD.pdf".to_owned());
        assert_eq!(said(None), Ok(How::Opened));
        for code in (0..=28).chain([255, -1]) {
            let expected = match code {
                0 => Ok(How::Opened),
                1 => Ok(How::Cancelled),
                11 | 12 => missing.clone(),
                26 => Err("no mail client".to_owned()),
                _ => failed(code),
            };
            assert_eq!(said(Some(code)), expected, "{code}");
        }
    }

    #[test]
    fn files_that_are_there_were_only_out_of_the_client_s_sight() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["consentement-K7M4-Q2XD.pdf", "identifiants-K7M4-Q2XD.age"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let expected =
            HandoffError::ClientCannotRead { name: "Outlook".to_owned(), folder: folder.path().display().to_string() };
        assert_eq!(meaning(Some(12), folder.path()), Err(expected));
    }
}
