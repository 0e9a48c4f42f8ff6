//! Mails and folders that mean harm, or merely look as if: nothing is waited for, nothing unfolds
//! without end, nothing is written but the desk's own files.

use std::{
    fs,
    io::Write,
    os::unix::fs::symlink,
    path::Path,
    process::{Command, Stdio},
};

use jiff::Timestamp;
use pli_wizard::package::Package;

use crate::support::{
    cluster::Cluster,
    package::package,
    program::{Ended, Program},
};

const CASE: &str = "K7M4-Q2XD";

/// Attachments as a careless client sends them.
fn mail(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut mail = b"From: helene.marchand@exemple.fr\nMessage-ID: <../../x@exemple.fr>\n\
        Content-Type: multipart/mixed; boundary=b\n\n"
        .to_vec();
    for (name, content) in parts {
        writeln!(mail, "--b\nContent-Type: application/octet-stream; name=\"{name}\"").unwrap();
        writeln!(mail, "Content-Transfer-Encoding: base64\n\n{}", base64(content)).unwrap();
    }
    mail.extend_from_slice(b"--b--\n");
    mail
}

fn base64(bytes: &[u8]) -> String {
    let mut child = Command::new("base64").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn verdicts(ended: &Ended) -> Vec<&str> {
    ended.out.lines().filter(|line| !line.starts_with(' ')).map(|line| line.split(' ').next().unwrap()).collect()
}

fn names(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn here(package: &Package) -> [(&str, &[u8]); 2] {
    [("c.pdf", &package.consent.bytes), ("i.age", &package.sealed.bytes)]
}

#[test]
fn ten_attachments_of_which_two_are_ours() {
    let ours = package(CASE, Timestamp::now());
    let mut parts: Vec<(&str, &[u8])> = vec![("logo.png", b"\x89PNG"), ("facture.pdf", b"%PDF-1.4\n%%EOF")];
    parts.extend([("old.age", &b"-----BEGIN PGP MESSAGE-----"[..]); 6]);
    parts.extend(here(&ours));
    assert_eq!(parts.len(), 10);
    let ended = Program::new().run_with(["receive"], &mail(&parts));
    assert_eq!((ended.code, verdicts(&ended)), (Some(0), vec!["accepted"]), "{ended:?}");
}

#[test]
fn two_packages_in_a_mail_are_two_cases() {
    let (one, other) = (package(CASE, Timestamp::now()), package("", Timestamp::now()));
    let [consent, sealed] = here(&one);
    let [other_consent, other_sealed] = here(&other);
    let desk = Program::new();
    let ended = desk.run_with(["receive"], &mail(&[other_sealed, consent, sealed, other_consent]));
    assert_eq!((ended.code, verdicts(&ended)), (Some(0), vec!["accepted", "accepted"]), "{ended:?}");
    assert_eq!(desk.run(["cases", "--json"]).out.lines().count(), 2);
}

#[test]
fn every_part_twice_is_one_case() {
    let ours = package(CASE, Timestamp::now());
    let ended = Program::new().run_with(["receive"], &mail(&[here(&ours), here(&ours)].concat()));
    assert_eq!((ended.code, verdicts(&ended)), (Some(0), vec!["accepted"]), "{ended:?}");
}

#[test]
fn a_name_that_leads_elsewhere_leads_nowhere() {
    let desk = Program::new();
    let ended = desk.run_with(["receive"], &mail(&[("../../../escaped.age", b"no"), ("/tmp/escaped.pdf", b"no")]));
    assert_eq!(ended.code, Some(3), "{ended:?}");
    assert_eq!(names(desk.path()), ["home"]);
    assert_eq!(
        names(&desk.home()),
        ["audit.head", "audit.jsonl", "desk.db", "desk.key", "desk.lock", "desk.pub", "drafts", "drafts.lock"]
    );
    let drafts = names(&desk.home().join("drafts"));
    assert!(
        drafts.len() == 1 && drafts[0].chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)),
        "{drafts:?}"
    );
}

/// Half a megabyte that unfolds to six hundred, and a few kilobytes that unfold to those.
#[test]
fn a_pdf_that_unfolds_without_end_is_no_consent() {
    let once =
        python("c = zlib.compressobj(9); out(b''.join(c.compress(bytes(10**6)) for _ in range(600)) + c.flush())", b"");
    let twice = python("out(zlib.compress(sys.stdin.buffer.read(), 9))", &once);
    assert!(once.len() < 700_000 && twice.len() < 10_000);
    let desk = Program::new();
    for (filter, bytes) in [("/FlateDecode", &once), ("[/FlateDecode /FlateDecode]", &twice)] {
        let stream = |extra: &str| {
            [
                format!("{extra} /Filter {filter} /Length {} >>\nstream\n", bytes.len()).as_bytes(),
                bytes,
                b"\nendstream\nendobj\n",
            ]
            .concat()
        };
        let file = [&b"%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile"[..], &stream("")].concat();
        let specification = "2 0 obj\n<< /F (consent.json) /EF << /F 1 0 R >> >>\nendobj\n3 0 obj\n<< /Type /Catalog /AF [2 0 R] >>\nendobj\n";
        let table = [&file[..], specification.as_bytes(), b"trailer\n<< /Root 3 0 R >>\nstartxref\n0\n%%EOF"].concat();
        let at = 9;
        let reference = [
            &b"%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 9 /W [1 8 1] /Root 3 0 R"[..],
            &stream(""),
            format!("startxref\n{at}\n%%EOF").as_bytes(),
        ]
        .concat();
        for pdf in [table, reference] {
            let mail = desk.write("bomb.eml", mail(&[("consentement-K7M4-Q2XD.pdf", &pdf)]));
            let ended = limited(&desk, "ulimit -v 400000", &["receive", mail.to_str().unwrap()]);
            assert_eq!(ended.code, Some(3), "{filter}: {ended:?}");
            assert!(ended.out.contains("pdf-without-record: "), "{ended:?}");
        }
    }
}

fn python(script: &str, bytes: &[u8]) -> Vec<u8> {
    let script = format!("import sys, zlib; out = sys.stdout.buffer.write; {script}");
    let mut child =
        Command::new("python3").args(["-c", &script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    child.wait_with_output().unwrap().stdout
}

/// Runs a command after this limit of the shell.
fn limited(desk: &Program, limit: &str, arguments: &[&str]) -> Ended {
    let command = desk.command(arguments);
    let mut shell = Command::new("/bin/bash");
    shell.args(["-c", &format!("{limit}; exec \"$0\" \"$@\"")]).arg(command.get_program()).args(command.get_args());
    shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?)))).current_dir(desk.path());
    shell.output().unwrap().into()
}

/// A mail within a mail whose boundary is that of the mail around it.
#[test]
fn a_mail_that_is_nested_wrongly_is_read_as_far_as_it_can_be() {
    let mail = include_bytes!("../../../../fuzz/seeds/mail/boundary-of-the-outer.eml");
    let ended = Program::new().run_with(["receive"], mail);
    assert_eq!((ended.code, verdicts(&ended), ended.err.as_str()), (Some(0), vec!["unrelated"], ""), "{ended:?}");
}

#[test]
fn what_is_no_file_is_passed_over_and_what_a_server_keeps_in_a_maildir() {
    let desk = Program::new();
    let ours = package(CASE, Timestamp::now());
    desk.write("Maildir/cur/1.host:2,S", &ours.eml.bytes);
    for (folder, file) in [("tmp", "half"), ("new", ".hidden"), (".", "dovecot-uidlist"), (".", "subscriptions")] {
        desk.write(&format!("Maildir/{folder}/{file}"), "no mail");
    }
    let new = desk.path().join("Maildir/new");
    for name in ["pipe", "pipe.pdf", "pipe.age"] {
        assert!(Command::new("mkfifo").arg(new.join(name)).status().unwrap().success());
    }
    symlink("circle", new.join("circle")).unwrap();
    symlink("circle.age", new.join("circle.age")).unwrap();
    symlink(desk.path(), new.join("up")).unwrap();
    symlink("/dev/zero", new.join("zeros.pdf")).unwrap();
    let ended = desk.run(["receive", "Maildir"]);
    assert_eq!((ended.code, verdicts(&ended)), (Some(0), vec!["accepted"]), "{ended:?}");
}

#[test]
fn the_names_of_the_files_mean_nothing() {
    let desk = Program::new();
    let ours = package(CASE, Timestamp::now());
    desk.write("in/a.pdf", &ours.consent.bytes);
    desk.write("in/b.age", &ours.sealed.bytes);
    assert_eq!(verdicts(&desk.run(["receive", "in"])), ["accepted"]);
    assert_eq!(
        verdicts(&desk.run_with(["receive"], &mail(&[("x.txt", &ours.consent.bytes), ("", &ours.sealed.bytes)]))),
        ["known"]
    );
}

#[test]
fn of_two_that_receive_the_same_at_once_each_case_is_received_once() {
    let desk = Program::new();
    let mbox: Vec<u8> = (0..20)
        .flat_map(|_| {
            [b"From - Mon Nov 23 14:05:00 2026\n", &package("", Timestamp::now()).eml.bytes[..], b"\n"].concat()
        })
        .collect();
    desk.write("pli.mbox", mbox);
    let children = [(); 4].map(|()| desk.command(["receive", "pli.mbox"]).spawn().unwrap());
    let ended = children.map(|child| Ended::from(child.wait_with_output().unwrap()));
    assert!(ended.iter().all(|ended| ended.code == Some(0)), "{ended:?}");
    let all: Vec<&str> = ended.iter().flat_map(verdicts).collect();
    let count = |word: &str| all.iter().filter(|verdict| **verdict == word).count();
    assert_eq!((count("accepted"), count("known")), (20, 60));
    assert_eq!(desk.run(["gifts", "list"]).out.lines().count(), 1, "they are all of one person");
    assert_eq!(desk.run(["audit", "verify"]).code, Some(0));
}

#[test]
fn a_database_that_is_gone_in_the_middle_is_said_to_be_and_keeps_nothing() {
    let cluster = Cluster::start();
    let desk = Program::sharing(&cluster.database("gone"));
    assert_eq!(desk.run(["cases"]).code, Some(0));
    let mut child = desk.command(["receive"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&package(CASE, Timestamp::now()).eml.bytes).unwrap();
    drop(cluster);
    drop(stdin);
    let ended = Ended::from(child.wait_with_output().unwrap());
    assert_eq!((ended.code, ended.out.as_str()), (Some(8), ""), "{ended:?}");
    assert!(ended.err.starts_with("pli-desk: registry-unreachable: "), "{ended:?}");
    assert!(!desk.home().join("drafts").exists());
}
