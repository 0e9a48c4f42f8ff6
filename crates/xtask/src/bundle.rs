use std::process::Command;

use xtask::{Failure, workspace};

use crate::{process, setup};

/// Builds a Debian and an RPM package with the demonstration keys; with Bridge's own bundle and
/// Bankin's legal details in place, the same command without `--features demo` makes the real ones.
pub fn bundle() -> Result<(), Failure> {
    setup::for_building()?;
    setup::interface()?;
    let tauri = workspace::root().join("ui/node_modules/.bin/tauri");
    process::run(
        Command::new(tauri)
            .args(["build", "--features", "demo", "--bundles", "deb,rpm", "--ci"])
            .current_dir(workspace::root().join("src-tauri")),
    )?;
    println!("the packages: {}", workspace::target().join("release/bundle").display());
    Ok(())
}
