use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc,
    thread,
    time::Duration,
};

use pli_format::message_file::Attachment;
use serde_json::Value;

use crate::{AGE, PDF, draft};

/// A client that never comes is an error of the test.
const PATIENCE: Duration = Duration::from_mins(1);

/// A person's computer: a home with accents and a space in its name, a package in its documents,
/// and one application that records how it was started.
pub struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    /// Nothing opens anything.
    pub fn empty() -> Self {
        let desk = Self { root: tempfile::tempdir().unwrap() };
        for folder in ["bin", "data", "runtime", "home/.config", "home/.local/share/applications"] {
            fs::create_dir_all(desk.at(folder)).unwrap();
        }
        fs::set_permissions(desk.at("runtime"), fs::Permissions::from_mode(0o700)).unwrap();
        let status = Command::new("mkfifo").arg(desk.at("arguments")).status().unwrap();
        assert!(status.success());
        desk.write_package(&desk.package());
        desk
    }

    /// This desktop file opens `mailto:` links.
    pub fn with_default(desktop_file: &str, exec: &str, keys: &str) -> Self {
        Self::with_handler(desktop_file, exec, keys, "x-scheme-handler/mailto")
    }

    pub fn with_browser() -> Self {
        Self::with_handler("browser.desktop", "browser %u", "", "x-scheme-handler/https")
    }

    pub fn with_viewer() -> Self {
        Self::with_handler("viewer.desktop", "viewer %f", "", "application/pdf")
    }

    pub fn with_snap_viewer() -> Self {
        Self::with_handler("viewer.desktop", "viewer %f", "X-SnapInstanceName=viewer", "application/pdf")
    }

    pub fn with_file_manager() -> Self {
        Self::with_handler("files.desktop", "files %u", "", "inode/directory")
    }

    fn with_handler(desktop_file: &str, exec: &str, keys: &str, handles: &str) -> Self {
        let desk = Self::empty();
        let program = exec.split(' ').next().unwrap();
        let name = desktop_file.split('.').next().unwrap();
        // With its folder, so that one installed on this machine is never started in its place.
        let exec = desk.at("bin").join(exec).display().to_string();
        let entry =
            format!("[Desktop Entry]\nType=Application\nName={name}\nExec={exec}\nMimeType={handles};\n{keys}\n");
        fs::write(desk.at("home/.local/share/applications").join(desktop_file), entry).unwrap();
        let defaults = format!("[Default Applications]\n{handles}={desktop_file}\n");
        fs::write(desk.at("home/.config/mimeapps.list"), defaults).unwrap();
        let root = desk.root.path().display();
        // It keeps none of the hand-off's pipes open while it waits to be read.
        let records = format!(
            "#!/bin/sh\nexec > '{root}/output' 2>&1\nenv > '{root}/environment'\nprintf '%s\\0' \"$@\" > '{root}/arguments'\n"
        );
        desk.write_executable(program, &records);
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.path().join(path.replace("home", "Hélène Été"))
    }

    fn package(&self) -> PathBuf {
        self.at("home/Documents/Pli/K7M4-Q2XD")
    }

    fn write_package(&self, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        let pdf = b"%PDF-1.7\n\xe9\xff\0".repeat(2000);
        let age = b"age-encryption.org/v1\n\xfe\0\r\n".repeat(100);
        let eml = draft().to_eml(&[
            Attachment { name: PDF, media_type: "application/pdf", bytes: &pdf },
            Attachment { name: AGE, media_type: "application/octet-stream", bytes: &age },
        ]);
        for (name, bytes) in [(PDF, pdf), (AGE, age), ("message-K7M4-Q2XD.eml", eml)] {
            fs::write(folder.join(name), bytes).unwrap();
        }
    }

    fn write_executable(&self, name: &str, script: &str) {
        let path = self.at("bin").join(name);
        fs::write(&path, script).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Its interpreter is not there.
    pub fn break_executable(&self, name: &str) {
        self.write_executable(name, "#!/nowhere/interpreter\n");
    }

    /// It starts, and ends at once with a failure.
    pub fn fail_executable(&self, name: &str) {
        self.write_executable(name, "#!/bin/sh\nexit 1\n");
    }

    pub fn package_outside_home(&self) -> String {
        self.package_in(&self.root.path().join("data/K7M4-Q2XD"))
    }

    /// A package in a folder of this name in the documents.
    pub fn package_named(&self, name: &str) -> String {
        self.package_in(&self.at("home/Documents").join(name))
    }

    fn package_in(&self, folder: &Path) -> String {
        self.write_package(folder);
        folder.to_str().unwrap().to_owned()
    }

    /// Another way to the package's folder.
    pub fn linked_folder(&self) -> String {
        let link = self.at("home/link");
        symlink(self.package(), &link).unwrap();
        link.to_str().unwrap().to_owned()
    }

    /// Whether anything of this name was made where the application was started.
    pub fn has_made(&self, name: &str) -> bool {
        self.root.path().join(name).exists()
    }

    pub fn folder(&self) -> String {
        self.package().to_str().unwrap().to_owned()
    }

    pub fn path(&self, file: &str) -> String {
        self.package().join(file).to_str().unwrap().to_owned()
    }

    pub fn content(&self, file: &str) -> Vec<u8> {
        fs::read(self.package().join(file)).unwrap()
    }

    pub fn remove(&self, file: &str) {
        fs::remove_file(self.package().join(file)).unwrap();
    }

    /// Where a bus of this desk listens, if one does.
    pub fn bus_address(&self) -> String {
        format!("unix:path={}", self.root.path().join("bus").display())
    }

    /// What the hand-off came to, or the code of its failure.
    pub fn run(&self, arguments: &[&str]) -> Result<Value, Value> {
        self.run_with(arguments, &[])
    }

    pub fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Result<Value, Value> {
        let output = Command::new(example())
            .args(arguments)
            .current_dir(self.root.path())
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", self.at("bin").display()))
            .env("HOME", self.at("home"))
            .env("XDG_DATA_DIRS", self.at("data"))
            .env("XDG_RUNTIME_DIR", self.at("runtime"))
            .env("DBUS_SESSION_BUS_ADDRESS", self.bus_address())
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        let said = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("no answer: {}", String::from_utf8_lossy(&output.stderr)));
        if output.status.success() { Ok(said) } else { Err(said) }
    }

    /// The arguments that the application was started with; it waits until they are read.
    pub fn client_got(&self) -> Vec<String> {
        let (sender, receiver) = mpsc::channel();
        let pipe = self.at("arguments");
        thread::spawn(move || sender.send(fs::read(pipe).unwrap()));
        let arguments = receiver.recv_timeout(PATIENCE).expect("the application was started");
        let arguments = String::from_utf8(arguments).unwrap();
        arguments.split_terminator('\0').map(str::to_owned).collect()
    }

    /// The environment it was started with.
    pub fn client_environment(&self) -> String {
        self.client_got();
        fs::read_to_string(self.at("environment")).unwrap()
    }
}

/// Cargo builds examples before it runs integration tests, and puts them beside.
fn example() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    tests.parent().and_then(Path::parent).unwrap().join("examples/hand_off")
}

/// Where the hand-off's program stands.
pub fn folder_of_pli() -> String {
    example().parent().and_then(Path::to_str).unwrap().to_owned()
}

/// What percent-encoded text says.
pub fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// The fields of a URL's query, in their order.
pub fn decoded_query(query: &str) -> Vec<(String, String)> {
    let field = |field: &str| field.split_once('=').map(|(name, value)| (decoded(name), decoded(value))).unwrap();
    query.split('&').map(field).collect()
}
