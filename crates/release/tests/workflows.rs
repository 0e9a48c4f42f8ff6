//! What the workflows of .github do that a machine without GitHub can try.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{fs, process::Command};

use tempfile::TempDir;
use xtask::workspace;

fn workflow(name: &str) -> String {
    fs::read_to_string(workspace::root().join(".github/workflows").join(name)).unwrap()
}

/// What a step runs.
fn script(workflow: &str, step: &str) -> String {
    let (_, step) = workflow.split_once(&format!("- name: {step}\n")).unwrap();
    let (_, run) = step.split_once("run: ").unwrap();
    let mut lines = run.lines();
    let first = lines.next().unwrap();
    if first != "|" {
        return first.to_owned();
    }
    lines.take_while(|line| line.starts_with("          ")).map(|line| format!("{}\n", line.trim())).collect()
}

/// Whether a script succeeds in this folder, and what it prints.
fn bash(script: &str, folder: &TempDir, environment: &[(&str, &str)]) -> (bool, String) {
    let mut bash = Command::new("bash");
    bash.args(["-e", "-c", script]).current_dir(folder.path()).envs(environment.iter().copied());
    let output = bash.output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_release_is_of_the_version_that_its_tag_names() {
    let script = script(&workflow("release.yml"), "The tag is of this version, and so is the newest of the changelog");
    let folder = tempfile::tempdir().unwrap();
    let released = |version: &str, changelog: &str, tag| {
        let manifest = format!("[workspace.package]\nversion = \"{version}\"\n\n[x]\nversion = \"9.9.9\"\n");
        fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        fs::write(folder.path().join("CHANGELOG.md"), format!("# Changelog\n\n## {changelog}\n\n## 0.1.0\n")).unwrap();
        bash(&script, &folder, &[("GITHUB_REF_NAME", tag)]).0
    };
    assert!(released("0.2.0", "0.2.0", "v0.2.0"));
    for (version, changelog, tag) in [
        ("0.1.0", "0.2.0", "v0.2.0"),
        ("0.2.0", "0.1.0", "v0.2.0"),
        ("0.2.0", "0.2.0", "v0.2.1"),
        ("0.2.0", "0.2.0", "main"),
    ] {
        assert!(!released(version, changelog, tag), "{version}, {changelog}, {tag}");
    }
}

/// Files of several folders would keep their folders, and a manifest is of one.
#[test]
fn what_a_system_makes_is_gathered_in_one_folder() {
    let workflow = workflow("release.yml");
    let uploads = workflow.split("actions/upload-artifact").skip(1);
    let paths: Vec<_> = uploads.map(|step| step.split_once(" path: ").unwrap().1.lines().next().unwrap()).collect();
    assert_eq!(paths, ["artefacts", "artefacts", "target/universal-apple-darwin/release/bundle/dmg/*.dmg", "site"]);
}

#[test]
fn every_bundle_of_tauris_is_told_the_publisher() {
    let workflow = workflow("release.yml");
    let builds: Vec<_> = workflow.lines().filter(|line| line.contains(" build --ci ")).collect();
    assert_eq!(builds.len(), 4);
    for build in builds {
        let told = [" --config \"$SETTINGS\"", " --config settings.json"];
        assert!(told.iter().any(|settings| build.contains(settings)), "{build}");
    }
    assert_eq!(workflow.matches("SETTINGS: ${{ needs.secrets.outputs.settings }}").count(), 4);
}

/// The feature lets keys pass that are public.
#[test]
fn only_a_trial_is_a_demonstration() {
    let workflow = workflow("release.yml");
    let folder = tempfile::tempdir().unwrap();
    let linux = |step: &str| {
        let run = script(&workflow, step).replace("../ui/node_modules/.bin/tauri", "echo").replace("cd src-tauri", "");
        run.replace("apt-get install", ": ").replace("cargo", "echo")
    };
    let [packages, image] = ["Debian and RPM packages", "AppImage"].map(linux);
    for (trial, bundled, features) in
        [("true", "xtask bundle\n", " --features demo"), ("false", "xtask bundle release\n", "")]
    {
        let environment = [("TRIAL", trial), ("SETTINGS", "{}")];
        assert_eq!(bash(&packages, &folder, &environment), (true, bundled.to_owned()), "{trial}");
        let built = format!("build --ci --bundles appimage --config {{}}{features}\n");
        assert_eq!(bash(&image, &folder, &environment), (true, built), "{trial}");
    }

    let windows = script(&workflow, "NSIS and MSI installers");
    let more = "$more = if ($env:TRIAL -eq 'true') { '--features', 'demo' } else { '--config', 'signing.json' }\n\
                ../ui/node_modules/.bin/tauri.cmd build --ci --bundles nsis,msi --config settings.json @more\n";
    assert!(windows.ends_with(more), "{windows}");

    let build = "../ui/node_modules/.bin/tauri build --ci --target universal-apple-darwin --bundles app,dmg \
                 --config \"$SETTINGS\"";
    assert_eq!(script(&workflow, "Disk image, unsigned"), format!("{build} --features demo"));
    assert_eq!(script(&workflow, "Disk image, signed and notarised").lines().next(), Some(build));
    for (step, trial) in [("Disk image, unsigned", "true"), ("Disk image, signed and notarised", "false")] {
        assert!(workflow.contains(&format!("- name: {step}\n        if: env.TRIAL == '{trial}'\n")), "{step}");
    }
    assert_eq!(workflow.matches("--features").count(), 3, "and nowhere else");
}

#[test]
fn a_release_without_one_of_its_secrets_is_not_built() {
    let script = script(&workflow("release.yml"), "Everything that signs is there");
    let folder = tempfile::tempdir().unwrap();
    let secrets = [
        "WINDOWS_CERTIFICATE",
        "WINDOWS_CERTIFICATE_PASSWORD",
        "APPLE_CERTIFICATE",
        "APPLE_CERTIFICATE_PASSWORD",
        "APPLE_SIGNING_IDENTITY",
        "APPLE_ID",
        "APPLE_PASSWORD",
        "APPLE_TEAM_ID",
        "MINISIGN_KEY",
        "MINISIGN_PASSWORD",
    ];
    let all = secrets.map(|name| (name, "x"));
    assert_eq!(bash(&script, &folder, &all), (true, String::new()));
    for missing in secrets {
        let (built, said) = bash(&script, &folder, &all.map(|(name, x)| (name, if name == missing { "" } else { x })));
        assert!(!built && said.contains(&format!("missing: {missing}.")), "{said}");
    }
}

#[test]
fn what_is_signed_is_looked_at_before_it_is_published() {
    let workflow = workflow("release.yml");
    let disk_image = script(&workflow, "Disk image, signed and notarised");
    let checks: Vec<_> = disk_image.lines().skip(2).collect();
    let expected = [
        "codesign --verify --deep --strict \"$app\"",
        "xcrun stapler validate \"$app\"",
        "spctl --assess --type execute \"$app\"",
    ];
    assert_eq!(checks, expected);
    assert_eq!(
        script(&workflow, "Each of them is signed"),
        "$files = Get-ChildItem target/release/pli.exe, target/release/bundle/nsis/*.exe, target/release/bundle/msi/*.msi\n\
         foreach ($file in $files) {\n\
         $signature = Get-AuthenticodeSignature $file\n\
         if ($signature.Status -ne 'Valid') { throw \"$file is not signed: $($signature.StatusMessage)\" }\n\
         }\n"
    );
    let sums = script(&workflow, "The sums are signed, by the key that the page names");
    let checks: Vec<_> = sums.lines().skip_while(|line| !line.starts_with("public=")).collect();
    let expected = [
        r#"public=$(sed -n 's/^minisign = "\(.*\)"$/\1/p' assets/packaging/publisher.toml)"#,
        "minisign -Vm release/SHA256SUMS -P \"$public\"",
        "cd release && sha256sum --check SHA256SUMS",
    ];
    assert_eq!(checks, expected);
}

#[test]
fn nothing_is_built_before_the_tests_and_only_what_publishes_may_write() {
    let workflow = workflow("release.yml");
    let told =
        |word: &str| -> Vec<&str> { workflow.lines().filter_map(|line| line.trim().strip_prefix(word)).collect() };
    let all = "[secrets, test]";
    assert_eq!(told("needs: "), ["secrets", all, all, all, "[linux, windows, macos]"]);
    assert_eq!(told("contents: "), ["read", "write"]);
    assert_eq!(workflow.matches("permissions:\n").count(), 2);
    assert!(!workflow.contains("write-all") && !workflow.contains("continue-on-error"));
    let (_, publish) = workflow.split_once("\n  publish:\n").unwrap();
    assert!(publish.contains("    permissions:\n      contents: write\n"));
}

#[test]
fn crates_come_from_one_registry_and_what_is_known_against_them_is_asked() {
    let deny = fs::read_to_string(workspace::root().join("deny.toml")).unwrap();
    let (_, sources) = deny.split_once("[sources]\n").unwrap();
    assert_eq!(
        sources,
        "unknown-registry = \"deny\"\nunknown-git = \"deny\"\n\
         allow-registry = [\"https://github.com/rust-lang/crates.io-index\"]\n"
    );
    let test = workflow("test.yml");
    for asked in ["- run: cargo xtask deny\n", "- run: target/tools/bin/cargo-deny check advisories\n"] {
        assert!(test.contains(asked), "{asked}");
    }
}

#[test]
fn the_packages_are_built_by_the_compiler_that_verify_names() {
    let verify = fs::read_to_string(workspace::root().join("docs/VERIFY.md")).unwrap();
    assert_eq!(verify.matches("cargo +1.95.0 xtask bundle release\n").count(), 2);
    for file in ["release.yml", "test.yml"] {
        assert!(workflow(file).contains(": rust:1.95.0-bookworm\n"), "{file}");
    }
}

#[test]
fn every_promise_is_tried_when_asked_for_and_a_part_each_week() {
    let script = script(&workflow("promises.yml"), "Promises").replace("cargo", "echo cargo");
    let folder = tempfile::tempdir().unwrap();
    for (all, run) in [
        ("true", "cargo xtask promises\n"),
        ("false", "cargo xtask promises --this-week\n"),
        ("", "cargo xtask promises --this-week\n"),
    ] {
        assert_eq!(bash(&script, &folder, &[("ALL", all)]), (true, run.to_owned()), "{all}");
    }
}
