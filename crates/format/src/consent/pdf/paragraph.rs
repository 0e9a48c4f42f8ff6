use std::{ops::Range, rc::Rc};

use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::{
    PdfError,
    run::{Glyph, Item, Run, Shaper, Style, itemise},
};

/// Text of one size, in one or several styles; `\n` ends a line.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    text: String,
    styles: Vec<(usize, Style)>,
    /// Points.
    pub size: f32,
    /// Points from one baseline to the next.
    pub leading: f32,
}

/// One line of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub runs: Vec<Run>,
    /// Points, without the spaces it ends with.
    pub width: f32,
}

struct Shaped {
    item: Item,
    glyphs: Vec<Glyph>,
}

impl Paragraph {
    /// Without text yet.
    pub fn new(size: f32, leading: f32) -> Self {
        Self { text: String::new(), styles: Vec::new(), size, leading }
    }

    /// Adds text in a style.
    #[must_use]
    pub fn with(mut self, style: Style, text: &str) -> Self {
        self.styles.push((self.text.len(), style));
        self.text.push_str(text);
        self
    }

    /// Breaks the text into lines no wider than `width` points: ragged right, no hyphens. A word
    /// wider than that is broken where it must be.
    ///
    /// # Errors
    /// [`PdfError::Undrawable`].
    pub fn lines(&self, shaper: &mut Shaper, width: f32) -> Result<Vec<Line>, PdfError> {
        let bidi = BidiInfo::new(&self.text, Some(Level::ltr()));
        let parts = itemise(&self.text, &self.styles, &bidi.levels)?
            .into_iter()
            .map(|item| Ok(Shaped { glyphs: shaper.shape(&self.text, &item)?, item }))
            .collect::<Result<Vec<_>, PdfError>>()?;
        let text: Rc<str> = Rc::from(self.text.as_str());
        Ok(self.breaks(&parts, width).into_iter().map(|line| self.line(&text, &bidi, &parts, line)).collect())
    }

    /// Greedy line breaking (UAX #14) over the clusters' advances.
    fn breaks(&self, parts: &[Shaped], width: f32) -> Vec<Range<usize>> {
        let advances = self.advances(parts);
        let wide = |range: Range<usize>| advances[range].iter().sum::<f32>();
        let mut lines = Vec::new();
        let mut start = 0;
        let mut fits_up_to = 0;
        for (at, kind) in linebreaks(&self.text) {
            let visible = self.text[..at].trim_end_matches([' ', '\n']).len();
            if wide(start..visible.max(start)) > width {
                if fits_up_to > start {
                    lines.push(start..fits_up_to);
                    start = fits_up_to;
                }
                while wide(start..visible.max(start)) > width {
                    let end = self.forced_break(&advances, start..visible, width);
                    lines.push(start..end);
                    start = end;
                }
            }
            fits_up_to = at;
            if kind == BreakOpportunity::Mandatory {
                lines.push(start..at);
                start = at;
            }
        }
        lines
    }

    /// The last cluster boundary up to which the line still fits, past the first cluster.
    fn forced_break(&self, advances: &[f32], word: Range<usize>, width: f32) -> usize {
        let mut wide = 0.0;
        let mut end = word.start;
        for (at, c) in self.text[word.clone()].char_indices() {
            let at = word.start + at;
            wide += advances[at];
            if wide > width && end > word.start {
                return end;
            }
            // A cluster's advance stands at its first byte, so a boundary lies before the next one.
            let next = at + c.len_utf8();
            if advances.get(next).is_none_or(|advance| *advance > 0.0) {
                end = next;
            }
        }
        word.end
    }

    /// Points that each cluster is wide, at its first byte.
    fn advances(&self, parts: &[Shaped]) -> Vec<f32> {
        let mut advances = vec![0.0; self.text.len()];
        for glyph in parts.iter().flat_map(|part| &part.glyphs) {
            advances[glyph.cluster.start] += glyph.advance * self.size;
        }
        advances
    }

    /// Reorders a line (UAX #9, L2) and sets its glyphs one after the other.
    fn line(&self, text: &Rc<str>, bidi: &BidiInfo<'_>, parts: &[Shaped], range: Range<usize>) -> Line {
        let visible = range.start + text[range.clone()].trim_end_matches([' ', '\n']).len();
        let mut line = Line { runs: Vec::new(), width: 0.0 };
        let mut x = 0.0;
        for (rtl, level_run) in visual_runs(bidi, range) {
            let mut here: Vec<&Shaped> = parts
                .iter()
                .filter(|part| part.item.range.start < level_run.end && level_run.start < part.item.range.end)
                .collect();
            if rtl {
                here.reverse();
            }
            for part in here {
                let glyphs: Vec<Glyph> =
                    part.glyphs.iter().filter(|glyph| level_run.contains(&glyph.cluster.start)).cloned().collect();
                let begins = x;
                for glyph in &glyphs {
                    x += glyph.advance * self.size;
                    if glyph.cluster.start < visible {
                        line.width = x;
                    }
                }
                let (style, script) = (part.item.style, part.item.script);
                let run = Run { x: begins, size: self.size, style, script, rtl, glyphs, text: Rc::clone(text) };
                line.runs.extend(Some(run).filter(|run| !run.glyphs.is_empty()));
            }
        }
        line
    }
}

/// The level runs of a line from left to right, and whether each is read from right to left.
fn visual_runs(bidi: &BidiInfo<'_>, line: Range<usize>) -> Vec<(bool, Range<usize>)> {
    let Some(paragraph) = bidi.paragraphs.iter().find(|paragraph| paragraph.range.contains(&line.start)) else {
        return Vec::new();
    };
    let (levels, runs) = bidi.visual_runs(paragraph, line);
    runs.into_iter().map(|run| (levels[run.start].is_rtl(), run)).collect()
}
