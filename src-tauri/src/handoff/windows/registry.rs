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
    let path = first_default(&format!(r"{APP_PATHS}\{executable}"))?;
    Some(path.trim_matches('"').to_owned())
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
    first_default(MAIL_CLIENTS)
}

pub(super) fn is_browser(executable: &str) -> bool {
    BROWSERS.iter().any(|browser| executable.eq_ignore_ascii_case(browser))
}

/// The program of a command line, quoted or not.
fn executable_of(command: &str) -> Option<&str> {
    let command = command.trim();
    match command.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => command.split_inclusive(".exe").next().map(str::trim),
    }
    .filter(|path| !path.is_empty())
}

fn first_default(path: &str) -> Option<String> {
    [HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE].into_iter().find_map(|root| default_value(root, path))
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
        ] {
            assert_eq!(executable_of(command), Some(program));
        }
        assert_eq!(executable_of(""), None);
    }
}
