//! The Linux packages: what stands in them, and from which file of the repository it comes.

use std::{fs, path::Path, process::Command};

use xtask::{Failure, folder, process, workspace};

use crate::{deb, documents, others, package::Package, publisher::Publisher, rpm, tree::Tree};

/// Makes every package from the programs in a folder, and says where each is.
///
/// # Errors
/// When a program or a file is missing, or a packaging program fails.
pub fn make(programs: &Path, out: &Path, publisher: &Publisher) -> Result<(), Failure> {
    fs::create_dir_all(out).map_err(Failure::file(out))?;
    let app = app(programs, publisher)?;
    let staged = out.join("staged");
    let desk = desk(programs, &staged.join("manual"), publisher)?;
    for package in [&app, &desk] {
        let root = staged.join(package.name);
        package.tree.write(&root)?;
        println!("{}", deb::make(package, &root, out, publisher)?.display());
    }
    println!("{}", rpm::make(&app, &staged.join(app.name), out, publisher)?.display());
    fs::remove_dir_all(&staged).map_err(Failure::file(&staged))
}

/// Has other people's programs judge the packages in a folder, and what the desktop reads in them.
///
/// # Errors
/// When one of them finds an error or a warning that no override explains.
pub fn check(folder: &Path) -> Result<(), Failure> {
    let mut lintian = Command::new("lintian");
    lintian.args(["--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0"]);
    for path in folder::entries(folder)? {
        if path.extension().is_some_and(|extension| extension == "deb") {
            let installed = folder.join("installed");
            process::output(Command::new("dpkg-deb").arg("--extract").arg(&path).arg(&installed))?;
            lintian.arg(path);
        }
    }
    let installed = folder.join("installed/usr/share");
    process::run(Command::new("desktop-file-validate").arg(installed.join(format!("applications/{ID}.desktop"))))?;
    let metainfo = installed.join(format!("metainfo/{ID}.metainfo.xml"));
    process::run(Command::new("appstreamcli").args(["validate", "--no-net", "--pedantic"]).arg(metainfo))?;
    fs::remove_dir_all(folder.join("installed")).map_err(Failure::file(folder))?;
    process::run(&mut lintian)
}

/// The name that the desktop knows the app by.
const ID: &str = "com.bankin.pli";

fn app(programs: &Path, publisher: &Publisher) -> Result<Package, Failure> {
    let mut tree = common("pli", publisher)?;
    tree.add_program("usr/bin/pli", &programs.join("pli"))?;
    tree.add(format!("usr/share/applications/{ID}.desktop"), data(&format!("assets/packaging/pli/{ID}.desktop"))?);
    tree.add(format!("usr/share/mime/packages/{ID}.xml"), data(&format!("assets/packaging/pli/{ID}.mime.xml"))?);
    let metainfo = documents::filled(&format!("assets/packaging/pli/{ID}.metainfo.xml"), publisher)?;
    tree.add(format!("usr/share/metainfo/{ID}.metainfo.xml"), metainfo);
    for (size, file) in ICONS {
        tree.add(format!("usr/share/icons/hicolor/{size}x{size}/apps/{ID}.png"), data(file)?);
    }
    tree.add(format!("usr/share/icons/hicolor/scalable/apps/{ID}.svg"), data("assets/icons/icon.svg")?);
    for (folder, file) in [("", "pli.1"), ("fr/", "pli.fr.1")] {
        let page = documents::filled(&format!("assets/packaging/pli/{file}"), publisher)?;
        tree.add_compressed(format!("usr/share/man/{folder}man1/pli.1"), page.as_bytes())?;
    }
    Ok(Package {
        name: "pli",
        description: workspace::text("assets/packaging/pli/description.txt")?,
        section: "mail",
        needs: &[],
        recommends: "gnome-keyring | kwalletmanager | keepassxc, xdg-desktop-portal, xdg-utils",
        tree,
        scripts: &[],
    })
}

/// Icons by their width.
const ICONS: [(u32, &str); 7] = [
    (16, "assets/packaging/icons/16.png"),
    (32, "src-tauri/icons/32x32.png"),
    (48, "assets/packaging/icons/48.png"),
    (64, "assets/packaging/icons/64.png"),
    (128, "src-tauri/icons/128x128.png"),
    (256, "src-tauri/icons/256x256.png"),
    (512, "assets/packaging/icons/512.png"),
];

fn desk(programs: &Path, manual: &Path, publisher: &Publisher) -> Result<Package, Failure> {
    let program = programs.join("pli-desk");
    let mut tree = common("pli-desk", publisher)?;
    tree.add_program("usr/bin/pli-desk", &program)?;
    process::output(Command::new(&program).arg("manual").arg(manual))?;
    for file in folder::entries(manual)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&file).map_err(Failure::file(&file))?;
        if name.ends_with(".1") {
            tree.add_compressed(format!("usr/share/man/man1/{name}"), &bytes)?;
        } else if let Some(place) = completion(&name) {
            tree.add(place, bytes);
        }
    }
    for unit in UNITS {
        tree.add(format!("usr/lib/systemd/system/{unit}"), data(&format!("assets/packaging/pli-desk/systemd/{unit}"))?);
    }
    tree.add("usr/lib/sysusers.d/pli-desk.conf", data("assets/packaging/pli-desk/pli-desk.sysusers")?);
    tree.add("usr/lib/tmpfiles.d/pli-desk.conf", data("assets/packaging/pli-desk/pli-desk.tmpfiles")?);
    Ok(Package {
        name: "pli-desk",
        description: workspace::text("assets/packaging/pli-desk/description.txt")?,
        section: "mail",
        needs: &["systemd | systemd-standalone-sysusers", "systemd | systemd-standalone-tmpfiles"],
        recommends: "age, bubblewrap, minisign",
        tree,
        scripts: &[
            ("postinst", "assets/packaging/pli-desk/postinst"),
            ("prerm", "assets/packaging/pli-desk/prerm"),
            ("postrm", "assets/packaging/pli-desk/postrm"),
        ],
    })
}

/// The service, its socket, and the timer that deletes. Which of them run is the administrator's to say.
const UNITS: [&str; 4] = ["pli-desk.service", "pli-desk.socket", "pli-desk-expire.service", "pli-desk-expire.timer"];

/// Where a shell of Debian's looks for its completions; the other shells' are not packaged.
fn completion(name: &str) -> Option<&'static str> {
    match name {
        "pli-desk.bash" => Some("usr/share/bash-completion/completions/pli-desk"),
        "pli-desk.fish" => Some("usr/share/fish/vendor_completions.d/pli-desk.fish"),
        "_pli-desk" => Some("usr/share/zsh/vendor-completions/_pli-desk"),
        _ => None,
    }
}

/// What every package has.
fn common(name: &str, publisher: &Publisher) -> Result<Tree, Failure> {
    let mut tree = Tree::default();
    tree.add(format!("usr/share/doc/{name}/copyright"), documents::copyright()?);
    tree.add_compressed(format!("usr/share/doc/{name}/changelog"), documents::changelog(name, publisher)?.as_bytes())?;
    tree.add_compressed(format!("usr/share/doc/{name}/others.txt"), others::written_in(name)?.as_bytes())?;
    Ok(tree)
}

fn data(path: &str) -> Result<Vec<u8>, Failure> {
    let file = workspace::root().join(path);
    fs::read(&file).map_err(Failure::file(file))
}
