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

/// Writes the page in every language, beside the files that the manifest lists.
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
        for (name, _) in Words::of(language).captions {
            let file = picture(name, language);
            copy(&workspace::root().join("assets/site/pictures").join(&file), &out.join(file))?;
        }
        let page = page(language, &manifest, publisher)?;
        write(&out.join(Words::of(language).page), page)?;
    }
    println!("{}", out.join(Words::of(Language::default()).page).display());
    Ok(())
}

/// What differs between the languages, besides the page itself.
struct Words {
    page: &'static str,
    template: &'static str,
    download: &'static str,
    absent: &'static str,
    captions: [(&'static str, &'static str); 3],
    key: &'static str,
    megabyte: &'static str,
    point: &'static str,
    file: fn(Kind) -> &'static str,
    /// What the digits are of that the app's own help shows.
    program: &'static str,
    /// Of two files for the same people, which is which: the end of its name, and in words.
    which: [(&'static str, &'static str); 5],
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
    download: "Télécharger pour",
    absent: "Pas dans cette version.",
    captions: [
        ("welcome", "La première page de Pli"),
        ("consent", "L’accord, que vous lisez avant de signer"),
        ("seal-window", "La fenêtre où vous écrivez vos identifiants"),
    ],
    key: "Clé",
    megabyte: "\u{a0}Mo",
    point: ",",
    file: french,
    program: "Le programme installé, comme «\u{202f}Aide\u{202f}» le montre\u{a0}:",
    which: [
        ("_fr-FR.msi", ", en français"),
        ("_en-US.msi", ", en anglais"),
        ("pli.cdx.json", ", de Pli"),
        ("pli-pages.cdx.json", ", de ses pages"),
        ("pli-desk.cdx.json", ", de pli-desk"),
    ],
};

static ENGLISH: Words = Words {
    page: "en.html",
    template: "assets/site/en.html",
    download: "Download for",
    absent: "Not in this version.",
    captions: [
        ("welcome", "The first page of Pli"),
        ("consent", "The consent, which you read before you sign"),
        ("seal-window", "The window in which you type your credentials"),
    ],
    key: "Key",
    megabyte: "\u{a0}MB",
    point: ".",
    file: english,
    program: "The installed program, as “Help” shows it:",
    which: [
        ("_fr-FR.msi", ", in French"),
        ("_en-US.msi", ", in English"),
        ("pli.cdx.json", ", of Pli"),
        ("pli-pages.cdx.json", ", of its pages"),
        ("pli-desk.cdx.json", ", of pli-desk"),
    ],
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

/// One page: the template without what is not so of this release, and its places filled.
fn page(language: Language, manifest: &Manifest, publisher: &Publisher) -> Result<String, Failure> {
    let said = Words::of(language);
    let template = workspace::text(said.template)?;
    let file = |kind| manifest.first(kind).map(|artefact| escaped(&artefact.file));
    let files = [
        ("WINDOWS", file(Kind::WindowsSetup)),
        ("MACOS", file(Kind::MacosImage)),
        ("DEB", file(Kind::LinuxDeb)),
        ("RPM", file(Kind::LinuxRpm)),
        ("APPIMAGE", file(Kind::LinuxAppImage)),
    ];
    let is_so = |word: &str| match word {
        // Nobody signs a demonstration.
        "SIGNED" => !manifest.demo,
        "DEMONSTRATION" => manifest.demo,
        _ => files.iter().any(|(system, file)| *system == word && file.is_some()),
    };
    let keys: Vec<String> = manifest.keys.iter().map(|key| words(language, key)).collect();
    let listed: Vec<String> = manifest.artefacts.iter().map(|artefact| listed(language, artefact)).collect();
    let sums = if manifest.demo { "" } else { " · <a href=\"SHA256SUMS.minisig\">SHA256SUMS.minisig</a>" };
    let listed = format!(
        "{}\n<div><dt>SHA-256</dt><dd><a href=\"SHA256SUMS\">SHA256SUMS</a>{sums}</dd></div>",
        listed.join("\n")
    );
    let filled = [
        ("@WINDOWS@", &*button(language, manifest.first(Kind::WindowsSetup))),
        ("@MACOS@", &button(language, manifest.first(Kind::MacosImage))),
        ("@LINUX@", &button(language, manifest.first(Kind::LinuxDeb))),
        ("@VERSION@", &escaped(&manifest.version)),
        ("@DATE@", &day(language, &manifest.date)),
        ("@PUBLISHER@", &escaped(&publisher.signer)),
        ("@SECURITY@", &escaped(&publisher.security)),
        ("@MINISIGN@", &escaped(&publisher.minisign)),
        ("@KEYS@", &keys.join("\n")),
        ("@PICTURES@", &pictures(language)),
        ("@FILES@", &listed),
    ]
    .into_iter()
    .fold(only(&template, is_so), |page, (place, value)| page.replace(place, value));
    Ok(files
        .into_iter()
        .fold(filled, |page, (system, file)| page.replace(&format!("@{system}_FILE@"), &file.unwrap_or_default())))
}

/// The lines that stand between no `@ONLY …@` and `@END@`, or where each of these words is so.
fn only(template: &str, is_so: impl Fn(&str) -> bool) -> String {
    let mut kept = true;
    let mut page = String::new();
    for line in template.lines() {
        match line.trim().strip_prefix("@ONLY ").and_then(|words| words.strip_suffix('@')) {
            Some(words) => kept = words.split(' ').all(&is_so),
            None if line.trim() == "@END@" => kept = true,
            None if kept => page.extend([line, "\n"]),
            None => {}
        }
    }
    page
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
    let program = artefact.program.as_ref().map_or_else(String::new, |digits| {
        format!("<dd>{}</dd><dd class=\"sum\">SHA-256 {}</dd>", Words::of(language).program, escaped(digits))
    });
    format!(
        "<div><dt>{}</dt><dd><a href=\"{file}\" download>{file}</a>, {}</dd><dd class=\"sum\">SHA-256 {}</dd>{program}</div>",
        label(language, artefact),
        size(language, artefact.size),
        escaped(&artefact.sha256),
        file = escaped(&artefact.file),
    )
}

/// For whom a file is, and which of several.
fn label(language: Language, artefact: &Artefact) -> String {
    let Words { file, which, .. } = Words::of(language);
    let of_several = which.iter().find(|(end, _)| artefact.file.ends_with(end)).map_or("", |(_, which)| which);
    format!("{}{of_several}", file(artefact.kind))
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

/// The pictures of the tour that stand on the page, each with what it shows.
fn pictures(language: Language) -> String {
    let figure = |(name, caption): (&str, &str)| {
        let file = picture(name, language);
        format!("<figure><img src=\"{file}\" alt=\"\"><figcaption>{caption}.</figcaption></figure>")
    };
    Words::of(language).captions.map(figure).join("\n")
}

/// As `cargo xtask tour pin` writes it to `assets/site/pictures`.
fn picture(name: &str, language: Language) -> String {
    format!("{name}-{}.png", language.code())
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
        Artefact { file: file.to_owned(), kind, size: 5_010_001, sha256: "ab".repeat(32), program: None }
    }

    fn pages(manifest: &Manifest) -> [String; Language::ALL.len()] {
        Language::ALL.map(|language| page(language, manifest, &Publisher::of_a_demonstration()).unwrap())
    }

    #[test]
    fn every_file_has_its_link_size_and_sum_in_both_languages() {
        let [french, english] = pages(&manifest(vec![
            artefact("Pli_1_x64-setup.exe", Kind::WindowsSetup),
            artefact("pli-desk_1_amd64.deb", Kind::DeskDeb),
            Artefact { program: Some("cd".repeat(32)), ..artefact("pli_1_amd64.deb", Kind::LinuxDeb) },
        ]));
        for file in ["Pli_1_x64-setup.exe", "pli-desk_1_amd64.deb"] {
            let [listed_fr, listed_en] =
                [",\u{20}5,1\u{a0}Mo", ",\u{20}5.1\u{a0}MB"].map(|size| format!("download>{file}</a>{size}"));
            assert!(french.contains(&listed_fr), "{file}");
            assert!(english.contains(&listed_en), "{file}");
        }
        assert_eq!(french.matches(&"ab".repeat(32)).count(), 3);
        assert_eq!(french.matches(&"cd".repeat(32)).count(), 1);
        assert!(french.contains("Version 1.2.3 du 1er\u{a0}mars\u{a0}2027."));
        assert!(english.contains("Version 1.2.3 of 1\u{a0}March\u{a0}2027."));
    }

    fn release() -> Manifest {
        let files = [
            ("Pli_1_x64-setup.exe", Kind::WindowsSetup),
            ("Pli_1_universal.dmg", Kind::MacosImage),
            ("pli_1_amd64.deb", Kind::LinuxDeb),
            ("pli-1-1.x86_64.rpm", Kind::LinuxRpm),
            ("Pli_1_amd64.AppImage", Kind::LinuxAppImage),
            ("Pli_1_x64_en-US.msi", Kind::WindowsMsi),
            ("Pli_1_x64_fr-FR.msi", Kind::WindowsMsi),
            ("pli-desk_1_amd64.deb", Kind::DeskDeb),
            ("pli-desk.cdx.json", Kind::Components),
            ("pli-pages.cdx.json", Kind::Components),
            ("pli.cdx.json", Kind::Components),
        ];
        Manifest { demo: false, ..manifest(files.map(|(file, kind)| artefact(file, kind)).to_vec()) }
    }

    /// What a release signs, and what systems say of it.
    const OF_SIGNATURES: [&str; 4] =
        ["minisign -Vm SHA256SUMS -P RWQ</pre>", "SHA256SUMS.minisig", "<strong>A company</strong>", "Apple"];

    #[test]
    fn only_a_release_speaks_of_signatures() {
        let publisher = Publisher {
            minisign: "RWQ".to_owned(),
            signer: "A company".to_owned(),
            demo: false,
            ..Publisher::of_a_demonstration()
        };
        for language in Language::ALL {
            let signed = page(language, &release(), &publisher).unwrap();
            let unsigned = page(language, &Manifest { demo: true, ..release() }, &publisher).unwrap();
            let verified = &unsigned[unsigned.find("SHA256SUMS").unwrap()..];
            assert!(!verified.contains("minisign"));
            for words in OF_SIGNATURES {
                assert!(signed.contains(words), "{words}");
            }
            assert!(!unsigned.contains(OF_SIGNATURES[2]));
            assert!(unsigned.contains("class=\"demo\"") && !signed.contains("class=\"demo\""));
        }
    }

    #[test]
    fn what_is_typed_names_a_file_that_is_there() {
        for page in pages(&Manifest { demo: true, ..release() }) {
            for typed in [
                "<pre>sudo apt install ./pli_1_amd64.deb</pre>",
                "<pre>sudo dnf install ./pli-1-1.x86_64.rpm</pre>",
                "<pre>sudo zypper install --allow-unsigned-rpm ./pli-1-1.x86_64.rpm</pre>",
                "<pre>chmod +x Pli_1_amd64.AppImage\n./Pli_1_amd64.AppImage</pre>",
                "<pre>Get-FileHash .\\Pli_1_x64-setup.exe</pre>",
                "<pre>shasum -a 256 Pli_1_universal.dmg</pre>",
                "<pre>sha256sum --check --ignore-missing SHA256SUMS</pre>",
            ] {
                assert!(page.contains(typed), "{typed}");
            }
        }
        for page in pages(&manifest(vec![artefact("pli_1_amd64.deb", Kind::LinuxDeb)])) {
            assert_eq!(page.matches("<pre>").count(), 2, "{page}");
            assert!(!page.contains('…'));
        }
    }

    #[test]
    fn no_two_files_are_called_the_same() {
        for language in Language::ALL {
            let mut labels: Vec<_> = release().artefacts.iter().map(|artefact| label(language, artefact)).collect();
            let all = labels.len();
            labels.sort();
            labels.dedup();
            assert_eq!(labels.len(), all, "{labels:?}");
        }
    }

    #[test]
    fn every_picture_is_there() {
        let mut named: Vec<String> = Language::ALL
            .into_iter()
            .flat_map(|language| Words::of(language).captions.map(|(name, _)| picture(name, language)))
            .collect();
        named.sort();
        let kept = xtask::folder::entries(&workspace::root().join("assets/site/pictures")).unwrap();
        let kept: Vec<_> = kept.iter().map(|file| file.file_name().unwrap().to_string_lossy()).collect();
        assert_eq!(kept, named);
    }

    /// The libc of a system by its minor version, from which on its packages have packed relocations.
    #[test]
    fn the_oldest_systems_are_those_that_the_programs_are_built_for() {
        let oldest = [("Debian 12", 36), ("Ubuntu 24.04", 39), ("Mint 22", 39)];
        assert!(oldest.iter().all(|(_, glibc)| *glibc >= crate::deb::GLIBC));
        let systems = oldest.map(|(name, _)| name).join(", ");
        let read = |file: &str| fs::read_to_string(workspace::root().join(file)).unwrap();
        // WebKit 16.4 came with macOS 13.3, Chromium 111 is older than any WebView2.
        assert!(read("ui/vite.config.ts").contains("target: ['safari16.4', 'chrome111']"));
        assert!(read("src-tauri/tauri.conf.json").contains("\"minimumSystemVersion\": \"13.3\""));
        for page in pages(&manifest(Vec::new())) {
            assert!(page.contains(&format!(">{systems}")) && page.contains("macOS 13.3 "));
        }
    }

    #[test]
    fn a_page_has_no_place_left_and_nothing_that_runs() {
        for page in pages(&release()).into_iter().chain(pages(&manifest(Vec::new()))) {
            let addresses =
                page.matches("support@bankin.com").count() + page.matches("demonstration@example.org").count();
            assert_eq!(page.matches('@').count(), addresses);
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
