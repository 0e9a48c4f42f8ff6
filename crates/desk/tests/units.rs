//! What the package tells systemd of the service, how much that leaves open, by systemd's own measure, and what its
//! scripts do to a desk that is there.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up fails")]

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

fn packaged(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/packaging/pli-desk").join(name)
}

fn unit(name: &str) -> PathBuf {
    packaged("systemd").join(name)
}

/// The lines of a file that say something to a program.
fn lines(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// What neither the service nor its timer may do.
const FORBIDDEN: [&str; 22] = [
    "UMask=0077",
    "CapabilityBoundingSet=",
    "AmbientCapabilities=",
    "NoNewPrivileges=yes",
    "PrivateDevices=yes",
    "PrivateTmp=yes",
    "PrivateIPC=yes",
    "ProtectProc=invisible",
    "ProtectClock=yes",
    "ProtectControlGroups=yes",
    "ProtectHome=yes",
    "ProtectHostname=yes",
    "ProtectKernelLogs=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelTunables=yes",
    "ProtectSystem=strict",
    "RemoveIPC=yes",
    "LockPersonality=yes",
    "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes",
    "SystemCallArchitectures=native",
    "SystemCallErrorNumber=EPERM",
];

/// The settings of a unit beside those, each of which it has.
fn settings_beside_what_is_forbidden(name: &str) -> Vec<String> {
    let mut settings = lines(&unit(name));
    for forbidden in FORBIDDEN {
        let place = settings.iter().position(|setting| setting == forbidden);
        settings.remove(place.unwrap_or_else(|| panic!("{name}: {forbidden}")));
    }
    settings
}

#[test]
fn the_service_may_do_what_it_must_and_nothing_else() {
    assert_eq!(
        settings_beside_what_is_forbidden("pli-desk.service"),
        [
            "[Unit]",
            "Description=The desk that receives what people seal with Pli",
            "Documentation=man:pli-desk(1)",
            "Requires=pli-desk.socket",
            "After=pli-desk.socket",
            "[Service]",
            "Type=exec",
            "User=pli-desk",
            "Group=pli-desk",
            "ExecStart=/usr/bin/pli-desk serve --home /var/lib/pli-desk --roster /etc/pli-desk/roster.toml \
             --drafts /var/lib/pli-desk-drafts --log-copy journal",
            "Restart=on-failure",
            "StateDirectory=pli-desk",
            "StateDirectoryMode=0700",
            "ConfigurationDirectory=pli-desk",
            "ConfigurationDirectoryMode=0755",
            "ReadWritePaths=-/var/lib/pli-desk-drafts",
            "LimitMEMLOCK=infinity",
            "LimitCORE=0",
            "TasksMax=2048",
            "MemoryMax=4G",
            "OOMPolicy=continue",
            "PrivateMounts=yes",
            "KeyringMode=private",
            "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6",
            "SystemCallFilter=@system-service @mount",
            "SystemCallFilter=~@resources",
            "SystemCallFilter=~shmget semget msgget mq_open",
            "RestrictNamespaces=user pid mnt",
        ]
    );
}

#[test]
fn the_timers_service_reaches_the_socket_and_nothing_else() {
    assert_eq!(
        settings_beside_what_is_forbidden("pli-desk-expire.service"),
        [
            "[Unit]",
            "Description=Delete what the desk may keep no longer",
            "Requires=pli-desk.socket",
            "After=pli-desk.socket",
            "[Service]",
            "Type=oneshot",
            "User=pli-desk-timer",
            "Group=pli-desk-timer",
            "ExecStart=/usr/bin/pli-desk --socket /run/pli-desk/desk.sock expire",
            "MemoryDenyWriteExecute=yes",
            "PrivateNetwork=yes",
            "ProcSubset=pid",
            "RestrictNamespaces=yes",
            "RestrictAddressFamilies=AF_UNIX",
            "IPAddressDeny=any",
            "SystemCallFilter=@system-service",
            "SystemCallFilter=~@privileged @resources",
        ]
    );
}

#[test]
fn what_is_overdue_is_deleted_every_hour_and_after_a_night_without_power() {
    let timer = [
        "[Unit]",
        "Description=Delete what the desk may keep no longer, every hour",
        "[Timer]",
        "OnCalendar=hourly",
        "Persistent=yes",
        "[Install]",
        "WantedBy=timers.target",
    ];
    assert_eq!(lines(&unit("pli-desk-expire.timer")), timer);
    let printed = lines(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/DESK.md"));
    assert!(printed.windows(timer.len()).any(|lines| lines == timer), "docs/DESK.md prints another timer");
}

#[test]
fn anybody_may_connect_to_a_socket_that_nobody_else_can_replace() {
    assert_eq!(
        lines(&unit("pli-desk.socket")),
        [
            "[Unit]",
            "Description=The socket of the desk",
            "[Socket]",
            "ListenStream=/run/pli-desk/desk.sock",
            "SocketMode=0666",
            "DirectoryMode=0755",
            "[Install]",
            "WantedBy=sockets.target",
        ]
    );
}

#[test]
fn each_folder_is_its_owners_and_the_drafts_are_the_groups() {
    assert_eq!(
        lines(&packaged("pli-desk.tmpfiles")),
        [
            "d /var/lib/pli-desk 0700 pli-desk pli-desk",
            "d /etc/pli-desk 0755 root root",
            "d /var/lib/pli-desk-drafts 2770 pli-desk pli-desk-support",
        ]
    );
    assert_eq!(
        lines(&packaged("pli-desk.sysusers")),
        [
            "u pli-desk - \"The desk of Pli\" /var/lib/pli-desk",
            "u pli-desk-timer - \"The timer of the desk of Pli\"",
            "g pli-desk-support -",
        ]
    );
}

/// What a script of the package says, and which commands of systemd it gives, on a machine whose root is this folder.
fn scripted(root: &Path, script: &str, step: &str) -> (String, String) {
    let bin = root.join("bin");
    fs::create_dir_all(&bin).unwrap();
    for name in ["deb-systemd-invoke", "systemctl", "systemd-sysusers", "systemd-tmpfiles"] {
        fs::write(bin.join(name), format!("#!/bin/sh\necho {name} \"$@\" >> {}\n", root.join("given").display()))
            .unwrap();
        fs::set_permissions(bin.join(name), Permissions::from_mode(0o755)).unwrap();
    }
    fs::create_dir_all(root.join("run/systemd/system")).unwrap();
    let there =
        ["/etc", "/run", "/var/lib"].iter().fold(fs::read_to_string(packaged(script)).unwrap(), |text, place| {
            text.replace(&format!("{place}/"), &format!("{}{place}/", root.display()))
        });
    let ran = Command::new("sh")
        .args(["-c", &there, script, step])
        .env("PATH", format!("{}:/usr/bin:/bin", bin.display()))
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let given = fs::read_to_string(root.join("given")).unwrap_or_default();
    (String::from_utf8(ran.stdout).unwrap().replace(&root.display().to_string(), ""), given)
}

const KEPT: [&str; 3] = ["var/lib/pli-desk", "var/lib/pli-desk-drafts", "etc/pli-desk"];

#[test]
fn who_purges_the_package_keeps_the_evidence() {
    let machine = tempfile::tempdir().unwrap();
    for folder in KEPT {
        fs::create_dir_all(machine.path().join(folder)).unwrap();
        fs::write(machine.path().join(folder).join("evidence"), "").unwrap();
    }
    let (said, _) = scripted(machine.path(), "postrm", "purge");
    assert_eq!(said, KEPT.map(|folder| format!("pli-desk: /{folder} is kept\n")).concat());
    for folder in KEPT {
        assert!(machine.path().join(folder).join("evidence").exists(), "{folder}");
    }
}

#[test]
fn who_purges_the_package_keeps_no_empty_folder() {
    let machine = tempfile::tempdir().unwrap();
    for folder in KEPT {
        fs::create_dir_all(machine.path().join(folder)).unwrap();
    }
    assert_eq!(scripted(machine.path(), "postrm", "purge").0, "");
    assert!(KEPT.iter().all(|folder| !machine.path().join(folder).exists()));
}

/// Started again it would be locked, until an officer comes.
#[test]
fn an_upgrade_leaves_a_running_service_as_it_is() {
    let machine = tempfile::tempdir().unwrap();
    for (script, step) in [("prerm", "upgrade"), ("postrm", "upgrade"), ("postinst", "configure")] {
        scripted(machine.path(), script, step);
    }
    assert_eq!(
        fs::read_to_string(machine.path().join("given")).unwrap(),
        "systemd-sysusers pli-desk.conf\nsystemd-tmpfiles --create pli-desk.conf\nsystemctl --system daemon-reload\n"
    );
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
