//! The faces that everything is drawn in, and what they cannot draw.

use std::sync::OnceLock;

use harfrust::{FontRef, ShaperData};
use miniz_oxide::inflate::decompress_to_vec_zlib;
use skrifa::{
    MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};
use unicode_script::{Script, UnicodeScript};

use crate::text;

/// The faces the consent PDF is set in, all under the SIL Open Font License, in `assets/fonts/`.
///
/// Source Sans 3 draws Latin (Vietnamese included), Greek and Cyrillic; IBM Plex Sans Arabic draws
/// letters with their dots as one glyph, which text extraction needs; every other script has a face
/// of Noto Sans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Face {
    Regular,
    SemiBold,
    Signature,
    Arabic,
    Armenian,
    Bengali,
    Devanagari,
    Ethiopic,
    Georgian,
    Hebrew,
    Tamil,
    Thai,
}

macro_rules! font_file {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".ttf"))
    };
}

impl Face {
    /// Where a character is looked for that the preferred face does not have.
    const FALLBACKS: [Self; 10] = [
        Self::Regular,
        Self::Arabic,
        Self::Armenian,
        Self::Bengali,
        Self::Devanagari,
        Self::Ethiopic,
        Self::Georgian,
        Self::Hebrew,
        Self::Tamil,
        Self::Thai,
    ];

    /// The face that draws `c`: this one if it can, else a fallback, else none.
    pub fn drawing(self, c: char) -> Option<Self> {
        if !is_text(c) {
            return None;
        }
        std::iter::once(self).chain(Self::FALLBACKS).find(|face| face.font().has(c))
    }

    /// The file in `assets/fonts`, inflated once.
    fn file(self) -> &'static [u8] {
        static FILES: [OnceLock<Vec<u8>>; 12] = [const { OnceLock::new() }; 12];
        FILES[self as usize].get_or_init(|| {
            decompress_to_vec_zlib(self.deflated()).expect("the build deflates the fonts, as a test proves")
        })
    }

    fn deflated(self) -> &'static [u8] {
        match self {
            Self::Regular => font_file!("SourceSans3_400Regular"),
            Self::SemiBold => font_file!("SourceSans3_600SemiBold"),
            Self::Signature => font_file!("GreatVibes_400Regular"),
            Self::Arabic => font_file!("IBMPlexSansArabic_400Regular"),
            Self::Armenian => font_file!("NotoSansArmenian_400Regular"),
            Self::Bengali => font_file!("NotoSansBengali_400Regular"),
            Self::Devanagari => font_file!("NotoSansDevanagari_400Regular"),
            Self::Ethiopic => font_file!("NotoSansEthiopic_400Regular"),
            Self::Georgian => font_file!("NotoSansGeorgian_400Regular"),
            Self::Hebrew => font_file!("NotoSansHebrew_400Regular"),
            Self::Tamil => font_file!("NotoSansTamil_400Regular"),
            Self::Thai => font_file!("NotoSansThai_400Regular"),
        }
    }

    /// The face, read once.
    pub fn font(self) -> &'static Font {
        static FONTS: [OnceLock<Font>; 12] = [const { OnceLock::new() }; 12];
        FONTS[self as usize].get_or_init(|| Font::read(self.file()))
    }
}

/// The characters of a text that no face draws, each once, in order. Line breaks are not drawn.
pub fn undrawable(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for c in text.chars().filter(|c| *c != '\n') {
        if Face::Regular.drawing(c).is_none() && !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}

/// Whether the signature face has every letter of a name. If not, the name is signed in upright
/// letters.
pub fn signature_draws(name: &str) -> bool {
    name.chars().all(|c| Face::Signature.drawing(c) == Some(Face::Signature))
}

/// Whether a character may stand in text that is archived: neither a control, nor private use, nor
/// a noncharacter, whose meaning nobody could know later (ISO 19005-3, 6.2.11.7.3).
fn is_text(c: char) -> bool {
    let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    let noncharacter = matches!(c, '\u{FDD0}'..='\u{FDEF}') || c as u32 & 0xFFFE == 0xFFFE;
    !(c.is_control() || private || noncharacter || c == '\u{FEFF}')
}

/// A font file, read for measuring and shaping. Measures are in font units, `units_per_em` to the em.
pub(crate) struct Font {
    pub file: &'static [u8],
    pub reference: FontRef<'static>,
    pub shaper: ShaperData,
    pub units_per_em: f32,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

impl Font {
    fn read(file: &'static [u8]) -> Self {
        let reference = FontRef::new(file).expect("the fonts of the repository are fonts, as a test proves");
        let metrics = reference.glyph_metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(reference.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        Self {
            file,
            shaper: ShaperData::new(&reference),
            charmap: reference.charmap(),
            reference,
            units_per_em,
            metrics,
        }
    }

    /// Whether the font has a glyph for this character, or need not have one: joiners only act on
    /// their neighbours.
    pub fn has(&self, c: char) -> bool {
        text::is_joiner(c) || self.charmap.map(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// The advance the font gives this glyph, in thousandths of an em.
    pub fn advance(&self, glyph: u16) -> f32 {
        self.metrics.advance_width(skrifa::GlyphId::from(glyph)).unwrap_or(0.0) * 1000.0 / self.units_per_em
    }

    /// The glyph of the space, which draws nothing.
    pub fn space(&self) -> u16 {
        self.charmap.map(' ').and_then(|glyph| u16::try_from(glyph.to_u32()).ok()).unwrap_or(0)
    }
}

/// The script that decides how a character is shaped; none for what takes its neighbours' script.
pub(crate) fn own_script(c: char) -> Option<Script> {
    Some(c.script()).filter(|script| !matches!(script, Script::Common | Script::Inherited))
}

/// The language to read a script aloud in (BCP 47), for `/Lang`; none for Latin, which is read in
/// the document's own. A script that chiefly one language is written in gives that language, any
/// other gives the script alone.
pub(crate) fn language_of(script: Script) -> Option<&'static str> {
    match script {
        Script::Greek => Some("el"),
        Script::Armenian => Some("hy"),
        Script::Georgian => Some("ka"),
        Script::Hebrew => Some("he"),
        Script::Tamil => Some("ta"),
        Script::Thai => Some("th"),
        Script::Arabic => Some("und-Arab"),
        Script::Bengali => Some("und-Beng"),
        Script::Cyrillic => Some("und-Cyrl"),
        Script::Devanagari => Some("und-Deva"),
        Script::Ethiopic => Some("und-Ethi"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_a_font_with_a_space() {
        for face in [Face::SemiBold, Face::Signature].into_iter().chain(Face::FALLBACKS) {
            assert!(face.font().units_per_em >= 1000.0 && face.font().space() != 0, "{face:?}");
        }
    }

    #[test]
    fn each_script_has_its_face() {
        let drawn = |text: &str| text.chars().map(|c| Face::Regular.drawing(c).unwrap()).collect::<Vec<_>>();
        assert_eq!(drawn("aéŒțắΩЖ☑☐"), [Face::Regular; 9]);
        assert_eq!(drawn("عԲবक፠ქאதท"), Face::FALLBACKS[1..]);
    }

    #[test]
    fn nothing_draws_controls_private_use_or_noncharacters() {
        for c in
            ['\n', '\t', '\u{85}', '\u{E000}', '\u{F8FF}', '\u{FDD0}', '\u{FFFE}', '\u{FEFF}', '\u{F0000}', '王', '😀']
        {
            assert_eq!(Face::Regular.drawing(c), None, "{c:?}");
        }
    }
}
