use super::{
    Ink, PdfError,
    flow::{Mark, Pages, Strip, paginate},
    paragraph::{Line, Paragraph},
    run::{Shaper, Style},
    sheet::{Keep, Place, Sheet},
    tags::{Child, Role, Tags},
};
use crate::typeface::Face;

const PLAIN: Style = Style { face: Face::Regular, ink: Ink::Text };

fn lines(text: &str, width: f32) -> Vec<Line> {
    Paragraph::new(10.0, 14.0).with(PLAIN, text).lines(&mut Shaper::default(), width).unwrap()
}

/// What each run of a line draws, from left to right.
fn drawn(line: &Line) -> Vec<&str> {
    let words = |run: &super::run::Run| {
        let start = run.glyphs.iter().map(|glyph| glyph.cluster.start).min().unwrap();
        let end = run.glyphs.iter().map(|glyph| glyph.cluster.end).max().unwrap();
        start..end
    };
    line.runs.iter().map(|run| &run.text[words(run)]).collect()
}

#[test]
fn lines_break_between_words_and_fit() {
    let lines = lines("Mon PEA n’apparaît plus depuis la mise à jour.", 90.0);
    let words: Vec<String> = lines.iter().map(|line| drawn(line).concat()).collect();
    assert_eq!(words, ["Mon PEA n’apparaît ", "plus depuis la mise à ", "jour."]);
    assert!(lines.iter().all(|line| line.width <= 90.0));
}

#[test]
fn a_word_that_is_too_long_is_broken_where_it_must_be() {
    let lines = lines("WWWWWWWWWWWWWWWWWWWW", 40.0);
    assert!(
        lines.iter().all(|line| line.width <= 40.0),
        "{:?}",
        lines.iter().map(|line| line.width).collect::<Vec<_>>()
    );
    assert_eq!(lines.iter().map(|line| drawn(line).concat()).collect::<Vec<_>>(), ["WWWWW"; 4]);
}

#[test]
fn a_line_feed_ends_a_line_and_draws_nothing() {
    let lines = lines("a\n\nb", 100.0);
    assert_eq!(lines.iter().map(|line| drawn(line).concat()).collect::<Vec<_>>(), ["a", "", "b"]);
}

#[test]
fn scripts_are_shaped_apart_and_right_to_left_is_reordered() {
    let lines = lines("Ελένη Marchand هيلين (LCL)", 400.0);
    let runs: Vec<(&str, Face, bool)> =
        drawn(&lines[0]).into_iter().zip(&lines[0].runs).map(|(words, run)| (words, run.style.face, run.rtl)).collect();
    assert_eq!(
        runs,
        [
            ("Ελένη ", Face::Regular, false),
            ("Marchand ", Face::Regular, false),
            ("هيلين", Face::Arabic, true),
            (" ", Face::Arabic, false),
            ("(", Face::Regular, false),
            ("LCL)", Face::Regular, false),
        ]
    );
}

#[test]
fn notdef_is_refused_before_it_is_drawn() {
    let paragraph = Paragraph::new(10.0, 14.0).with(PLAIN, "a王b😀王");
    assert_eq!(paragraph.lines(&mut Shaper::default(), 100.0).unwrap_err(), PdfError::Undrawable(vec!['王', '😀']));
}

/// Strips of 20 points; `true` keeps with the next one.
fn strips(kept: impl IntoIterator<Item = bool>) -> Vec<Strip> {
    kept.into_iter().map(|keeps_next| Strip { height: 20.0, keeps_next, ..Strip::default() }).collect()
}

/// On which page each strip is, told by a bookmark on every strip.
fn pages_of(mut strips: Vec<Strip>) -> Vec<usize> {
    for strip in &mut strips {
        strip.bookmark = Some(String::new());
    }
    let Pages { bookmarks, .. } = paginate(&strips, &mut Tags::default());
    bookmarks.into_iter().map(|bookmark| bookmark.page).collect()
}

/// How many strips of 20 points fit on a page.
fn capacity() -> usize {
    pages_of(strips([false; 100])).iter().filter(|page| **page == 0).count()
}

#[test]
fn a_heading_is_never_the_last_on_a_page() {
    let mut kept = vec![false; capacity() - 1];
    kept.extend([true, false]);
    let pages = pages_of(strips(kept));
    assert_eq!(pages[pages.len() - 3..], [0, 1, 1]);
}

#[test]
fn what_no_page_can_keep_together_is_broken() {
    let pages = pages_of(strips(vec![true; 2 * capacity()]));
    assert_eq!((pages[0], pages[2 * capacity() - 1]), (0, 1));
}

#[test]
fn a_paragraph_leaves_neither_widow_nor_orphan() {
    let kept = |text: &str| {
        let mut sheet = Sheet::default();
        let place = Place { indent: 0.0, space: 0.0, keep: Keep::Pairs };
        let paragraph = Paragraph::new(10.0, 14.0).with(PLAIN, text);
        sheet.paragraph(Tags::DOCUMENT, Role::Paragraph, &paragraph, place).unwrap();
        sheet.strips.iter().map(|strip| strip.keeps_next).collect::<Vec<_>>()
    };
    assert_eq!(kept("a"), [false]);
    assert_eq!(kept("a\nb"), [true, false]);
    assert_eq!(kept("a\nb\nc"), [true, true, false]);
    assert_eq!(kept("a\nb\nc\nd\ne"), [true, false, false, true, false]);
}

#[test]
fn a_paragraph_on_two_pages_is_one_element_with_two_contents() {
    let mut sheet = Sheet::default();
    let place = Place { indent: 0.0, space: 0.0, keep: Keep::Pairs };
    let paragraph = Paragraph::new(10.0, 14.0).with(PLAIN, "x\n".repeat(60).trim_end());
    sheet.paragraph(Tags::DOCUMENT, Role::Paragraph, &paragraph, place).unwrap();
    let pages = paginate(&sheet.strips, &mut sheet.tags);
    assert_eq!(pages.marked, [1, 1]);
    let (_, element) = sheet.tags.iter().nth(1).unwrap();
    assert_eq!(element.children, [Child::Content { page: 0, id: 0 }, Child::Content { page: 1, id: 0 }]);
    for marks in &pages.marks {
        let begun = marks.iter().filter(|mark| matches!(mark, Mark::Begin(_))).count();
        let ended = marks.iter().filter(|mark| matches!(mark, Mark::End)).count();
        assert_eq!((begun, ended), (1, 1));
    }
}
