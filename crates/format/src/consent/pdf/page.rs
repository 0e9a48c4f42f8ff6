use super::{
    Ink, PdfError,
    flow::{Artifact, LEFT, MEASURE, Mark, PAGE_HEIGHT, PAGE_WIDTH, Pages, Rule},
    paragraph::{Line, Paragraph},
    run::{Shaper, Style},
};
use crate::consent::{ConsentRecord, ConsentText};
use crate::typeface::Face;

/// The baseline of the page's last line, from its top.
const FOOT: f32 = PAGE_HEIGHT - 46.0;
/// Points between two watermarks on one page.
const WATERMARK_GAP: f32 = 170.0;

/// Puts on every page what belongs to none: watermarks behind the text; reference and page number
/// at the foot.
///
/// # Errors
/// Never for the words of the consent text.
pub(super) fn furnish(
    pages: &mut Pages,
    shaper: &mut Shaper,
    record: &ConsentRecord,
    text: &ConsentText,
    signed: bool,
) -> Result<(), PdfError> {
    let count = pages.marks.len();
    let reference = text.filled("pdf-reference", &[("reference", record.facts.reference.to_string())]);
    let watermarks = watermarks(shaper, record, text, signed)?;
    for (at, marks) in pages.marks.iter_mut().enumerate() {
        let number = [("page", (at + 1).to_string()), ("pages", count.to_string())];
        let left = foot(shaper, &reference)?;
        let right = foot(shaper, &text.filled("pdf-page", &number))?;
        marks.splice(0..0, watermarks.iter().cloned());
        marks.push(Mark::Artifact(Artifact::Footer));
        marks.push(Mark::Rule(Rule { x: LEFT, y: FOOT - 16.0, width: MEASURE, height: 0.5, ink: Ink::Rule }));
        let right_x = LEFT + MEASURE - right.width;
        marks.extend(left.runs.into_iter().map(|run| Mark::Text(LEFT, FOOT, run)));
        marks.extend(right.runs.into_iter().map(|run| Mark::Text(right_x, FOOT, run)));
        marks.push(Mark::End);
    }
    Ok(())
}

fn foot(shaper: &mut Shaper, words: &str) -> Result<Line, PdfError> {
    single(shaper, &Paragraph::new(8.5, 11.0).with(Style::new(Face::Regular, Ink::Soft), words))
}

fn watermarks(
    shaper: &mut Shaper,
    record: &ConsentRecord,
    text: &ConsentText,
    signed: bool,
) -> Result<Vec<Mark>, PdfError> {
    let words = [(record.demo, "pdf-demo"), (!signed, "pdf-preview")];
    let applying: Vec<&str> = words.into_iter().filter(|(applies, _)| *applies).map(|(_, id)| id).collect();
    let mut marks = Vec::new();
    let mut y = PAGE_HEIGHT / 2.0;
    if applying.len() > 1 {
        y -= WATERMARK_GAP / 2.0;
    }
    for id in applying {
        let set = Paragraph::new(64.0, 64.0).with(Style::new(Face::SemiBold, Ink::Watermark), &text.line(id));
        let line = single(shaper, &set)?;
        marks.push(Mark::Artifact(Artifact::Watermark));
        marks.extend(line.runs.into_iter().map(|run| Mark::Diagonal { run, width: line.width, y }));
        marks.push(Mark::End);
        y += WATERMARK_GAP;
    }
    Ok(marks)
}

/// A text that is never broken.
fn single(shaper: &mut Shaper, paragraph: &Paragraph) -> Result<Line, PdfError> {
    let lines = paragraph.lines(shaper, 4.0 * PAGE_WIDTH)?;
    Ok(lines.into_iter().next().unwrap_or(Line { runs: Vec::new(), width: 0.0 }))
}
