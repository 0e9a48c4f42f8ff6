//! Simple MAPI, from the hand-off to the other side of Windows' interface: the app's own code, built
//! for Windows, under wine, with a mail client that records what it gets.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use xtask::{Failure, folder, workspace};

use crate::{
    process,
    setup::{self, WINDOWS_TARGET},
};

/// The codes of mapi.h.
const CODES: std::ops::RangeInclusive<u8> = 0..=28;

/// Longer than the hand-off waits for a refusal, in milliseconds.
const WINDOW_STAYS_OPEN: &str = "9000";

/// Builds both sides and compares what arrives, and what each answer of the client comes to.
pub fn mapi() -> Result<(), Failure> {
    setup::for_windows()?;
    setup::interface()?;
    let wine = Wine::prepare()?;
    let package = package()?;

    wine.comes_to(&package, &[], r#"["opened",false,"Outlook (classic)"]"#)?;
    wine.has_recorded(&package)?;
    for code in CODES {
        let expected = match code {
            0 => r#"["opened",false,"Outlook (classic)"]"#,
            1 => r#"["cancelled",false,"Outlook (classic)"]"#,
            11 | 12 => r#""client-cannot-read""#,
            26 => r#""no-mail-client""#,
            _ => r#""client-failed""#,
        };
        wine.comes_to(&package, &[("PLI_MAPI_CODE", &code.to_string())], expected)?;
    }
    // A refusal that comes after the window was shown is the person's own.
    let late = [("PLI_MAPI_WAIT", WINDOW_STAYS_OPEN), ("PLI_MAPI_CODE", "2")];
    wine.comes_to(&package, &late, r#"["opened",false,"Outlook (classic)"]"#)?;
    wine.run(&["reg", "delete", r"HKLM\Software\Clients\Mail", "/f"])?;
    wine.comes_to(&package, &[], r#""no-mail-client""#)?;
    let sealed = folder::entries(&package)?.into_iter();
    for file in sealed.filter(|file| file.extension().is_some_and(|extension| extension == "age")) {
        fs::remove_file(&file).map_err(Failure::file(&file))?;
    }
    wine.comes_to(&package, &[], r#""files-missing""#)?;
    println!("Simple MAPI: everything arrived, and each of {} answers has its meaning", CODES.count());
    Ok(())
}

/// A complete package in a folder with an accent and a space.
fn package() -> Result<PathBuf, Failure> {
    let folder = workspace::target().join("mapi/Hélène Été");
    folder::remove(&folder)?;
    let answers = workspace::root().join("tests/e2e/answers/lcl-pea.json");
    process::run(
        process::cargo()
            .args(["run", "--quiet", "--package", "pli-wizard", "--example", "package"])
            .arg(answers)
            .arg(&folder),
    )?;
    Ok(folder)
}

/// Windows, with the recording client as its default.
struct Wine {
    prefix: PathBuf,
    built: PathBuf,
}

impl Wine {
    fn prepare() -> Result<Self, Failure> {
        let folder = workspace::target().join("mapi");
        let target = workspace::target().join("other-systems");
        process::run(
            process::cargo()
                .args(["build", "--package", "pli", "--example", "hand_off", "--target", WINDOWS_TARGET])
                .arg("--target-dir")
                .arg(&target),
        )?;
        let wine = Self { prefix: folder.join("wine"), built: target.join(WINDOWS_TARGET).join("debug") };
        fs::create_dir_all(&wine.prefix).map_err(Failure::file(&wine.prefix))?;
        wine.run(&["wineboot", "--init"])?;
        wine.has_random_numbers()?;
        let provider = wine.prefix.join("drive_c/provider.dll");
        library("provider.c", &provider, &[])?;
        wine.registers(r"HKLM\Software\Clients\Mail", None, "Recording")?;
        wine.registers(r"HKLM\Software\Clients\Mail\Recording", Some("DLLPath"), r"C:\provider.dll")?;
        let outlook = r"C:\Office\OUTLOOK.EXE";
        wine.registers(r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\outlook.exe", None, outlook)?;
        wine.registers(r"HKCR\mailto\shell\open\command", None, outlook)?;
        Ok(wine)
    }

    fn has_random_numbers(&self) -> Result<(), Failure> {
        let library_file = self.prefix.join("drive_c/windows/system32/bcryptprimitives.dll");
        if library_file.exists() { Ok(()) } else { library("bcryptprimitives.c", &library_file, &["-ladvapi32"]) }
    }

    fn registers(&self, key: &str, name: Option<&str>, value: &str) -> Result<(), Failure> {
        let name = name.map_or(vec!["/ve"], |name| vec!["/v", name]);
        self.run(&[&["reg", "add", key], &name[..], &["/d", value, "/f"]].concat())
    }

    fn run(&self, words: &[&str]) -> Result<(), Failure> {
        process::run(self.command().args(words))
    }

    fn command(&self) -> Command {
        let mut command = Command::new("wine");
        command
            .env("WINEPREFIX", &self.prefix)
            .env("WINEPATH", &self.built)
            .env("WINEDEBUG", "-all")
            .env_remove("DISPLAY")
            // A compiler's libraries are not wine's.
            .env_remove("LD_LIBRARY_PATH");
        command
    }

    fn record(&self) -> PathBuf {
        self.prefix.join("drive_c/recorded.txt")
    }

    /// Hands the package over and compares what the hand-off says of it.
    fn comes_to(&self, package: &Path, answers: &[(&str, &str)], expected: &str) -> Result<(), Failure> {
        let mut hand_off = self.command();
        hand_off.arg(self.built.join("examples/hand_off.exe")).args(["give", "outlook-classic"]);
        hand_off.arg(seen_from_wine(package)).env("PLI_MAPI_RECORD", r"C:\recorded.txt");
        let output = process::captured(hand_off.envs(answers.iter().copied()))?;
        let said = String::from_utf8_lossy(&output.stdout);
        if said.trim() == expected {
            return Ok(());
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        Err(Failure::Unexpected(format!("{answers:?} came to {said:?} instead of {expected}: {errors}")))
    }

    /// Compares what arrived with what was given.
    fn has_recorded(&self, package: &Path) -> Result<(), Failure> {
        let recorded = fs::read_to_string(self.record()).map_err(Failure::file(self.record()))?;
        let path = |file: &str| seen_from_wine(&package.join(file));
        // MAPI_LOGON_UI and MAPI_DIALOG.
        let mut expected =
            "flags=9\nto=SMTP:support@bankin.com\nsubject=Un compte LCL manque dans Bankin’\n".to_owned();
        for file in ["consentement-K7M4-Q2XD.pdf", "identifiants-K7M4-Q2XD.age"] {
            expected += &format!("name={file}\npath={}\nexists=1\n", path(file));
        }
        expected += "text=Bonjour,\r\n\r\nUn de mes comptes LCL n’apparaît pas dans Bankin’.\r\n";
        if recorded.starts_with(&expected) {
            return Ok(());
        }
        Err(Failure::Unexpected(format!("this arrived:\n{recorded}\ninstead of:\n{expected}")))
    }
}

/// The path of a file of this system, as wine shows it to Windows' programs.
fn seen_from_wine(path: &Path) -> String {
    format!("Z:{}", path.display()).replace('/', "\\")
}

/// Builds a library for Windows from a source beside the recording client.
fn library(source: &str, to: &Path, libraries: &[&str]) -> Result<(), Failure> {
    let source = workspace::root().join("tests/handoff/mapi").join(source);
    process::run(
        Command::new("x86_64-w64-mingw32-gcc")
            .args(["-Wall", "-Werror", "-shared", "-s", "-o"])
            .arg(to)
            .arg(source)
            .args(libraries),
    )
}
