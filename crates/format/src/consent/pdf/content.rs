use std::collections::BTreeMap;

use pdf_writer::{
    Content, Name, Str, TextStr,
    types::{ArtifactSubtype, ArtifactType},
};

use super::{
    Ink,
    embedded_font::{Drawn, Subset},
    flow::{Artifact, Mark, PAGE_HEIGHT, PAGE_WIDTH, Rule},
    run::{Glyph, Run},
};
use crate::{
    text::is_joiner,
    typeface::{Face, language_of},
};

/// The subsets that the pages draw with.
pub(super) type Subsets = BTreeMap<Face, Subset>;

/// The name a face has in the pages' resources.
pub(super) fn resource(face: Face) -> String {
    format!("F{}", face as usize)
}

/// Writes a page's content stream, taking the glyphs it draws up into the subsets.
pub(super) fn write(marks: &[Mark], subsets: &mut Subsets) -> Vec<u8> {
    let mut content = Content::new();
    for mark in marks {
        match mark {
            Mark::Begin(id) => {
                let id = i32::try_from(*id).expect("a page has fewer lines than i32 counts");
                content.begin_marked_content_with_properties(Name(b"Span")).properties().identify(id);
            }
            Mark::Artifact(artifact) => begin_artifact(&mut content, *artifact),
            Mark::End => {
                content.end_marked_content();
            }
            Mark::Rule(rule) => fill(&mut content, rule),
            Mark::Text(x, y, run) => text(&mut content, subsets, run, Frame::level(*x, PAGE_HEIGHT - y)),
            Mark::Diagonal { run, width, y } => {
                text(&mut content, subsets, run, Frame::rising(*width, PAGE_HEIGHT - y));
            }
        }
    }
    content.finish().to_vec()
}

fn begin_artifact(content: &mut Content, artifact: Artifact) {
    let mut begun = content.begin_marked_content_with_properties(Name(b"Artifact"));
    let mut properties = begun.properties().artifact();
    match artifact {
        Artifact::Footer => properties.kind(ArtifactType::Pagination).subtype(ArtifactSubtype::Footer),
        Artifact::Watermark => properties.kind(ArtifactType::Pagination).subtype(ArtifactSubtype::Watermark),
        Artifact::Layout => properties.kind(ArtifactType::Layout),
    };
}

fn colour(content: &mut Content, ink: Ink) {
    let [red, green, blue] = ink.rgb().map(|part| f32::from(part) / 255.0);
    content.set_fill_rgb(red, green, blue);
}

fn fill(content: &mut Content, rule: &Rule) {
    colour(content, rule.ink);
    content.rect(rule.x, PAGE_HEIGHT - rule.y - rule.height, rule.width, rule.height).fill_nonzero();
}

/// Where a line begins on the page and which way it runs; PDF's coordinates, upwards.
#[derive(Clone, Copy)]
struct Frame {
    x: f32,
    y: f32,
    cos: f32,
    sin: f32,
}

impl Frame {
    fn level(x: f32, y: f32) -> Self {
        Self { x, y, cos: 1.0, sin: 0.0 }
    }

    /// At 45 degrees, its middle at half the page's width.
    fn rising(width: f32, y: f32) -> Self {
        let slope = std::f32::consts::FRAC_1_SQRT_2;
        Self { x: PAGE_WIDTH / 2.0 - slope * width / 2.0, y: y - slope * width / 2.0, cos: slope, sin: slope }
    }

    /// The text matrix for a glyph so far along the line and above it.
    fn matrix(self, along: f32, above: f32) -> [f32; 6] {
        let Self { x, y, cos, sin } = self;
        [cos, sin, -sin, cos, x + cos * along - sin * above, y + sin * along + cos * above]
    }
}

/// Draws a run. A script that is not the document's gets its language (ISO 14289-1, 7.2).
fn text(content: &mut Content, subsets: &mut Subsets, run: &Run, frame: Frame) {
    let language = language_of(run.script);
    if let Some(language) = language {
        let mut begun = content.begin_marked_content_with_properties(Name(b"Span"));
        begun.properties().pair(Name(b"Lang"), TextStr(language));
    }
    content.begin_text();
    colour(content, run.style.ink);
    content.set_font(Name(resource(run.style.face).as_bytes()), run.size);
    let subset = subsets.entry(run.style.face).or_default();
    let mut pen = Pen { content, frame, x: run.x, size: run.size, pending: Vec::new(), begins: run.x };
    let clusters = run.glyphs.chunk_by(|a, b| a.cluster == b.cluster);
    if run.rtl {
        pen.leftwards(&clusters.collect::<Vec<_>>(), run, subset);
    } else {
        clusters.for_each(|cluster| pen.cluster(cluster, run, subset));
    }
    pen.flush();
    content.end_text();
    if language.is_some() {
        content.end_marked_content();
    }
}

/// Shows glyphs along a line, as few strings as can be.
struct Pen<'a> {
    content: &'a mut Content,
    frame: Frame,
    /// Points along the line.
    x: f32,
    size: f32,
    /// Glyphs to show, each with the adjustment that follows it, in thousandths of an em.
    pending: Vec<(u16, f32)>,
    /// Where the first of them stands.
    begins: f32,
}

impl Pen<'_> {
    /// Clusters of a script that is read from right to left, in the order they are read: what
    /// reads the page aloud follows the order of drawing (ISO 32000-1, 14.8.2.3).
    fn leftwards(&mut self, clusters: &[&[Glyph]], run: &Run, subset: &mut Subset) {
        let wide = |glyphs: &[Glyph]| glyphs.iter().map(|glyph| glyph.advance * run.size).sum::<f32>();
        let mut x = run.x + wide(&run.glyphs);
        for cluster in clusters.iter().rev() {
            x -= wide(cluster);
            self.x = x;
            self.cluster(cluster, run, subset);
            self.flush();
        }
    }

    /// One cluster. Where the font's `ToUnicode` map cannot say what it stands for, `ActualText`
    /// does. Of a word that is read from right to left its joiners are not said: to what extracts
    /// text they have no direction, and divide it.
    fn cluster(&mut self, glyphs: &[Glyph], run: &Run, subset: &mut Subset) {
        let mut words = run.text[glyphs[0].cluster.clone()].replace('\u{A0}', " ");
        if run.rtl {
            words.retain(|c| !is_joiner(c));
            if words.is_empty() {
                return;
            }
        }
        let tail = words.chars().last().map(String::from).unwrap_or_default();
        let drawn: Vec<Drawn> = glyphs
            .iter()
            .enumerate()
            .map(|(at, glyph)| subset.draw(glyph.id, if at == 0 { &words } else { &tail }))
            .collect();
        let turned_round = run.rtl && words.chars().nth(1).is_some();
        let says_so = glyphs.len() == 1 && drawn[0].says_so && !turned_round;
        let in_place = glyphs[0].dx == 0.0 && glyphs[0].dy == 0.0;
        if says_so && in_place {
            self.push(drawn[0].id, &glyphs[0], run);
            return;
        }
        self.flush();
        let first = words.chars().next().map(String::from).unwrap_or_default();
        let said = if run.rtl { &first } else { &words };
        self.saying(said, |pen| {
            for (glyph, drawn) in glyphs.iter().zip(&drawn) {
                pen.show(drawn.id, glyph.dx, glyph.dy);
                pen.x += glyph.advance * pen.size;
            }
        });
        if run.rtl {
            let left = self.x - glyphs.iter().map(|glyph| glyph.advance * self.size).sum::<f32>();
            let space = subset.draw(run.style.face.font().space(), " ").id;
            self.one_by_one(words.chars().skip(1), left, space);
        }
    }

    /// The further characters of a cluster that is read from right to left, each said by a space
    /// that draws nothing, a hair further left: what extracts text turns the characters of one
    /// `ActualText` round, and orders by place what stands in several.
    fn one_by_one(&mut self, characters: impl Iterator<Item = char>, left: f32, space: u16) {
        const HAIR: f32 = 0.01;
        self.x = left;
        for c in characters {
            self.x -= HAIR;
            self.saying(&c.to_string(), |pen| pen.show(space, 0.0, 0.0));
        }
    }

    fn saying(&mut self, words: &str, draw: impl FnOnce(&mut Self)) {
        let mut begun = self.content.begin_marked_content_with_properties(Name(b"Span"));
        begun.properties().actual_text(TextStr(words));
        drop(begun);
        draw(self);
        self.content.end_marked_content();
    }

    /// Shows a glyph where the pen is, moved by so many ems.
    fn show(&mut self, id: u16, dx: f32, dy: f32) {
        let matrix = self.frame.matrix(self.x + dx * self.size, dy * self.size);
        self.content.set_text_matrix(matrix).show(Str(&id.to_be_bytes()));
    }

    fn push(&mut self, id: u16, glyph: &Glyph, run: &Run) {
        if self.pending.is_empty() {
            self.begins = self.x;
        }
        let kerned = run.style.face.font().advance(glyph.id) - glyph.advance * 1000.0;
        self.pending.push((id, kerned.round()));
        self.x += glyph.advance * self.size;
    }

    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        self.content.set_text_matrix(self.frame.matrix(self.begins, 0.0));
        let mut shown = self.content.show_positioned();
        let mut items = shown.items();
        let mut string = Vec::new();
        for (id, kerned) in self.pending.drain(..) {
            string.extend(id.to_be_bytes());
            if kerned != 0.0 {
                items.show(Str(&string)).adjust(kerned);
                string.clear();
            }
        }
        if !string.is_empty() {
            items.show(Str(&string));
        }
    }
}
