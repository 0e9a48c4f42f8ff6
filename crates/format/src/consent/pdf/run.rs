use std::{collections::HashMap, ops::Range, rc::Rc, str::FromStr};

use harfrust::{Direction, ShapePlan, UnicodeBuffer};
use unicode_bidi::Level;
use unicode_script::Script;

use super::PdfError;
use crate::typeface::{Face, own_script};

/// How a stretch of text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub face: Face,
    pub ink: super::Ink,
}

impl Style {
    /// In this face and ink.
    pub const fn new(face: Face, ink: super::Ink) -> Self {
        Self { face, ink }
    }
}

/// A stretch of one style, face, script and direction: what can be shaped in one go.
///
/// A Greek name that is shaped as Latin draws wrong letters, and no validator sees it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// Bytes of the paragraph.
    pub range: Range<usize>,
    pub style: Style,
    pub script: Script,
    pub level: Level,
}

/// One glyph, in ems; `cluster` is what it stands for, in bytes of the paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub id: u16,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
    pub cluster: Range<usize>,
}

/// Glyphs in visual order, ready to draw: one face, one ink, one script, one direction.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Points to the right of the line's beginning.
    pub x: f32,
    pub size: f32,
    pub style: Style,
    pub script: Script,
    pub rtl: bool,
    pub glyphs: Vec<Glyph>,
    /// The paragraph that the clusters are ranges of.
    pub text: Rc<str>,
}

/// Splits a paragraph into items, in logical order. `styles` holds the first byte of each style and
/// covers the text from its beginning.
///
/// # Errors
/// Every character that no face draws.
pub(super) fn itemise(text: &str, styles: &[(usize, Style)], levels: &[Level]) -> Result<Vec<Item>, PdfError> {
    let mut items: Vec<Item> = Vec::new();
    let mut undrawable = Vec::new();
    let first_script = text.chars().find_map(own_script).unwrap_or(Script::Latin);
    for (at, c) in text.char_indices().filter(|(_, c)| *c != '\n') {
        let style = styles[styles.partition_point(|(start, _)| *start <= at).saturating_sub(1)].1;
        let last = items.last();
        let script = own_script(c).or(last.map(|item| item.script)).unwrap_or(first_script);
        let Some(face) = face_of(c, style.face, last) else {
            if !undrawable.contains(&c) {
                undrawable.push(c);
            }
            continue;
        };
        let item = Item { range: at..at + c.len_utf8(), style: Style { face, ..style }, script, level: levels[at] };
        match items.last_mut() {
            Some(last) if last.is_continued_by(&item) => last.range.end = item.range.end,
            _ => items.push(item),
        }
    }
    if undrawable.is_empty() { Ok(items) } else { Err(PdfError::Undrawable(undrawable)) }
}

impl Item {
    fn is_continued_by(&self, next: &Self) -> bool {
        self.range.end == next.range.start
            && self.style == next.style
            && self.script == next.script
            && self.level == next.level
    }
}

/// Marks, joiners and spaces stay with what they follow where they can, so that they shape with it.
fn face_of(c: char, preferred: Face, last: Option<&Item>) -> Option<Face> {
    let follows = own_script(c).is_none() && !c.is_ascii_graphic();
    last.map(|item| item.style.face)
        .filter(|face| follows && *face != Face::Regular && *face != Face::SemiBold && face.font().has(c))
        .filter(|face| face.drawing(c) == Some(*face))
        .or_else(|| preferred.drawing(c))
}

/// Shapes items. Making a plan costs more than shaping a line with it, so each is made once.
#[derive(Default)]
pub(super) struct Shaper {
    plans: HashMap<(Face, Script, bool), ShapePlan>,
}

impl Shaper {
    /// The item's glyphs, in visual order.
    ///
    /// # Errors
    /// [`PdfError::Undrawable`] if the font puts `.notdef` anywhere (ISO 19005-3, 6.2.11.8).
    pub fn shape(&mut self, text: &str, item: &Item) -> Result<Vec<Glyph>, PdfError> {
        let (font, rtl) = (item.style.face.font(), item.level.is_rtl());
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let script = harfrust::Script::from_str(item.script.short_name()).ok();
        let shaper = font.shaper.shaper(&font.reference).build();
        let plan = self
            .plans
            .entry((item.style.face, item.script, rtl))
            .or_insert_with(|| ShapePlan::new(&shaper, direction, script, None, &[]));
        let mut buffer = UnicodeBuffer::new();
        for (at, c) in text[item.range.clone()].char_indices() {
            // The font has one glyph for both spaces, and a reader that copies text wants the plain one.
            let drawn = if c == '\u{A0}' { ' ' } else { c };
            buffer.add(drawn, u32::try_from(item.range.start + at).unwrap_or(u32::MAX));
        }
        buffer.set_direction(direction);
        if let Some(script) = script {
            buffer.set_script(script);
        }
        let drawn = shaper.shape_with_plan(plan, buffer, &[]);
        let ends = cluster_ends(drawn.glyph_infos().iter().map(|info| info.cluster as usize), item.range.end);
        let em = |units: i32| f32::from(i16::try_from(units).unwrap_or(0)) / font.units_per_em;
        drawn
            .glyph_infos()
            .iter()
            .zip(drawn.glyph_positions())
            .map(|(info, position)| {
                let start = info.cluster as usize;
                let cluster = start..ends[&start];
                let id = u16::try_from(info.glyph_id).ok().filter(|id| *id != 0);
                Ok(Glyph {
                    id: id.ok_or_else(|| PdfError::Undrawable(text[cluster.clone()].chars().collect()))?,
                    advance: em(position.x_advance),
                    dx: em(position.x_offset),
                    dy: em(position.y_offset),
                    cluster,
                })
            })
            .collect()
    }
}

/// Where each cluster ends: at the beginning of the next one, or of the item's end.
fn cluster_ends(starts: impl Iterator<Item = usize>, end: usize) -> HashMap<usize, usize> {
    let mut starts: Vec<usize> = starts.collect();
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([end]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).collect()
}
