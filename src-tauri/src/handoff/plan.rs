use std::{fs, path::Path};

use super::{
    HandoffError,
    catalogue::{Client, Program, ProgramWay},
    detected::{Confinement, DefaultClient, Detected},
};

use crate::package_folder::PackageFolder;

/// How a package is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A mail client is opened with it.
    Client(Opening),
    /// The person adds the files to a page in the browser.
    Webmail,
    /// The person adds the files by hand.
    Folder,
}

/// How a mail client is opened, with what that takes: nothing is looked for again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// The program opens the message file.
    Eml(Started),
    /// The program opens a `mailto:` URL that names the files.
    MailtoAttach(Started),
    /// The program is started with the files as arguments.
    ComposeArguments(Started),
    /// The Email portal gets the open files.
    Portal,
    /// Simple MAPI, which knows only the default client; its name.
    Mapi(String),
    /// The system's share service, which knows only the default client; its name.
    SharingService(String),
}

/// A program that was found on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Started {
    /// Its name, for people.
    pub name: String,
    /// What starts it: a desktop file name, or the path of an executable or a bundle.
    pub app: String,
}

impl Way {
    /// A client that is opened this way can show nothing, or a message without its attachments, and report success.
    pub fn may_show_nothing(&self, client: Client) -> bool {
        matches!(self, Self::Client(Opening::Portal))
            || matches!(client, Client::Program(program) if program.may_open_nothing)
    }
}

/// Chooses the way for a client.
///
/// # Errors
/// [`HandoffError::NoMailClient`], [`HandoffError::ClientNotFound`],
/// [`HandoffError::ClientCannotRead`], [`HandoffError::PathTooLong`].
pub(super) fn plan(client: Client, detected: &Detected, files: &PackageFolder) -> Result<Way, HandoffError> {
    match client {
        Client::Webmail(_) | Client::OtherWebmail => Ok(Way::Webmail),
        Client::Unknown => Ok(Way::Folder),
        Client::OtherProgram => plan_other(detected, files),
        Client::Program(program) => plan_program(program, detected, files),
    }
}

/// A program that the catalogue does not have can only be reached as the system's own.
fn plan_other(detected: &Detected, files: &PackageFolder) -> Result<Way, HandoffError> {
    match &detected.default {
        DefaultClient::None => Err(HandoffError::NoMailClient),
        DefaultClient::Other(_) if cfg!(target_os = "linux") => Ok(Way::Client(Opening::Portal)),
        DefaultClient::Other(name) if cfg!(windows) => {
            check_path_length(detected, files).map(|()| Way::Client(Opening::Mapi(name.clone())))
        }
        DefaultClient::Other(_) | DefaultClient::Known(_) | DefaultClient::Browser => Ok(Way::Folder),
    }
}

fn plan_program(program: &Program, detected: &Detected, files: &PackageFolder) -> Result<Way, HandoffError> {
    let not_found = || HandoffError::ClientNotFound { name: program.name.clone() };
    let found = detected.find(&program.id).ok_or_else(not_found)?;
    let entry = program.here().ok_or_else(not_found)?;
    check_path_length(detected, files)?;
    let only_default = |opening| if detected.is_default(&program.id) { Way::Client(opening) } else { Way::Folder };
    if detected.confined {
        return Ok(only_default(Opening::Portal));
    }
    let name = program.name.clone();
    let started = |name| Started { name, app: found.app.clone() };
    match (entry.way, found.confinement) {
        (ProgramWay::OpenEml, Confinement::Snap) if !snap_can_read(&files.path, detected) => {
            let folder = files.path.display().to_string();
            Err(HandoffError::ClientCannotRead { name, folder })
        }
        (ProgramWay::OpenEml, _) => Ok(Way::Client(Opening::Eml(started(name)))),
        (ProgramWay::MailtoAttach, Confinement::None) => Ok(Way::Client(Opening::MailtoAttach(started(name)))),
        (ProgramWay::ComposeArguments, Confinement::None) => Ok(Way::Client(Opening::ComposeArguments(started(name)))),
        // Names of files do not pass into a sandbox, open files do.
        (ProgramWay::MailtoAttach | ProgramWay::ComposeArguments, Confinement::Flatpak | Confinement::Snap) => {
            Ok(only_default(Opening::Portal))
        }
        (ProgramWay::Mapi, _) => Ok(only_default(Opening::Mapi(name))),
        (ProgramWay::SharingService, _) => Ok(only_default(Opening::SharingService(name))),
        (ProgramWay::Folder, _) => Ok(Way::Folder),
    }
}

fn check_path_length(detected: &Detected, files: &PackageFolder) -> Result<(), HandoffError> {
    let units = |path: &Path| path.to_string_lossy().encode_utf16().count();
    let too_long = |path: &&Path| detected.longest_path.is_some_and(|longest| units(path) > longest);
    match [&*files.consent, &files.sealed, &files.message].into_iter().find(too_long) {
        Some(path) => Err(HandoffError::PathTooLong { path: path.display().to_string() }),
        None => Ok(()),
    }
}

/// A snap's `home` interface gives the home without its hidden files (snapd documentation), and judges what a link leads
/// to.
fn snap_can_read(folder: &Path, detected: &Detected) -> bool {
    let Some(home) = &detected.home else { return false };
    let [home, folder] = [home, folder].map(|path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()));
    let inside = folder.strip_prefix(home).ok();
    inside.and_then(|inside| inside.iter().next()).is_some_and(|first| !first.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
pub(super) mod tests;
