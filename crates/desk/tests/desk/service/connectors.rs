//! Known programs in their sandbox: what they are given, what they reach, and how they end.

use std::{
    fs,
    io::{self, BufRead, BufReader, Cursor, Write as _},
    net::TcpListener,
    os::unix::{
        fs::{FileExt, PermissionsExt, chown},
        process::CommandExt,
    },
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use jiff::Timestamp;
use pli_format::bundle::Bundle;

use crate::{
    story::{CONNECTOR, desk, epoch, failed},
    support::{
        package::{CANARY, CUSTOMER, package},
        program::Ended,
        service::{ANNE, BRUNO, CHLOE, SERVICE, SUPPORT, Service, with_accounts},
        terminal::{pseudo_terminal, shown_until},
    },
};

const CASE: &str = "K7M4-Q2XD";

/// In Anne's charge, and unlocked.
fn in_charge() -> Service {
    let service = Service::started(desk());
    let received = service.run_with(SUPPORT, ["receive"], &package(CASE, Timestamp::now()).eml.bytes);
    assert_eq!(received.code, Some(0), "{received:?}");
    assert_eq!(service.run(ANNE, ["assign", CASE, "--to", "anne"]).code, Some(0));
    assert_eq!(service.unlock().code, Some(0));
    service
}

/// Anne brings a script, and nobody has looked at it yet.
fn add(service: &Service, name: &str, script: &str) -> Ended {
    add_as(service, ANNE, name, script)
}

fn add_as(service: &Service, uid: u32, name: &str, script: &str) -> Ended {
    let path = service.desk.write(&format!("{name}.sh"), format!("#!/bin/bash\n{script}\n"));
    fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    service.run(uid, ["connector".as_ref(), "add".as_ref(), name.as_ref(), path.as_os_str()])
}

fn hash(added: &Ended) -> String {
    added.out.split(['(', ')']).nth(1).unwrap_or_else(|| panic!("{added:?}")).to_owned()
}

/// A script that Bruno approved.
fn approved(service: &Service, name: &str, script: &str) {
    approved_of(service, ANNE, name, script);
}

/// The same, of another developer's.
pub fn approved_of(service: &Service, uid: u32, name: &str, script: &str) {
    let hash = hash(&add_as(service, uid, name, script));
    let approved = service.run(BRUNO, ["connector", "approve", &hash]);
    assert_eq!(approved.out, format!("{name} ({hash}) may be given credentials.\n"));
}

/// What a script says that is used for so long.
fn used(script: &str, limit: &str) -> (Service, Ended) {
    let service = in_charge();
    approved(&service, "bank", script);
    let ended = service.run(ANNE, ["use", CASE, "--for", limit, "--", "bank"]);
    (service, ended)
}

#[test]
fn what_a_program_prints_does_not_act_on_the_terminal_of_who_uses_it() {
    with_accounts(|| {
        let service = in_charge();
        approved(&service, "bank", r"printf '\033]0;out\007\n'; printf '\033]0;err\007\n' >&2");
        let (mut output, terminal) = pseudo_terminal();
        let (mut errors, terminal_of_errors) = pseudo_terminal();
        let mut command = service.command(ANNE, ["use", CASE, "--", "bank"]);
        let mut child = command.stdout(terminal).stderr(terminal_of_errors).spawn().unwrap();
        drop(command);
        assert_eq!(shown_until(&mut output, "\n"), "?]0;out?\r\n");
        assert_eq!(shown_until(&mut errors, "\n"), "?]0;err?\r\n");
        assert_eq!(child.wait().unwrap().code(), Some(0));
    });
}

/// Nor what it is called: who approves a program reads its hash there.
#[test]
fn a_name_does_not_act_on_the_terminal_of_who_approves() {
    with_accounts(|| {
        let service = in_charge();
        let added = add(&service, "bank\u{202e}", "true");
        let hash = hash(&added);
        assert!(added.out.starts_with(&format!(r"bank\u{{202e}} ({hash}) is kept.")), "{added:?}");
        let approved = service.run(BRUNO, ["connector", "approve", &hash]);
        assert_eq!(approved.out, format!("bank\\u{{202e}} ({hash}) may be given credentials.\n"));
        let refused = add(&service, "bank\r", "true");
        assert_eq!(refused.code, Some(2), "{refused:?}");
    });
}

#[test]
fn a_service_goes_on_after_its_program_was_upgraded() {
    with_accounts(|| {
        let service = in_charge();
        approved(&service, "bank", "cat <&3");
        // As dpkg does: the name is another file's.
        let program = service.desk.path().join("pli-desk");
        fs::copy(&program, program.with_extension("new")).unwrap();
        fs::rename(program.with_extension("new"), &program).unwrap();
        let used = service.run(ANNE, ["use", CASE, "--", "bank"]);
        assert_eq!(used.code, Some(0), "{used:?}");
    });
}

#[test]
fn the_story_of_three_people() {
    with_accounts(|| {
        let service = in_charge();
        let bank = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = bank.local_addr().unwrap().port().to_string();
        let teller = thread::spawn(move || {
            let (mut stream, _) = bank.accept().unwrap();
            let mut login = String::new();
            BufReader::new(stream.try_clone().unwrap()).read_line(&mut login).unwrap();
            stream.write_all(b"1234.56\n").unwrap();
            login
        });
        let hash = hash(&add(&service, "bank", CONNECTOR));
        let unapproved = service.run(ANNE, ["use", CASE, "--", "bank", &port]);
        let err = format!(
            "pli-desk: program-not-approved: nobody but anne looked at program bank ({hash}): somebody else runs `pli-desk connector approve {hash}`\n"
        );
        assert_eq!(failed(&unapproved), (Some(5), "", err.as_str()));
        let own = service.run(ANNE, ["connector", "approve", &hash]);
        assert_eq!(
            failed(&own),
            (Some(5), "", "pli-desk: program-own: anne brought this program, and cannot approve it\n")
        );
        assert_eq!(service.run(BRUNO, ["connector", "approve", &hash[..8]]).code, Some(0));
        let used = service.run(ANNE, ["use", CASE, "--for", "1m", "--", "bank", &port]);
        assert_eq!(used.code, Some(0), "{used:?}");
        assert!(used.out.contains("1234.56\n") && used.out.contains("█████"), "{used:?}");
        assert!(teller.join().unwrap().contains(CANARY), "the bank got no password");
        for secret in [CANARY, CUSTOMER] {
            assert!(!used.out.contains(secret) && !used.err.contains(secret), "a credential on a screen");
            assert_eq!(holding(secret, service.desk.path()), Vec::<String>::new(), "a credential in a file");
            assert!(!is_in_memory(service.pid(), secret), "a credential in the service's memory");
        }
        assert_eq!(service.run(ANNE, ["close", CASE]).code, Some(0));
        let log = service.run(CHLOE, ["audit", "export"]).out;
        let told = format!("\"details\":\"bank sha256:{hash} [\\\"{port}\\\"]\"");
        assert!(log.lines().any(|line| line.contains("\"command\":\"use\"") && line.contains(&told)), "{log}");
        let exported = service.command(CHLOE, ["audit", "export", "--programs"]).output().unwrap().stdout;
        let mut exported = zip::ZipArchive::new(Cursor::new(exported)).unwrap();
        let mut text = |name: &str| io::read_to_string(exported.by_name(&format!("{hash}/{name}")).unwrap()).unwrap();
        assert_eq!(text("1/connector"), format!("#!/bin/bash\n{CONNECTOR}\n"), "the program is evidence");
        assert!(text("1.json").contains("\"by\": \"bruno\""), "and so is who approved it");
    });
}

/// The files beneath that hold this.
fn holding(secret: &str, folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(secret, &path));
        } else if path.is_file() && contains(&fs::read(&path).unwrap(), secret.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

fn contains(bytes: &[u8], secret: &[u8]) -> bool {
    bytes.windows(secret.len()).any(|window| window == secret)
}

/// Whether a process has it in memory that it may write to.
fn is_in_memory(pid: u32, secret: &str) -> bool {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let memory = fs::File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut search =
        Command::new("grep").args(["-acF", secret]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut to = search.stdin.take().unwrap();
    let mut read = 0;
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, until) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let (from, until) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(until, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(until - from).unwrap()];
        // A guard page cannot be read, and holds nothing.
        if memory.read_exact_at(&mut bytes, from).is_ok() {
            to.write_all(&bytes).unwrap();
            read += 1;
        }
    }
    drop(to);
    assert!(read > 3, "only {read} ranges of its memory were read");
    String::from_utf8(search.wait_with_output().unwrap().stdout).unwrap() != "0\n"
}

#[test]
fn an_unknown_program_is_given_nothing() {
    with_accounts(|| {
        let service = in_charge();
        let ended = service.run(ANNE, ["use", CASE, "--", "/bin/sh", "-c", "cat <&3"]);
        let err =
            "pli-desk: program-unknown: no program \"/bin/sh\" is kept here: add it with `pli-desk connector add`\n";
        assert_eq!(failed(&ended), (Some(6), "", err));
    });
}

#[test]
fn a_locked_epoch_opens_nothing() {
    with_accounts(|| {
        let service = in_charge();
        approved(&service, "bank", "true");
        assert_eq!(service.run(CHLOE, ["lock"]).code, Some(0));
        let ended = service.run(ANNE, ["use", CASE, "--", "bank"]);
        assert_eq!(ended.code, Some(9));
        assert!(ended.err.starts_with("pli-desk: epoch-locked: epoch "), "{ended:?}");
    });
}

/// Destroyed means that the service opens nothing with it any more either, though an officer unlocked it.
#[test]
fn a_destroyed_epoch_is_in_the_services_memory_no_more() {
    with_accounts(|| {
        let service = in_charge();
        approved(&service, "bank", "true");
        let (epoch, demo) = (epoch(), Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/demo"));
        let bundle = Bundle::compiled_in(Timestamp::now(), 0).unwrap();
        let listed = bundle.epochs().iter().find(|listed| listed.name().to_string() == epoch).unwrap();
        let entry = serde_json::json!({
            "name": epoch, "recipient": listed.recipient().to_string(),
            "not_before": listed.not_before(), "not_after": listed.not_after(),
        });
        let file = service.desk.write(&format!("home/identities/{epoch}.json"), entry.to_string());
        chown(file, Some(SERVICE), Some(SERVICE)).unwrap();
        let identity = fs::read_to_string(demo.join(format!("DEMO-ONLY-identity-{epoch}.txt"))).unwrap();
        let secret = identity.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap();
        assert!(is_in_memory(service.pid(), secret));

        let destroyed = service.run(CHLOE, ["epoch", "destroy", &epoch, "--yes"]);
        assert_eq!(destroyed.code, Some(0), "{destroyed:?}");
        assert!(!is_in_memory(service.pid(), secret));
        let err = format!(
            "pli-desk: epoch-destroyed: the identity of epoch {epoch} was destroyed: what was sealed to it can never be opened\n"
        );
        assert_eq!(failed(&service.run(ANNE, ["use", CASE, "--", "bank"])), (Some(6), "", err.as_str()));
        assert_eq!(failed(&service.unlock()), (Some(6), "", err.as_str()));
    });
}

#[test]
fn a_connector_sees_nothing_of_the_desk_nor_of_anybody() {
    with_accounts(|| {
        let service = in_charge();
        let (home, socket, pid) = (service.desk.home(), service.socket(), service.pid());
        let script = format!(
            "for path in {home} {socket} {tree} /home /root /var /run /etc/passwd /sys; do [ -e $path ] && echo sees $path; done\n\
             for process in /proc/*; do [ -e $process ] && echo sees $process; done\n\
             kill -0 {pid} 2>/dev/null && echo reaches the service\n\
             touch /usr/x /connector /x 2>/dev/null && echo writes\n\
             id -u; ls /tmp; ulimit -c; echo $HOME $PATH; env | cut -d= -f1 | sort | tr '\\n' ' '",
            home = home.display(),
            socket = socket.display(),
            tree = service.desk.path().display(),
        );
        approved(&service, "bank", &script);
        let ended = service.run(ANNE, ["use", CASE, "--for", "1m", "--", "bank"]);
        assert_eq!(failed(&ended), (Some(0), "65534\n0\n/tmp /usr/bin:/bin\nHOME LANG PATH PWD SHLVL _ ", ""));
    });
}

/// What the policy says: the network, or none, this machine's own included.
#[test]
fn a_connector_has_the_network_that_the_policy_gives() {
    with_accounts(|| {
        let bank = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = bank.local_addr().unwrap().port().to_string();
        let script = "(exec 9<>/dev/tcp/127.0.0.1/$1) 2>/dev/null && echo reached || echo nothing";
        let mut service = in_charge();
        approved(&service, "bank", script);
        let mut used = |options: &[&str]| {
            service.kill();
            service.start_with(options);
            assert_eq!(service.unlock().code, Some(0));
            service.run(ANNE, ["use", CASE, "--for", "1m", "--", "bank", &port]).out
        };
        assert_eq!(used(&["--network", "shared"]), "reached\n");
        assert_eq!(used(&["--network", "none"]), "nothing\n");
    });
}

/// As the one who brought the connector: neither it, while it runs, nor its folder is in reach.
#[test]
fn a_developer_does_not_reach_the_connector_that_runs() {
    with_accounts(|| {
        let service = in_charge();
        approved(&service, "bank", "cat <&3 > /tmp/fields; exec sleep 54321");
        let client = service.command(ANNE, ["use", CASE, "--for", "1m", "--", "bank"]).spawn().unwrap();
        let pid = loop {
            if let Some(pid) = running("sleep\0".to_owned() + "54321").first() {
                break *pid;
            }
            thread::yield_now();
        };
        for file in ["mem", "environ", "root/tmp/fields", "cwd/fields", "fd/3"] {
            let path = format!("/proc/{pid}/{file}");
            let read = Command::new("head").args(["--bytes=1", &path]).uid(ANNE).gid(ANNE).output().unwrap();
            assert!(!read.status.success(), "{path}");
        }
        let traced = Command::new("strace").args(["-p", &pid.to_string()]).uid(ANNE).gid(ANNE).output().unwrap();
        assert!(String::from_utf8_lossy(&traced.stderr).contains("Operation not permitted"));
        service.run(SUPPORT, ["close", CASE]);
        let ended = Ended::from(client.wait_with_output().unwrap());
        assert_eq!(ended.code, Some(7), "{ended:?}");
        assert!(ended.err.contains("connector-revoked: "), "{ended:?}");
        assert_eq!(running("sleep\0".to_owned() + "54321"), Vec::<u32>::new());
    });
}

/// The processes with this in their command line.
fn running(words: String) -> Vec<u32> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        if contains(&line, words.as_bytes()) && fs::read_to_string(entry.path().join("stat")).is_ok() {
            found.push(pid);
        }
    }
    found
}

#[test]
fn one_that_forks_and_leaves_its_group_and_ignores_term_is_gone_when_its_time_is_over() {
    with_accounts(|| {
        let script = "trap '' TERM\nsetsid sleep 54322 & disown\n(trap '' TERM; exec sleep 54322) &\nsleep 54322";
        let (_service, ended) = used(script, "1s");
        assert_eq!(ended.code, Some(11), "{ended:?}");
        assert!(ended.err.contains("connector-killed: ") || ended.err.contains("connector-time-over: "), "{ended:?}");
        assert_eq!(running("sleep\0".to_owned() + "54322"), Vec::<u32>::new());
    });
}

#[test]
fn one_that_is_told_to_end_may_clean_up() {
    with_accounts(|| {
        let (_service, ended) = used("trap 'echo cleaned up; exit 0' TERM\nsleep 60 & wait", "1s");
        assert_eq!((ended.code, ended.out.as_str()), (Some(11), "cleaned up\n"), "{ended:?}");
    });
}

/// What it says last.
fn megabytes(ended: &Ended) -> u32 {
    ended.out.lines().last().unwrap_or_default().parse().unwrap_or_else(|_| panic!("{ended:?}"))
}

#[test]
fn one_that_fills_its_folder_fills_no_disk() {
    with_accounts(|| {
        let script = "for i in 1 2 3 4 5; do head -c 100000000 /dev/zero > /tmp/$i || echo full; done\necho $(du -sm /tmp | cut -f1)";
        let (_service, ended) = used(script, "1m");
        assert!(megabytes(&ended) <= 256 && ended.out.contains("full\n"), "{ended:?}");
    });
}

/// Nor the machine's memory, by what looks like a folder.
#[test]
fn one_that_fills_what_is_shared_fills_no_memory() {
    with_accounts(|| {
        let script = "for i in 1 2 3; do head -c 100000000 /dev/zero > /dev/shm/$i || echo full; done\n\
                      echo x > /dev/mine || echo none\necho $(du -sm /dev/shm | cut -f1)";
        let (_service, ended) = used(script, "1m");
        assert!(megabytes(&ended) <= 64 && ended.out.contains("full\nfull\nfull\nnone\n"), "{ended:?}");
    });
}

/// Whoever started the service by hand has a terminal.
#[test]
fn a_connector_has_no_terminal() {
    with_accounts(|| {
        let (_service, ended) = used("(echo x > /dev/tty) 2>/dev/null || echo none", "1m");
        assert_eq!(failed(&ended), (Some(0), "none\n", ""));
    });
}

#[test]
fn one_that_takes_too_many_processes_or_too_much_memory_gets_none() {
    with_accounts(|| {
        let script = "python3 -c 'bytearray(5 << 30)' 2>/dev/null || echo no memory\nulimit -u; ulimit -n";
        let (_service, ended) = used(script, "1m");
        assert_eq!(failed(&ended), (Some(0), "no memory\n256\n1024\n", ""));
    });
}

#[test]
fn one_that_prints_a_secret_in_pieces_prints_none() {
    with_accounts(|| {
        let pieces = CANARY.split("").collect::<Vec<_>>().join(" ");
        let (_service, ended) = used(
            &format!("for c in {pieces}; do printf %s $c; done; for c in {pieces}; do printf %s $c >&2; done"),
            "1m",
        );
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert!(!ended.out.contains(CANARY) && !ended.err.contains(CANARY));
        assert!(ended.out.contains("█████") && ended.err.contains("█████"), "{ended:?}");
    });
}

#[test]
fn one_that_crashes_is_said_to_have() {
    with_accounts(|| {
        let (_service, ended) = used("kill -SEGV $$", "1m");
        assert_eq!(ended.code, Some(10));
        assert!(
            ended.err.contains("connector-crashed: the connector crashed, or was killed, by signal 11"),
            "{ended:?}"
        );
    });
}

/// Whoever runs it leaves, or is cut off: it ends with them.
#[test]
fn a_connector_ends_with_its_operator() {
    with_accounts(|| {
        let service = in_charge();
        approved(&service, "bank", "exec sleep 54323");
        let mut client = service.command(ANNE, ["use", CASE, "--for", "10m", "--", "bank"]).spawn().unwrap();
        let sleeping = || running("sleep\0".to_owned() + "54323");
        while sleeping().is_empty() {
            thread::yield_now();
        }
        for pid in sleeping() {
            let score = fs::read_to_string(format!("/proc/{pid}/oom_score_adj")).unwrap();
            assert_eq!(score.trim(), "1000", "it goes first where memory is short");
        }
        client.kill().unwrap();
        client.wait().unwrap();
        while !sleeping().is_empty() {
            thread::yield_now();
        }
        while !service.run(CHLOE, ["audit", "export"]).out.contains("\"result\":\"connector-interrupted\"") {
            thread::yield_now();
        }
    });
}

/// Who is taken off the roster may nothing from then on, nor may what they run.
#[test]
fn a_connector_ends_when_its_operator_is_taken_off_the_roster() {
    with_accounts(|| {
        let service = in_charge();
        approved(&service, "bank", "exec sleep 54325");
        let client = service.command(ANNE, ["use", CASE, "--for", "40s", "--", "bank"]).spawn().unwrap();
        while running("sleep\0".to_owned() + "54325").is_empty() {
            thread::yield_now();
        }
        // While it is being signed it takes nobody off.
        service.sign_roster(&service.roster(2).replace("[\"developer\"]", "[\"support\"]"), &[]);
        thread::sleep(Duration::from_millis(2500));
        assert!(!running("sleep\0".to_owned() + "54325").is_empty());
        service.sign_roster(&service.roster(2).replace("[\"developer\"]", "[\"support\"]"), &["root"]);
        let ended = Ended::from(client.wait_with_output().unwrap());
        assert_eq!(ended.code, Some(5), "{ended:?}");
        let why = " s: anne is no developer of the roster any more\n";
        assert!(ended.err.contains("connector-revoked: ") && ended.err.ends_with(why), "{ended:?}");
        assert!(running("sleep\0".to_owned() + "54325").is_empty());
    });
}

/// The service is killed: the warden ends what it ran.
#[test]
fn a_connector_ends_with_its_service() {
    with_accounts(|| {
        let mut service = in_charge();
        approved(&service, "bank", "exec sleep 54324");
        let client = service.command(ANNE, ["use", CASE, "--for", "10m", "--", "bank"]).spawn().unwrap();
        let sleeping = || running("sleep\0".to_owned() + "54324");
        while sleeping().is_empty() {
            thread::yield_now();
        }
        service.kill();
        while !sleeping().is_empty() {
            thread::yield_now();
        }
        let ended = Ended::from(client.wait_with_output().unwrap());
        assert!(ended.err.contains("service-broken: "), "{ended:?}");
        assert_ne!(SERVICE, ANNE);
    });
}

#[test]
fn a_directory_runs_its_connector_with_what_is_beside_it() {
    with_accounts(|| {
        let service = in_charge();
        let folder = service.path("bank");
        fs::create_dir_all(folder.join("lib")).unwrap();
        fs::write(folder.join("connector"), "#!/bin/sh\ncat \"$(dirname \"$0\")/lib/accounts\"\n").unwrap();
        fs::set_permissions(folder.join("connector"), PermissionsExt::from_mode(0o755)).unwrap();
        fs::write(folder.join("lib/accounts"), "pea\n").unwrap();
        let hash =
            hash(&service.run(ANNE, ["connector".as_ref(), "add".as_ref(), "bank".as_ref(), folder.as_os_str()]));
        service.run(BRUNO, ["connector", "approve", &hash]);
        let ended = service.run(ANNE, ["use", CASE, "--", "bank"]);
        assert_eq!(failed(&ended), (Some(0), "pea\n", ""));
        let listed = service.run(BRUNO, ["connector", "list"]);
        assert_eq!(listed.out, format!("{hash}  bank  anne  bruno\n"));
        let listed = service.run(BRUNO, ["connector", "list", "--json"]);
        let line: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
        assert_eq!(
            ["name", "sha256", "added_by", "approved_by"].map(|key| &line[key]),
            ["bank", &hash, "anne", "bruno"]
        );
    });
}

#[test]
fn what_was_altered_in_the_store_is_given_nothing() {
    with_accounts(|| {
        let service = in_charge();
        approved(&service, "bank", "cat <&3");
        let programs = service.desk.home().join("programs");
        let kept =
            fs::read_dir(&programs).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.extension().is_none());
        fs::write(kept.unwrap(), "#!/bin/sh\ncat <&3 > /tmp/x\n").unwrap();
        let ended = service.run(ANNE, ["use", CASE, "--", "bank"]);
        assert_eq!(ended.code, Some(12));
        assert!(ended.err.contains("program-altered: "), "{ended:?}");
    });
}

#[test]
fn what_is_no_program_is_not_taken() {
    with_accounts(|| {
        let service = in_charge();
        let file = service.desk.write("plain.txt", "abc");
        fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
        let ended = service.run(ANNE, ["connector".as_ref(), "add".as_ref(), "bank".as_ref(), file.as_os_str()]);
        let err = "pli-desk: program-malformed: this is no program to keep: it may not be executed\n";
        assert_eq!(failed(&ended), (Some(4), "", err));
    });
}
