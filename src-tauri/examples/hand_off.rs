//! Tries a mail client from the command line, without the wizard:
//!
//! ```text
//! cargo run -p pli --example hand_off -- clients
//! cargo run -p pli --example hand_off -- give CLIENT FOLDER
//! cargo run -p pli --example hand_off -- plain | show CLIENT | webmail CLIENT FOLDER | reveal FOLDER | copy FOLDER
//! cargo run -p pli --example hand_off -- view FILE
//! ```
//!
//! FOLDER holds the three files of a package, such as `cargo xtask package` makes. Prints what the
//! hand-off came to, or the code of its failure.

#![allow(clippy::print_stdout, reason = "it speaks to the person at the terminal")]

use std::{env, fs, path::Path, process::ExitCode};

use pli::{
    handoff::{self, Copied, HandoffError, MainThread},
    package_folder::PackageFolder,
};
use pli_format::{CaseReference, Language};
use pli_wizard::draft::Draft;

/// A program without windows has one thread that matters.
struct ThisThread;

impl MainThread for ThisThread {
    fn post(&self, job: Box<dyn FnOnce() + Send>) -> Result<(), HandoffError> {
        job();
        Ok(())
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    // The hand-off starts its own program again for Simple MAPI.
    #[cfg(windows)]
    if words == ["mapi"] {
        return handoff::mapi();
    }
    match tauri::async_runtime::block_on(answer(&words)) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{}", serde_json::json!(error.code()));
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn answer(words: &[&str]) -> Result<serde_json::Value, HandoffError> {
    let draft = Draft::plain(Language::Fr, Some("LCL"));
    match words {
        ["clients"] => Ok(serde_json::json!(handoff::mail_clients(None, &[]))),
        ["give", client, folder] => {
            let done = handoff::hand_off(client, &package(folder), &draft, &ThisThread).await?;
            Ok(serde_json::json!([done.how, done.reminder, done.via]))
        }
        ["plain"] => handoff::open_plain_mail(&draft).await.map(|()| "started".into()),
        ["show", client] => Ok(serde_json::json!(handoff::open_where_remembered(&draft, Some(client)).await)),
        ["webmail", client, folder] => {
            handoff::open_webmail(client, &package(folder), &draft).await.map(|()| "started".into())
        }
        ["view", file] => handoff::open_document(file.into()).await.map(|()| "opened".into()),
        ["reveal", folder] => handoff::reveal_folder(&package(folder)).await.map(|()| "started".into()),
        ["copy", folder] => {
            handoff::copy(Copied::Files(package(folder).attachments()), &ThisThread).await.map(|()| "copied".into())
        }
        _ => Ok(
            "clients | give CLIENT FOLDER | plain | show CLIENT | webmail CLIENT FOLDER | reveal FOLDER | copy FOLDER"
                .into(),
        ),
    }
}

/// The files of a folder by their endings; one that is not there keeps a name that is missing.
fn package(folder: &str) -> PackageFolder {
    let folder = Path::new(folder).to_owned();
    let entries: Vec<_> = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    let ending = |ending: &str| {
        let found = entries.iter().find(|path| path.extension().is_some_and(|extension| extension == ending));
        found.cloned().unwrap_or_else(|| folder.join("missing").with_extension(ending))
    };
    let mut package = PackageFolder::new(&folder, CaseReference::parse("K7M4-Q2XD").expect("a reference"));
    (package.consent, package.sealed, package.message) = (ending("pdf"), ending("age"), ending("eml"));
    package
}
