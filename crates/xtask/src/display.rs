use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{Failure, process};

/// An X server without a screen, with a window manager; both end with this value.
#[derive(Debug)]
pub struct VirtualDisplay {
    server: Child,
    window_manager: Child,
    name: String,
}

/// Text drawn with smooth edges has many colours; an empty window in its frame has about two hundred.
pub const COLOURS_OF_A_DRAWN_PAGE: usize = 600;

const PATIENCE: Duration = Duration::from_secs(20);

impl VirtualDisplay {
    /// Starts Xvfb on the first free display, with a screen of this width and height, and openbox
    /// on it.
    ///
    /// # Errors
    /// When one of them is missing or does not come up.
    pub fn start(screen: (u32, u32)) -> Result<Self, Failure> {
        Self::start_with(screen, None)
    }

    /// The same, with what the screen shows in a file of this folder, `Xvfb_screen0`, as xwd(1) writes it.
    ///
    /// # Errors
    /// When one of them is missing or does not come up.
    pub fn start_in_sight(screen: (u32, u32), folder: &Path) -> Result<Self, Failure> {
        Self::start_with(screen, Some(folder))
    }

    fn start_with(screen: (u32, u32), folder: Option<&Path>) -> Result<Self, Failure> {
        let (server, name) = start_server(screen, folder)?;
        let mut openbox = Command::new("openbox");
        openbox.env("DISPLAY", &name).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let window_manager = process::start(&mut openbox)?;
        let display = Self { server, window_manager, name };
        // Tools that type borrow a key for each letter that the keyboard lacks, and windows may not hear of
        // it in time: a French keyboard has é.
        display.query(&["setxkbmap", "-layout", "fr", "-variant", "oss"]);
        let manages = || display.query(&["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]).contains("window id");
        if !wait_until(manages) {
            return Err(Failure::Unexpected("no window manager announced itself on the virtual display".to_owned()));
        }
        // The first key changes the keyboard to that of the tool that presses it. The window manager takes its keys
        // anew then, and one that is pressed meanwhile goes past it: so that is done before there is a window.
        display.query(&["xdotool", "key", "Shift_L"]);
        Ok(display)
    }

    /// The value for `DISPLAY`, such as `:1`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes a PNG of the whole screen.
    ///
    /// # Errors
    /// When the picture cannot be written.
    pub fn picture(&self, to: &Path) -> Result<(), Failure> {
        let status = Command::new("import").args(["-display", &self.name, "-window", "root"]).arg(to).status();
        let written = status.is_ok_and(|status| status.success());
        if written { Ok(()) } else { Err(Failure::Unexpected("the screen could not be pictured".to_owned())) }
    }

    /// How many colours the screen shows; an undrawn window has one or two.
    pub fn colours(&self) -> usize {
        let screen = Command::new("import")
            .args(["-display", &self.name, "-window", "root", "-format", "%k", "info:-"])
            .output();
        screen.ok().and_then(|out| String::from_utf8_lossy(&out.stdout).trim().parse().ok()).unwrap_or(0)
    }

    /// Waits until a page is drawn and stays as it is, a minute at most; `goes_on` says whether one may still come.
    ///
    /// # Errors
    /// When none is drawn.
    pub fn wait_until_drawn(&self, mut goes_on: impl FnMut() -> Result<(), Failure>) -> Result<(), Failure> {
        let start = Instant::now();
        let mut last = 0;
        while start.elapsed() < Duration::from_mins(1) {
            let colours = self.colours();
            if colours >= COLOURS_OF_A_DRAWN_PAGE && colours == last {
                return Ok(());
            }
            last = colours;
            goes_on()?;
            thread::sleep(Duration::from_millis(100));
        }
        Err(Failure::Unexpected("the window was not drawn within a minute".to_owned()))
    }

    /// What an X client prints about this display; empty when it fails.
    fn query(&self, command: &[&str]) -> String {
        let output = Command::new(command[0]).args(&command[1..]).env("DISPLAY", &self.name).output();
        output.map_or_else(|_| String::new(), |out| String::from_utf8_lossy(&out.stdout).into_owned())
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        for child in [&mut self.window_manager, &mut self.server] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Xvfb picks a free display and writes its number once it takes connections.
fn start_server((width, height): (u32, u32), folder: Option<&Path>) -> Result<(Child, String), Failure> {
    let mut xvfb = Command::new("Xvfb");
    if let Some(folder) = folder {
        xvfb.arg("-fbdir").arg(folder);
    }
    xvfb.args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp", "-noreset"]);
    let mut server = process::start(xvfb.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()))?;
    let mut number = String::new();
    let read = server.stdout.take().map(|out| BufReader::new(out).read_line(&mut number));
    if let Some(Ok(1..)) = read {
        return Ok((server, format!(":{}", number.trim())));
    }
    let _ = server.kill();
    let _ = server.wait();
    Err(Failure::Unexpected("Xvfb ended before it named a display".to_owned()))
}

fn wait_until(condition: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if condition() {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    false
}
