use std::{collections::BTreeSet, path::Path, process::Command};

use xtask::{Failure, VirtualDisplay, folder, process, workspace};

use super::wine::{Wine, until};

/// Installs silently, starts, tries to replace and to remove what is open, uninstalls silently, and compares the disk and
/// the registry before and after.
///
/// # Errors
/// When a step fails, or something is left of Pli.
pub fn check(installer: &Path) -> Result<(), Failure> {
    let out = workspace::target().join("windows");
    let display = VirtualDisplay::start((1280, 1024))?;
    let wine = Wine::make(&out.join("wine"), display.name())?;
    let (files, registry) = (wine.files()?, wine.registry()?);

    step("installed, silently");
    wine.output(installer, &["/S"])?;
    wine.settle()?;
    let place = wine.home()?.join("AppData/Local/Pli");
    told("on the disk", &wine.files()?.difference(&files).cloned().collect());
    told("in the registry", &wine.registry()?.difference(&registry).cloned().collect());
    let program = place.join("pli.exe");
    let said = wine.output(&program, &["--version"])?;
    println!("  pli.exe --version: {}", said.trim());
    if said.trim() != concat!("pli ", env!("CARGO_PKG_VERSION")) {
        return Err(Failure::Unexpected(format!("pli.exe --version said {said:?}")));
    }

    step("started, without WebView2");
    let mut app = wine.start(&program)?;
    until("a message of Windows' own", || windows(&display).contains("\"Pli\""))?;
    let picture = out.join("without-webview2.png");
    // The box is there a moment before its words.
    std::thread::sleep(std::time::Duration::from_secs(1));
    display.picture(&picture)?;
    println!("  a picture of what it says: {}", picture.display());

    step("neither replaced nor removed while it is open");
    let uninstaller = place.join("uninstall.exe");
    let there = folder::entries(&place)?;
    // Told where it is, it does not go on from a copy.
    let in_place = format!("_?={}", wine.windows_path(&place)?);
    for (program, words) in [(installer, &["/S"][..]), (&uninstaller, &["/S", &in_place])] {
        if wine.output(program, words).is_ok() || folder::entries(&place)? != there {
            return Err(Failure::Unexpected(format!("{} did not stop at what is open", program.display())));
        }
    }
    wine.end();
    let _ = app.wait();

    step("uninstalled, silently");
    // It goes on from a copy, and this one ends at once.
    wine.output(&uninstaller, &["/S"])?;
    until("the program's folder is gone", || !place.exists())?;
    wine.settle()?;
    let left_files: BTreeSet<_> = wine.files()?.difference(&files).cloned().collect();
    let left_entries: BTreeSet<_> = wine.registry()?.difference(&registry).cloned().collect();
    told("on the disk", &left_files);
    told("in the registry", &left_entries);
    let of_pli = left_files.iter().chain(&left_entries).filter(|left| is_plis(left)).count();
    if of_pli == 0 {
        return Ok(());
    }
    Err(Failure::Unexpected(format!("{of_pli} things are left of Pli")))
}

/// Whether it bears Pli's name; the rest is of wine's own.
fn is_plis(left: &str) -> bool {
    let left = left.to_lowercase();
    ["\\pli", "/pli", "pli.exe", "pli.receipt", "pli.plikeys", ".receipt", ".plikeys", "com.bankin.pli"]
        .iter()
        .any(|name| left.contains(name))
}

/// The titles of the windows on a display.
fn windows(display: &VirtualDisplay) -> String {
    process::output(Command::new("xwininfo").args(["-root", "-tree", "-display", display.name()])).unwrap_or_default()
}

fn step(name: &str) {
    println!("\n== {name}");
}

fn told(place: &str, things: &BTreeSet<String>) {
    println!("  new {place}: {}", things.len());
    for thing in things {
        println!("    {thing}");
    }
}
