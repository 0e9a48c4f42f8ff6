//! Start and memory of Pli beside a bare Tauri window, seen from outside, and sizes: one table, and the same as JSON.

mod screen;
mod session;

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use serde::Serialize;
use xtask::{Failure, VirtualDisplay, workspace};

use screen::Screen;
use session::Session;

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
    /// Of the program's file, in bytes.
    program_bytes: u64,
}

#[derive(Debug, Serialize)]
struct Numbers {
    rounds: usize,
    pli: Window,
    bare: Window,
    start_ratio: f64,
    memory_ratio: f64,
}

/// Starts both programs of this folder in turn, each time on a display, with a home and a bus of its own.
///
/// # Errors
/// When one of them does not draw its page within a minute.
pub fn measure(programs: &Path, out: &Path) -> Result<(), Failure> {
    let [mut pli, mut bare] = [Vec::new(), Vec::new()];
    for round in 1..=ROUNDS {
        pli.push(once(&programs.join("pli"))?);
        bare.push(once(&programs.join("bare-window"))?);
        println!("  {round} of {ROUNDS}");
    }
    let [pli, bare] = [window(&programs.join("pli"), &pli)?, window(&programs.join("bare-window"), &bare)?];
    let ratio = |a: u64, b: u64| a as f64 / b as f64;
    let numbers = Numbers {
        rounds: ROUNDS,
        start_ratio: ratio(pli.start_ms, bare.start_ms),
        memory_ratio: ratio(pli.pss_kib, bare.pss_kib),
        pli,
        bare,
    };
    println!("{}", table(&numbers));
    let json = serde_json::to_string_pretty(&numbers).map_err(|error| Failure::Unexpected(error.to_string()))?;
    fs::write(out, json + "\n").map_err(Failure::file(out))
}

fn table(Numbers { pli, bare, start_ratio, memory_ratio, .. }: &Numbers) -> String {
    let row =
        |what: &str, pli: String, bare: String, ratio: String| format!("{what:28} {pli:>12} {bare:>12} {ratio:>8}\n");
    let mib = |kib: u64| format!("{} MiB", kib / 1024);
    let mb = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    row("", "pli".to_owned(), "bare window".to_owned(), String::new())
        + &row(
            "start to the drawn page",
            format!("{} ms", pli.start_ms),
            format!("{} ms", bare.start_ms),
            format!("{start_ratio:.2} ×"),
        )
        + &row("memory, all processes", mib(pli.pss_kib), mib(bare.pss_kib), format!("{memory_ratio:.2} ×"))
        + &row("program", mb(pli.program_bytes), mb(bare.program_bytes), String::new())
}

/// Milliseconds to the drawn page, and KiB after it.
fn once(program: &Path) -> Result<(u64, u64), Failure> {
    let folder = workspace::target().join("numbers");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let display = VirtualDisplay::start_in_sight(SCREEN, &folder)?;
    let mut screen = Screen::of(&folder.join("Xvfb_screen0"))?;
    let start = Instant::now();
    let session = Session::start(program, display.name(), &folder)?;
    while !screen.shows_text()? {
        if start.elapsed() > Duration::from_mins(1) {
            return Err(Failure::Unexpected(format!("{} drew no page within a minute", program.display())));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let took = start.elapsed();
    std::thread::sleep(SETTLED);
    Ok((u64::try_from(took.as_millis()).unwrap_or(u64::MAX), session.pss()?))
}

fn window(program: &Path, runs: &[(u64, u64)]) -> Result<Window, Failure> {
    let program_bytes = fs::metadata(program).map_err(Failure::file(program))?.len();
    let median = |mut values: Vec<u64>| {
        values.sort_unstable();
        values[values.len() / 2]
    };
    Ok(Window {
        start_ms: median(runs.iter().map(|run| run.0).collect()),
        pss_kib: median(runs.iter().map(|run| run.1).collect()),
        program_bytes,
    })
}
