use std::{fs, path::PathBuf};

use serde::Deserialize;
use xtask::{Failure, workspace};

/// What the installer takes from `src-tauri/tauri.conf.json`, which Tauri's own bundler reads.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    pub product_name: String,
    pub bundle: Bundle,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bundle {
    pub license: String,
    file_associations: Vec<FileAssociation>,
    windows: Windows,
}

#[derive(Debug, Deserialize)]
struct FileAssociation {
    ext: Vec<String>,
    name: String,
}

#[derive(Debug, Deserialize)]
struct Windows {
    nsis: Nsis,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Nsis {
    languages: Vec<String>,
    installer_icon: PathBuf,
    start_menu_folder: String,
}

/// A kind of file that the program opens.
#[derive(Debug)]
pub struct Association {
    extension: String,
    /// What Windows calls the kind.
    class: String,
    name: String,
}

impl Settings {
    /// Reads them.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn read() -> Result<Self, Failure> {
        let file = workspace::root().join("src-tauri/tauri.conf.json");
        let text = fs::read_to_string(&file).map_err(Failure::file(&file))?;
        serde_json::from_str(&text).map_err(Failure::of(&file))
    }

    pub fn languages(&self) -> &[String] {
        &self.bundle.windows.nsis.languages
    }

    /// The folder of the start menu.
    pub fn menu(&self) -> &str {
        &self.bundle.windows.nsis.start_menu_folder
    }

    pub fn icon(&self) -> PathBuf {
        workspace::root().join("src-tauri").join(&self.bundle.windows.nsis.installer_icon)
    }

    pub fn associations(&self) -> Vec<Association> {
        let of = |kind: &FileAssociation| {
            let named = |extension: &String| Association {
                class: format!("{}.{extension}", self.product_name),
                extension: extension.clone(),
                name: kind.name.clone(),
            };
            kind.ext.iter().map(named).collect::<Vec<_>>()
        };
        self.bundle.file_associations.iter().flat_map(of).collect()
    }
}

impl Association {
    /// How the installer makes it known, for this user.
    pub fn written(&self) -> Vec<String> {
        let Self { extension, class, name } = self;
        let set = |key: &str, value: &str, text: &str| {
            format!("WriteRegStr HKCU \"Software\\Classes\\{key}\" \"{value}\" {text}")
        };
        vec![
            set(&format!(".{extension}\\OpenWithProgids"), class, "\"\""),
            set(&format!(".{extension}"), "", &format!("\"{class}\"")),
            set(class, "", &format!("\"{name}\"")),
            set(&format!("{class}\\DefaultIcon"), "", "'\"$INSTDIR\\pli.exe\",0'"),
            set(&format!("{class}\\shell\\open\\command"), "", "'\"$INSTDIR\\pli.exe\" \"%1\"'"),
        ]
    }

    /// How the uninstaller forgets it; what another program set for the same ending stays.
    pub fn removed(&self) -> Vec<String> {
        let Self { extension, class, .. } = self;
        let key = format!("Software\\Classes\\.{extension}");
        vec![
            format!("DeleteRegKey HKCU \"Software\\Classes\\{class}\""),
            format!("DeleteRegValue HKCU \"{key}\\OpenWithProgids\" \"{class}\""),
            format!("DeleteRegKey /ifempty HKCU \"{key}\\OpenWithProgids\""),
            format!("ReadRegStr $0 HKCU \"{key}\" \"\""),
            format!("StrCmp $0 \"{class}\" 0 +2"),
            format!("DeleteRegValue HKCU \"{key}\" \"\""),
            format!("DeleteRegKey /ifempty HKCU \"{key}\""),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_of_tauris_bundler_are_read() {
        let settings = Settings::read().unwrap();
        assert_eq!((&*settings.product_name, settings.menu()), ("Pli", "Pli"));
        assert_eq!(settings.languages(), ["French", "English"]);
        assert!(settings.icon().is_file());
        let kinds: Vec<_> =
            settings.associations().into_iter().map(|kind| (kind.extension, kind.class, kind.name)).collect();
        let kind = |extension: &str, class: &str, name: &str| (extension.to_owned(), class.to_owned(), name.to_owned());
        assert_eq!(
            kinds,
            [kind("receipt", "Pli.receipt", "Preuve de suppression"), kind("plikeys", "Pli.plikeys", "Clés de Bridge")]
        );
    }
}
