//! What stands under /usr/share/doc, made from the repository's own files.

use std::fmt::Write as _;

use xtask::{Failure, folder, workspace};

use crate::{instant, publisher::Publisher};

/// A file of the repository, with the version and the day of the release in their places.
///
/// # Errors
/// When it cannot be read.
pub fn filled(path: &str, publisher: &Publisher) -> Result<String, Failure> {
    let date = instant::written("%Y-%m-%d")?;
    Ok(workspace::text(path)?.replace("@VERSION@", &publisher.version()).replace("@DATE@", &date))
}

/// The licences in Debian's machine-readable form, those of the fonts from the files beside them.
///
/// # Errors
/// When one of them cannot be read.
pub fn copyright() -> Result<String, Failure> {
    let mut fonts: Vec<(String, String)> = Vec::new();
    for file in folder::entries(&workspace::root().join("assets/fonts"))? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("OFL-") {
            fonts.push((workspace::text(&format!("assets/fonts/{name}"))?, name));
        }
    }
    fonts.sort();
    let mut out = workspace::text("assets/packaging/copyright")?;
    let holders: Vec<&str> = fonts
        .iter()
        .filter_map(|(licence, _)| {
            Some(licence.lines().next()?.trim_start_matches("Copyright ").trim_start_matches("© "))
        })
        .collect();
    let _ = write!(out, "\nFiles: assets/fonts/*\nCopyright: {}\nLicense: OFL-1.1\n", holders.join("\n           "));
    let mit = workspace::text("LICENSE-MIT")?;
    let _ = write!(out, "\nLicense: Expat\n{}", in_a_field(after(&mit, "Permission is hereby")));
    if let Some((licence, _)) = fonts.first() {
        let _ = write!(out, "\nLicense: OFL-1.1\n{}", in_a_field(after(licence, "This Font Software is licensed")));
    }
    Ok(out)
}

/// The text from these words on.
fn after<'t>(text: &'t str, words: &str) -> &'t str {
    text.find(words).map_or(text, |at| &text[at..])
}

/// Lines as a field of a Debian control file continues: indented, an empty one as a full stop.
pub fn in_a_field(text: &str) -> String {
    text.trim_end()
        .lines()
        .map(|line| if line.trim().is_empty() { " .\n".to_owned() } else { format!(" {}\n", line.trim_end()) })
        .collect()
}

/// The changelog in Debian's form, from the sections of CHANGELOG.md.
///
/// # Errors
/// When there is none.
pub fn changelog(package: &str, publisher: &Publisher) -> Result<String, Failure> {
    let date = instant::written("%a, %d %b %Y %H:%M:%S +0000")?;
    let Publisher { maintainer, mail, .. } = publisher;
    let entries = entries(&workspace::text("CHANGELOG.md")?);
    Ok(format!(
        "{package} ({}) stable; urgency=medium\n\n{entries}\n -- {maintainer} <{mail}>  {date}\n",
        publisher.version()
    ))
}

/// The entries of the newest version, as Debian writes them.
fn entries(changelog: &str) -> String {
    let newest = changelog.split("\n## ").nth(1).unwrap_or_default();
    let mut out = String::new();
    for line in newest.lines().skip(1) {
        if let Some(entry) = line.strip_prefix("- ") {
            let _ = writeln!(out, "  * {entry}");
        } else if let Some(rest) = line.strip_prefix("  ") {
            let _ = writeln!(out, "    {rest}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_told_as_debian_does() {
        let changelog = "# Changelog\n\n## 0.2.0\n\n- One thing\n  in two lines.\n- Another.\n\n## 0.1.0\n\n- First.\n";
        assert_eq!(entries(changelog), "  * One thing\n    in two lines.\n  * Another.\n");
    }

    #[test]
    fn a_field_goes_on_indented() {
        assert_eq!(in_a_field("One\n\n  two \n"), " One\n .\n   two\n");
    }

    #[test]
    fn every_font_and_licence_stands_in_the_copyright() {
        let copyright = copyright().unwrap();
        for part in [
            "Great Vibes Pro Project",
            "Adobe",
            "License: Expat\n Permission is hereby",
            "License: OFL-1.1\n This Font",
        ] {
            assert!(copyright.contains(part), "{part}");
        }
    }
}
