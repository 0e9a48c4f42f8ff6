//! What Pli costs: start and memory beside a bare Tauri window, seen from outside, the seal window, a package beside
//! age(1), and sizes. One table, and the same as JSON.

mod package;
mod screen;
mod seal_window;
mod session;
mod sizes;
mod table;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use serde::Serialize;
use xtask::{Failure, VirtualDisplay, folder, workspace};

use crate::running::Running;

use package::Package;
use screen::Screen;
use session::Session;
use sizes::Sizes;

/// How often each is started; medians are told.
const ROUNDS: usize = 15;

/// When memory is looked at, after the page is drawn.
const SETTLED: Duration = Duration::from_secs(2);

const SCREEN: (u32, u32) = (1280, 1024);

/// Medians of one program.
#[derive(Debug, Serialize)]
struct Window {
    /// From the start of the process to the first frame with text, in milliseconds.
    start_ms: u64,
    /// Of all its processes, in KiB.
    pss_kib: u64,
}

#[derive(Debug, Serialize)]
struct Numbers {
    rounds: usize,
    pli: Window,
    bare: Window,
    start_ratio: f64,
    memory_ratio: f64,
    /// From the start of `pli seal` to the first frame with text, in milliseconds.
    seal_window_ms: u64,
    package: Package,
    sizes: Sizes,
}

/// Starts the programs of this folder in turn, each time on a display, with a home and a bus of its own; `packages`
/// holds what was bundled of them.
///
/// # Errors
/// When one of them does not draw its page within a minute.
pub fn measure(programs: &Path, packages: &Path, out: &Path) -> Result<(), Failure> {
    let [mut pli, mut bare] = [Vec::new(), Vec::new()];
    let mut seal = Vec::new();
    for round in 1..=ROUNDS {
        pli.push(window(&programs.join("pli"))?);
        bare.push(window(&programs.join("bare-window"))?);
        seal.push(seal_window::open(&programs.join("pli"))?);
        println!("  {round} of {ROUNDS}");
    }
    let [pli, bare] = [pli, bare].map(|runs| Window {
        start_ms: median(runs.iter().map(|run| run.0)),
        pss_kib: median(runs.iter().map(|run| run.1)),
    });
    let numbers = Numbers {
        rounds: ROUNDS,
        start_ratio: ratio(pli.start_ms, bare.start_ms),
        memory_ratio: ratio(pli.pss_kib, bare.pss_kib),
        pli,
        bare,
        seal_window_ms: median(seal),
        package: package::measure(programs, &folder()?)?,
        sizes: sizes::of(programs, packages)?,
    };
    println!("{}", table::of(&numbers));
    let json = serde_json::to_string_pretty(&numbers).map_err(|error| Failure::Unexpected(error.to_string()))?;
    fs::write(out, json + "\n").map_err(Failure::file(out))
}

/// Milliseconds to the drawn page, and KiB after it.
fn window(program: &Path) -> Result<(u64, u64), Failure> {
    let mut desktop = Desktop::start(&folder()?)?;
    let (took, program) = desktop.draws(|session| session.open(&mut Command::new(program)))?;
    std::thread::sleep(SETTLED);
    Ok((took, program.pss()?))
}

/// A display with a session on it.
struct Desktop {
    session: Session,
    screen: Screen,
    _display: VirtualDisplay,
}

impl Desktop {
    /// Everything that it keeps is in this folder.
    fn start(folder: &Path) -> Result<Self, Failure> {
        let display = VirtualDisplay::start_in_sight(SCREEN, folder)?;
        let session = Session::start(display.name(), folder)?;
        Ok(Self { session, screen: Screen::of(&folder.join("Xvfb_screen0"))?, _display: display })
    }

    /// Opens something, and says in milliseconds when its page was drawn.
    fn draws(&mut self, open: impl FnOnce(&Session) -> Result<Running, Failure>) -> Result<(u64, Running), Failure> {
        let start = Instant::now();
        let mut program = open(&self.session)?;
        self.until(true, || program.is_running())?;
        Ok((milliseconds(start), program))
    }

    /// Waits until there is text on the screen, or none, for as long as that may come.
    fn until(&mut self, text: bool, mut may_come: impl FnMut() -> bool) -> Result<(), Failure> {
        let start = Instant::now();
        while self.screen.shows_text()? != text {
            if start.elapsed() > Duration::from_mins(1) || !may_come() {
                return Err(Failure::Unexpected("no page was drawn".to_owned()));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    }
}

/// A folder with nothing in it.
fn folder() -> Result<PathBuf, Failure> {
    let folder = workspace::target().join("numbers");
    folder::remove(&folder)?;
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    Ok(folder)
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

fn median(values: impl IntoIterator<Item = u64>) -> u64 {
    let mut values: Vec<u64> = values.into_iter().collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn ratio(a: u64, b: u64) -> f64 {
    a as f64 / b as f64
}
