use std::path::{Path, PathBuf};

use super::{
    HandoffError, PackageFiles,
    catalogue::{Client, Program, ProgramWay},
};

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
    /// Nothing.
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

    pub fn is_default(&self, program: &Program) -> bool {
        matches!(self.default, DefaultClient::Known(id) if id == program.id)
    }

    /// The name of a default client that the catalogue does not have, or nothing.
    pub fn other_name(&self) -> &str {
        match &self.default {
            DefaultClient::Other(name) => name,
            _ => "",
        }
    }
}

/// How a package is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The program opens the message file.
    OpenEml,
    /// The program opens a `mailto:` URL that names the files.
    MailtoAttach,
    /// The program is started with the files as arguments.
    ComposeArguments,
    /// The Email portal gets the open files.
    Portal,
    /// Simple MAPI.
    Mapi,
    /// The system's share service.
    SharingService,
    /// The person adds the files to a page in the browser.
    Webmail,
    /// The person adds the files by hand.
    Folder,
}

impl Way {
    /// A client that is started this way can show nothing, or a message without its attachments,
    /// and report success.
    pub fn may_show_nothing(self, client: Client) -> bool {
        matches!(self, Self::Portal) || matches!(client, Client::Program(program) if program.may_open_nothing)
    }
}

/// Chooses the way for a client.
///
/// # Errors
/// [`HandoffError::NoMailClient`], [`HandoffError::ClientNotFound`],
/// [`HandoffError::ClientCannotRead`], [`HandoffError::PathTooLong`].
pub(super) fn plan(client: Client, detected: &Detected, files: &PackageFiles) -> Result<Way, HandoffError> {
    match client {
        Client::Webmail(_) | Client::OtherWebmail => Ok(Way::Webmail),
        Client::Unknown => Ok(Way::Folder),
        Client::OtherProgram => plan_other(detected, files),
        Client::Program(program) => plan_program(program, detected, files),
    }
}

/// A program that the catalogue does not have can only be reached as the system's own.
fn plan_other(detected: &Detected, files: &PackageFiles) -> Result<Way, HandoffError> {
    match &detected.default {
        DefaultClient::None => Err(HandoffError::NoMailClient),
        DefaultClient::Other(_) if cfg!(target_os = "linux") => Ok(Way::Portal),
        DefaultClient::Other(_) if cfg!(windows) => check_path_length(detected, files).map(|()| Way::Mapi),
        _ => Ok(Way::Folder),
    }
}

fn plan_program(program: &Program, detected: &Detected, files: &PackageFiles) -> Result<Way, HandoffError> {
    let not_found = || HandoffError::ClientNotFound { name: program.name.clone() };
    let found = detected.find(&program.id).ok_or_else(not_found)?;
    let entry = program.here().ok_or_else(not_found)?;
    check_path_length(detected, files)?;
    let only_default = |way| if detected.is_default(program) { way } else { Way::Folder };
    if detected.confined {
        return Ok(only_default(Way::Portal));
    }
    match (entry.way, found.confinement) {
        (ProgramWay::OpenEml, Confinement::Snap) if !snap_can_read(&files.folder, detected) => {
            let folder = files.folder.display().to_string();
            Err(HandoffError::ClientCannotRead { name: program.name.clone(), folder })
        }
        (ProgramWay::OpenEml, _) => Ok(Way::OpenEml),
        (ProgramWay::MailtoAttach, Confinement::None) => Ok(Way::MailtoAttach),
        (ProgramWay::ComposeArguments, Confinement::None) => Ok(Way::ComposeArguments),
        // Names of files do not pass into a sandbox, open files do.
        (ProgramWay::MailtoAttach | ProgramWay::ComposeArguments, _) => Ok(only_default(Way::Portal)),
        (ProgramWay::Mapi, _) => Ok(only_default(Way::Mapi)),
        (ProgramWay::SharingService, _) => Ok(only_default(Way::SharingService)),
        (ProgramWay::Folder, _) => Ok(Way::Folder),
    }
}

fn check_path_length(detected: &Detected, files: &PackageFiles) -> Result<(), HandoffError> {
    let units = |path: &Path| path.to_string_lossy().encode_utf16().count();
    let too_long = |path: &&Path| detected.longest_path.is_some_and(|longest| units(path) > longest);
    match [&*files.pdf, &files.age, &files.eml].into_iter().find(too_long) {
        Some(path) => Err(HandoffError::PathTooLong { path: path.display().to_string() }),
        None => Ok(()),
    }
}

/// A snap's `home` interface gives the home without its hidden files (snapd documentation).
fn snap_can_read(folder: &Path, detected: &Detected) -> bool {
    let Some(inside) = detected.home.as_deref().and_then(|home| folder.strip_prefix(home).ok()) else {
        return false;
    };
    inside.iter().next().is_some_and(|first| !first.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
pub(super) mod tests;
