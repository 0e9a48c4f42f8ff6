use std::path::PathBuf;

use crate::{Launch, Machine, Process};

/// What is wrong with the Documents folder. It is a small filesystem that only the app sees, so
/// that no other process is disturbed and root is refused like anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Documents {
    /// Nothing may be written.
    ReadOnly,
    /// There is room for folders, not for the package.
    Full,
}

impl Documents {
    /// How to launch the app so that it sees this folder.
    pub fn launch(self, machine: &Machine) -> Launch {
        let options = match self {
            Self::ReadOnly => "size=1m,ro",
            Self::Full => "size=16k",
        };
        let folder = machine.documents();
        let mount = format!("mount -t tmpfs -o {options} pli '{}' && exec \"$@\"", folder.display());
        Launch {
            under: format!(
                "unshare {} --mount sh -c '{}' sh",
                user_namespace("--map-root-user"),
                mount.replace('\'', r"'\''")
            ),
        }
    }

    /// The folder as the app sees it.
    pub fn folder(self, machine: &Machine) -> PathBuf {
        let documents = machine.documents();
        main_process(machine).file("root").join(documents.strip_prefix("/").expect("an absolute path"))
    }

    /// Gives it room and makes it writable.
    pub fn mend(self, machine: &Machine) {
        let target = main_process(machine).id().to_string();
        let status = machine
            .command("nsenter")
            .args(user_namespace("--user --preserve-credentials").split_whitespace())
            .args(["--mount", "--target", &target, "mount", "-o", "remount,rw,size=1m"])
            .arg(machine.documents())
            .status();
        assert!(status.is_ok_and(|status| status.success()), "the folder is mended");
    }
}

/// Mounting takes root, or a namespace in which one is root.
fn user_namespace(option: &str) -> &str {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if is_root { "" } else { option }
}

fn main_process(machine: &Machine) -> Process {
    machine.app_processes().into_iter().find(|process| process.is_main()).expect("the app lives")
}
