//! Break-glass: shows the credentials to a human being, when two operators agree that no
//! connector does.
//!
//! On the alternate screen of a terminal, never in a pipe or a file; gone at the first key press
//! or after [`SHOWN_FOR`], and when the program is ended by a signal it can catch. What a terminal
//! or a multiplexer itself keeps of its alternate screen is out of reach: `docs/DESK.md` says
//! where not to reveal.

use std::{
    collections::BTreeMap,
    fmt::{self, Write},
    io,
    os::fd::AsFd,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    termios::{OptionalActions, Termios, isatty, tcgetattr, tcsetattr},
};
use zeroize::Zeroizing;

use crate::{escape::Escaped, operator::TwoOperators, signals::Signals};

#[cfg(test)]
mod tests;

/// How long the credentials are shown at most.
pub const SHOWN_FOR: Duration = Duration::from_mins(1);

/// Alternate screen, cleared, cursor at home and hidden (ECMA-48, xterm's private modes).
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l";
/// Cleared first: a terminal without an alternate screen would keep it.
const LEAVE: &[u8] = b"\x1b[2J\x1b[H\x1b[?25h\x1b[?1049l";

/// That two operators agreed: there is no other way to show anything.
#[derive(Clone, Copy)]
pub enum Agreed<'a> {
    Here(&'a TwoOperators),
    /// At the service, which gives nothing before.
    AtService,
}

/// Why the credentials are shown no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    KeyPressed,
    TimeOver,
    /// The program was told to end.
    Signalled,
}

/// Why nothing was shown.
#[derive(Debug, thiserror::Error)]
pub enum RevealError {
    /// Standard output or input is a pipe or a file.
    #[error("credentials are shown on a terminal only")]
    NotATerminal,
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
}

impl RevealError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotATerminal => "reveal-not-a-terminal",
            Self::Terminal(_) => "reveal-terminal",
        }
    }
}

/// Checks that both are a terminal.
///
/// # Errors
/// [`RevealError::NotATerminal`]
pub fn check(input: impl AsFd, output: impl AsFd) -> Result<(), RevealError> {
    if isatty(input) && isatty(output) { Ok(()) } else { Err(RevealError::NotATerminal) }
}

/// Shows the fields on a terminal until a key is pressed or the time is over.
///
/// # Errors
/// [`RevealError`]; the screen is cleared, whatever happens.
pub fn show(
    _agreed: Agreed<'_>,
    fields: &BTreeMap<String, Zeroizing<String>>,
    input: impl AsFd,
    output: impl AsFd,
    limit: Duration,
) -> Result<Hidden, RevealError> {
    check(&input, &output)?;
    let page = page(fields, limit);
    let signals = Signals::listen()?;
    let screen = Screen::enter(&input, &output)?;
    write_all(&output, page.as_bytes())?;
    let hidden = wait(&input, &signals, limit)?;
    screen.leave()?;
    Ok(hidden)
}

/// What is shown, in memory that never moves.
fn page(fields: &BTreeMap<String, Zeroizing<String>>, limit: Duration) -> Zeroizing<String> {
    // An escaped character takes at most ten bytes (`\u{10ffff}`).
    let room = 256 + fields.iter().map(|(id, value)| 10 * (id.len() + value.len()) + 8).sum::<usize>();
    let mut page = Zeroizing::new(String::with_capacity(room));
    for (id, value) in fields {
        // Writing to a text does not fail.
        let _ = write!(page, "  {}: {}\r\n", Escaped(id), Shown(value));
    }
    let _ = write!(page, "\r\n  Une touche efface l’écran (au plus tard dans {}\u{a0}s).\r\n", limit.as_secs());
    let _ = write!(page, "  Any key clears the screen.\r\n");
    page
}

/// A value as it is, unless it would act on the terminal: then escaped, and marked so.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let escaped = Zeroizing::new(Escaped(self.0).to_string());
        let doubled = Zeroizing::new(self.0.replace('\\', "\\\\"));
        if escaped == doubled { f.write_str(self.0) } else { write!(f, "[\\u{{…}}] {}", *escaped) }
    }
}

/// The alternate screen of a terminal that does not echo; left on drop.
struct Screen<I: AsFd, O: AsFd> {
    input: I,
    output: O,
    before: Termios,
    left: bool,
}

impl<I: AsFd, O: AsFd> Screen<I, O> {
    fn enter(input: I, output: O) -> io::Result<Self> {
        let before = tcgetattr(&input)?;
        let mut raw = before.clone();
        raw.make_raw();
        // What was typed ahead is no wish to hide anything.
        tcsetattr(&input, OptionalActions::Flush, &raw)?;
        let screen = Self { input, output, before, left: false };
        write_all(&screen.output, ENTER)?;
        Ok(screen)
    }

    fn leave(mut self) -> io::Result<()> {
        self.left = true;
        self.restore()
    }

    fn restore(&self) -> io::Result<()> {
        let cleared = write_all(&self.output, LEAVE);
        tcsetattr(&self.input, OptionalActions::Flush, &self.before)?;
        cleared
    }
}

impl<I: AsFd, O: AsFd> Drop for Screen<I, O> {
    fn drop(&mut self) {
        if !self.left {
            // The error that led here is the one to be told.
            let _ = self.restore();
        }
    }
}

fn wait(input: impl AsFd, signals: &Signals, limit: Duration) -> io::Result<Hidden> {
    let deadline = Instant::now() + limit;
    loop {
        let remaining = deadline.saturating_duration_since(Instant::now());
        let timeout = Timespec::try_from(remaining).map_err(io::Error::other)?;
        let mut fds = [PollFd::new(&input, PollFlags::IN), PollFd::new(signals, PollFlags::IN)];
        match poll(&mut fds, Some(&timeout)) {
            Ok(0) => return Ok(Hidden::TimeOver),
            Ok(_) if !fds[1].revents().is_empty() => return Ok(Hidden::Signalled),
            Ok(_) => return Ok(Hidden::KeyPressed),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

fn write_all(output: impl AsFd, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(&output, bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
