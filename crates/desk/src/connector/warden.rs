use std::{
    ffi::OsString,
    fs::File,
    io::{self, PipeWriter, Write},
    os::{
        fd::{AsFd, BorrowedFd},
        unix::process::CommandExt,
    },
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use command_fds::{CommandFdExt, FdMapping};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    process::Pid,
};

use super::{Deadline, ENDING, GRACE, Group};

/// The argument by which the program knows that it is to be a warden.
const NAME: &str = "connector-warden";

/// The file descriptor that becomes readable when the credentials are revoked.
const REVOKED: i32 = 3;

/// What the desk writes to its warden when there is nothing left to watch.
const DISMISSED: &[u8] = b".";

/// A process that ends a connector's group when the desk does not: because the desk is gone, however
/// it went (KILL, a signal nobody catches), or because the time is long over, or the credentials long
/// revoked, and the desk is stopped or waits for a reader that does not read.
///
/// It holds the other end of a pipe from the desk, which ends when the desk does. In a process group
/// of its own, it gets no signal from the terminal. No credential is ever in it.
pub struct Warden {
    pipe: PipeWriter,
    process: Child,
}

impl Warden {
    /// Ends the group after this time, [`ENDING`] after `revoked` became readable, or with this
    /// process. `program` is run as the warden: it calls
    /// [`keep_watch`] first.
    pub fn start(program: &Path, time: Duration, revoked: BorrowedFd<'_>, group: Group) -> io::Result<Self> {
        let (theirs, pipe) = io::pipe()?;
        let mapping = FdMapping { parent_fd: revoked.try_clone_to_owned()?, child_fd: REVOKED };
        let process = Command::new(program)
            .arg(NAME)
            .arg(group.to_string())
            .arg(time.as_millis().to_string())
            .env_clear()
            .stdin(theirs)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .fd_mappings(vec![mapping])
            .map_err(io::Error::other)?
            .spawn()?;
        Ok(Self { pipe, process })
    }

    /// Lets the group be. To be called before its leader is reaped.
    pub fn dismiss(mut self) {
        // A warden that is gone has nothing more to do either.
        let _ = self.pipe.write_all(DISMISSED);
        drop(self.pipe);
        let _ = self.process.wait();
    }
}

/// Is the warden, where the arguments of this program say so. False where they do not.
pub fn keep_watch(mut arguments: impl Iterator<Item = OsString>) -> bool {
    if arguments.nth(1).is_none_or(|name| name != NAME) {
        return false;
    }
    let mut number = || arguments.next()?.to_str()?.parse::<u64>().ok();
    if let Some((group, time)) = number().and_then(leader).zip(number()) {
        watch(Group::led_by(group), Duration::from_millis(time));
    }
    true
}

/// 0 and 1 lead no connector: to signal them would reach this group, or everybody.
fn leader(number: u64) -> Option<Pid> {
    i32::try_from(number).ok().filter(|&number| number > 1).and_then(Pid::from_raw)
}

fn watch(group: Group, time: Duration) {
    match await_word(Deadline::after(time)) {
        Word::Dismissed => {}
        Word::Over => group.kill(),
        Word::Gone => {
            group.terminate();
            await_end(group, Deadline::after(GRACE));
            group.kill();
        }
    }
}

/// What the pipe says.
enum Word {
    Dismissed,
    /// The desk is no more.
    Gone,
    /// Nothing, and the time is over.
    Over,
}

fn await_word(mut deadline: Deadline) -> Word {
    let desk = io::stdin();
    let mut revoked = File::open(format!("/dev/fd/{REVOKED}")).ok();
    while !deadline.is_over() {
        let mut fds = vec![PollFd::new(&desk, PollFlags::IN)];
        fds.extend(revoked.as_ref().map(|revoked| PollFd::new(revoked, PollFlags::IN)));
        match poll(&mut fds, Timespec::try_from(deadline.wait()).ok().as_ref()) {
            Ok(0) | Err(Errno::INTR) => {}
            Ok(_) if !fds[0].revents().is_empty() => return read_word(&desk),
            Ok(_) => {
                revoked = None;
                deadline = deadline.or_after(ENDING);
            }
            Err(_) => return Word::Gone,
        }
    }
    Word::Over
}

fn read_word(input: impl AsFd) -> Word {
    match rustix::io::read(input, &mut [0; DISMISSED.len()]) {
        Ok(0) | Err(_) => Word::Gone,
        Ok(_) => Word::Dismissed,
    }
}

/// Until nobody is left in the group. Its leader is not our child, so there is nothing to wait on.
fn await_end(group: Group, deadline: Deadline) {
    while group.exists() && !deadline.is_over() {
        std::thread::sleep(Duration::from_millis(20));
    }
}
