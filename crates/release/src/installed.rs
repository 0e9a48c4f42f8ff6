//! A Debian package's whole life, in a system that holds nothing else: installed, started, upgraded
//! while it is open, removed, purged; and what is left of it then.

mod booted;
pub mod desk;
mod person;
mod system;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use xtask::{Failure, VirtualDisplay, folder, process, workspace};

use person::Person;
use system::System;

/// Makes such a system with debootstrap, from where apt gets its packages here, and goes through it all.
///
/// # Errors
/// When a step fails, or something is left that is neither the person's nor a log.
pub fn check(package: &Path) -> Result<(), Failure> {
    let folder = workspace::target().join("installed");
    let system = System::make(&folder.join("system"))?;
    let before = system.files()?;
    let newer = newer(package, &folder)?;

    step("installed");
    system.install(package)?;
    println!("  {}", system.version("pli")?);
    step("started");
    let display = VirtualDisplay::start((1280, 1024))?;
    let person = Person(&display);
    let mut app = system.start("pli", display.name())?;
    display.wait_until_drawn(|| Ok(()))?;
    person.walk()?;
    display.picture(&folder.join("started.png"))?;
    println!("  a picture of the window: {}", folder.join("started.png").display());

    step("upgraded while it is open");
    system.install(&newer)?;
    println!("  {}", system.version("pli")?);
    if !app.is_running() {
        return Err(Failure::Unexpected("the upgrade ended the app that was open".to_owned()));
    }
    display.picture(&folder.join("upgraded.png"))?;
    person.close(&mut app)?;
    let mut again = system.start("pli", display.name())?;
    display.wait_until_drawn(|| Ok(()))?;
    person.close(&mut again)?;

    step("removed, then purged");
    system.apt(&["remove", "pli"])?;
    system.run(&["dpkg", "--purge", "pli"])?;
    system.apt(&["autoremove", "--purge"])?;
    told(&system.files()?.difference(&before).cloned().collect())
}

/// Says what is left, and fails on what should not be.
fn told(left: &BTreeSet<PathBuf>) -> Result<(), Failure> {
    step("what is left");
    let (persons, others): (Vec<_>, Vec<_>) = left.iter().partition(|path| path.starts_with(system::HOME));
    let (of_the_system, leftovers): (Vec<_>, Vec<_>) = others.into_iter().partition(|path| is_the_systems_own(path));
    println!("  the person's own: {}{}", persons.len(), listed(&near(&persons)));
    println!("  lists, logs and caches of the system, which name no file of Pli's: {}", of_the_system.len());
    println!("  of Pli: {}{}", leftovers.len(), listed(&leftovers));
    if leftovers.is_empty() {
        return Ok(());
    }
    Err(Failure::Unexpected(format!("{} files are left that are nobody's", leftovers.len())))
}

/// Those that are not deep below a folder which is among them.
fn near<'p>(paths: &[&'p PathBuf]) -> Vec<&'p PathBuf> {
    const DEPTH: usize = 5;
    paths.iter().copied().filter(|path| path.iter().count() <= DEPTH).collect()
}

/// Each on a line of its own.
fn listed(paths: &[&PathBuf]) -> String {
    paths.iter().map(|path| format!("\n    /{}", path.display())).collect()
}

/// Whether it is not Pli's: what Pli's package brings bears its name.
fn is_the_systems_own(path: &Path) -> bool {
    path.starts_with("var/lib/apt")
        || path.starts_with("var/cache")
        || !path.iter().any(|part| {
            let part = part.to_string_lossy();
            part == "pli" || part.starts_with("pli.") || part.contains("com.bankin.pli")
        })
}

/// The same package with a higher version.
fn newer(package: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    let (unpacked, newer) = (folder.join("newer"), folder.join("newer.deb"));
    folder::remove(&unpacked)?;
    process::run(Command::new("dpkg-deb").arg("--raw-extract").arg(package).arg(&unpacked))?;
    let control = unpacked.join("DEBIAN/control");
    let text = fs::read_to_string(&control).map_err(Failure::file(&control))?;
    let higher = text.lines().map(|line| match line.strip_prefix("Version: ") {
        Some(version) => format!("Version: {version}+1\n"),
        None => format!("{line}\n"),
    });
    fs::write(&control, higher.collect::<String>()).map_err(Failure::file(&control))?;
    process::run(
        Command::new("dpkg-deb").args(["--root-owner-group", "-Zgzip", "-z1", "--build"]).arg(&unpacked).arg(&newer),
    )?;
    Ok(newer)
}

fn step(name: &str) {
    println!("\n== {name}");
}
