use std::{
    env,
    fs::{self, File},
    process::{Child, Command, Stdio},
};

use xtask::{Failure, VirtualDisplay, workspace};

use crate::{
    process,
    setup::{self, apt},
};

/// Installs what is missing, builds the app and opens it; on a machine without a display, opens
/// it on a virtual one, writes a picture of it and ends.
pub fn run() -> Result<(), Failure> {
    println!("What Pli needs");
    if cfg!(not(target_os = "linux")) {
        println!("  by hand, once: {}", platform_needs());
    }
    setup::for_building()?;
    let virtual_display = if has_display() {
        None
    } else {
        println!("  no display here: Pli opens on a virtual one");
        apt::install(apt::DISPLAY)?;
        Some(VirtualDisplay::start((1280, 1024))?)
    };
    println!("Build");
    setup::app()?;
    println!("Open");
    match virtual_display {
        None => process::run(&mut Command::new(workspace::app())),
        Some(display) => picture(&display),
    }
}

fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn platform_needs() -> &'static str {
    if cfg!(target_os = "macos") {
        "Xcode's command-line tools (`xcode-select --install`), Node.js"
    } else {
        "Microsoft C++ Build Tools (Desktop development with C++), WebView2 (part of Windows 11), Node.js"
    }
}

/// Opens the app, waits until it is drawn, writes the picture, closes it.
fn picture(display: &VirtualDisplay) -> Result<(), Failure> {
    let to = workspace::target().join("run/pli.png");
    let private = workspace::target().join("run/runtime");
    fs::create_dir_all(&private).map_err(Failure::file(&private))?;
    restrict(&private)?;
    // A machine without a desktop has much to say about that; it is of use only when no window comes.
    let said = workspace::target().join("run/pli.log");
    let log = File::create(&said).map_err(Failure::file(&said))?;
    let mut bus = Command::new("dbus-run-session");
    bus.arg("--").arg(workspace::app()).env("DISPLAY", display.name()).env("XDG_RUNTIME_DIR", &private);
    let mut app = Closing(process::start(bus.stdout(Stdio::null()).stderr(log))?);
    let drawn = display.wait_until_drawn(|| match app.0.try_wait() {
        Ok(Some(status)) => Err(Failure::Ended { command: "pli".to_owned(), status: status.to_string() }),
        _ => Ok(()),
    });
    if drawn.is_err() {
        print!("{}", fs::read_to_string(&said).unwrap_or_default());
    }
    drawn?;
    display.picture(&to)?;
    println!("  a picture of the window: {}", to.display());
    Ok(())
}

/// Ends the app with the task, however the task ends.
struct Closing(Child);

impl Drop for Closing {
    fn drop(&mut self) {
        // The session bus ends its app with itself only on a termination signal.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

/// A runtime folder has to be its user's alone, or D-Bus and GTK refuse it.
#[cfg(unix)]
fn restrict(folder: &std::path::Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(Failure::file(folder))
}

#[cfg(not(unix))]
fn restrict(_folder: &std::path::Path) -> Result<(), Failure> {
    Ok(())
}
