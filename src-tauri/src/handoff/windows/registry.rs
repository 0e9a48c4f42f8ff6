use std::{env, fs};

use winreg::{
    RegKey,
    enums::{HKEY_CLASSES_ROOT, HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE},
};

const APP_PATHS: &str = r"Software\Microsoft\Windows\CurrentVersion\App Paths";
const MAILTO_CHOICE: &str = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\mailto\UserChoice";
const MAIL_CLIENTS: &str = r"Software\Clients\Mail";
const BROWSERS: [&str; 6] = ["chrome.exe", "msedge.exe", "firefox.exe", "brave.exe", "opera.exe", "vivaldi.exe"];

/// What opens `mailto:` links.
pub(super) enum Handler {
    /// A program, by its path.
    Executable(String),
    /// An app of the store, which has no command.
    StoreApp,
}

/// Where an executable is installed, for the person or for everybody ("Application Registration",
/// Win32 documentation).
pub(super) fn app_path(executable: &str) -> Option<String> {
    let mut paths = defaults(format!(r"{APP_PATHS}\{executable}")).map(|path| expanded(path.trim_matches('"')));
    // What was uninstalled may have left its path. (An app's alias is there and leads nowhere that can be looked at.)
    paths.find(|path| fs::symlink_metadata(path).is_ok())
}

/// The person's choice, else what is registered for the scheme.
pub(super) fn mailto_handler() -> Option<Handler> {
    let chosen = RegKey::predef(HKEY_CURRENT_USER).open_subkey(MAILTO_CHOICE);
    let chosen: Option<String> = chosen.and_then(|key| key.get_value("ProgId")).ok();
    let class = chosen.unwrap_or_else(|| "mailto".to_owned());
    if class.starts_with("AppX") {
        return Some(Handler::StoreApp);
    }
    let command = default_value(HKEY_CLASSES_ROOT, &format!(r"{class}\shell\open\command"))?;
    executable_of(&command).map(|path| Handler::Executable(path.to_owned()))
}

/// The name of the default Simple MAPI client.
pub(super) fn default_mail_client() -> Option<String> {
    defaults(MAIL_CLIENTS.to_owned()).next()
}

pub(super) fn is_browser(executable: &str) -> bool {
    BROWSERS.iter().any(|browser| executable.eq_ignore_ascii_case(browser))
}

/// The program of a command line, quoted or not.
fn executable_of(command: &str) -> Option<&str> {
    let command = command.trim();
    match command.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => {
            let end = command.to_ascii_lowercase().find(".exe").map(|start| start + ".exe".len());
            end.map(|end| &command[..end])
        }
    }
    .filter(|path| !path.is_empty())
}

/// The path with the variables that it names (`REG_EXPAND_SZ`).
fn expanded(path: &str) -> String {
    let mut named = path.splitn(3, '%');
    match (named.next(), named.next(), named.next()) {
        (Some(before), Some(name), Some(after)) => {
            format!("{before}{}{}", env::var(name).unwrap_or_default(), expanded(after))
        }
        _ => path.to_owned(),
    }
}

/// What is registered for the person, then for everybody.
fn defaults(path: String) -> impl Iterator<Item = String> {
    [HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE].into_iter().filter_map(move |root| default_value(root, &path))
}

fn default_value(root: winreg::HKEY, path: &str) -> Option<String> {
    let value: String = RegKey::predef(root).open_subkey(path).and_then(|key| key.get_value("")).ok()?;
    Some(value).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_of_a_command_line() {
        for (command, program) in [
            (
                r#""C:\Program Files\Mozilla Thunderbird\thunderbird.exe" -osint -compose "%1""#,
                r"C:\Program Files\Mozilla Thunderbird\thunderbird.exe",
            ),
            (r"C:\Program Files\Mail\mail.exe /m %1", r"C:\Program Files\Mail\mail.exe"),
            (
                r#"C:\PROGRA~1\MICROS~1\Office14\OUTLOOK.EXE -c IPM.Note /m "%1""#,
                r"C:\PROGRA~1\MICROS~1\Office14\OUTLOOK.EXE",
            ),
        ] {
            assert_eq!(executable_of(command), Some(program));
        }
        assert_eq!(executable_of(""), None);
    }

    #[test]
    fn a_path_has_the_variables_that_it_names() {
        let folder = env::var("SystemRoot").unwrap();
        assert_eq!(expanded(r"%SystemRoot%\mail.exe"), format!(r"{folder}\mail.exe"));
        assert_eq!(expanded(r"C:\100% Mail\mail.exe"), r"C:\100% Mail\mail.exe");
        assert_eq!(expanded(r"C:\Mail\mail.exe"), r"C:\Mail\mail.exe");
    }
}
