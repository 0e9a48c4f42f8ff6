//! How far a long work is, for who waits at a terminal.

use std::{
    io::{self, IsTerminal},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{Desk, speech::Speech};

/// How often it moves.
const TICK: Duration = Duration::from_millis(120);

/// A count, or a bar where the end is known, on standard error; nothing where that is no terminal. It is
/// gone when it is dropped.
pub struct Progress(ProgressBar);

impl Progress {
    /// Of a work whose end is not known; `what` is the catalogue's word for what is counted.
    pub fn new(speech: &Speech, what: &str) -> Self {
        Self::shown(io::stderr().is_terminal(), speech, what, None)
    }

    /// Of a desk's work whose end is not known. A desk that serves others has no terminal of theirs.
    pub fn of(desk: &Desk, what: &str) -> Self {
        Self::shown(desk.visit().is_none() && io::stderr().is_terminal(), &desk.speech, what, None)
    }

    /// Of so many at a desk.
    pub fn towards(desk: &Desk, what: &str, all: usize) -> Self {
        let is_shown = desk.visit().is_none() && io::stderr().is_terminal();
        Self::shown(is_shown, &desk.speech, what, Some(u64::try_from(all).unwrap_or(u64::MAX)))
    }

    fn shown(is_shown: bool, speech: &Speech, what: &str, all: Option<u64>) -> Self {
        let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let template = if all.is_some() { "{spinner} {bar:30} {pos}/{len} {msg}" } else { "{spinner} {pos} {msg}" };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(all, target).with_style(style).with_message(speech.word(what));
        if is_shown {
            bar.enable_steady_tick(TICK);
        }
        Self(bar)
    }

    /// So many are done.
    pub fn reach(&self, done: u64) {
        self.0.set_position(done);
    }

    /// One more is done.
    pub fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
