//! What the measured commands work on.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    thread,
};

use jiff::{SignedDuration, Timestamp};
use pli_desk::{
    audit::{Act, Log},
    registry::{Location, NewSending, Registry},
    signing_key::SigningKey,
};
use pli_format::{CaseReference, Language, Sha256};

use crate::package;

/// A consent PDF and a sealed file, in bytes.
const CONSENT: usize = 56_000;
const SEALED: usize = 4_400;
/// Cases whose consent is over.
const OVERDUE: usize = 20;

/// Fills a registry. The references of those that are not over.
pub fn registry(location: &Location, count: usize) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let now = Timestamp::from_second(Timestamp::now().as_second()).unwrap();
    runtime.block_on(async {
        let mut registry = Registry::open(location).await.unwrap();
        let mut references = Vec::with_capacity(count);
        for batch in 0..count.div_ceil(500) {
            let mut change = registry.change().await.unwrap();
            for number in batch * 500..((batch + 1) * 500).min(count) {
                let new = sending(number, now);
                references.push(new.reference.to_string());
                change.receive(&new, now).await.unwrap();
            }
            change.commit().await.unwrap();
        }
        registry.close().await.unwrap();
        references.split_off(OVERDUE)
    })
}

fn sending(number: usize, now: Timestamp) -> NewSending {
    let mut seed = number as u64 + 1;
    let mut random = |random: &mut [u8]| {
        for byte in random {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (seed >> 33).to_le_bytes()[0];
        }
    };
    let reference = CaseReference::generate(&mut random);
    let mut bytes = |length: usize| {
        // No two alike, and nothing that a database could fold.
        let mut bytes = vec![0; length];
        random(&mut bytes);
        bytes
    };
    let (consent, sealed_file) = (bytes(CONSENT), bytes(SEALED));
    let over = if number < OVERDUE { -1 } else { 1 };
    NewSending {
        package: Sha256::of(format!("package {number}").as_bytes()),
        reference,
        name: format!("Personne {number}"),
        email: format!("personne{number}@exemple.fr"),
        language: Language::Fr,
        bank: "lcl".to_owned(),
        epoch: "2026-01".to_owned(),
        sealed: Sha256::of(&sealed_file),
        record: Sha256::of(format!("record {number}").as_bytes()),
        case_key: "00".repeat(32),
        sender: None,
        signed_at: now,
        expires_at: now + SignedDuration::from_hours(24 * 10 * over),
        consent,
        sealed_file,
    }
}

/// Adds this many entries to the log of a home.
pub fn log(home: &Path, entries: usize) {
    let key = fs::read_to_string(home.join("desk.key")).unwrap();
    let mut nobody = |_: &str, _: u8| Err(std::io::ErrorKind::UnexpectedEof.into());
    let key = SigningKey::open(&key, "", &mut nobody).unwrap();
    let log = Log::new(home, &key);
    let act = Act {
        command: "receive".to_owned(),
        who: "Hélène Marchand".to_owned(),
        case: Some("K7M4-Q2XD".to_owned()),
        result: "accepted".to_owned(),
        details: None,
    };
    let acts = vec![act; 10_000];
    for _ in 0..entries / acts.len() {
        log.add(&acts, Timestamp::now).unwrap();
    }
}

/// Makes a Maildir with so many packages, each a mail.
pub fn maildir(maildir: &Path, packages: usize) {
    for name in ["cur", "new", "tmp"] {
        fs::create_dir_all(maildir.join(name)).unwrap();
    }
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for worker in 0..workers {
            scope.spawn(move || {
                for number in (worker..packages).step_by(workers) {
                    let mail = package::package("", Timestamp::now()).eml.bytes;
                    fs::write(maildir.join("cur").join(format!("{number}.desk:2,S")), mail).unwrap();
                }
            });
        }
    });
}

/// Makes an mbox of so many megabytes: ordinary mails of 100 kB.
pub fn mbox(path: &Path, megabytes: usize) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    let line = "Bonjour, voici une ligne comme il y en a dans les mails de tous les jours, sans rien de Pli.\n";
    let body = line.repeat(100_000 / line.len());
    for number in 0..megabytes * 10 {
        write!(file, "From - Mon Nov 23 14:05:00 2026\nFrom: a{number}@exemple.fr\nSubject: question\n\n{body}\n")
            .unwrap();
    }
}

/// Makes an mbox of mails without text.
pub fn empty_mails(path: &Path, mails: usize) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    for _ in 0..mails {
        file.write_all(b"From - Mon Nov 23 14:05:00 2026\nSubject: question\n\n").unwrap();
    }
}
