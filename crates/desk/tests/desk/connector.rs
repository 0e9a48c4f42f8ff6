//! A connector: what it gets, what of it is shown, and how it ends.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    io::{self, Write},
    process::Command,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use zeroize::Zeroizing;

use pli_desk::connector::{Channel, Connector, ConnectorError, Ending};

use crate::{
    story::{EMBEDDED, PASSPHRASE, assigned},
    support::{
        program::Program,
        terminal::{pseudo_terminal, shown_until},
    },
};

const MASK: &str = "█████";
const FOREVER: Duration = Duration::from_mins(1);
const AT_ONCE: Duration = Duration::from_millis(1);

/// Not the password of anybody.
fn fields() -> BTreeMap<String, Zeroizing<String>> {
    [("id", "0123456789"), ("password", "caché\"!")]
        .map(|(id, value)| (id.to_owned(), Zeroizing::new(value.to_owned())))
        .into()
}

fn shell(script: &str) -> Connector {
    Connector {
        program: "sh".into(),
        arguments: vec!["-c".into(), script.into()],
        channel: Channel::Descriptor,
        limit: FOREVER,
        grace: FOREVER,
        warden: env!("CARGO_BIN_EXE_pli-desk").into(),
    }
}

struct Run {
    ending: Result<Ending, ConnectorError>,
    output: String,
    errors: String,
}

fn run(connector: &Connector) -> Run {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let ending = run_with(connector, &mut output, &mut errors);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { ending, output: text(output), errors: text(errors) }
}

/// With credentials that nobody revokes.
fn run_with(connector: &Connector, output: &mut dyn Write, errors: &mut dyn Write) -> Result<Ending, ConnectorError> {
    let (revoked, held) = io::pipe().unwrap();
    let outcome = connector.run(&fields(), &revoked, None, output, errors);
    drop(held);
    outcome.map(|outcome| outcome.ending)
}

#[test]
fn gives_the_fields_as_json_on_descriptor_3() {
    let run = run(&shell(r#"cat <&3 | wc -c; cat | wc -c"#));
    assert_eq!(run.ending.unwrap(), Ending::Exited(0));
    let json = r#"{"id":"0123456789","password":"caché\"!"}"#;
    assert_eq!(run.output, format!("{}\n0\n", json.len()));
}

#[test]
fn gives_the_fields_on_standard_input() {
    let run = run(&Connector { channel: Channel::StandardInput, ..shell("cat; [ -e /dev/fd/3 ] || echo none") });
    assert_eq!(run.ending.unwrap(), Ending::Exited(0));
    assert_eq!(run.output, format!("{{\"id\":\"{MASK}\",\"password\":\"{MASK}\"}}none\n"));
}

#[test]
fn blanks_both_outputs() {
    let run = run(&shell("cat <&3 | tee /dev/stderr"));
    let blanked = format!("{{\"id\":\"{MASK}\",\"password\":\"{MASK}\"}}");
    assert_eq!((run.output, run.errors), (blanked.clone(), blanked));
}

#[test]
fn blanks_a_secret_printed_in_pieces() {
    // Each printf is a write of its own; `read` between them waits for a reader to take it.
    let run = run(&shell(
        "cat <&3 >/dev/null; printf 012; printf 345; printf 67 ; printf '89|ca'; printf 'ch'; printf 'é\"!'",
    ));
    assert_eq!(run.output, format!("{MASK}|{MASK}"));
}

/// `use` of the case by Anne with this connector, her passphrase typed.
fn use_of(desk: &Program, connector: &[&str]) -> Command {
    let (theirs, mut typed) = io::pipe().unwrap();
    typed.write_all(PASSPHRASE.as_bytes()).unwrap();
    let mut command = desk.command(["--operator", "anne", "--passphrase-fd", "0", "use", "K7M4-Q2XD", "--"]);
    command.args(connector).stdin(theirs);
    command
}

#[test]
fn gets_five_variables_and_no_others() {
    let desk = assigned();
    let mut command = use_of(&desk, &["env"]);
    for (name, value) in [
        ("HOME", "/nowhere"),
        ("LANG", "C.UTF-8"),
        ("LC_ALL", "C"),
        ("LC_TIME", "C"),
        ("LD_PRELOAD", ""),
        ("PLI_DESK_REGISTRY", desk.registry_file().to_str().unwrap()),
        ("SSH_AUTH_SOCK", "/nowhere/agent"),
        ("USER", "anne"),
        ("XDG_RUNTIME_DIR", "/nowhere"),
    ] {
        command.env(name, value);
    }
    let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert_eq!(said, "HOME=/nowhere\nLANG=C.UTF-8\nLC_ALL=C\nPATH=/usr/bin:/bin\nTZ=Europe/Paris\n");
}

#[test]
fn what_it_prints_does_not_act_on_a_terminal() {
    let desk = assigned();
    let (mut output, terminal) = pseudo_terminal();
    let (mut errors, terminal_of_errors) = pseudo_terminal();
    let mut command = use_of(&desk, &["sh", "-c", r"printf '\033]0;out\007\n'; printf '\033]0;err\007\n' >&2"]);
    let mut child = command.stdout(terminal).stderr(terminal_of_errors).spawn().unwrap();
    drop(command);
    assert_eq!(shown_until(&mut output, "\n"), "?]0;out?\r\n");
    assert_eq!(shown_until(&mut errors, "\n"), EMBEDDED.replace('\n', "\r\n"));
    assert_eq!(shown_until(&mut errors, "\n"), "?]0;err?\r\n");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn no_core_dump_not_even_by_its_own_wish() {
    let run = run(&shell("cat <&3 >/dev/null; ulimit -Hc; ulimit -Sc"));
    assert_eq!(run.output, "0\n0\n");
}

#[test]
fn no_other_descriptor() {
    // One that others left open to us, not to be closed at exec.
    let open = tempfile::tempfile().unwrap();
    rustix::io::fcntl_setfd(&open, rustix::io::FdFlags::empty()).unwrap();
    let run = run(&shell("cat <&3 >/dev/null; exec ls -1 /proc/self/fd"));
    // The last is the folder that `ls` reads.
    assert_eq!(run.output, "0\n1\n2\n3\n4\n");
}

#[test]
fn a_process_group_of_its_own() {
    let run = run(&shell(r#"cat <&3 >/dev/null; [ "$(ps -o pgid= -p $$ | tr -d ' ')" = $$ ] && echo own"#));
    assert_eq!(run.output, "own\n");
}

#[test]
fn says_the_exit_code() {
    assert_eq!(run(&shell("cat <&3 >/dev/null; exit 7")).ending.unwrap(), Ending::Exited(7));
}

#[test]
fn says_that_it_crashed() {
    assert_eq!(run(&shell("cat <&3 >/dev/null; kill -SEGV $$")).ending.unwrap(), Ending::Signalled(11));
}

#[test]
fn need_not_take_in_the_fields() {
    let mut fields = fields();
    // More than a pipe holds.
    fields.insert("x".repeat(100_000), Zeroizing::default());
    for script in ["exec 3<&-", "head -c 10 <&3; exec 3<&-", "cat <&3"] {
        let (revoked, held) = io::pipe().unwrap();
        let outcome = shell(script).run(&fields, &revoked, None, &mut io::sink(), &mut io::sink()).unwrap();
        drop(held);
        assert_eq!(outcome.ending, Ending::Exited(0), "{script}");
    }
}

#[test]
fn ends_when_its_credentials_are_revoked() {
    let (revoked, held) = io::pipe().unwrap();
    let script = "trap '' TERM; cat <&3 >/dev/null; echo up; while :; do sleep 0.05; done";
    let connector = Connector { grace: AT_ONCE, ..shell(script) };
    let mut revoke = RevokeAtOutput(Some(held));
    let outcome = connector.run(&fields(), &revoked, None, &mut revoke, &mut io::sink()).unwrap();
    assert_eq!(outcome.ending, Ending::Revoked);
}

/// Revokes the credentials once the connector has printed something.
struct RevokeAtOutput(Option<io::PipeWriter>);

impl Write for RevokeAtOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = None;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn ends_on_term_when_its_time_is_over() {
    let run = run(&Connector {
        limit: AT_ONCE,
        ..shell("trap 'echo bye; exit 0' TERM; cat <&3 >/dev/null; echo up; while :; do sleep 0.05; done")
    });
    // With so little time TERM may come before the trap is set; either way it is TERM that ends it.
    assert_eq!(run.ending.unwrap(), Ending::TimedOut);
}

#[test]
fn is_killed_when_it_ignores_term() {
    let limit = Duration::from_secs(2);
    let script = "trap '' TERM; cat <&3 >/dev/null; while :; do sleep 0.05; done";
    let connector = Connector { limit, grace: AT_ONCE, ..shell(script) };
    assert_eq!(run(&connector).ending.unwrap(), Ending::Killed);
}

/// Its output is a pipe that nobody reads, so that passing it on waits.
#[test]
fn is_killed_even_if_nobody_reads_what_it_prints() {
    let folder = tempfile::tempdir().unwrap();
    let mut connector = shell("cat <&3 >/dev/null; echo $$ >$0; exec yes");
    connector.arguments.push(folder.path().join("pid").into());
    connector.limit = Duration::from_secs(1);
    connector.grace = AT_ONCE;
    let (reader, mut output) = io::pipe().unwrap();
    std::thread::scope(|scope| {
        let run = scope.spawn(move || run_with(&connector, &mut output, &mut io::sink()));
        let pid = loop {
            match std::fs::read_to_string(folder.path().join("pid")) {
                Ok(pid) if pid.ends_with('\n') => break pid,
                _ => std::thread::yield_now(),
            }
        };
        wait_for_the_end_of(pid.trim());
        drop(reader);
        assert_eq!(run.join().unwrap().unwrap_err().code(), "connector-output");
    });
}

#[test]
fn a_megabyte_passes_through() {
    let script = "cat <&3 >/dev/null; head -c 1000000 /dev/zero; printf 0123456789";
    let run = run(&shell(script));
    assert_eq!(run.ending.unwrap(), Ending::Exited(0));
    assert_eq!((run.output.len(), run.output.ends_with(&format!("\0{MASK}"))), (1_000_000 + MASK.len(), true));
}

#[test]
fn leaves_no_grandchild_and_does_not_wait_for_one() {
    let script = "cat <&3 >/dev/null; (trap '' TERM; while :; do sleep 0.05; done) & echo $!";
    let run = run(&Connector { grace: AT_ONCE, ..shell(script) });
    assert_eq!(run.ending.unwrap(), Ending::Exited(0));
    wait_for_the_end_of(run.output.trim());
}

/// A killed process is gone, or waits for its parent to take note, a moment after the signal.
pub fn wait_for_the_end_of(pid: &str) {
    let stat = format!("/proc/{pid}/stat");
    let deadline = Instant::now() + FOREVER;
    while std::fs::read_to_string(&stat).is_ok_and(|stat| !stat.contains(") Z ")) {
        assert!(Instant::now() < deadline, "process {pid} was left");
        std::thread::yield_now();
    }
}

#[test]
fn does_not_wait_for_a_grandchild_that_left_the_group() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("left");
    let script = "cat <&3 >/dev/null; mkfifo $0; setsid sh -c 'echo $$; echo >$0; exec sleep 60' $0 & read left <$0";
    let mut connector = Connector { grace: AT_ONCE, ..shell(script) };
    connector.arguments.push(pipe.into());
    let run = run(&connector);
    assert_eq!(run.ending.unwrap(), Ending::Exited(0));
    let pid = Pid::from_raw(run.output.trim().parse().unwrap()).unwrap();
    kill_process(pid, Signal::KILL).unwrap();
}

#[test]
fn says_that_the_program_is_missing() {
    let connector = Connector { program: "/nonexistent/connector".into(), ..shell("") };
    let error = run(&connector).ending.unwrap_err();
    assert_eq!(error.code(), "connector-missing");
    assert_eq!(error.to_string(), "there is no program \"/nonexistent/connector\"");
}

#[test]
fn says_that_the_program_may_not_be_executed() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let connector = Connector { program: OsString::from(file.path()), ..shell("") };
    assert_eq!(run(&connector).ending.unwrap_err().code(), "connector-not-executable");
}

#[test]
fn ends_it_when_its_output_cannot_be_written() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::from(io::ErrorKind::StorageFull))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let connector = shell("cat <&3 >/dev/null; echo hello; sleep 60");
    let ending = run_with(&connector, &mut Full, &mut io::sink());
    assert_eq!(ending.unwrap_err().code(), "connector-output");
}
