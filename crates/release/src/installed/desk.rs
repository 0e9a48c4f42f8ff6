use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use jiff::{Timestamp, tz::TimeZone};
use xtask::{Failure, process, workspace};

use super::{booted::Booted, listed, newer, step, system::System};

/// What is done in the system, as root.
const LIFE: &str = include_str!("desk.sh");

/// What is evidence, which only the administrator deletes.
const EVIDENCE: [&str; 3] = ["var/lib/pli-desk", "var/lib/pli-desk-drafts", "etc/pli-desk"];

/// The life of the desk's package in a system that systemd runs: its service is used by three people with accounts of
/// their own, upgraded while it holds an identity, removed, purged.
///
/// # Errors
/// When a step fails, or something is left that is no evidence.
pub fn check(package: &Path) -> Result<(), Failure> {
    let folder = workspace::target().join("installed");
    let system = System::make(&folder.join("desk"))?;
    system.apt(&["install", "--no-install-recommends", "age", "bubblewrap", "dbus", "minisign", "systemd-sysv"])?;
    let before = system.files()?;
    system.install(package)?;
    println!("  {}", system.version("pli-desk")?);
    let given = system.root().join("srv");
    process::run(Command::new("cp").arg("-r").arg(workspace::root().join("tests/demo")).arg(&given))?;
    fs::copy(newer(package, &folder)?, given.join("newer.deb")).map_err(Failure::file(&given))?;
    sealed(&folder.join("answers.json"), &given.join("package"))?;
    fs::write(given.join("life.sh"), LIFE).map_err(Failure::file(&given))?;
    let booted = Booted::boot(system.unmounted())?;
    booted.run(&["bash", "-eu", "/srv/life.sh"])?;
    drop(booted);

    step("what is left of the desk");
    let after = system.files()?;
    let of_the_desk: Vec<&PathBuf> = after
        .difference(&before)
        .filter(|path| path.iter().any(|part| part.to_string_lossy().starts_with("pli-desk")))
        .collect();
    let (evidence, others): (Vec<_>, Vec<_>) =
        of_the_desk.into_iter().partition(|path| EVIDENCE.iter().any(|place| path.starts_with(place)));
    println!("  evidence, which is the administrator's: {}{}", evidence.len(), listed(&evidence));
    println!("  of the package: {}{}", others.len(), listed(&others));
    if others.is_empty() { Ok(()) } else { Err(Failure::Unexpected("the package leaves files".to_owned())) }
}

/// Seals a package of today to the demonstration's key, which everybody may read.
fn sealed(answers: &Path, out: &Path) -> Result<(), Failure> {
    let text = workspace::text("tests/e2e/answers/lcl-pea.json")?;
    let now = Timestamp::now().to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string();
    fs::write(answers, text.replace("2026-11-23T14:05:00+01:00", &now)).map_err(Failure::file(answers))?;
    process::run(process::cargo().args(["xtask", "package"]).arg(answers).arg(out))?;
    process::run(Command::new("chmod").args(["-R", "a+rX"]).arg(out))
}
