//! Packages of Debian, Ubuntu and their kin.

use std::{collections::HashSet, fs, process::Command};

use xtask::Failure;

use crate::process;

/// For building the app.
pub const BUILD: &[&str] = &["build-essential", "pkg-config", "libssl-dev", "libwebkit2gtk-4.1-dev"];

/// For building for Windows and running that.
pub const WINDOWS: &[&str] = &["gcc-mingw-w64-x86-64-posix", "g++-mingw-w64-x86-64-posix", "wine", "wine64"];

/// For a virtual display and pictures of it.
pub const DISPLAY: &[&str] = &["xvfb", "openbox", "x11-utils", "x11-xkb-utils", "imagemagick", "dbus-x11"];

/// For making Linux packages and having them judged.
pub const PACKAGES: &[&str] =
    &["dpkg-dev", "rpm", "lintian", "appstream", "desktop-file-utils", "shared-mime-info", "git"];

/// For a system of its own to install in.
pub const INSTALLING: &[&str] = &["debootstrap", "dpkg-dev", "systemd-container", "xdotool"];

/// For measuring beside Pli.
pub const MEASURING: &[&str] = &["age", "dbus", "dpkg-dev"];

/// For saying how two packages differ.
pub const COMPARING: &[&str] = &["diffoscope-minimal", "git"];

/// For looking at the download page.
pub const SITE: &[&str] = &["chromium"];

/// For the tests: drivers, and other people's programs that read what Pli makes.
pub const TEST: &[&str] = &[
    "webkit2gtk-driver",
    "xclip",
    "xdotool",
    "at-spi2-core",
    "gir1.2-atspi-2.0",
    "gir1.2-gtk-3.0",
    "python3-gi",
    "python3-venv",
    "gnome-keyring",
    "thunderbird",
    "xauth",
    "poppler-utils",
    "postgresql",
    "sqlite3",
    "openssl",
    "dovecot-imapd",
    "dovecot-sieve",
    "isync",
    "qpdf",
    "age",
    "minisign",
    "strace",
    "bubblewrap",
    "uidmap",
    "curl",
    "systemd",
    "libfaketime",
    "xdg-utils",
];

/// Installs those of these packages that are not there, and says which; on Linux.
pub fn install(packages: &[&str]) -> Result<(), Failure> {
    if cfg!(not(target_os = "linux")) {
        return Ok(());
    }
    let missing = missing(packages)?;
    if missing.is_empty() {
        return Ok(());
    }
    println!("  missing on this machine: {}", missing.join(" "));
    if !process::on_path("apt-get") {
        return Err(Failure::Needs(format!(
            "Install what provides these Debian packages, then start again: {}",
            missing.join(" ")
        )));
    }
    // Lists that are absent or old are the usual reason for a failure here.
    if announce(&missing).is_ok() && apt_get(&missing).is_ok() {
        return Ok(());
    }
    process::run(as_root("apt-get").arg("update"))?;
    announce(&missing)?;
    apt_get(&missing)
}

/// Says which installed packages apt would have to upgrade on the way, which a machine that
/// lags behind its distribution may need; nothing is upgraded unsaid.
fn announce(packages: &[&str]) -> Result<(), Failure> {
    let plan = process::output(
        Command::new("apt-get").args(["--simulate", "--no-install-recommends", "install"]).args(packages),
    )?;
    let upgrades = upgrades(&plan);
    if !upgrades.is_empty() {
        println!("  apt must also upgrade, for these to fit: {}", upgrades.join(", "));
    }
    Ok(())
}

/// From `Inst NAME [OLD] (NEW …)`, which apt prints for an upgrade; a new package has no `[OLD]`.
fn upgrades(plan: &str) -> Vec<String> {
    let installs = plan.lines().filter_map(|line| line.strip_prefix("Inst "));
    installs
        .filter_map(|line| {
            let (name, rest) = line.split_once(' ')?;
            let (old, rest) = rest.strip_prefix('[')?.split_once("] (")?;
            let new = rest.split_whitespace().next()?;
            Some(format!("{name} {old} to {new}"))
        })
        .collect()
}

fn apt_get(packages: &[&str]) -> Result<(), Failure> {
    process::run(
        as_root("apt-get").args(["install", "--yes", "--no-install-recommends", "--no-upgrade"]).args(packages),
    )
}

fn missing<'p>(packages: &[&'p str]) -> Result<Vec<&'p str>, Failure> {
    if !is_debian() && !process::on_path("dpkg-query") {
        println!("  not a Debian or Ubuntu machine: the system packages are yours to install");
        return Ok(Vec::new());
    }
    let listing = process::output(Command::new("dpkg-query").args([
        "--show",
        "--showformat",
        "${db:Status-Abbrev}\t${Package}\n",
    ]))?;
    let installed: HashSet<&str> = listing.lines().filter_map(|line| line.strip_prefix("ii \t")).collect();
    Ok(packages.iter().copied().filter(|package| !installed.contains(package)).collect())
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| {
        text.lines().any(|line| {
            matches!(line.split_once('='), Some(("ID" | "ID_LIKE", value)) if value.contains("debian") || value.contains("ubuntu"))
        })
    })
}

fn as_root(program: &str) -> Command {
    let is_root = process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root { Command::new(program) } else { Command::new("sudo") };
    if !is_root {
        command.arg(program);
    }
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_names_only_what_it_upgrades() {
        let plan = "Reading package lists...\n\
                    Inst libssl3 [3.0.11-1~deb12u2] (3.0.17-1~deb12u3 Debian:12/stable [amd64])\n\
                    Inst libssl-dev (3.0.17-1~deb12u3 Debian:12/stable [amd64])\n\
                    Conf libssl3 (3.0.17-1~deb12u3 Debian:12/stable [amd64])\n";
        assert_eq!(upgrades(plan), ["libssl3 3.0.11-1~deb12u2 to 3.0.17-1~deb12u3"]);
    }

    #[test]
    fn a_plan_of_new_packages_upgrades_nothing() {
        assert_eq!(upgrades("Inst age (1.1.1-1+b4 Debian:12/stable [amd64])\n"), Vec::<String>::new());
    }
}
