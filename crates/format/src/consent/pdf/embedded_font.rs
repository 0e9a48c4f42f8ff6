use std::collections::BTreeMap;

use pdf_writer::{
    Filter, Name, Pdf, Rect, Ref, Str,
    types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use sha2::{Digest, Sha256};
use skrifa::{
    MetadataProvider,
    instance::{LocationRef, Size},
    string::StringId,
};
use subsetter::GlyphRemapper;

use super::{PdfError, stream::deflate};
use crate::typeface::Face;

const IDENTITY: SystemInfo<'_> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The glyphs of a face that the document draws, by their number in the embedded subset.
#[derive(Default)]
pub(super) struct Subset {
    glyphs: GlyphRemapper,
    /// What each glyph says; the first use decides.
    unicode: BTreeMap<u16, String>,
}

/// A glyph of a subset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    /// Its number in the subset.
    pub id: u16,
    /// Whether the `ToUnicode` map says what it stands for here.
    pub says_so: bool,
}

impl Subset {
    /// Takes a glyph up that stands for `words`. Every glyph is mapped (ISO 19005-3, 6.2.11.7.2).
    pub fn draw(&mut self, glyph: u16, words: &str) -> Drawn {
        let id = self.glyphs.remap(glyph);
        let said = self.unicode.entry(id).or_insert_with(|| words.to_owned());
        Drawn { id, says_so: said == words }
    }
}

/// Embeds a face's subset as a composite font with Identity-H encoding (ISO 32000-1, 9.7).
/// `next` gives fresh object numbers.
///
/// # Errors
/// [`PdfError::Font`].
pub(super) fn embed(
    pdf: &mut Pdf,
    next: &mut impl FnMut() -> Ref,
    id: Ref,
    face: Face,
    subset: &Subset,
) -> Result<(), PdfError> {
    let font = face.font();
    let file = subsetter::subset(font.file, 0, &subset.glyphs).map_err(|error| PdfError::Font(error.to_string()))?;
    let postscript = font.reference.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first();
    let name = format!("{}+{}", subset_tag(&file), postscript.map(|name| name.to_string()).unwrap_or_default());
    let (cid, descriptor, stream, cmap) = (next(), next(), next(), next());
    pdf.type0_font(id)
        .base_font(Name(name.as_bytes()))
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(cmap);
    pdf.cid_font(cid)
        .subtype(CidFontType::Type2)
        .base_font(Name(name.as_bytes()))
        .system_info(IDENTITY)
        .font_descriptor(descriptor)
        .default_width(0.0)
        .cid_to_gid_map_predefined(Name(b"Identity"))
        .widths()
        .consecutive(0, subset.glyphs.remapped_gids().map(|glyph| font.advance(glyph)));
    describe(pdf, descriptor, stream, face, &name);
    let (compressed, length) = deflate(file);
    pdf.stream(stream, &compressed).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
    let mut map = UnicodeCmap::new(Name(b"Custom"), IDENTITY);
    for (glyph, words) in &subset.unicode {
        map.pair_with_multiple(*glyph, words.chars());
    }
    pdf.cmap(cmap, &deflate(map.finish().to_vec()).0).filter(Filter::FlateDecode);
    Ok(())
}

fn describe(pdf: &mut Pdf, id: Ref, stream: Ref, face: Face, name: &str) {
    let metrics = face.font().reference.metrics(Size::unscaled(), LocationRef::default());
    let scale = 1000.0 / face.font().units_per_em;
    let bounds = metrics.bounds.unwrap_or_default();
    let box_ = Rect::new(bounds.x_min * scale, bounds.y_min * scale, bounds.x_max * scale, bounds.y_max * scale);
    pdf.font_descriptor(id)
        .name(Name(name.as_bytes()))
        .flags(FontFlags::SYMBOLIC)
        .bbox(box_)
        .italic_angle(metrics.italic_angle)
        .ascent(metrics.ascent * scale)
        .descent(metrics.descent * scale)
        .cap_height(metrics.cap_height.unwrap_or(metrics.ascent) * scale)
        .stem_v(90.0)
        .font_file2(stream);
}

/// Six capitals that no other subset of the document has (ISO 32000-1, 9.6.4).
fn subset_tag(file: &[u8]) -> String {
    Sha256::digest(file).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
