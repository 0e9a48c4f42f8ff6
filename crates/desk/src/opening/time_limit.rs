//! An identity that opens in time or not at all. An age plugin is a program of its own, which waits for a touch, or
//! hangs; the age crate waits for it as long as it likes, and does not wait for its end.

use std::{
    fs, io,
    path::{Path, PathBuf},
    slice,
    sync::{
        Arc,
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

use age::DecryptError;
use age_core::format::{FileKey, Stanza};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

/// How long a plugin may take at most: somebody looks for their token, and touches it.
pub const LONGEST: Duration = Duration::from_mins(2);
/// How long a plugin has to end by itself once it has answered.
const ENDING: Duration = Duration::from_secs(1);
/// How often it is looked whether one has ended.
const EVERY: Duration = Duration::from_millis(20);

type Shared = Arc<dyn age::Identity + Send + Sync>;
type Unwrapped = Option<Result<FileKey, DecryptError>>;

/// An identity, and the instant by which it opens.
pub struct TimeLimited {
    identity: Shared,
    until: Instant,
}

impl TimeLimited {
    /// Each of these identities, for so long from now on.
    pub fn all(identities: Vec<Box<dyn age::Identity + Send + Sync>>, limit: Duration) -> Vec<Self> {
        let until = Instant::now() + limit.min(LONGEST);
        identities.into_iter().map(|identity| Self { identity: identity.into(), until }).collect()
    }
}

impl age::Identity for TimeLimited {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Unwrapped {
        self.unwrap_stanzas(slice::from_ref(stanza))
    }

    /// In a thread of its own, whose children are its plugins: what is left of them when the time is over, and of
    /// theirs, is killed. The thread ends then, too; one that does not, since somebody else holds the plugin's
    /// pipe, is waited for no longer.
    fn unwrap_stanzas(&self, stanzas: &[Stanza]) -> Unwrapped {
        let identity = Arc::clone(&self.identity);
        let stanzas: Vec<Stanza> = stanzas.iter().map(copy).collect();
        let (tell_task, tasks) = mpsc::channel();
        let (tell, told) = mpsc::channel();
        let unwrap = move || {
            let task = this_task();
            // Nobody listens any more when the time is over.
            let _ = tell_task.send(task.clone());
            let unwrapped = identity.unwrap_stanzas(&stanzas);
            if let Some(task) = &task {
                end_children(task);
            }
            let _ = tell.send(unwrapped);
        };
        if let Err(error) = thread::Builder::new().name("identity".to_owned()).spawn(unwrap) {
            return Some(Err(error.into()));
        }
        let task = tasks.recv().unwrap_or_default();
        if let Ok(unwrapped) = told.recv_timeout(self.until.saturating_duration_since(Instant::now())) {
            return unwrapped;
        }
        kill(task.as_deref(), &told);
        Some(Err(io::Error::from(io::ErrorKind::TimedOut).into()))
    }
}

fn copy(stanza: &Stanza) -> Stanza {
    Stanza { tag: stanza.tag.clone(), args: stanza.args.clone(), body: stanza.body.clone() }
}

/// Kills what a thread started until it goes on, or for a moment: what is started meanwhile, too.
fn kill(task: Option<&Path>, told: &Receiver<Unwrapped>) {
    let until = Instant::now() + ENDING;
    while Instant::now() < until {
        task.map(children).into_iter().flatten().for_each(kill_tree);
        if told.recv_timeout(EVERY).is_ok() {
            return;
        }
    }
}

/// Waits for the end of what this thread started, and kills what does not end.
fn end_children(task: &Path) {
    let until = Instant::now() + ENDING;
    for child in children(task) {
        while is_running(child) {
            if Instant::now() >= until {
                kill_tree(child);
            }
            thread::sleep(EVERY);
        }
    }
}

/// Whether a child runs; one that has ended is reaped.
fn is_running(child: Pid) -> bool {
    matches!(waitpid(Some(child), WaitOptions::NOHANG), Ok(None))
}

/// Those that a process started before it, so that none is left without a parent and out of sight.
fn kill_tree(process: Pid) {
    let tasks = fs::read_dir(format!("/proc/{}/task", process.as_raw_pid())).into_iter().flatten().flatten();
    tasks.flat_map(|task| children(&task.path())).for_each(kill_tree);
    // It may have ended meanwhile.
    let _ = kill_process(process, Signal::KILL);
}

/// Where the kernel has this thread (proc(5)); nowhere on other systems, where nothing is killed.
fn this_task() -> Option<PathBuf> {
    fs::read_link("/proc/thread-self").ok().map(|task| Path::new("/proc").join(task))
}

/// The processes that a thread started and that nobody has waited for (proc(5), `children`).
fn children(task: &Path) -> Vec<Pid> {
    let listed = fs::read_to_string(task.join("children")).unwrap_or_default();
    listed.split_whitespace().filter_map(|pid| Pid::from_raw(pid.parse().ok()?)).collect()
}

#[cfg(test)]
mod tests {
    use std::{
        process::{Command, Stdio},
        sync::Mutex,
    };

    use super::*;
    use crate::documented::is_told;

    /// Starts a program as the age crate does, and waits until nobody holds its pipe.
    struct Hanging(&'static str, Mutex<Vec<u32>>);

    impl age::Identity for Hanging {
        #[expect(clippy::zombie_processes, reason = "as the age crate does")]
        fn unwrap_stanza(&self, _: &Stanza) -> Unwrapped {
            let mut command = Command::new("/bin/sh");
            // One that is not killed holds nothing of this process's.
            command.args(["-c", self.0]).stderr(Stdio::null());
            let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
            self.1.lock().unwrap().push(child.id());
            io::copy(&mut child.stdout.take().unwrap(), &mut io::sink()).unwrap();
            None
        }

        fn unwrap_stanzas(&self, stanzas: &[Stanza]) -> Unwrapped {
            stanzas.iter().find_map(|stanza| self.unwrap_stanza(stanza))
        }
    }

    fn unwrap(program: &'static str, limit: Duration) -> (Unwrapped, u32) {
        let hanging = Arc::new(Hanging(program, Mutex::default()));
        let limited = TimeLimited { identity: hanging.clone(), until: Instant::now() + limit };
        let stanza = Stanza { tag: "X25519".to_owned(), args: Vec::new(), body: Vec::new() };
        let unwrapped = age::Identity::unwrap_stanza(&limited, &stanza);
        let started = hanging.1.lock().unwrap()[0];
        (unwrapped, started)
    }

    fn is_there(process: u32) -> bool {
        Path::new(&format!("/proc/{process}")).exists()
    }

    /// `reveal` sets no limit of its own.
    #[test]
    fn a_plugin_has_two_minutes_at_most() {
        assert!(is_told("for as long as `--for` says and two minutes at most, then it is killed"));
        let minutes = |many: u64| Duration::from_secs(60 * many);
        for (limit, longest) in [(Duration::MAX, minutes(2)), (minutes(3), minutes(2)), (minutes(1), minutes(1))] {
            let hanging: Box<dyn age::Identity + Send + Sync> = Box::new(Hanging("", Mutex::default()));
            let before = Instant::now();
            let until = TimeLimited::all(vec![hanging], limit)[0].until;
            assert!((before + longest..=Instant::now() + longest).contains(&until), "{limit:?}");
        }
    }

    #[test]
    fn what_hangs_is_killed_with_all_that_it_started() {
        for program in ["sleep 1000", "sleep 1000 & sleep 1000 & wait", "trap '' TERM; (trap '' TERM; sleep 1000)"] {
            let begun = Instant::now();
            let (unwrapped, started) = unwrap(program, Duration::from_millis(300));
            let Some(Err(DecryptError::Io(error))) = unwrapped else { panic!("{program}") };
            assert_eq!(error.kind(), io::ErrorKind::TimedOut, "{program}");
            assert!(begun.elapsed() < Duration::from_mins(1), "{program}");
            // The thread reaps it within a moment.
            let until = Instant::now() + Duration::from_secs(20);
            while is_there(started) && Instant::now() < until {
                thread::sleep(EVERY);
            }
            assert!(!is_there(started), "{program}");
        }
    }

    #[test]
    fn what_answered_is_left_behind_nowhere() {
        // It goes on after it has answered.
        let (unwrapped, started) = unwrap("exec >&-; exec sleep 1000", Duration::from_secs(30));
        assert!(unwrapped.is_none());
        assert!(!is_there(started), "it is killed, and reaped");
    }
}
