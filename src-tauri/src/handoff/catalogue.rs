use std::sync::LazyLock;

use serde::Deserialize;

use super::{HandoffError, detected::Detected};

/// Every program and webmail that the hand-off knows: `assets/mail_clients.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Catalogue {
    #[serde(rename = "program")]
    pub programs: Vec<Program>,
    #[serde(rename = "webmail")]
    pub webmails: Vec<Webmail>,
}

/// A mail program.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Program {
    pub id: String,
    pub name: String,
    /// It can be started well and still show nothing.
    #[serde(default)]
    pub may_open_nothing: bool,
    linux: Option<AtHome>,
    windows: Option<AtHome>,
    macos: Option<AtHome>,
}

/// What a program is on one system.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AtHome {
    pub way: ProgramWay,
    /// Desktop file names, executables or bundle identifiers, the likeliest first.
    pub apps: Vec<String>,
}

/// How a program takes a draft with attachments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ProgramWay {
    /// It opens a message file with `X-Unsent: 1` for writing.
    OpenEml,
    /// It reads `attach=` in a `mailto:` URL.
    MailtoAttach,
    /// `--compose URL --attach FILE FILE`
    ComposeArguments,
    /// `MAPISendMailW`; only the default client can be reached.
    Mapi,
    /// `NSSharingService`; only the default client can be reached.
    SharingService,
    /// No way is known.
    Folder,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Webmail {
    pub id: String,
    pub name: String,
    /// Where it starts.
    pub site: String,
    /// Template of a URL that opens a message, where there is one.
    pub compose: Option<String>,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/mail_clients.toml"))
        .expect("the catalogue in the repository is valid, as a test proves")
});

impl Catalogue {
    pub fn compiled_in() -> &'static Self {
        &CATALOGUE
    }
}

impl Program {
    /// What it is on the system this is compiled for.
    pub fn here(&self) -> Option<&AtHome> {
        if cfg!(target_os = "linux") {
            self.linux.as_ref()
        } else if cfg!(windows) {
            self.windows.as_ref()
        } else {
            self.macos.as_ref()
        }
    }
}

/// What the person chose.
#[derive(Clone, Copy, Debug)]
pub(super) enum Client {
    Program(&'static Program),
    Webmail(&'static Webmail),
    /// "Un autre logiciel": the system's own, when the catalogue does not know it.
    OtherProgram,
    /// "Un autre site"
    OtherWebmail,
    /// "Je ne sais pas"
    Unknown,
}

/// The identifiers of the answers that name no client.
pub(super) const OTHER_PROGRAM: &str = "other-program";
pub(super) const OTHER_WEBMAIL: &str = "other-webmail";
pub(super) const UNKNOWN: &str = "unknown";

impl Client {
    /// # Errors
    /// [`HandoffError::ClientNotFound`] for an identifier that the catalogue does not have.
    pub fn named(id: &str) -> Result<Self, HandoffError> {
        let catalogue = Catalogue::compiled_in();
        let program = || catalogue.programs.iter().find(|program| program.id == id).map(Self::Program);
        let webmail = || catalogue.webmails.iter().find(|webmail| webmail.id == id).map(Self::Webmail);
        match id {
            OTHER_PROGRAM => Ok(Self::OtherProgram),
            OTHER_WEBMAIL => Ok(Self::OtherWebmail),
            UNKNOWN => Ok(Self::Unknown),
            _ => program().or_else(webmail).ok_or_else(|| HandoffError::ClientNotFound { name: id.to_owned() }),
        }
    }

    /// Whether it is a webmail that takes a message from outside.
    pub fn is_filled_in(self) -> bool {
        matches!(self, Self::Webmail(webmail) if webmail.compose.is_some())
    }

    /// Its name for people; empty when only the page has words for it.
    pub fn name(self, detected: &Detected) -> String {
        match self {
            Self::Program(program) => program.name.clone(),
            Self::Webmail(webmail) => webmail.name.clone(),
            Self::OtherProgram => detected.other_name().to_owned(),
            Self::OtherWebmail | Self::Unknown => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn identifiers_are_unique_and_leave_the_reserved_ones_free() {
        let catalogue = Catalogue::compiled_in();
        let ids: Vec<&str> = (catalogue.programs.iter().map(|program| &*program.id))
            .chain(catalogue.webmails.iter().map(|webmail| &*webmail.id))
            .chain([OTHER_PROGRAM, OTHER_WEBMAIL, UNKNOWN])
            .collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }

    #[test]
    fn webmails_are_https_and_their_templates_complete() {
        for webmail in &Catalogue::compiled_in().webmails {
            assert!(webmail.site.starts_with("https://"), "{}", webmail.id);
            if let Some(template) = &webmail.compose {
                assert!(template.starts_with("https://"), "{}", webmail.id);
                assert!(["{to}", "{subject}", "{body}"].iter().all(|part| template.contains(part)), "{}", webmail.id);
            }
        }
    }

    #[test]
    fn a_program_is_at_home_somewhere() {
        for program in &Catalogue::compiled_in().programs {
            let entries: Vec<_> = [&program.linux, &program.windows, &program.macos].into_iter().flatten().collect();
            assert!(!entries.is_empty() && entries.iter().all(|entry| !entry.apps.is_empty()), "{}", program.id);
        }
    }
}
