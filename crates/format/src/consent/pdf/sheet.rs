use super::{
    Ink, PdfError,
    flow::{LEFT, MEASURE, Piece, Rule, Strip},
    paragraph::{Line, Paragraph},
    run::Shaper,
    tags::{Role, Tag, Tags},
};

/// The letter while it is being written: strips from top to bottom, and the tree they belong to.
#[derive(Default)]
pub(super) struct Sheet {
    pub strips: Vec<Strip>,
    pub tags: Tags,
    pub shaper: Shaper,
}

/// How much of the paragraph must stay together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// At least two lines on either side of a page's end: no widow, no orphan.
    Pairs,
    /// All lines, and the strip that follows.
    WithNext,
}

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Points from the left edge of the text.
    pub indent: f32,
    /// Points above the first line.
    pub space: f32,
    pub keep: Keep,
}

/// A column of a row: points from the left edge of the text, and wide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub x: f32,
    pub width: f32,
}

impl Place {
    /// At the left edge, together with what follows.
    pub fn with_next(space: f32) -> Self {
        Self { indent: 0.0, space, keep: Keep::WithNext }
    }
}

impl Sheet {
    /// Breaks a paragraph into lines.
    pub fn lines(&mut self, paragraph: &Paragraph, width: f32) -> Result<Vec<Line>, PdfError> {
        paragraph.lines(&mut self.shaper, width)
    }

    /// Adds a paragraph as the content of a new element, one strip a line.
    pub fn paragraph(&mut self, parent: Tag, role: Role, paragraph: &Paragraph, place: Place) -> Result<(), PdfError> {
        let tag = self.tag(parent, role);
        let lines = self.lines(paragraph, MEASURE - place.indent)?;
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let pairs = at == 0 && count > 1 || at + 2 == count;
            self.strips.push(Strip {
                space: if at == 0 { place.space } else { 0.0 },
                height: paragraph.leading,
                pieces: vec![Piece { x: LEFT + place.indent, baseline: baseline(paragraph), line, tag }],
                keeps_next: pairs || place.keep == Keep::WithNext,
                ..Strip::default()
            });
        }
        Ok(())
    }

    /// Adds columns side by side as one strip that is never split; the content of each is a tag's.
    pub fn row(&mut self, space: f32, cells: &[(Tag, &Paragraph, Column)]) -> Result<&mut Strip, PdfError> {
        let mut strip = Strip { space, ..Strip::default() };
        for (tag, paragraph, column) in cells {
            let lines = self.lines(paragraph, column.width)?;
            let mut top = 0.0;
            for line in lines {
                let x = LEFT + column.x;
                strip.pieces.push(Piece { x, baseline: top + baseline(paragraph), line, tag: *tag });
                top += paragraph.leading;
            }
            strip.height = strip.height.max(top);
        }
        self.strips.push(strip);
        Ok(self.strips.last_mut().expect("one was just pushed"))
    }

    /// A new element below `parent`.
    pub fn tag(&mut self, parent: Tag, role: Role) -> Tag {
        self.tags.add(parent, role)
    }

    /// Makes everything from strip `from` on, and what follows it, stay on one page.
    pub fn keep_from(&mut self, from: usize) {
        for strip in &mut self.strips[from..] {
            strip.keeps_next = true;
        }
    }

    /// Ends what is kept together: the next strip may begin a page.
    pub fn release(&mut self) {
        if let Some(last) = self.strips.last_mut() {
            last.keeps_next = false;
        }
    }
}

/// A line across the text.
pub(super) fn across(y: f32) -> Rule {
    Rule { x: LEFT, y, width: MEASURE, height: 0.5, ink: Ink::Rule }
}

/// The baseline below a line's top: as much air above the letters as below.
fn baseline(paragraph: &Paragraph) -> f32 {
    const LETTERS: f32 = 0.66;
    paragraph.leading.midpoint(paragraph.size * LETTERS)
}
