use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use xtask::{Failure, folder, process};

use crate::running::Running;

/// Where the person's files are, below the root.
pub const HOME: &str = "home/helene";

/// A Debian of its own below a folder, with one ordinary user, entered by chroot.
pub struct System {
    root: PathBuf,
}

impl System {
    /// Makes it anew.
    ///
    /// # Errors
    /// When this user is not root, or debootstrap fails.
    pub fn make(root: &Path) -> Result<Self, Failure> {
        if process::output(Command::new("id").arg("-u"))?.trim() != "0" {
            return Err(Failure::Needs("a system below a folder is root's to make: run this task as root".to_owned()));
        }
        let system = Self { root: root.to_owned() };
        system.unmount();
        folder::remove(root)?;
        fs::create_dir_all(root).map_err(Failure::file(root))?;
        let known = process::output(Command::new("apt-get").args([
            "indextargets",
            "--format",
            "$(RELEASE) $(SITE)",
            "Created-By: Packages",
        ]))?;
        let release = release()?;
        let site = known.lines().find_map(|line| line.strip_prefix(&format!("{release} ")));
        let site = site.ok_or_else(|| Failure::Needs(format!("apt knows no site of {release} here")))?;
        let mut debootstrap = Command::new("debootstrap");
        process::run(debootstrap.args(["--variant=minbase", &release]).arg(root).arg(site))?;
        // However apt reaches its sites here, it does there.
        let settings = process::output(Command::new("apt-config").args(["dump", "Acquire"]))?;
        let file = root.join("etc/apt/apt.conf.d/99-as-here");
        fs::write(&file, settings).map_err(Failure::file(&file))?;
        for (kind, place) in [("proc", "proc"), ("tmpfs", "dev/shm")] {
            let place = root.join(place);
            fs::create_dir_all(&place).map_err(Failure::file(&place))?;
            process::run(Command::new("mount").args(["-t", kind, kind]).arg(place))?;
        }
        system.run(&["useradd", "--create-home", "helene"])?;
        system.apt(&["update"])?;
        Ok(system)
    }

    /// Installs a package and what it depends on, nothing that it only recommends.
    ///
    /// # Errors
    /// When apt fails.
    pub fn install(&self, package: &Path) -> Result<(), Failure> {
        let inside = self.root.join("root/package.deb");
        fs::copy(package, &inside).map_err(Failure::file(package))?;
        self.apt(&["install", "--no-install-recommends", "/root/package.deb"])?;
        fs::remove_file(&inside).map_err(Failure::file(inside))
    }

    /// Runs apt-get, which asks nothing.
    ///
    /// # Errors
    /// When it fails.
    pub fn apt(&self, words: &[&str]) -> Result<(), Failure> {
        self.run(&[&["apt-get", "--yes", "-qq"], words].concat())
    }

    /// Runs a command as root.
    ///
    /// # Errors
    /// When it fails.
    pub fn run(&self, words: &[&str]) -> Result<(), Failure> {
        process::run(self.enter().args(words))
    }

    fn enter(&self) -> Command {
        let mut chroot = Command::new("/usr/sbin/chroot");
        chroot.arg(&self.root).env_clear();
        chroot
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .env("LC_ALL", "C.UTF-8");
        chroot
    }

    /// The version of an installed package.
    ///
    /// # Errors
    /// When it is not installed.
    pub fn version(&self, package: &str) -> Result<String, Failure> {
        process::output(self.enter().args(["dpkg-query", "--show", package])).map(|said| said.trim().to_owned())
    }

    /// Starts a program as the ordinary user, on this display.
    ///
    /// # Errors
    /// When chroot is not there.
    pub fn start(&self, program: &str, display: &str) -> Result<Running, Failure> {
        let mut chroot = Command::new("/usr/sbin/chroot");
        chroot.arg("--userspec=helene:helene").arg(&self.root).arg(program).env_clear();
        chroot
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", format!("/{HOME}"))
            .env("USER", "helene")
            .env("LANG", "C.UTF-8");
        Running::start(chroot.env("DISPLAY", display).stdin(Stdio::null()).stdout(Stdio::null()))
    }

    /// Every file and folder, below the root.
    ///
    /// # Errors
    /// When find fails.
    pub fn files(&self) -> Result<BTreeSet<PathBuf>, Failure> {
        let mut find = Command::new("find");
        find.arg(&self.root).args(["-xdev", "-mindepth", "1", "-printf", "%P\\n"]);
        Ok(process::output(&mut find)?.lines().map(PathBuf::from).collect())
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where it is, with nothing mounted below it.
    pub fn unmounted(&self) -> &Path {
        self.unmount();
        &self.root
    }

    /// What is mounted below it is no longer; nothing may be.
    fn unmount(&self) {
        for place in ["dev/shm", "proc"] {
            let _ = Command::new("umount").arg(self.root.join(place)).stderr(Stdio::null()).status();
        }
    }
}

impl Drop for System {
    fn drop(&mut self) {
        self.unmount();
    }
}

/// The release of Debian that this is.
fn release() -> Result<String, Failure> {
    let file = Path::new("/etc/os-release");
    let text = fs::read_to_string(file).map_err(Failure::file(file))?;
    let name = text.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    name.map(str::to_owned).ok_or_else(|| Failure::Needs("this system has no name of a release".to_owned()))
}
