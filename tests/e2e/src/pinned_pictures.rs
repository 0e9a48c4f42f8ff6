use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use xtask::workspace;

/// How much darker or lighter a point may be, and how many of a thousand points may be more: a date is another each
/// day, and text is drawn a little otherwise from one machine to the next.
const SHADE: &str = "12%";
const PER_THOUSAND: f64 = 6.0;

/// Those that the download page shows as they are, but for their colours, of these variants.
const SITE: [&str; 3] = ["consent.png", "seal-window.png", "welcome.png"];
const SITE_VARIANTS: [(&str, &str); 2] = [("en-light-100", "en"), ("fr-light-100", "fr")];

/// The pictures of one variant of the tour, as `tests/pictures` keeps them: a quarter as wide, in sixteen greys.
pub struct PinnedPictures {
    folder: PathBuf,
}

impl PinnedPictures {
    /// Those of a variant, such as `fr-light-100`.
    pub fn of(variant: &str) -> Self {
        Self { folder: workspace::root().join("tests/pictures").join(variant) }
    }

    /// Keeps these pictures, and no other.
    pub fn pin(&self, pictures: &Path) {
        let _ = fs::remove_dir_all(&self.folder);
        fs::create_dir_all(&self.folder).expect("the folder of the pictures");
        for (name, picture) in named(pictures) {
            if let Some((_, language)) = SITE_VARIANTS.iter().find(|(variant, _)| self.folder.ends_with(variant))
                && SITE.contains(&&*name)
            {
                let file = name.replace(".png", &format!("-{language}.png"));
                let to = workspace::root().join("assets/site/pictures").join(file);
                convert(&picture, &["+dither", "-colors", "48"], &to);
            }
            shrink(&picture, &self.folder.join(name));
        }
    }

    /// What differs from what is kept: a line for each picture.
    pub fn differences(&self, pictures: &Path) -> Vec<String> {
        let (pinned, taken) = (named(&self.folder), named(pictures));
        let shown = |name: &str| self.folder.join(name).display().to_string();
        let gone =
            pinned.keys().filter(|name| !taken.contains_key(*name)).map(|name| format!("{}: no page", shown(name)));
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let other = taken.iter().filter_map(|(name, picture)| {
            let Some(pinned) = pinned.get(name) else { return Some(format!("{}: not pinned", shown(name))) };
            let small = scratch.path().join(name);
            shrink(picture, &small);
            let found = difference(pinned, &small)?;
            Some(format!("{}: {found}", shown(name)))
        });
        gone.chain(other).collect()
    }
}

/// The pictures of a folder, by their names without the number that orders them.
fn named(folder: &Path) -> BTreeMap<String, PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    files
        .filter_map(|path| {
            let name =
                path.file_name()?.to_str()?.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned();
            Some((name, path))
        })
        .collect()
}

fn shrink(picture: &Path, to: &Path) {
    // Sixteen greys that are always the same: a palette of its own would differ with every date.
    convert(picture, &["-resize", "25%", "-colorspace", "Gray", "+dither", "-posterize", "16"], to);
}

fn convert(picture: &Path, how: &[&str], to: &Path) {
    let mut convert = Command::new("convert");
    convert.arg(picture).args(how).args(["-strip", "-define", "png:exclude-chunks=date,time"]).arg(to);
    assert!(convert.status().is_ok_and(|status| status.success()), "ImageMagick converts {}", picture.display());
}

/// What tells two pictures apart; none when they look the same.
fn difference(pinned: &Path, taken: &Path) -> Option<String> {
    let points = |file: &Path| -> Vec<u64> {
        let output = Command::new("identify").args(["-format", "%w %h"]).arg(file).output().expect("identify runs");
        String::from_utf8_lossy(&output.stdout).split(' ').filter_map(|number| number.parse().ok()).collect()
    };
    let (before, now) = (points(pinned), points(taken));
    if before != now {
        return Some(format!("{before:?} is now {now:?}"));
    }
    let compared =
        Command::new("compare").args(["-metric", "AE", "-fuzz", SHADE]).args([pinned, taken]).arg("null:").output();
    let count = String::from_utf8_lossy(&compared.expect("compare runs").stderr).trim().to_owned();
    let Ok(count) = count.parse::<f64>() else { return Some(count) };
    let all: u64 = now.iter().product();
    #[expect(clippy::cast_precision_loss, reason = "a picture has few points")]
    let part = count * 1000.0 / all as f64;
    (part > PER_THOUSAND).then(|| format!("{part:.1} ‰ of it differ"))
}
