use std::{
    ffi::OsStr,
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
        let folders = tempfile::Builder::new().prefix("pli-e2e-").tempdir().expect("a temporary folder");
        let display = VirtualDisplay::start(screen).expect("a virtual display");
        let mut environment = environment(folders.path(), display.name(), theme);
        shared_data_of_programs(&folders.path().join("share"), &folders.path().join("services"));
        let bus = SessionBus::start(folders.path(), &folders.path().join("services"), &environment);
        environment.0.push(("DBUS_SESSION_BUS_ADDRESS", bus.address().to_owned()));
        let keyring = Keyring::start(environment.clone());
        let file_manager = Recorder::install(&folders.path().join("home"), &FILE_MANAGER);
        let documents = folders.path().join("home/Documents");
        Self { display, environment, folders, documents, file_manager, keyring, _bus: bus }
    }

    /// The person's home folder.
    pub fn home(&self) -> PathBuf {
        self.folders.path().join("home")
    }

    /// Installs Thunderbird as the handler of `mailto:`: to the desktop it is, by its entry and its
    /// program's name.
    pub fn install_thunderbird(&self) -> Recorder {
        Recorder::install(&self.home(), &THUNDERBIRD)
    }

    pub fn install_browser(&self) -> Recorder {
        Recorder::install(&self.home(), &BROWSER)
    }

    /// Installs what opens PDF files.
    pub fn install_pdf_viewer(&self) -> Recorder {
        Recorder::install(&self.home(), &PDF_VIEWER)
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
        self.name_documents_without_making_it(name);
        fs::create_dir_all(&self.documents).expect("a folder in the home");
    }

    /// The person moves the Documents folder while the app is open.
    pub fn move_documents(&self, name: &str) {
        fs::create_dir_all(self.home().join(name)).expect("a folder in the home");
        write_user_dirs(&self.home(), name);
    }

    /// Gives the Documents folder a name that no folder has.
    pub fn name_documents_without_making_it(&mut self, name: &str) {
        self.documents = self.home().join(name);
        write_user_dirs(&self.home(), name);
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
pub(crate) struct Environment(Vec<(&'static str, String)>);

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

fn environment(folders: &Path, display: &str, theme: &str) -> Environment {
    let folder = |name: &str| {
        let path = folders.join(name);
        fs::create_dir_all(&path).expect("a folder of the machine");
        // XDG_RUNTIME_DIR has to be its user's alone, or D-Bus and GTK refuse it.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("a private folder");
        path.to_str().expect("temporary folders have UTF-8 names").to_owned()
    };
    let variables = vec![
        ("HOME", folder("home")),
        ("XDG_CONFIG_HOME", folder("home/.config")),
        ("XDG_DATA_HOME", folder("home/.local/share")),
        ("XDG_CACHE_HOME", folder("home/.cache")),
        ("XDG_STATE_HOME", folder("home/.local/state")),
        ("XDG_DOCUMENTS_DIR", folder("home/Documents")),
        ("XDG_DATA_DIRS", folder("share")),
        ("XDG_RUNTIME_DIR", folder("run")),
        ("TMPDIR", folder("tmp")),
        ("DISPLAY", display.to_owned()),
        ("XDG_SESSION_TYPE", "x11".to_owned()),
        ("XDG_CURRENT_DESKTOP", "GNOME".to_owned()),
        ("GTK_THEME", theme.to_owned()),
        ("LANG", "fr_FR.UTF-8".to_owned()),
        ("TZ", "Europe/Paris".to_owned()),
    ];
    write_user_dirs(&folders.join("home"), "Documents");
    Environment(variables)
}

/// Where the desktop looks for the Documents folder (xdg-user-dirs).
fn write_user_dirs(home: &Path, documents: &str) {
    let file = home.join(".config/user-dirs.dirs");
    fs::write(file, format!("XDG_DOCUMENTS_DIR=\"$HOME/{documents}\"\n")).expect("the user's folders");
}
