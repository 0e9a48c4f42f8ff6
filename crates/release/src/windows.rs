//! Windows: an installer for one user, from the settings that Tauri's bundler reads, made by Debian's makensis; and its
//! life under wine. A release's own is made by Tauri, on Windows.

mod life;
mod settings;
mod wine;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use xtask::{Failure, process, workspace};

use crate::{instant, publisher::Publisher};

pub use life::check;

use settings::Settings;

/// The program, and the library that finds its web engine, which a build by GCC does not hold.
const FILES: [&str; 2] = ["pli.exe", "WebView2Loader.dll"];

/// Writes the installer of the programs in a folder, and says where.
///
/// # Errors
/// When a program is missing, or makensis fails.
pub fn make(programs: &Path, out: &Path, publisher: &Publisher) -> Result<PathBuf, Failure> {
    let settings = Settings::read()?;
    fs::create_dir_all(out).map_err(Failure::file(out))?;
    let file = out.join(format!("{}_{}_x64-setup.exe", settings.product_name, publisher.version()));
    let script = workspace::text("assets/packaging/windows/pli.nsi")?;
    let script = places(&settings, programs, &file, publisher)
        .into_iter()
        .fold(script, |script, (place, value)| script.replace(&format!("@{place}@"), &value));
    let written = out.join("pli.nsi");
    fs::write(&written, script).map_err(Failure::file(&written))?;
    let mut makensis = Command::new("makensis");
    makensis.args(["-V2", "-WX", "-NOCD", "-INPUTCHARSET", "UTF8"]).arg(&written);
    process::run(makensis.env("SOURCE_DATE_EPOCH", instant::seconds()?.to_string()))?;
    fs::remove_file(&written).map_err(Failure::file(&written))?;
    println!("{}", file.display());
    Ok(file)
}

/// What stands in the places of the script.
fn places(settings: &Settings, programs: &Path, out: &Path, publisher: &Publisher) -> [(&'static str, String); 14] {
    let lines = |lines: Vec<String>| lines.join("\n  ");
    let each = |said: &dyn Fn(&str) -> String| lines(FILES.iter().map(|file| said(file)).collect());
    let languages = settings.languages().iter().map(|language| format!("!insertmacro MUI_LANGUAGE \"{language}\"\n"));
    let associations = settings.associations();
    let version = publisher.version();
    [
        ("NAME", settings.product_name.clone()),
        ("OUT", out.display().to_string()),
        ("PROGRAM", FILES[0].to_owned()),
        ("ICON", settings.icon().display().to_string()),
        ("LANGUAGES", languages.collect()),
        ("NUMBERS", env!("CARGO_PKG_VERSION").to_owned()),
        ("VERSION", version),
        ("PUBLISHER", publisher.signer.clone()),
        ("LICENCE", settings.bundle.license.clone()),
        ("MENU", settings.menu().to_owned()),
        ("FILES", each(&|file| format!("File \"{}\"", programs.join(file).display()))),
        ("NO_FILES", each(&|file| format!("Delete \"$INSTDIR\\{file}\""))),
        ("ASSOCIATIONS", lines(associations.iter().flat_map(settings::Association::written).collect())),
        ("NO_ASSOCIATIONS", lines(associations.iter().flat_map(settings::Association::removed).collect())),
    ]
}
