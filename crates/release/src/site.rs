//! The download page, from the manifest of a release: HTML and CSS, nothing that runs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use pli_format::{Language, mail};
use xtask::{Failure, workspace};

use crate::{
    manifest::{Artefact, Key, Kind, Manifest},
    publisher::Publisher,
};

/// Writes the page in every language, beside the files that the manifest lists. Pictures come from
/// the tour, where there was one.
///
/// # Errors
/// When a part of the page or a file that it would link to is missing.
pub fn make(manifest: &Path, out: &Path, publisher: &Publisher) -> Result<(), Failure> {
    let files = manifest.parent().unwrap_or(Path::new("."));
    let manifest = Manifest::read(manifest)?;
    fs::create_dir_all(out).map_err(Failure::file(out))?;
    let about = [Some("SHA256SUMS"), (!manifest.demo).then_some("SHA256SUMS.minisig")];
    for file in manifest.artefacts.iter().map(|artefact| &*artefact.file).chain(about.into_iter().flatten()) {
        copy(&files.join(file), &out.join(file))?;
    }
    copy(&workspace::root().join("assets/icons/icon-small.svg"), &out.join("pli.svg"))?;
    copy(&workspace::root().join("assets/site/site.css"), &out.join("site.css"))?;
    tokens(out)?;
    for language in Language::ALL {
        let page = page(language, &manifest, publisher, &pictures(language, out)?)?;
        write(&out.join(Words::of(language).page), page)?;
    }
    println!("{}", out.join(Words::of(Language::default()).page).display());
    Ok(())
}

/// What differs between the languages, besides the page itself.
struct Words {
    page: &'static str,
    template: &'static str,
    demo: &'static str,
    download: &'static str,
    absent: &'static str,
    signed: &'static str,
    pictures: &'static str,
    captions: [(&'static str, &'static str); 3],
    key: &'static str,
    megabyte: &'static str,
    point: &'static str,
    file: fn(Kind) -> &'static str,
}

impl Words {
    fn of(language: Language) -> &'static Self {
        match language {
            Language::Fr => &FRENCH,
            Language::En => &ENGLISH,
        }
    }
}

static FRENCH: Words = Words {
    page: "index.html",
    template: "assets/site/fr.html",
    demo: "<aside class=\"demo\" aria-label=\"Démonstration\"><p><strong>Démonstration.</strong> N’écrivez aucun vrai identifiant dans ce programme\u{a0}: ses clés sont publiques.</p></aside>",
    download: "Télécharger pour",
    absent: "Pas dans cette version.",
    signed: "<p>La liste SHA256SUMS est signée. Avec <i>minisign</i>\u{a0}:</p>\n<pre>minisign -Vm SHA256SUMS -P @MINISIGN@</pre>",
    pictures: "À quoi cela ressemble",
    captions: [
        ("welcome", "La première page de Pli"),
        ("consent", "L’accord, que vous lisez avant de signer"),
        ("seal-window", "La fenêtre où vous écrivez vos identifiants"),
    ],
    key: "Clé",
    megabyte: "\u{a0}Mo",
    point: ",",
    file: french,
};

static ENGLISH: Words = Words {
    page: "en.html",
    template: "assets/site/en.html",
    demo: "<aside class=\"demo\" aria-label=\"Demonstration\"><p><strong>Demonstration.</strong> Type no real credentials into this program: its keys are public.</p></aside>",
    download: "Download for",
    absent: "Not in this version.",
    signed: "<p>The list SHA256SUMS is signed. With <i>minisign</i>:</p>\n<pre>minisign -Vm SHA256SUMS -P @MINISIGN@</pre>",
    pictures: "What it looks like",
    captions: [
        ("welcome", "The first page of Pli"),
        ("consent", "The consent, which you read before you sign"),
        ("seal-window", "The window in which you type your credentials"),
    ],
    key: "Key",
    megabyte: "\u{a0}MB",
    point: ".",
    file: english,
};

fn french(kind: Kind) -> &'static str {
    match kind {
        Kind::WindowsSetup => "Windows",
        Kind::MacosImage => "Mac",
        Kind::LinuxDeb => "Linux (Debian, Ubuntu, Mint)",
        Kind::LinuxRpm => "Linux (Fedora, openSUSE)",
        Kind::LinuxAppImage => "Linux (AppImage, sans installation)",
        Kind::WindowsMsi => "Windows, pour l’administrateur d’un parc (MSI)",
        Kind::DeskDeb => "pli-desk, pour Bridge et le support (Debian)",
        Kind::Components => "Composants logiciels (CycloneDX)",
    }
}

fn english(kind: Kind) -> &'static str {
    match kind {
        Kind::WindowsSetup => "Windows",
        Kind::MacosImage => "Mac",
        Kind::LinuxDeb => "Linux (Debian, Ubuntu, Mint)",
        Kind::LinuxRpm => "Linux (Fedora, openSUSE)",
        Kind::LinuxAppImage => "Linux (AppImage, nothing to install)",
        Kind::WindowsMsi => "Windows, for the administrator of many (MSI)",
        Kind::DeskDeb => "pli-desk, for Bridge and support (Debian)",
        Kind::Components => "Software components (CycloneDX)",
    }
}

/// One page: the template with its places filled.
fn page(language: Language, manifest: &Manifest, publisher: &Publisher, pictures: &str) -> Result<String, Failure> {
    let said = Words::of(language);
    let template = workspace::root().join(said.template);
    let template = fs::read_to_string(&template).map_err(Failure::file(template))?;
    let name = |kind| manifest.first(kind).map_or("…", |artefact| &*artefact.file);
    let keys: Vec<String> = manifest.keys.iter().map(|key| words(language, key)).collect();
    let files: Vec<String> = manifest.artefacts.iter().map(|artefact| listed(language, artefact)).collect();
    let sums = if manifest.demo { "" } else { " · <a href=\"SHA256SUMS.minisig\">SHA256SUMS.minisig</a>" };
    let files = format!(
        "{}\n<div><dt>SHA-256</dt><dd><a href=\"SHA256SUMS\">SHA256SUMS</a>{sums}</dd></div>",
        files.join("\n")
    );
    // Nobody signs a demonstration.
    let signed = if manifest.demo { "" } else { said.signed };
    Ok([
        ("@DEMO@", if manifest.demo { said.demo } else { "" }),
        ("@WINDOWS@", &button(language, manifest.first(Kind::WindowsSetup))),
        ("@MACOS@", &button(language, manifest.first(Kind::MacosImage))),
        ("@LINUX@", &button(language, manifest.first(Kind::LinuxDeb))),
        ("@WINDOWS_FILE@", &escaped(name(Kind::WindowsSetup))),
        ("@MACOS_FILE@", &escaped(name(Kind::MacosImage))),
        ("@LINUX_FILE@", &escaped(name(Kind::LinuxDeb))),
        ("@VERSION@", &escaped(&manifest.version)),
        ("@DATE@", &day(language, &manifest.date)),
        ("@PUBLISHER@", &escaped(&publisher.signer)),
        ("@SIGNED@", signed),
        ("@MINISIGN@", &escaped(&publisher.minisign)),
        ("@KEYS@", &keys.join("\n")),
        ("@PICTURES@", pictures),
        ("@FILES@", &files),
    ]
    .into_iter()
    .fold(template, |page, (place, value)| page.replace(place, value)))
}

/// What a person compares of a key.
fn words(language: Language, key: &Key) -> String {
    format!(
        "<div><dt>{} {}</dt><dd><strong>{}</strong></dd><dd class=\"sum\">{}</dd></div>",
        Words::of(language).key,
        escaped(&key.epoch),
        escaped(key.words(language)),
        escaped(&in_groups(&key.fingerprint))
    )
}

/// The button of a system, or that there is no file for it.
fn button(language: Language, artefact: Option<&Artefact>) -> String {
    let said = Words::of(language);
    artefact.map_or_else(
        || format!("<p class=\"soft\">{}</p>", said.absent),
        |artefact| {
            format!(
                "<p><a class=\"button\" href=\"{}\" download>{} {}</a></p>\n<p class=\"soft\">{}</p>",
                escaped(&artefact.file),
                said.download,
                (said.file)(artefact.kind).split(" (").next().unwrap_or_default(),
                size(language, artefact.size)
            )
        },
    )
}

/// A file in the list of all: for whom, its name, size and sum.
fn listed(language: Language, artefact: &Artefact) -> String {
    format!(
        "<div><dt>{}</dt><dd><a href=\"{file}\" download>{file}</a>, {}</dd><dd class=\"sum\">SHA-256 {}</dd></div>",
        (Words::of(language).file)(artefact.kind),
        size(language, artefact.size),
        escaped(&artefact.sha256),
        file = escaped(&artefact.file),
    )
}

/// In millions of bytes with one decimal, as people read it.
fn size(language: Language, bytes: u64) -> String {
    let (tenths, Words { point, megabyte, .. }) = (bytes.div_ceil(100_000), Words::of(language));
    format!("{}{point}{}{megabyte}", tenths / 10, tenths % 10)
}

/// A day such as `2026-11-27`, in words.
fn day(language: Language, date: &str) -> String {
    date.parse().map_or_else(|_| escaped(date), |date| mail::date(language, date).replace(' ', "\u{a0}"))
}

fn in_groups(digits: &str) -> String {
    let groups: Vec<String> =
        digits.chars().collect::<Vec<_>>().chunks(8).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The section with pictures of the tour, which are copied; empty without a tour.
fn pictures(language: Language, out: &Path) -> Result<String, Failure> {
    let mut figures = String::new();
    let (said, code) = (Words::of(language), language.code());
    for (name, caption) in said.captions {
        let from = workspace::target().join(format!("tour/{code}-light/{name}.png"));
        if from.is_file() {
            let file = format!("{name}-{code}.png");
            copy(&from, &out.join(&file))?;
            figures += &format!("<figure><img src=\"{file}\" alt=\"\"><figcaption>{caption}.</figcaption></figure>\n");
        }
    }
    if figures.is_empty() {
        return Ok(figures);
    }
    Ok(format!(
        "<section aria-labelledby=\"pictures\">\n<h2 id=\"pictures\">{}</h2>\n<div class=\"pictures\">\n{figures}</div>\n</section>",
        said.pictures
    ))
}

/// The interface's own tokens, with the fonts that they name.
fn tokens(out: &Path) -> Result<(), Failure> {
    let file = workspace::root().join("ui/src/style/tokens.css");
    let css = fs::read_to_string(&file).map_err(Failure::file(&file))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut rewritten = String::new();
    for (index, piece) in css.split("url(\"").enumerate() {
        if index == 0 {
            rewritten += piece;
        } else if let Some((path, rest)) = piece.split_once('"') {
            let font = PathBuf::from(path);
            let name = font.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            copy(&folder.join(path), &out.join(&name))?;
            rewritten += &format!("url(\"{name}\"{rest}");
        }
    }
    write(&out.join("tokens.css"), rewritten)
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(drop).map_err(Failure::file(from))
}

fn write(file: &Path, text: String) -> Result<(), Failure> {
    fs::write(file, text).map_err(Failure::file(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(artefacts: Vec<Artefact>) -> Manifest {
        let key = Key {
            epoch: "2026-01".to_owned(),
            fingerprint: "0123456789abcdef".repeat(4),
            fr: "frère usuel".to_owned(),
            en: "hollow virus".to_owned(),
        };
        Manifest { version: "1.2.3".to_owned(), date: "2027-03-01".to_owned(), demo: true, keys: vec![key], artefacts }
    }

    fn artefact(file: &str, kind: Kind) -> Artefact {
        Artefact { file: file.to_owned(), kind, size: 5_010_001, sha256: "ab".repeat(32) }
    }

    fn pages(manifest: &Manifest) -> [String; Language::ALL.len()] {
        Language::ALL.map(|language| page(language, manifest, &Publisher::of_a_demonstration(), "").unwrap())
    }

    #[test]
    fn every_file_has_its_link_size_and_sum_in_both_languages() {
        let [french, english] = pages(&manifest(vec![
            artefact("Pli_1_x64-setup.exe", Kind::WindowsSetup),
            artefact("pli-desk_1_amd64.deb", Kind::DeskDeb),
        ]));
        for file in ["Pli_1_x64-setup.exe", "pli-desk_1_amd64.deb"] {
            let [listed_fr, listed_en] =
                [",\u{20}5,1\u{a0}Mo", ",\u{20}5.1\u{a0}MB"].map(|size| format!("download>{file}</a>{size}"));
            assert!(french.contains(&listed_fr), "{file}");
            assert!(english.contains(&listed_en), "{file}");
        }
        assert_eq!(french.matches(&"ab".repeat(32)).count(), 2);
        assert!(french.contains("Version 1.2.3 du 1er\u{a0}mars\u{a0}2027."));
        assert!(english.contains("Version 1.2.3 of 1\u{a0}March\u{a0}2027."));
    }

    #[test]
    fn only_a_release_says_that_its_sums_are_signed() {
        let demonstration = manifest(Vec::new());
        let release = Manifest { demo: false, ..manifest(Vec::new()) };
        let publisher = Publisher { minisign: "RWQ".to_owned(), demo: false, ..Publisher::of_a_demonstration() };
        for language in Language::ALL {
            let page = page(language, &release, &publisher, "").unwrap();
            assert!(page.contains("<pre>minisign -Vm SHA256SUMS -P RWQ</pre>"));
        }
        for page in pages(&demonstration) {
            assert!(!page.contains("minisign"));
        }
    }

    #[test]
    fn a_page_has_no_place_left_and_nothing_that_runs() {
        for page in pages(&manifest(vec![artefact("pli_1_amd64.deb", Kind::LinuxDeb)])) {
            assert!(!page.contains('@') || page.matches('@').count() == page.matches("support@bankin.com").count());
            for runs in ["<script", "javascript:", " on", "http://", "https://"] {
                assert!(!page.contains(&format!("{runs}=")) && (runs == " on" || !page.contains(runs)), "{runs}");
            }
        }
    }

    #[test]
    fn a_system_without_a_file_says_so() {
        let [french, english] = pages(&manifest(vec![artefact("pli_1_amd64.deb", Kind::LinuxDeb)]));
        assert_eq!(french.matches("Pas dans cette version.").count(), 2);
        assert_eq!(english.matches("Not in this version.").count(), 2);
    }

    #[test]
    fn a_name_cannot_write_into_the_page() {
        let [french, _] = pages(&manifest(vec![artefact("a\"><script>.rpm", Kind::LinuxRpm)]));
        assert!(!french.contains("<script>"));
    }

    #[test]
    fn the_key_is_told_in_the_words_of_the_language_and_in_digits() {
        let [french, english] = pages(&manifest(Vec::new()));
        assert!(french.contains("frère usuel") && english.contains("hollow virus"));
        assert!(french.contains("01234567 89abcdef 01234567"));
    }
}
