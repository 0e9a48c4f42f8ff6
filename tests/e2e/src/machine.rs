use std::{
    ffi::{OsStr, OsString},
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use tempfile::TempDir;
use xtask::{VirtualDisplay, workspace};

use crate::{
    Process, Recorder,
    applications::{Application, shared_data_of_programs},
    bus::SessionBus,
    keyring::Keyring,
};

/// A computer for one journey: its own home, temporary and runtime folders, display, window
/// manager, session bus and keyring. Everything is gone when it is dropped; when a test failed on
/// it, `target/e2e` keeps a picture of its screen.
#[derive(Debug)]
pub struct Machine {
    display: VirtualDisplay,
    environment: Environment,
    folders: TempDir,
    home: PathBuf,
    documents: PathBuf,
    file_manager: Recorder,
    keyring: Keyring,
    // Held for as long as the machine lives.
    _bus: SessionBus,
}

const FILE_MANAGER: Application = Application { id: "file-manager", name: "Fichiers", opens: &["inode/directory"] };

const BROWSER: Application =
    Application { id: "browser", name: "Navigateur", opens: &["x-scheme-handler/https", "text/html"] };

const PDF_VIEWER: Application = Application { id: "pdf-viewer", name: "Lecteur", opens: &["application/pdf"] };

const THUNDERBIRD: Application =
    Application { id: "thunderbird", name: "Thunderbird", opens: &["x-scheme-handler/mailto", "message/rfc822"] };

impl Machine {
    /// A machine whose desktop is light.
    pub fn new() -> Self {
        Self::with_theme("Adwaita")
    }

    /// A machine with this GTK theme; `Adwaita:dark` is the dark one.
    pub fn with_theme(theme: &str) -> Self {
        Self::with_screen(theme, (1280, 1024))
    }

    /// A machine with this GTK theme and a screen of this width and height.
    pub fn with_screen(theme: &str, screen: (u32, u32)) -> Self {
        Self::start(theme, screen, OsStr::new("home"))
    }

    /// A machine whose person has a home folder of this name.
    pub fn with_home(name: &OsStr) -> Self {
        Self::start("Adwaita", (1280, 1024), name)
    }

    fn start(theme: &str, screen: (u32, u32), home: &OsStr) -> Self {
        let folders = tempfile::Builder::new().prefix("pli-e2e-").tempdir().expect("a temporary folder");
        let display = VirtualDisplay::start(screen).expect("a virtual display");
        let home = folders.path().join(home);
        let mut environment = environment(folders.path(), &home, display.name(), theme);
        shared_data_of_programs(&folders.path().join("share"), &folders.path().join("services"));
        let bus = SessionBus::start(folders.path(), &folders.path().join("services"), &environment);
        environment.0.push(("DBUS_SESSION_BUS_ADDRESS", bus.address().into()));
        let keyring = Keyring::start(environment.clone());
        let file_manager = Recorder::install(folders.path(), &home, &FILE_MANAGER);
        let documents = home.join("Documents");
        Self { display, environment, folders, home, documents, file_manager, keyring, _bus: bus }
    }

    /// The person's home folder.
    pub fn home(&self) -> PathBuf {
        self.home.clone()
    }

    /// Installs Thunderbird as the handler of `mailto:`: to the desktop it is, by its entry and its
    /// program's name.
    pub fn install_thunderbird(&self) -> Recorder {
        self.install(&THUNDERBIRD)
    }

    pub fn install_browser(&self) -> Recorder {
        self.install(&BROWSER)
    }

    /// Installs what opens PDF files.
    pub fn install_pdf_viewer(&self) -> Recorder {
        self.install(&PDF_VIEWER)
    }

    fn install(&self, application: &Application) -> Recorder {
        Recorder::install(self.folders(), &self.home, application)
    }

    /// The person's keyring.
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// What opens folders.
    pub fn file_manager(&self) -> &Recorder {
        &self.file_manager
    }

    /// The person's Documents folder.
    pub fn documents(&self) -> PathBuf {
        self.documents.clone()
    }

    /// Gives the Documents folder another name in the home.
    pub fn name_documents(&mut self, name: &str) {
        self.documents = self.home.join(name);
        fs::create_dir_all(&self.documents).expect("a folder in the home");
        write_user_dirs(&self.home, name);
    }

    /// Has the desktop look for the Documents folder under a name that no folder has.
    pub fn misname_documents(&self, name: &str) {
        write_user_dirs(&self.home, name);
    }

    /// Every folder the app may write to: home, temporary, runtime.
    pub fn folders(&self) -> &Path {
        self.folders.path()
    }

    /// The display's name.
    pub fn display(&self) -> &VirtualDisplay {
        &self.display
    }

    /// A command that runs on this machine.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        self.environment.command(program)
    }

    /// The processes of the app that live on this machine: Pli and its web engine. The process
    /// that seals lets only root read its environment; its parent tells where it lives.
    pub fn app_processes(&self) -> Vec<Process> {
        let here = self.processes();
        let is_here =
            |process: &Process| here.contains(process) || process.parent().is_some_and(|parent| here.contains(&parent));
        Process::all().into_iter().filter(|process| process.is_of_the_app() && is_here(process)).collect()
    }

    /// The processes whose environment names this machine's home.
    fn processes(&self) -> Vec<Process> {
        let home = self.home();
        let lives_here = |process: &Process| process.variable("HOME").is_some_and(|its| Path::new(&its) == home);
        Process::all().into_iter().filter(lives_here).collect()
    }

    fn keep_picture(&self) {
        let folder = workspace::target().join("e2e");
        let test = thread::current().name().unwrap_or("unnamed").replace("::", "-");
        if fs::create_dir_all(&folder).is_ok() && self.display.picture(&folder.join(format!("{test}.png"))).is_ok() {
            println!("the screen: {}/{test}.png", folder.display());
        }
    }
}

impl Default for Machine {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        if thread::panicking() {
            self.keep_picture();
        }
        for process in self.processes() {
            process.kill();
        }
    }
}

/// The environment variables of a machine.
#[derive(Clone, Debug)]
pub(crate) struct Environment(Vec<(&'static str, OsString)>);

impl Environment {
    /// A command that runs with them.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        for name in ["WAYLAND_DISPLAY", "NO_AT_BRIDGE", "XAUTHORITY"] {
            command.env_remove(name);
        }
        command.envs(self.0.iter().map(|(name, value)| (name, value)));
        command
    }
}

fn environment(folders: &Path, home: &Path, display: &str, theme: &str) -> Environment {
    let folder = |path: PathBuf| {
        fs::create_dir_all(&path).expect("a folder of the machine");
        // XDG_RUNTIME_DIR has to be its user's alone, or D-Bus and GTK refuse it.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("a private folder");
        path.into_os_string()
    };
    let variables = vec![
        ("HOME", folder(home.to_owned())),
        ("XDG_CONFIG_HOME", folder(home.join(".config"))),
        ("XDG_DATA_HOME", folder(home.join(".local/share"))),
        ("XDG_CACHE_HOME", folder(home.join(".cache"))),
        ("XDG_STATE_HOME", folder(home.join(".local/state"))),
        ("XDG_DOCUMENTS_DIR", folder(home.join("Documents"))),
        ("XDG_DATA_DIRS", folder(folders.join("share"))),
        ("XDG_RUNTIME_DIR", folder(folders.join("run"))),
        ("TMPDIR", folder(folders.join("tmp"))),
        ("DISPLAY", display.into()),
        ("XDG_SESSION_TYPE", "x11".into()),
        ("XDG_CURRENT_DESKTOP", "GNOME".into()),
        ("GTK_THEME", theme.into()),
        ("LANG", "fr_FR.UTF-8".into()),
        ("TZ", "Europe/Paris".into()),
    ];
    write_user_dirs(home, "Documents");
    Environment(variables)
}

/// Where the desktop looks for the Documents folder (xdg-user-dirs).
fn write_user_dirs(home: &Path, documents: &str) {
    let file = home.join(".config/user-dirs.dirs");
    fs::write(file, format!("XDG_DOCUMENTS_DIR=\"$HOME/{documents}\"\n")).expect("the user's folders");
}
