use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use xtask::{Failure, folder, process, workspace};

/// A Windows of its own below a folder, whose windows stand on a display.
pub struct Wine {
    prefix: PathBuf,
    display: String,
}

/// Where wine keeps the registry, as text.
const REGISTRY: [&str; 3] = ["system.reg", "user.reg", "userdef.reg"];

impl Wine {
    /// Makes it anew, with the library of random numbers that wine 8 lacks and Rust's programs want.
    ///
    /// # Errors
    /// When wine or a compiler fails.
    pub fn make(prefix: &Path, display: &str) -> Result<Self, Failure> {
        folder::remove(prefix)?;
        fs::create_dir_all(prefix).map_err(Failure::file(prefix))?;
        let wine = Self { prefix: prefix.to_owned(), display: display.to_owned() };
        process::run(wine.command().args(["wineboot", "--init"]))?;
        let library = prefix.join("drive_c/windows/system32/bcryptprimitives.dll");
        if !library.exists() {
            let source = workspace::root().join("tests/handoff/mapi/bcryptprimitives.c");
            let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
            compiler.args(["-shared", "-s", "-o"]).arg(&library).arg(source).arg("-ladvapi32");
            process::run(compiler.env_remove("LD_LIBRARY_PATH"))?;
        }
        wine.settle()?;
        Ok(wine)
    }

    /// Runs a program of Windows to its end, and what it prints.
    ///
    /// # Errors
    /// When it fails.
    pub fn output(&self, program: &Path, words: &[&str]) -> Result<String, Failure> {
        process::output(self.command().arg(program).args(words))
    }

    /// Starts a program of Windows.
    ///
    /// # Errors
    /// When wine cannot be started.
    pub fn start(&self, program: &Path) -> Result<Child, Failure> {
        let mut command = self.command();
        command.arg(program).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        process::start(&mut command)
    }

    fn command(&self) -> Command {
        let mut command = Command::new("wine");
        command.env("WINEPREFIX", &self.prefix).env("WINEDEBUG", "-all").env("DISPLAY", &self.display);
        // Neither menus of this system's desktop nor downloads of parts that the programs do not use.
        command.env("WINEDLLOVERRIDES", "winemenubuilder.exe=;mscoree=;mshtml=").env("LC_ALL", "fr_FR.UTF-8");
        command.env_remove("LD_LIBRARY_PATH");
        command
    }

    /// Waits until every program has ended and the registry is written.
    ///
    /// # Errors
    /// When wineserver fails.
    pub fn settle(&self) -> Result<(), Failure> {
        process::output(self.server().arg("--wait")).map(drop)
    }

    /// Ends every program.
    pub fn end(&self) {
        let _ = self.server().arg("--kill").status();
    }

    fn server(&self) -> Command {
        let place = if process::on_path("wineserver") { "wineserver" } else { "/usr/lib/wine/wineserver64" };
        let mut server = Command::new(place);
        server.env("WINEPREFIX", &self.prefix);
        server
    }

    /// Where a person's files are.
    ///
    /// # Errors
    /// When wine made none.
    pub fn home(&self) -> Result<PathBuf, Failure> {
        let users = self.prefix.join("drive_c/users");
        let home = folder::entries(&users)?.into_iter().find(|path| !path.ends_with("Public"));
        home.ok_or_else(|| Failure::Unexpected(format!("{} holds no person", users.display())))
    }

    /// How Windows names a path on its disk.
    ///
    /// # Errors
    /// When winepath fails.
    pub fn windows_path(&self, path: &Path) -> Result<String, Failure> {
        Ok(process::output(self.command().args(["winepath", "--windows"]).arg(path))?.trim().to_owned())
    }

    /// Every file and folder on the disk.
    ///
    /// # Errors
    /// When find fails.
    pub fn files(&self) -> Result<BTreeSet<String>, Failure> {
        let mut find = Command::new("find");
        find.arg(self.prefix.join("drive_c")).args(["-mindepth", "1", "-printf", "%P\\n"]);
        Ok(process::output(&mut find)?.lines().map(str::to_owned).collect())
    }

    /// Every key and value of the registry, each value with its key; without times.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn registry(&self) -> Result<BTreeSet<String>, Failure> {
        let mut entries = BTreeSet::new();
        for name in REGISTRY {
            let file = self.prefix.join(name);
            let text = fs::read(&file).map_err(Failure::file(&file))?;
            let mut key = String::new();
            for line in String::from_utf8_lossy(&text).lines() {
                if let Some((named, _)) = line.strip_prefix('[').and_then(|line| line.split_once(']')) {
                    key = format!("{name} [{}]", named.replace("\\\\", "\\"));
                    entries.insert(key.clone());
                } else if line.starts_with(['"', '@']) {
                    entries.insert(format!("{key} {line}"));
                }
            }
        }
        Ok(entries)
    }
}

impl Drop for Wine {
    fn drop(&mut self) {
        self.end();
    }
}

/// Waits for something, a minute at most.
///
/// # Errors
/// When it does not come.
pub fn until(what: &str, come: impl Fn() -> bool) -> Result<(), Failure> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_mins(1) {
        if come() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(200));
    }
    Err(Failure::Unexpected(format!("within a minute, not so: {what}")))
}
