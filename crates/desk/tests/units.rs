//! What systemd is told of the service: how much it leaves open, by systemd's own measure.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up fails")]

use std::{
    path::{Path, PathBuf},
    process::Command,
};

fn unit(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/packaging/pli-desk/systemd").join(name)
}

/// `systemd-analyze security` counts tenths.
#[test]
fn each_service_leaves_little_open() {
    for (name, threshold) in [("pli-desk.service", 20), ("pli-desk-expire.service", 10)] {
        let judged = Command::new("systemd-analyze")
            .args(["security", "--no-pager", "--offline=true", &format!("--threshold={threshold}")])
            .arg(unit(name))
            .output()
            .unwrap();
        assert!(judged.status.success(), "{name}: {}", String::from_utf8_lossy(&judged.stdout));
    }
}

#[test]
fn every_setting_is_one_that_systemd_knows() {
    for name in ["pli-desk.service", "pli-desk.socket", "pli-desk-expire.service", "pli-desk-expire.timer"] {
        let verified = Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(unit(name)).output().unwrap();
        let said = String::from_utf8_lossy(&verified.stderr).into_owned();
        let of_ours = said.lines().filter(|line| !line.contains("is not executable")).collect::<Vec<_>>();
        assert!(of_ours.iter().all(|line| !line.contains("pli-desk")), "{name}: {said}");
    }
}
