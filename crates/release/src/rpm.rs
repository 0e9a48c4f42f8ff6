use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use xtask::{Failure, process};

use crate::{instant, package::Package, publisher::Publisher};

/// Writes the RPM package and says where. Its files are in `root`.
///
/// # Errors
/// When rpmbuild fails.
pub fn make(package: &Package, root: &Path, out: &Path, publisher: &Publisher) -> Result<PathBuf, Failure> {
    let work = root.with_extension("rpm");
    fs::create_dir_all(&work).map_err(Failure::file(&work))?;
    let spec = work.join(format!("{}.spec", package.name));
    fs::write(&spec, self::spec(package, publisher)).map_err(Failure::file(&spec))?;
    let mut build = Command::new("rpmbuild");
    build.args(["-bb", "--quiet", "--buildroot"]).arg(work.join("buildroot"));
    for (name, value) in [
        ("_topdir", &*work.to_string_lossy()),
        ("_rpmdir", &*out.to_string_lossy()),
        ("staged", &*root.to_string_lossy()),
        ("_rpmfilename", "%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm"),
        // What was staged is packed as it is, and the package tells neither this machine nor this hour.
        ("__os_install_post", "%{nil}"),
        ("_build_id_links", "none"),
        ("_buildhost", "localhost"),
        ("use_source_date_epoch_as_buildtime", "1"),
        ("clamp_mtime_to_source_date_epoch", "1"),
        ("_binary_payload", "w19.zstdio"),
    ] {
        build.arg("--define").arg(format!("{name} {value}"));
    }
    process::run(build.arg(&spec).env("SOURCE_DATE_EPOCH", instant::seconds()?.to_string()))?;
    let architecture = process::output(Command::new("rpm").args(["--eval", "%{_target_cpu}"]))?;
    Ok(out.join(format!("{}-{}-1.{}.rpm", package.name, publisher.version(), architecture.trim())))
}

fn spec(package: &Package, publisher: &Publisher) -> String {
    let (summary, description) = package.description.split_once('\n').unwrap_or((&package.description, ""));
    let files: String = package
        .tree
        .paths()
        .map(|path| {
            let is_of_licences = ["/copyright", "/others.txt.gz"].iter().any(|name| path.ends_with(name));
            format!("{}/{path}\n", if is_of_licences { "%license " } else { "" })
        })
        .collect();
    let Publisher { maintainer, mail, .. } = publisher;
    format!(
        "Name: {}\nVersion: {}\nRelease: 1\nSummary: {summary}\nLicense: MIT OR Apache-2.0\nPackager: {maintainer} <{mail}>\n\n\
         %description\n{description}\n%install\ncp -a %{{staged}}/usr %{{buildroot}}/\n\n%files\n%defattr(-,root,root)\n{files}",
        package.name,
        publisher.version(),
    )
}
