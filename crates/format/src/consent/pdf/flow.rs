use super::{
    Ink,
    paragraph::Line,
    run::Run,
    tags::{Tag, Tags},
};

/// A4 (ISO 216), in points.
pub(super) const PAGE_WIDTH: f32 = 595.28;
/// A4, in points.
pub(super) const PAGE_HEIGHT: f32 = 841.89;
/// Where text begins, from the left.
pub(super) const LEFT: f32 = 84.0;
/// How wide text is at most.
pub(super) const MEASURE: f32 = PAGE_WIDTH - 2.0 * LEFT;
const TOP: f32 = 70.0;
const BOTTOM: f32 = PAGE_HEIGHT - 84.0;

/// A horizontal slice of the letter that is never split: one line of a paragraph, a row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    /// Points above it, unless it begins a page.
    pub space: f32,
    /// Points, without the space above.
    pub height: f32,
    /// Lines in reading order.
    pub pieces: Vec<Piece>,
    /// What is drawn and says nothing.
    pub rules: Vec<Rule>,
    /// Whether the next strip must stand on the same page.
    pub keeps_next: bool,
    /// The bookmark that leads here.
    pub bookmark: Option<String>,
}

impl Strip {
    /// Adds air above and below.
    pub fn pad(&mut self, points: f32) {
        for piece in &mut self.pieces {
            piece.baseline += points;
        }
        self.height += 2.0 * points;
    }

    /// Moves each column down so that its last baseline lies `y` points below the strip's top.
    pub fn align_last_baselines(&mut self, y: f32) {
        let last = |tag: Tag, pieces: &[Piece]| {
            pieces.iter().filter(|piece| piece.tag == tag).map(|piece| piece.baseline).fold(0.0, f32::max)
        };
        let shifts: Vec<f32> = self.pieces.iter().map(|piece| y - last(piece.tag, &self.pieces)).collect();
        for (piece, shift) in self.pieces.iter_mut().zip(shifts) {
            piece.baseline += shift;
        }
    }
}

/// A line of a strip.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Points from the left edge of the page.
    pub x: f32,
    /// Points of the baseline below the strip's top.
    pub baseline: f32,
    pub line: Line,
    /// The element it is the content of.
    pub tag: Tag,
}

/// A filled rectangle, in points; `y` is its top, below the strip's or the page's top.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub ink: Ink,
}

/// What a page draws, in the order of drawing. Points from the page's top left corner.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// Begins marked content with this identifier.
    Begin(usize),
    /// Begins an artifact.
    Artifact(Artifact),
    /// Ends a group or a table.
    End,
    /// A run whose line begins at (x, y of the baseline).
    Text(f32, f32, Run),
    Rule(Rule),
    /// A run of a line that rises across the page, centred at `y`; the line's width in points.
    Diagonal {
        run: Run,
        width: f32,
        y: f32,
    },
}

/// Why content is no part of the structure (ISO 32000-1, 14.8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Artifact {
    Footer,
    Watermark,
    Layout,
}

/// A bookmark: title, page counted from 0, points from the page's top.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bookmark {
    pub title: String,
    pub page: usize,
    pub y: f32,
}

/// The letter on its pages.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    pub marks: Vec<Vec<Mark>>,
    /// How many marked-content sequences each page has.
    pub marked: Vec<usize>,
    pub bookmarks: Vec<Bookmark>,
}

/// Sets strips on pages: those kept together move to the next page together, unless no page could
/// hold them. Registers in `tags` where each element's content stands.
pub(super) fn paginate(strips: &[Strip], tags: &mut Tags) -> Pages {
    let pages = Pages { marks: Vec::new(), marked: Vec::new(), bookmarks: Vec::new() };
    let mut flow = Flow { pages, y: TOP, open: None, tags };
    flow.begin_page();
    let mut rest = strips;
    while !rest.is_empty() {
        let kept = rest.iter().take_while(|strip| strip.keeps_next).count() + 1;
        let (group, after) = rest.split_at(kept.min(rest.len()));
        if !flow.has_room(group) && flow.y > TOP {
            flow.begin_page();
        }
        for strip in group {
            if !flow.has_room(std::slice::from_ref(strip)) {
                flow.begin_page();
            }
            flow.set(strip);
        }
        rest = after;
    }
    flow.close();
    flow.pages
}

struct Flow<'a> {
    pages: Pages,
    /// Points from the page's top to the next strip.
    y: f32,
    /// The element whose content is being written.
    open: Option<Tag>,
    tags: &'a mut Tags,
}

impl Flow<'_> {
    fn begin_page(&mut self) {
        self.close();
        self.pages.marks.push(Vec::new());
        self.pages.marked.push(0);
        self.y = TOP;
    }

    fn has_room(&self, group: &[Strip]) -> bool {
        let height: f32 = group.iter().map(|strip| strip.space + strip.height).sum();
        let saved = if self.y > TOP { 0.0 } else { group.first().map_or(0.0, |first| first.space) };
        self.y + height - saved <= BOTTOM
    }

    fn set(&mut self, strip: &Strip) {
        if self.y > TOP {
            self.y += strip.space;
        }
        if let Some(title) = &strip.bookmark {
            let page = self.pages.marks.len() - 1;
            self.pages.bookmarks.push(Bookmark { title: title.clone(), page, y: self.y });
        }
        if !strip.rules.is_empty() {
            self.close();
            self.draw(Mark::Artifact(Artifact::Layout));
            for rule in &strip.rules {
                self.draw(Mark::Rule(Rule { y: self.y + rule.y, ..*rule }));
            }
            self.draw(Mark::End);
        }
        for piece in strip.pieces.iter().filter(|piece| !piece.line.runs.is_empty()) {
            self.open(piece.tag);
            for run in &piece.line.runs {
                self.draw(Mark::Text(piece.x, self.y + piece.baseline, run.clone()));
            }
        }
        self.y += strip.height;
    }

    fn draw(&mut self, mark: Mark) {
        self.pages.marks.last_mut().expect("a page is begun before anything is drawn").push(mark);
    }

    /// Content of the element that is open goes on, across strips; any other begins anew.
    fn open(&mut self, tag: Tag) {
        if self.open == Some(tag) {
            return;
        }
        self.close();
        let page = self.pages.marks.len() - 1;
        let id = self.pages.marked[page];
        self.pages.marked[page] += 1;
        self.tags.mark(tag, page, id);
        self.draw(Mark::Begin(id));
        self.open = Some(tag);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.draw(Mark::End);
        }
    }
}
