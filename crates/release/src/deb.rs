use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use xtask::{Failure, folder, process, workspace};

use crate::{documents, instant, package::Package, publisher::Publisher};

/// Writes the Debian package and says where. Its files are in `root`.
///
/// # Errors
/// When one of dpkg's programs fails.
pub fn make(package: &Package, root: &Path, out: &Path, publisher: &Publisher) -> Result<PathBuf, Failure> {
    let architecture = process::output(Command::new("dpkg").arg("--print-architecture"))?.trim().to_owned();
    let control_folder = root.join("DEBIAN");
    fs::create_dir_all(&control_folder).map_err(Failure::file(&control_folder))?;
    write(&control_folder.join("control"), &control(package, root, &architecture, publisher)?)?;
    write(&control_folder.join("md5sums"), &sums(package, root)?)?;
    for (name, file) in package.scripts {
        let (file, script) = (workspace::root().join(file), control_folder.join(name));
        fs::copy(&file, &script).map_err(Failure::file(&file))?;
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).map_err(Failure::file(&script))?;
    }
    let file = out.join(format!("{}_{}_{architecture}.deb", package.name, publisher.version()));
    let mut build = Command::new("dpkg-deb");
    build.args(["--root-owner-group", "-Zxz", "-z9", "--build"]).arg(root).arg(&file);
    process::run(build.env("SOURCE_DATE_EPOCH", instant::seconds()?.to_string()))?;
    Ok(file)
}

/// The newest Debian package of this name in a folder.
///
/// # Errors
/// When there is none.
pub fn find(name: &str, folder: &Path) -> Result<PathBuf, Failure> {
    let newest = folder::entries(folder)?.into_iter().rfind(|path| {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        file.starts_with(&format!("{name}_")) && file.ends_with(".deb")
    });
    newest.ok_or_else(|| {
        Failure::Needs(format!("{} holds no package of {name}: `cargo xtask bundle` first", folder.display()))
    })
}

fn control(package: &Package, root: &Path, architecture: &str, publisher: &Publisher) -> Result<String, Failure> {
    let Publisher { maintainer, mail, .. } = publisher;
    let (summary, description) = package.description.split_once('\n').unwrap_or((&package.description, ""));
    Ok(format!(
        "Package: {}\nVersion: {}\nArchitecture: {architecture}\nMaintainer: {maintainer} <{mail}>\n\
         Installed-Size: {}\nDepends: {}\nRecommends: {}\nSection: {}\nPriority: optional\n\
         Description: {summary}\n{}",
        package.name,
        publisher.version(),
        package.tree.installed_size(),
        [&[&*depends(package, root)?], package.needs].concat().join(", "),
        package.recommends,
        package.section,
        documents::in_a_field(description),
    ))
}

/// What the programs are linked to, as the packages of this system provide it.
fn depends(package: &Package, root: &Path) -> Result<String, Failure> {
    // dpkg-shlibdeps reads the source package's control file, which has to be there.
    let source = root.with_extension("source");
    let debian = source.join("debian");
    fs::create_dir_all(&debian).map_err(Failure::file(&debian))?;
    write(&debian.join("control"), &format!("Source: {0}\n\nPackage: {0}\nArchitecture: any\n", package.name))?;
    let mut shlibdeps = Command::new("dpkg-shlibdeps");
    shlibdeps.arg("-O").current_dir(&source);
    for program in package.tree.programs() {
        shlibdeps.arg("-e").arg(root.join(program));
    }
    let said = process::output(&mut shlibdeps)?;
    let depends = said.trim().strip_prefix("shlibs:Depends=").unwrap_or_default();
    if depends.is_empty() {
        return Err(Failure::Unexpected(format!("dpkg-shlibdeps said nothing of {}: {said}", package.name)));
    }
    Ok(with_packed_relocations(depends))
}

/// The minor version of the first glibc that reads packed relocations.
pub const GLIBC: u32 = 36;

/// The same, with a glibc that reads packed relocations: dpkg-shlibdeps knows symbols alone.
fn with_packed_relocations(depends: &str) -> String {
    let minor = |package: &str| package.strip_prefix("libc6 (>= 2.")?.strip_suffix(')')?.parse().ok();
    let packages = depends.split(", ").map(|package| match minor(package) {
        Some(minor) if GLIBC > minor => format!("libc6 (>= 2.{GLIBC})"),
        _ => package.to_owned(),
    });
    packages.collect::<Vec<_>>().join(", ")
}

fn sums(package: &Package, root: &Path) -> Result<String, Failure> {
    process::output(Command::new("md5sum").args(package.tree.paths()).current_dir(root))
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    fs::write(file, text).map_err(Failure::file(file))
}

#[cfg(test)]
mod tests {
    use super::with_packed_relocations;

    #[test]
    fn a_glibc_that_reads_packed_relocations_is_asked_for() {
        for (said, asked) in [
            ("libc6 (>= 2.4)", "libc6 (>= 2.36)"),
            ("libc6 (>= 2.35), libcairo2 (>= 1.10.0)", "libc6 (>= 2.36), libcairo2 (>= 1.10.0)"),
            ("libgcc-s1 (>= 4.2), libc6 (>= 2.39)", "libgcc-s1 (>= 4.2), libc6 (>= 2.39)"),
        ] {
            assert_eq!(with_packed_relocations(said), asked);
        }
    }
}
