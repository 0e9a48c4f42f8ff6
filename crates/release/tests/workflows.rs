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
