use super::{
    Ink, PdfError,
    evidence::{self, Evidence},
    flow::{LEFT, MEASURE, Rule},
    paragraph::Paragraph,
    run::Style,
    sheet::{Column, Keep, Place, Sheet, across},
    tags::{Role, Tag, Tags},
};
use crate::{
    consent::{AskedBy, Clause, ConsentRecord, ConsentText, Named, Span},
    typeface::{self, Face},
};

const BODY: f32 = 10.5;
const LEADING: f32 = 14.5;
/// Where clauses and acts begin, right of their number or box.
const HANG: f32 = 24.0;
/// Points that the signature's line is wide.
const SIGNATURE_WIDTH: f32 = 250.0;

/// Writes the whole letter.
///
/// # Errors
/// [`PdfError::Undrawable`] when a character has no face.
pub(super) fn write(
    record: &ConsentRecord,
    text: &ConsentText,
    clauses: &[Clause],
    signed: Option<Evidence<'_>>,
) -> Result<Sheet, PdfError> {
    let mut letter = Letter { sheet: Sheet::default(), record, text, signed: signed.is_some() };
    letter.head()?;
    letter.request()?;
    letter.problem()?;
    letter.clauses(clauses)?;
    letter.acts()?;
    letter.signature()?;
    if let Some(signed) = signed {
        letter.evidence(signed)?;
    }
    Ok(letter.sheet)
}

struct Letter<'a> {
    sheet: Sheet,
    record: &'a ConsentRecord,
    text: &'a ConsentText,
    signed: bool,
}

impl Letter<'_> {
    /// Title, subtitle, and what makes the document worth nothing, if anything does.
    fn head(&mut self) -> Result<(), PdfError> {
        let title = self.text.title();
        let paragraph = Paragraph::new(19.0, 24.0).with(Style::new(Face::SemiBold, Ink::Text), &title);
        self.sheet.paragraph(Tags::DOCUMENT, Role::Heading1, &paragraph, Place::with_next(0.0))?;
        let seal = Rule { x: LEFT, y: -14.0, width: 36.0, height: 3.0, ink: Ink::Wax };
        self.sheet.strips[0].rules.push(seal);
        let subtitle = self.text.subtitle(self.record.epoch.name);
        self.small(&subtitle, 3.0)?;
        let notices = [(self.record.demo, "pdf-demo-notice"), (!self.signed, "pdf-preview-notice")];
        for (_, id) in notices.into_iter().filter(|(applies, _)| *applies) {
            let notice = set(Face::SemiBold, Ink::Text, &self.text.line(id));
            self.sheet.paragraph(Tags::DOCUMENT, Role::Paragraph, &notice, Place::with_next(6.0))?;
        }
        Ok(())
    }

    /// Who, which bank, which accounts, what was tried and who asked.
    fn request(&mut self) -> Result<(), PdfError> {
        self.heading("pdf-request")?;
        let facts = &self.record.facts;
        let mut rows = vec![
            (self.text.line("pdf-request-reference"), facts.reference.to_string()),
            (self.text.line("pdf-request-name"), facts.person.name.clone()),
            (self.text.line("pdf-request-email"), facts.person.email.clone()),
            (self.text.line("pdf-request-bank"), facts.bank.name.clone()),
            (self.text.counted("pdf-request-accounts", facts.accounts.len()), self.text.accounts(facts)),
        ];
        let tried = |step: &Named| (step.name.clone(), self.text.line("pdf-request-step-tried"));
        rows.extend(facts.problem.steps_tried.iter().map(tried));
        rows.push((self.text.line("pdf-request-asked-by"), self.text.line(asked_by(facts.problem.asked_by))));
        self.table(&rows, &TableSizes { size: BODY, leading: LEADING, padding: 2.5, values: 132.0 })
    }

    /// The problem in the person's words: a paragraph for each of theirs.
    fn problem(&mut self) -> Result<(), PdfError> {
        self.heading("pdf-problem")?;
        for (at, words) in self.record.facts.problem.description.split("\n\n").map(str::trim).enumerate() {
            if words.is_empty() {
                continue;
            }
            let paragraph = set(Face::Regular, Ink::Text, words);
            let place = Place { indent: 0.0, space: if at == 0 { 3.0 } else { 6.0 }, keep: Keep::Pairs };
            self.sheet.paragraph(Tags::DOCUMENT, Role::Paragraph, &paragraph, place)?;
        }
        Ok(())
    }

    /// The numbered clauses: number in the margin, heading, text.
    fn clauses(&mut self, clauses: &[Clause]) -> Result<(), PdfError> {
        self.heading("pdf-agreement")?;
        let list = self.sheet.tag(Tags::DOCUMENT, Role::List);
        for (number, clause) in (1..).zip(clauses) {
            let (label, body) = self.item(list);
            let heading = self.sheet.tag(body, Role::Heading3);
            let number = set(Face::SemiBold, Ink::Soft, &number.to_string());
            let title = set(Face::SemiBold, Ink::Text, &clause.heading);
            let space = if self.sheet.strips.last().is_some_and(|last| last.bookmark.is_some()) { 4.0 } else { 8.0 };
            let cells = [(label, &number, column(0.0, HANG)), (heading, &title, column(HANG, MEASURE - HANG))];
            self.sheet.row(space, &cells)?.keeps_next = true;
            let paragraph = emphasised(Paragraph::new(BODY, LEADING), Ink::Text, &clause.body);
            let place = Place { indent: HANG, space: 0.0, keep: Keep::Pairs };
            self.sheet.paragraph(body, Role::Paragraph, &paragraph, place)?;
        }
        Ok(())
    }

    /// A new last item of a list: its label and its body.
    fn item(&mut self, list: Tag) -> (Tag, Tag) {
        let item = self.sheet.tag(list, Role::Item);
        (self.sheet.tag(item, Role::Label), self.sheet.tag(item, Role::Body))
    }

    /// Each act with its box and the word, together with the signature below them.
    fn acts(&mut self) -> Result<(), PdfError> {
        self.heading("pdf-acts")?;
        let from = self.sheet.strips.len();
        let list = self.sheet.tag(Tags::DOCUMENT, Role::List);
        let (mark, word) = if self.signed { ("☑", "pdf-act-ticked") } else { ("☐", "pdf-act-unticked") };
        for act in &self.record.acts {
            let (label, body) = self.item(list);
            let mark = set(Face::Regular, Ink::Pen, mark);
            let words = set(Face::SemiBold, Ink::Text, &self.text.line(word))
                .with(Style::new(Face::Regular, Ink::Text), &format!(" {}", act.text));
            let cells = [(label, &mark, column(0.0, HANG)), (body, &words, column(HANG, MEASURE - HANG))];
            self.sheet.row(4.0, &cells)?;
        }
        self.sheet.keep_from(from);
        Ok(())
    }

    /// Date and time on the left, the name in the signature face over its line on the right.
    fn signature(&mut self) -> Result<(), PdfError> {
        let day = self.sheet.tag(Tags::DOCUMENT, Role::Paragraph);
        let name = self.sheet.tag(Tags::DOCUMENT, Role::Paragraph);
        let dated = set(Face::Regular, Ink::Soft, &self.signed_when());
        let signature = self.signature_line()?;
        let (left, right) = (MEASURE - SIGNATURE_WIDTH, SIGNATURE_WIDTH);
        let cells = [(day, &dated, column(0.0, left - 16.0)), (name, &signature, column(left, right))];
        let strip = self.sheet.row(14.0, &cells)?;
        let baseline = strip.height.max(52.0);
        strip.align_last_baselines(baseline);
        strip.rules.push(Rule { x: LEFT + left, y: baseline + 9.0, width: right, height: 0.75, ink: Ink::Pen });
        strip.height = baseline + 12.0;
        strip.keeps_next = true;
        if self.signed {
            let typed = self.text.emphasised("pdf-signature-typed", "name", &self.record.signature);
            let typed = emphasised(Paragraph::new(9.0, 12.5), Ink::Soft, &typed);
            let place = Place { indent: left, ..Place::with_next(2.0) };
            self.sheet.paragraph(Tags::DOCUMENT, Role::Paragraph, &typed, place)?;
        }
        let expiry = self.text.date(self.record.signed_at.offset().to_datetime(self.record.expires_at).date());
        let closing = format!("{} {}", self.text.line("pdf-signature-kind"), self.text.filled("pdf-expiry", &expiry));
        self.small(&closing, 10.0)?;
        self.sheet.release();
        Ok(())
    }

    /// "Le 23 novembre 2026, à 14 h 05 min 00 s" and the zone of the person's clock.
    fn signed_when(&self) -> String {
        if !self.signed {
            return self.text.line("pdf-signature-awaited");
        }
        let at = &self.record.signed_at;
        let zone = if at.zone().is_empty() { "none" } else { at.zone() };
        let clock = at.instant().to_zoned(at.offset().to_time_zone());
        let part = |name: &'static str, format: &str| (name, clock.strftime(format).to_string());
        let day = self.text.date(clock.date());
        let time = [part("hour", "%H"), part("minute", "%M"), part("second", "%S")];
        let zone = [part("offset", "UTC%:z"), ("zone", zone.to_owned())];
        [("pdf-signature-day", &day[..]), ("pdf-signature-time", &time[..]), ("pdf-signature-zone", &zone[..])]
            .map(|(id, values)| self.text.filled(id, values))
            .join("\n")
    }

    /// The name as large as its line allows; in upright letters where the signature face lacks one.
    fn signature_line(&mut self) -> Result<Paragraph, PdfError> {
        let name = if self.signed { self.record.signature.as_str() } else { "" };
        let face = if typeface::signature_draws(name) { Face::Signature } else { Face::Regular };
        let sizes: &[f32] = if face == Face::Signature { &[32.0, 28.0, 24.0, 20.0] } else { &[20.0, 17.0, 14.0] };
        let set = |size: f32| Paragraph::new(size, size * 1.25).with(Style::new(face, Ink::Pen), name);
        for size in sizes {
            if self.sheet.lines(&set(*size), SIGNATURE_WIDTH)?.len() <= 1 {
                return Ok(set(*size));
            }
        }
        Ok(set(sizes[sizes.len() - 1]))
    }

    /// What lets a third person check the rest, quietly.
    fn evidence(&mut self, evidence: Evidence<'_>) -> Result<(), PdfError> {
        let from = self.sheet.strips.len();
        self.heading("pdf-evidence")?;
        self.small(&self.text.line("pdf-evidence-hint"), 2.0)?;
        let sizes = TableSizes { size: 8.0, leading: 10.5, padding: 1.5, values: 84.0 };
        self.table(&evidence::rows(evidence, self.text), &sizes)?;
        self.small(&self.text.line("pdf-evidence-files"), 6.0)?;
        self.sheet.keep_from(from);
        self.sheet.release();
        Ok(())
    }

    fn heading(&mut self, id: &str) -> Result<(), PdfError> {
        let title = self.text.line(id);
        let paragraph = Paragraph::new(12.5, 16.5).with(Style::new(Face::SemiBold, Ink::Text), &title);
        self.sheet.paragraph(Tags::DOCUMENT, Role::Heading2, &paragraph, Place::with_next(18.0))?;
        if let Some(strip) = self.sheet.strips.last_mut() {
            strip.bookmark = Some(title);
        }
        Ok(())
    }

    /// Two columns, a header and a value a row; no row is ever split. The first row stays with the
    /// heading above it.
    fn table(&mut self, rows: &[(String, String)], sizes: &TableSizes) -> Result<(), PdfError> {
        let TableSizes { size, leading, padding, values } = *sizes;
        let table = self.sheet.tag(Tags::DOCUMENT, Role::Table);
        for (at, (header, value)) in rows.iter().enumerate() {
            let row = self.sheet.tag(table, Role::Row);
            let header_tag = self.sheet.tag(row, Role::RowHeader);
            let cell = self.sheet.tag(row, Role::Cell);
            let header = Paragraph::new(size, leading).with(Style::new(Face::Regular, Ink::Soft), header);
            let value = Paragraph::new(size, leading).with(Style::new(Face::Regular, Ink::Text), value);
            let cells =
                [(header_tag, &header, column(0.0, values - 12.0)), (cell, &value, column(values, MEASURE - values))];
            let strip = self.sheet.row(if at == 0 { 4.0 } else { 0.0 }, &cells)?;
            strip.pad(padding);
            strip.rules.push(across(strip.height));
            strip.keeps_next = at == 0 || at + 2 == rows.len();
        }
        Ok(())
    }

    fn small(&mut self, words: &str, space: f32) -> Result<(), PdfError> {
        let paragraph = Paragraph::new(9.0, 12.5).with(Style::new(Face::Regular, Ink::Soft), words);
        self.sheet.paragraph(Tags::DOCUMENT, Role::Paragraph, &paragraph, Place::with_next(space))
    }
}

/// Body text in one style.
fn set(face: Face, colour: Ink, words: &str) -> Paragraph {
    Paragraph::new(BODY, LEADING).with(Style::new(face, colour), words)
}

/// Text in which some words stand out.
fn emphasised(paragraph: Paragraph, colour: Ink, spans: &[Span]) -> Paragraph {
    spans.iter().fold(paragraph, |paragraph, span| {
        let face = if span.strong { Face::SemiBold } else { Face::Regular };
        paragraph.with(Style::new(face, colour), &span.text)
    })
}

/// Points; `values` is where the second column begins.
struct TableSizes {
    size: f32,
    leading: f32,
    padding: f32,
    values: f32,
}

fn column(x: f32, width: f32) -> Column {
    Column { x, width }
}

fn asked_by(by: AskedBy) -> &'static str {
    match by {
        AskedBy::Support => "pdf-request-asked-by-support",
        AskedBy::Article => "pdf-request-asked-by-article",
        AskedBy::PhoneCall => "pdf-request-asked-by-phone-call",
        AskedBy::TextMessage => "pdf-request-asked-by-text-message",
        AskedBy::SomeoneElse => "pdf-request-asked-by-someone-else",
    }
}
