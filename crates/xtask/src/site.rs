use std::{path::PathBuf, process::Command};

use xtask::{Failure, workspace};

use crate::{bundle::release, process, setup};

/// Makes the download page and looks at it in Chromium: of a folder with every file of a release, or
/// of the demonstration's packages, which `cargo xtask bundle` left.
pub fn site(folder: Option<&str>) -> Result<(), Failure> {
    setup::for_site()?;
    setup::interface()?;
    let demo = folder.is_none().then_some("demo");
    let folder = folder.map_or_else(|| workspace::target().join("packages"), PathBuf::from);
    let [page, pictures] = ["site", "site-pictures"].map(|made| workspace::target().join(made));
    process::run(release("manifest").arg(&folder).args(demo))?;
    process::run(release("site").arg(folder.join("manifest.json")).arg(&page).args(demo))?;
    process::run(Command::new("node").arg(workspace::root().join("tests/site/look.mjs")).arg(page).arg(pictures))
}
