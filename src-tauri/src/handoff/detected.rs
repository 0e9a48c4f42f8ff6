use std::path::PathBuf;

/// What was found on this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Detected {
    /// Programs of the catalogue that are installed.
    pub programs: Vec<Found>,
    /// What opens `mailto:` links.
    pub default: DefaultClient,
    /// Pli itself runs in a flatpak or a snap, and may start nothing but by the portal.
    pub confined: bool,
    /// The longest path that mail clients take here, in UTF-16 units; none where it does not matter.
    pub longest_path: Option<usize>,
    /// The person's home, which snaps may read.
    pub home: Option<PathBuf>,
}

/// An installed program of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// As in the catalogue.
    pub id: &'static str,
    /// What starts it: a desktop file name, or the path of an executable or a bundle.
    pub app: String,
    /// How it is confined.
    pub confinement: Confinement,
}

/// What a program may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "only Linux confines mail clients this way"))]
pub(super) enum Confinement {
    /// Everything the person may.
    None,
    /// What the document portal gives it; a file that it is asked to open is given.
    Flatpak,
    /// Files in the home that are not hidden.
    Snap,
}

/// What opens `mailto:` links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum DefaultClient {
    #[default]
    None,
    /// A program of the catalogue.
    Known(&'static str),
    /// A program that the catalogue does not have, by its name.
    Other(String),
    /// A browser, which has no mail of its own.
    Browser,
}

impl Detected {
    pub fn find(&self, id: &str) -> Option<&Found> {
        self.programs.iter().find(|found| found.id == id)
    }

    pub fn is_default(&self, id: &str) -> bool {
        matches!(self.default, DefaultClient::Known(known) if known == id)
    }

    /// The name of a default client that the catalogue does not have, or nothing.
    pub fn other_name(&self) -> &str {
        match &self.default {
            DefaultClient::Other(name) => name,
            _ => "",
        }
    }
}
