//! What `docs/DESK.md` tells people to set up works as it is printed: each example is read out of it, and run
//! with other places and another server.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use jiff::Timestamp;
use tempfile::TempDir;

use crate::{
    story,
    support::{cluster::Cluster, dovecot::Dovecot, manual::example, nobody, package::package, program::Program},
};

/// A directory that every account may enter.
fn open_directory() -> TempDir {
    let directory = tempfile::Builder::new().prefix("pli-mail").tempdir_in("/tmp").unwrap();
    fs::set_permissions(directory.path(), Permissions::from_mode(0o755)).unwrap();
    directory
}

/// Where the program is.
fn programs() -> String {
    Path::new(env!("CARGO_BIN_EXE_pli-desk")).parent().unwrap().display().to_string()
}

/// A shell that finds the program first, in this home, with this desk.
fn shell(desk: &Program, home: &Path, script: &str) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", script])
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", programs()))
        .env("HOME", home)
        .env("PLI_DESK_HOME", desk.home())
        .env("PLI_DESK_OPERATOR", "support")
        .env("PLI_DESK_LANGUAGE", "en")
        .current_dir(home)
        .stdin(Stdio::null());
    command
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn done(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", told(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// A home whose `.mbsyncrc` is the printed one, for a server of the test's.
fn mail_home(directory: &Path, server: &Dovecot) -> PathBuf {
    let home = directory.join("support");
    fs::create_dir_all(home.join("Maildir")).unwrap();
    let own = format!("Host localhost\nPort {}\nCertificateFile {}", server.port, server.certificate().display());
    let configuration = example("# ~/.mbsyncrc").replace("Host imap.exemple.fr", &own);
    assert!(configuration.contains("localhost"));
    fs::write(home.join(".mbsyncrc"), configuration).unwrap();
    fs::write(home.join(".mbsync-password"), "secret\n").unwrap();
    home
}

fn names(folder: &Path) -> Vec<String> {
    let entries = ["cur", "new"].iter().filter_map(|name| fs::read_dir(folder.join(name)).ok());
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A real IMAP server and mbsync: the inbox in, the drafts out, twice, nothing doubled; a draft that a person
/// sent does not come back.
#[test]
fn mail_goes_in_and_drafts_come_out_once() {
    let directory = open_directory();
    let desk = story::desk();
    let server = Dovecot::start(directory.path());
    server.deliver("1.package", &package("K7M4-Q2XD", Timestamp::now()).eml.bytes);
    server.deliver("2.question", b"From: a@exemple.fr\r\nSubject: question\r\n\r\nBonjour\r\n");
    let home = mail_home(directory.path(), &server);
    fs::create_dir_all(directory.path().join("dovecot/mail/Drafts/cur")).unwrap();
    for name in ["new", "tmp"] {
        fs::create_dir_all(directory.path().join("dovecot/mail/Drafts").join(name)).unwrap();
    }
    nobody::own(&directory.path().join("dovecot/mail/Drafts"));
    let round = example("# Every minute: fetch, receive, bring the drafts to the server.");
    let draft = ["Demande K7M4-Q2XD\u{a0}: nous l’avons bien reçue"];

    let first = done(shell(&desk, &home, &round));
    assert!(first.starts_with("accepted    K7M4-Q2XD  "), "{first}");
    assert_eq!(server.subjects("Drafts"), draft);
    let (inbox, out) = (names(&home.join("Maildir/INBOX")), names(&home.join("Maildir/Drafts")));
    assert_eq!((inbox.len(), out.len(), server.subjects("").len()), (2, 1, 2));

    let second = done(shell(&desk, &home, &round));
    assert!(second.starts_with("known       K7M4-Q2XD  "), "{second}");
    assert_eq!((names(&home.join("Maildir/INBOX")), names(&home.join("Maildir/Drafts"))), (inbox, out));
    assert_eq!(server.subjects("Drafts"), draft);
    assert_eq!(server.subjects("").len(), 2);

    server.empty("Drafts");
    done(shell(&desk, &home, &round));
    done(shell(&desk, &home, &round));
    assert_eq!((server.subjects("Drafts").len(), names(&home.join("Maildir/Drafts")).len()), (0, 0));
    assert_eq!(desk.run(["todo"]).out, "Nothing waits for a decision.\n");
}

/// Sieve hands every mail to `receive`, and keeps it, whatever that says.
#[test]
fn sieve_hands_every_mail_to_the_desk() {
    let directory = open_directory();
    let place = directory.path().display().to_string();
    let here = |text: String| {
        text.replace("/var/lib/pli-desk", &format!("{place}/desk"))
            .replace("/usr/local/lib/pli-desk", &format!("{place}/bin"))
            .replace("PATH=/usr/bin", &format!("PATH={place}/bin:/usr/bin"))
    };
    let bin = directory.path().join("bin");
    fs::create_dir(&bin).unwrap();
    // Where the program is built, another account may not enter.
    fs::copy(env!("CARGO_BIN_EXE_pli-desk"), bin.join("pli-desk")).unwrap();
    let script = bin.join("pli-desk-receive");
    fs::write(&script, here(example("# /usr/local/lib/pli-desk/pli-desk-receive"))).unwrap();
    fs::set_permissions(&script, Permissions::from_mode(0o755)).unwrap();
    fs::write(directory.path().join("dovecot.conf"), here(example("# /etc/dovecot/conf.d/90-pli-desk.conf"))).unwrap();
    for folder in ["desk", "mail"] {
        fs::create_dir(directory.path().join(folder)).unwrap();
    }
    fs::write(directory.path().join("desk/support.sieve"), here(example("# /var/lib/pli-desk/support.sieve"))).unwrap();
    fs::write(directory.path().join("package.eml"), package("K7M4-Q2XD", Timestamp::now()).eml.bytes).unwrap();
    fs::write(directory.path().join("question.eml"), b"From: a@exemple.fr\nSubject: question\n\nBonjour\n").unwrap();
    for folder in ["desk", "mail"] {
        nobody::own(&directory.path().join(folder));
    }
    let desk = directory.path().join("desk");
    let init = nobody::command("env")
        .arg(format!("PLI_DESK_HOME={}", desk.display()))
        .arg(bin.join("pli-desk"))
        .arg("init")
        .current_dir("/tmp")
        .output()
        .unwrap();
    assert!(init.status.success(), "{}", told(&init));
    for mail in ["package.eml", "question.eml"] {
        let output = nobody::command("sieve-test")
            .args(["-e", "-c", "dovecot.conf", "-x", "+vnd.dovecot.pipe", "-l"])
            .arg(format!("maildir:{place}/mail"))
            .arg(desk.join("support.sieve"))
            .arg(mail)
            .current_dir(directory.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", told(&output));
    }
    let received = fs::read_to_string(desk.join("receive.jsonl")).unwrap();
    let verdicts: Vec<serde_json::Value> = received.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let verdicts: Vec<&str> = verdicts.iter().map(|line| line["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["accepted", "unrelated"]);
    assert_eq!(names(&directory.path().join("mail")).len(), 2);
}

/// Who runs the desk owns no table, and everything works; another role reads nothing.
#[test]
fn who_runs_the_desk_need_not_own_its_tables() {
    let cluster = Cluster::start();
    let desk = story::desk();
    cluster.script(&example("-- As the database's administrator, once."));
    let own =
        |text: String| text.replace("postgres:///pli_desk?", &format!("postgres:///pli_desk?host={}&", cluster.host()));
    done(shell(&desk, desk.path(), &own(example("# As pli_desk_owner, once for each new version of pli-desk."))));
    let mut everyday = own(example("# As pli_desk, every day."));
    everyday += "pli-desk receive package && pli-desk assign K7M4-Q2XD --to helene && pli-desk close K7M4-Q2XD";
    desk.write("package/mail.eml", package("K7M4-Q2XD", Timestamp::now()).eml.bytes);
    let out = done(shell(&desk, desk.path(), &everyday));
    assert!(out.contains("K7M4-Q2XD: deleted"), "{out}");
    let refused = |role: &str, statement: &str| {
        let ended = cluster.try_query("pli_desk", role, statement);
        assert!(
            ended.is_err_and(|error| error.contains("must be owner") || error.contains("permission denied")),
            "{statement}"
        );
    };
    refused("pli_desk", "DROP TABLE sendings");
    refused("pli_desk", "VACUUM FULL sealed_files_1; ALTER TABLE sendings ADD x TEXT");
    refused("pli_desk", "CREATE TABLE mine (x TEXT)");
    let rewritten = cluster.try_query("pli_desk", "pli_desk", "SELECT rewrite_sealed('sendings')").unwrap_err();
    assert!(rewritten.contains("nothing sealed is in sendings"), "{rewritten}");
    let settings = "SELECT proconfig FROM pg_proc WHERE proname = 'rewrite_sealed'";
    assert!(
        cluster.try_query("pli_desk", "pli_desk", settings).unwrap().contains("search_path="),
        "it runs as its owner"
    );
    cluster.script("CREATE ROLE stranger LOGIN;");
    refused("stranger", "SELECT 1");
}

/// What is copied while the desk runs is a whole desk.
#[test]
fn a_backup_is_a_whole_desk() {
    let desk = story::desk();
    desk.write("package/mail.eml", package("K7M4-Q2XD", Timestamp::now()).eml.bytes);
    assert_eq!(desk.run(["receive", "package"]).code, Some(0));
    let backup = desk.path().join("backup");
    fs::create_dir(&backup).unwrap();
    let mut copy = shell(&desk, desk.path(), &example("# SQLite: what the desk needs to go on, while it runs."));
    copy.env("BACKUP", &backup);
    done(copy);
    let other = Program::new();
    for entry in fs::read_dir(&backup).unwrap() {
        let from = entry.unwrap().path();
        let done = Command::new("cp").arg("-a").arg(&from).arg(other.home()).status().unwrap();
        assert!(done.success());
    }
    assert_eq!(other.run(["close", "K7M4-Q2XD"]).code, Some(0));
    assert_eq!(other.run(["audit", "verify"]).code, Some(0));
}

#[test]
fn a_backup_of_postgresql_is_a_whole_registry() {
    let cluster = Cluster::shared();
    let desk = Program::sharing(&cluster.database("desk_before"));
    desk.write("package/mail.eml", package("K7M4-Q2XD", Timestamp::now()).eml.bytes);
    assert_eq!(desk.run(["receive", "package"]).code, Some(0));
    let after = cluster.database("desk_after");
    let mut copy = shell(
        &desk,
        desk.path(),
        &example("# PostgreSQL: the registry, while desks run; and back, into an empty database."),
    );
    copy.env("BACKUP", desk.path()).env("PLI_DESK_REGISTRY", cluster.url("desk_before")).env("EMPTY", &after);
    done(copy);
    let shown = desk.command(["cases"]).env("PLI_DESK_REGISTRY", after).output().unwrap();
    assert!(told(&shown).contains("K7M4-Q2XD"), "{}", told(&shown));
}
