//! Interoperability with other people's programs, both ways, binary and armored: Debian's `age`,
//! which is the reference in Go, and the command `rage`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "stock age is another program")]

use std::{
    fs, iter,
    path::{Path, PathBuf},
    process::Command,
};

use pli_format::{bundle::Bundle, seal};
use tempfile::TempDir;

const PLAINTEXT: &[u8] = b"{\"bank\":\"lcl\"}  ";
const IDENTITIES: [&str; 2] = ["DEMO-ONLY-identity-2026-01.txt", "DEMO-ONLY-identity-2028-11.txt"];

fn demo(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/demo").join(file)
}

fn identity(file: &str) -> age::x25519::Identity {
    let text = fs::read_to_string(demo(file)).unwrap();
    text.lines().find(|line| line.starts_with("AGE-")).unwrap().parse().unwrap()
}

/// Debian's `age`, and the `rage` that the set-up installs.
fn programs() -> [PathBuf; 2] {
    ["age".into(), Path::new(env!("CARGO_TARGET_TMPDIR")).join("../tools/bin/rage")]
}

/// Runs the program and gives what it writes.
fn written_by(program: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output().expect("the set-up installs it");
    assert!(output.status.success(), "{}: {}", program.display(), String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A file in a folder of its own.
fn file(content: &[u8]) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, content).unwrap();
    (folder, path.to_str().unwrap().to_owned())
}

fn sealed(time: &str) -> Vec<u8> {
    let bundle = Bundle::compiled_in("2026-11-23T13:05:00Z".parse().unwrap(), 0).unwrap();
    let payload = [PLAINTEXT, &vec![b' '; 2048 - PLAINTEXT.len()]].concat();
    seal::seal(&payload, &bundle.recipients(time.parse().unwrap()).unwrap()).unwrap()
}

fn armored(sealed: &[u8]) -> Vec<u8> {
    let mut writer = age::armor::ArmoredWriter::wrap_output(Vec::new(), age::armor::Format::AsciiArmor).unwrap();
    std::io::Write::write_all(&mut writer, sealed).unwrap();
    writer.finish().unwrap()
}

#[test]
fn age_and_rage_open_what_pli_seals() {
    let cases = [
        ("2026-11-23T13:05:00Z", &IDENTITIES[..1]),
        ("2028-11-23T13:05:00Z", &IDENTITIES[..]),
        ("2029-11-23T13:05:00Z", &IDENTITIES[1..]),
    ];
    for (time, opening) in cases {
        let binary = sealed(time);
        for form in [armored(&binary), binary] {
            let (_folder, path) = file(&form);
            for (program, name) in programs().iter().flat_map(|program| opening.iter().map(move |name| (program, name)))
            {
                let plaintext = written_by(program, &["-d", "-i", demo(name).to_str().unwrap(), &path]);
                assert!(plaintext.trim_ascii_end() == PLAINTEXT.trim_ascii_end(), "{program:?}, {name} at {time}");
            }
        }
    }
}

#[test]
fn pli_opens_what_age_and_rage_seal() {
    let recipients = IDENTITIES.map(|name| identity(name).to_public().to_string());
    let (_folder, path) = file(PLAINTEXT);
    for program in programs() {
        for armor in [&["-a"][..], &[]] {
            let sealed = written_by(&program, &[armor, &["-r", &recipients[0], "-r", &recipients[1], &path]].concat());
            for name in IDENTITIES {
                let plaintext = seal::decrypt(&sealed, iter::once(&identity(name) as _)).unwrap();
                assert!(*plaintext == PLAINTEXT, "{program:?}, {name}, {armor:?}");
            }
        }
    }
}

/// `tests/vectors/check.py` knows nothing but `docs/FORMAT.md`.
#[test]
fn a_reader_made_from_the_document_alone_gives_every_verdict() {
    let python = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../tools/python/bin/python");
    let check = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/check.py");
    let said = written_by(&python, &[check.to_str().unwrap()]);
    assert_eq!(String::from_utf8_lossy(&said), "343 of 343 verdicts are given\n");
}
