//! Interoperability with stock age, both ways, binary and armored: Debian's `age`, or another one
//! with the same arguments, named by the environment (`AGE_PROGRAM=rage`).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "stock age is another program")]

use std::{
    env, fs, iter,
    path::{Path, PathBuf},
    process::Command,
};

use pli_core::{bundle::Bundle, recipients, seal};
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

/// Runs the program and gives what it writes.
fn stock_age(arguments: &[&str]) -> Vec<u8> {
    let program = env::var("AGE_PROGRAM").unwrap_or_else(|_| "age".to_owned());
    let output = Command::new(&program).args(arguments).output().expect("stock age is installed");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
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
    seal::seal(&payload, &recipients::current(&bundle, time.parse().unwrap()).unwrap()).unwrap()
}

fn armored(sealed: &[u8]) -> Vec<u8> {
    let mut writer = age::armor::ArmoredWriter::wrap_output(Vec::new(), age::armor::Format::AsciiArmor).unwrap();
    std::io::Write::write_all(&mut writer, sealed).unwrap();
    writer.finish().unwrap()
}

#[test]
fn stock_age_opens_what_pli_seals() {
    let cases = [
        ("2026-11-23T13:05:00Z", &IDENTITIES[..1]),
        ("2028-11-23T13:05:00Z", &IDENTITIES[..]),
        ("2029-11-23T13:05:00Z", &IDENTITIES[1..]),
    ];
    for (time, opening) in cases {
        let binary = sealed(time);
        for form in [armored(&binary), binary] {
            let (_folder, path) = file(&form);
            for name in opening {
                let plaintext = stock_age(&["-d", "-i", demo(name).to_str().unwrap(), &path]);
                assert!(plaintext.trim_ascii_end() == PLAINTEXT.trim_ascii_end(), "{name} at {time}");
            }
        }
    }
}

#[test]
fn pli_opens_what_stock_age_seals() {
    let recipients = IDENTITIES.map(|name| identity(name).to_public().to_string());
    let (_folder, path) = file(PLAINTEXT);
    for armor in [&["-a"][..], &[]] {
        let sealed = stock_age(&[armor, &["-r", &recipients[0], "-r", &recipients[1], &path]].concat());
        for name in IDENTITIES {
            let plaintext = seal::decrypt(&sealed, iter::once(&identity(name) as _)).unwrap();
            assert!(*plaintext == PLAINTEXT, "{name}, {armor:?}");
        }
    }
}
