//! Chooses the bundle a build carries, and stops a release build that would carry demonstration
//! keys or legal placeholders; lists the terms; deflates the fonts, which are a fifth of the program.

#![expect(clippy::disallowed_methods, reason = "the build reads what the crate compiles in")]

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

#[path = "build/release.rs"]
mod release;

use release::{Carried, Supplied};

fn main() -> ExitCode {
    let assets = Path::new("../../assets");
    let read = |path: &str| fs::read_to_string(assets.join(path)).ok();
    let [bundle, signature, root] = ["bundle/bundle.json", "bundle/bundle.json.minisig", "bundle/root.pub"].map(read);
    let terms = match terms(&assets.join("terms")) {
        Ok(terms) => terms,
        Err(error) => {
            println!("cargo::error=assets/terms cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let controllers: Vec<_> =
        terms.iter().map(|(version, _)| (*version, read(&format!("terms/{version}/controller.toml")))).collect();
    let supplied = Supplied {
        bundle: bundle.as_deref(),
        signature: signature.as_deref(),
        root: root.as_deref(),
        controllers: &controllers,
    };
    let is_release = env::var("PROFILE").as_deref() == Ok("release");
    let is_demo = env::var_os("CARGO_FEATURE_DEMO").is_some();

    // The folder, not its files: one that is missing would be built for anew each time.
    for watched in ["build", "../../assets/bundle", "../../assets/fonts", "../../assets/terms"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    println!("cargo::rustc-check-cfg=cfg(demo_bundle)");
    match release::decide(is_release, is_demo, supplied) {
        Ok(Carried::Demo) => println!("cargo::rustc-cfg=demo_bundle"),
        Ok(Carried::Real) => {}
        Err(missing) => {
            for what in missing {
                println!("cargo::error={what}");
            }
            println!(
                "cargo::error=docs/KEYS.md tells how; to try a release build with the demonstration, add --features demo"
            );
            return ExitCode::FAILURE;
        }
    }
    match write_terms(&terms).and_then(|()| deflate_fonts(&assets.join("fonts"))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=the terms or the fonts cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Deflates each font for `src/typeface.rs`, under its own name.
fn deflate_fonts(folder: &Path) -> io::Result<()> {
    /// zlib's own highest (RFC 1950).
    const LEVEL: u8 = 9;
    let out = out_dir()?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let (Some("ttf"), Some(name)) = (path.extension().and_then(|extension| extension.to_str()), path.file_name())
        {
            fs::write(out.join(name), miniz_oxide::deflate::compress_to_vec_zlib(&fs::read(&path)?, LEVEL))?;
        }
    }
    Ok(())
}

fn out_dir() -> io::Result<PathBuf> {
    env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("cargo gives no OUT_DIR"))
}

/// Every version of the terms with its files, the oldest first: a folder is one, named after its number.
fn terms(folder: &Path) -> io::Result<Vec<(u32, Vec<PathBuf>)>> {
    let listed = |folder: &Path| -> io::Result<Vec<PathBuf>> {
        let mut paths: Vec<_> =
            fs::read_dir(folder)?.map(|entry| entry?.path().canonicalize()).collect::<io::Result<_>>()?;
        paths.sort();
        Ok(paths)
    };
    let mut terms = Vec::new();
    for version in listed(folder)? {
        let number = version.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
        let number = number.ok_or_else(|| io::Error::other(format!("{} is no number", version.display())))?;
        terms.push((number, listed(&version)?));
    }
    terms.sort();
    Ok(terms)
}

/// Lists them for `src/consent/terms.rs`.
fn write_terms(terms: &[(u32, Vec<PathBuf>)]) -> io::Result<()> {
    let mut source = String::from("const FOLDERS: &[(u32, Folder<'static>)] = &[\n");
    for (version, files) in terms {
        let _ = writeln!(source, "    ({version}, &[");
        for file in files {
            let named = file.to_str().zip(file.file_name().and_then(|name| name.to_str()));
            let (file, name) = named.ok_or_else(|| io::Error::other(format!("{} is not UTF-8", file.display())))?;
            let _ = writeln!(source, "        ({name:?}, include_str!({file:?})),");
        }
        source += "    ]),\n";
    }
    source += "];\n";
    fs::write(out_dir()?.join("terms.rs"), source)
}
