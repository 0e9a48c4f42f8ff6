use xtask::{Failure, folder, workspace};

use crate::{
    bundle, process,
    setup::{self, WINDOWS_TARGET, apt},
};

/// Builds the demonstration for Windows, makes its installer from the settings that Tauri's bundler reads, and goes
/// through its life under wine: installed, started without `WebView2`, uninstalled, and what is left.
pub fn windows() -> Result<(), Failure> {
    setup::for_windows()?;
    apt::install(apt::DISPLAY)?;
    apt::install(&["nsis"])?;
    setup::interface()?;
    let built = workspace::target().join("other-systems");
    let mut release = process::cargo();
    release.args(["build", "--release", "--locked", "--package", "pli", "--bins", "--features", "pli/demo"]);
    process::run(release.args(["--target", WINDOWS_TARGET]).arg("--target-dir").arg(&built))?;
    let out = workspace::target().join("windows");
    folder::remove(&out)?;
    process::run(bundle::release("installer").arg(built.join(WINDOWS_TARGET).join("release")).arg(&out).arg("demo"))?;
    let installer = folder::entries(&out)?
        .into_iter()
        .find(|path| path.extension().is_some_and(|extension| extension == "exe"))
        .ok_or_else(|| Failure::Unexpected(format!("{} holds no installer", out.display())))?;
    process::run(bundle::release("wine").arg(installer))
}
