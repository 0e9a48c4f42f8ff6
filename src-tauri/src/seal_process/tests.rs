#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{fs, path::PathBuf, process::Command};

use pli_format::{
    CaseReference, Language, Sha256, credentials::Answers, payload::PayloadCase, recipients::EpochRef, seal::SealOrder,
};
use tempfile::TempDir;

use super::{Above, BundleFolder, Known, MAX_LENGTH, SealEnded, SealExit, SealProcessError, outcome, run_command};

const SEALED: &[u8] = b"age-encryption.org/v1\n...";

fn order() -> SealOrder {
    SealOrder {
        language: Language::Fr,
        case: PayloadCase {
            reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
            bank: "lcl".to_owned(),
            consent_sha256: Sha256([1; 32]),
            signed_at: "2026-11-23T13:05:00Z".parse().unwrap(),
            expires_at: "2026-12-23T13:05:00Z".parse().unwrap(),
        },
        epoch: EpochRef { name: "2026-01".parse().unwrap(), fingerprint: Sha256([2; 32]) },
        answers: Answers::default(),
    }
}

const ABOVE: Above = Above { parent_window: None, zoom: 100 };

const KNOWN: Known = Known { imported: None, last_serial: 3 };

/// How it ended, in one word.
fn told(ended: &Result<SealEnded, SealProcessError>) -> &'static str {
    match ended {
        Ok(SealEnded::Sealed(sealed)) if sealed == SEALED => "sealed",
        Ok(SealEnded::Sealed(_)) => "something else was sealed",
        Ok(SealEnded::Cancelled) => "cancelled",
        Err(SealProcessError::NotStarted(_)) => "not started",
        Err(SealProcessError::NoFolder) => "no folder",
        Err(SealProcessError::EndedEarly) => "ended early",
        Err(SealProcessError::TimedOut) => "timed out",
        Err(SealProcessError::Unreadable) => "unreadable",
        Err(SealProcessError::NoEpoch) => "no epoch",
        Err(SealProcessError::OtherEpoch) => "other epoch",
        Err(SealProcessError::ConsentExpired) => "consent expired",
    }
}

/// Runs a shell script in the place of the seal process, in a folder of its own.
fn told_by(script: &str) -> (&'static str, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", script]).current_dir(folder.path());
    (told(&run_command(command, order(), KNOWN, ABOVE)), folder)
}

#[test]
fn the_seal_process_is_told_the_imported_bundle_and_the_highest_serial() {
    const IMPORTED: &str = include_str!("../../../tests/demo/DEMO-ONLY-bundle-2.plikeys");
    let data = tempfile::tempdir().unwrap();
    let bundles = BundleFolder::below(data.path());
    bundles.import(IMPORTED.as_bytes(), "2026-11-23T13:05:00Z".parse().unwrap()).unwrap();
    let known = Known::of(&bundles);
    assert_eq!((known.imported.as_deref(), known.last_serial), (Some(IMPORTED), 2));
}

#[test]
fn only_a_clean_end_with_a_sealed_file_is_one() {
    let cases: [(Option<SealExit>, &[u8], &str); 15] = [
        (Some(SealExit::Ended), SEALED, "sealed"),
        (Some(SealExit::Ended), b"", "cancelled"),
        (Some(SealExit::Ended), b"age-encryption.org/v2\n", "unreadable"),
        (Some(SealExit::Ended), b"age-encryption.org/v1", "unreadable"),
        (Some(SealExit::Request), b"", "not started"),
        (Some(SealExit::Epoch), b"", "no epoch"),
        (Some(SealExit::OtherEpoch), b"", "other epoch"),
        (Some(SealExit::ConsentExpired), b"", "consent expired"),
        (Some(SealExit::Window), b"", "not started"),
        (Some(SealExit::WebProcess), b"", "ended early"),
        (Some(SealExit::Idle), b"", "timed out"),
        (Some(SealExit::Body), b"", "ended early"),
        (Some(SealExit::Outlet), SEALED, "ended early"),
        (Some(SealExit::Idle), SEALED, "timed out"),
        (None, SEALED, "ended early"),
    ];
    for (exit, given, expected) in cases {
        assert_eq!(told(&outcome(exit, given.to_vec())), expected, "{exit:?}");
    }
    let longest = [SEALED, &vec![b' '; MAX_LENGTH]].concat();
    assert_eq!(told(&outcome(Some(SealExit::Ended), longest)), "unreadable");
}

#[test]
fn what_the_process_gives_is_taken() {
    assert_eq!(told_by(r"printf 'age-encryption.org/v1\n...'").0, "sealed");
    assert_eq!(told_by("exit 0").0, "cancelled");
    assert_eq!(told_by("exit 14").0, "timed out");
    assert_eq!(told_by(r"printf 'age-encryption.org/v1\n...'; kill -9 $$").0, "ended early");
}

#[test]
fn a_process_that_gives_without_end_is_cut_off() {
    assert_eq!(told_by("exec yes").0, "ended early");
}

#[test]
fn a_program_that_is_not_there_did_not_start() {
    assert_eq!(told(&run_command(Command::new("/nonexistent/pli"), order(), KNOWN, ABOVE)), "not started");
}

#[test]
fn it_gets_the_order_on_its_standard_input_and_one_argument() {
    let (ended, folder) = told_by("head -n 1 > request; echo \"$0 $*\" > arguments");
    assert_eq!(ended, "cancelled");
    let request: serde_json::Value = serde_json::from_slice(&fs::read(folder.path().join("request")).unwrap()).unwrap();
    assert_eq!(request["order"]["case"]["reference"], "K7M4-Q2XD");
    assert_eq!(request["last_serial"], 3);
    assert_eq!(fs::read_to_string(folder.path().join("arguments")).unwrap(), "seal \n");
}

#[test]
fn its_libraries_keep_their_files_in_the_web_data_folder_which_is_gone_afterwards() {
    let (_, folder) = told_by("env > environment; head -n 1 > request; touch \"$XDG_CACHE_HOME/shaders\"");
    let request: serde_json::Value = serde_json::from_slice(&fs::read(folder.path().join("request")).unwrap()).unwrap();
    let web_data = request["web_data"].as_str().unwrap();
    let environment = fs::read_to_string(folder.path().join("environment")).unwrap();
    for (name, inner) in
        [("TMPDIR", "tmp"), ("XDG_CACHE_HOME", "cache"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")]
    {
        let line = format!("{name}={web_data}/{inner}");
        assert!(environment.lines().any(|there| there == line), "{line}");
    }
    assert!(!PathBuf::from(web_data).exists());
}

#[test]
fn nothing_in_its_environment_opens_the_web_engine() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", "env > environment"]).current_dir(folder.path());
    let opening = [
        "TAURI_AUTOMATION",
        "TAURI_WEBVIEW_AUTOMATION",
        "WEBKIT_INSPECTOR_HTTP_SERVER",
        "WEBKIT_INSPECTOR_SERVER",
        "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
        "WEBVIEW2_BROWSER_EXECUTABLE_FOLDER",
        "WEBVIEW2_RELEASE_CHANNEL_PREFERENCE",
        "WEBVIEW2_USER_DATA_FOLDER",
    ];
    command.envs(opening.map(|name| (name, "127.0.0.1:9222")));
    assert_eq!(told(&run_command(command, order(), KNOWN, ABOVE)), "cancelled");
    let environment = fs::read_to_string(folder.path().join("environment")).unwrap();
    let left: Vec<&str> = environment.lines().filter(|line| line.contains("127.0.0.1:9222")).collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn its_standard_input_stays_open_until_it_ends() {
    // `read` fails at the end of standard input; within its time limit it must not.
    let script = "read -r request; if timeout 0.3 cat > /dev/null; then exit 18; fi; exit 0";
    assert_eq!(told_by(script).0, "cancelled");
}
