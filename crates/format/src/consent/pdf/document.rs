use jiff::tz::Offset;
use pdf_writer::{
    Date, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr,
    types::{AssociationKind, OutputIntentSubtype, TabOrder},
    writers::FileSpec,
};
use xmp_writer::{LangId, Timezone, XmpWriter};

use super::{
    PdfError, RECORD_FILE, RENDERER_VERSION, SIGNATURE_FILE,
    content::{self, Subsets, resource},
    embedded_font,
    evidence::Evidence,
    flow::{LEFT, PAGE_HEIGHT, PAGE_WIDTH, Pages},
    stream::deflate,
    structure,
    tags::Tags,
};
use crate::{
    Sha256, SignedAt,
    canonical::Canonical,
    consent::{ConsentRecord, ConsentText},
};

/// sRGB as an ICC profile of version 4, 480 bytes, CC0; see `assets/icc/README.md`.
const SRGB: &[u8] = include_bytes!("../../../../../assets/icc/sRGB-v4.icc");

/// Writes the document.
///
/// # Errors
/// [`PdfError::Font`].
pub(super) fn write(
    record: &ConsentRecord,
    text: &ConsentText,
    signed: Option<Evidence<'_>>,
    pages: &Pages,
    tags: &Tags,
) -> Result<Vec<u8>, PdfError> {
    let mut writer = Writer { pdf: Pdf::new(), last: Ref::new(1), record, text };
    writer.pdf.set_version(1, 7);
    // ISO 19005-3, 6.1.2: four bytes above 127 mark the file as binary.
    writer.pdf.set_binary_marker(&[0xE2, 0xE3, 0xCF, 0xD3]);
    let catalog = writer.next();
    let page_tree = writer.next();
    let page_ids: Vec<Ref> = pages.marks.iter().map(|_| writer.next()).collect();
    writer.pages(page_tree, &page_ids, pages)?;
    let language = text.language().tag();
    let Writer { pdf, last, .. } = &mut writer;
    let structure = structure::write(pdf, &mut || last.bump(), tags, &page_ids, &pages.marked, language);
    let outline = writer.outline(&page_ids, pages);
    let files = signed.map(|signed| writer.files(signed)).unwrap_or_default();
    let profile = writer.next();
    writer.pdf.icc_profile(profile, &deflate(SRGB.to_vec()).0).n(3).filter(Filter::FlateDecode);
    let metadata = writer.metadata(signed);
    let mut written = writer.pdf.catalog(catalog);
    written.pages(page_tree).metadata(metadata).outlines(outline).lang(TextStr(language));
    written.mark_info().marked(true).suspects(false);
    written.viewer_preferences().display_doc_title(true);
    written
        .output_intents()
        .push()
        .subtype(OutputIntentSubtype::PDFA)
        .output_condition_identifier(TextStr("sRGB"))
        .info(TextStr("sRGB IEC61966-2.1"))
        .dest_output_profile(profile);
    written.pair(Name(b"StructTreeRoot"), structure);
    if !files.is_empty() {
        written.insert(Name(b"AF")).array().items(files.iter().map(|(_, id)| *id));
        let mut names = written.names();
        let mut embedded = names.embedded_files();
        let mut embedded = embedded.names();
        for (name, id) in &files {
            embedded.insert(Str(name.as_bytes()), *id);
        }
    }
    written.finish();
    Ok(writer.pdf.finish())
}

struct Writer<'a> {
    pdf: Pdf,
    last: Ref,
    record: &'a ConsentRecord,
    text: &'a ConsentText,
}

impl Writer<'_> {
    fn next(&mut self) -> Ref {
        self.last.bump()
    }

    fn pages(&mut self, tree: Ref, ids: &[Ref], pages: &Pages) -> Result<(), PdfError> {
        let mut subsets = Subsets::new();
        let contents: Vec<Vec<u8>> = pages.marks.iter().map(|marks| content::write(marks, &mut subsets)).collect();
        let fonts: Vec<_> = subsets.keys().map(|face| (*face, self.last.bump())).collect();
        let Self { pdf, last, .. } = self;
        for (face, id) in &fonts {
            embedded_font::embed(pdf, &mut || last.bump(), *id, *face, &subsets[face])?;
        }
        let count = i32::try_from(ids.len()).expect("a letter has few pages");
        pdf.pages(tree).kids(ids.iter().copied()).count(count);
        for ((key, id), content) in (0..).zip(ids).zip(contents) {
            let stream = last.bump();
            let mut page = pdf.page(*id);
            // Without annotations the order of tabs is moot; ISO 14289-1, 7.18.3 asks for it otherwise.
            page.parent(tree)
                .media_box(Rect::new(0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT))
                .contents(stream)
                .struct_parents(key)
                .tab_order(TabOrder::StructureOrder);
            let mut resources = page.resources();
            let mut names = resources.fonts();
            for (face, font) in &fonts {
                names.pair(Name(resource(*face).as_bytes()), *font);
            }
            names.finish();
            resources.finish();
            page.finish();
            pdf.stream(stream, &deflate(content).0).filter(Filter::FlateDecode);
        }
        Ok(())
    }

    /// The bookmarks, all on one level.
    fn outline(&mut self, page_ids: &[Ref], pages: &Pages) -> Ref {
        let outline = self.next();
        let items: Vec<Ref> = pages.bookmarks.iter().map(|_| self.last.bump()).collect();
        let mut written = self.pdf.outline(outline);
        if let [first, .., last] = items[..] {
            written.first(first).last(last).count(i32::try_from(items.len()).expect("a letter has few headings"));
        }
        written.finish();
        for (at, bookmark) in pages.bookmarks.iter().enumerate() {
            let mut item = self.pdf.outline_item(items[at]);
            item.title(TextStr(&bookmark.title)).parent(outline);
            if at > 0 {
                item.prev(items[at - 1]);
            }
            if let Some(next) = items.get(at + 1) {
                item.next(*next);
            }
            item.dest().page(page_ids[bookmark.page]).xyz(LEFT, PAGE_HEIGHT - bookmark.y, None);
        }
        outline
    }

    /// Embeds record and signature, in the order of their names, not compressed: whoever can read
    /// bytes can read them.
    fn files(&mut self, signed: Evidence<'_>) -> Vec<(&'static str, Ref)> {
        let proof = Canonical::of(*signed.proof);
        let record = self.associated(RECORD_FILE, "pdf-record-description", signed.record.bytes());
        let signature = self.associated(SIGNATURE_FILE, "pdf-signature-description", proof.bytes());
        vec![(RECORD_FILE, record), (SIGNATURE_FILE, signature)]
    }

    /// An associated file (ISO 19005-3, 6.8 and annex E).
    fn associated(&mut self, name: &str, description: &str, json: &[u8]) -> Ref {
        let (stream, specification) = (self.next(), self.next());
        let mut written = self.pdf.embedded_file(stream, json);
        written.subtype(Name(b"application/json"));
        let length = i32::try_from(json.len()).expect("a record is small");
        written.params().size(length).modification_date(pdf_date(self.record));
        written.finish();
        let mut written = self.pdf.indirect(specification).start::<FileSpec<'_>>();
        written
            .path(Str(name.as_bytes()))
            .unic_file(TextStr(name))
            .description(TextStr(&self.text.line(description)))
            .association_kind(AssociationKind::Data)
            .embedded_file_with_unicode(stream);
        specification
    }

    /// XMP, the information dictionary and the file identifier; all say the same.
    fn metadata(&mut self, signed: Option<Evidence<'_>>) -> Ref {
        let (title, language) = (self.text.title(), self.text.language().tag());
        let (creator, producer) = (format!("Pli {}", self.record.app_version), super::producer());
        let subject = self.text.filled(
            "pdf-subject",
            &[
                ("name", self.record.facts.person.name.clone()),
                ("bank", self.record.facts.bank.name.clone()),
                ("reference", self.record.facts.reference.to_string()),
            ],
        );
        let (document, instance) = identifiers(self.record, signed);
        let signed_at = xmp_date(self.record);
        let mut xmp = XmpWriter::new();
        xmp.title([(Some(LangId(language)), title.as_str())])
            .description([(Some(LangId(language)), subject.as_str())])
            .language([LangId(language)])
            .creator_tool(&creator)
            .producer(&producer)
            .create_date(signed_at)
            .modify_date(signed_at)
            .document_id(&hex::encode(document))
            .instance_id(&hex::encode(instance))
            .pdf_version("1.7")
            .pdfa_part(3)
            .pdfa_conformance("A")
            .pdfua_part(1);
        let mut extensions = xmp.extension_schemas();
        extensions.xmp_media_management().properties().describe_instance_id();
        extensions.pdf().properties().describe_all();
        extensions.pdfua_id().properties().describe_part();
        drop(extensions);
        let (id, info) = (self.next(), self.next());
        self.pdf.metadata(id, xmp.finish(None).as_bytes());
        self.pdf
            .document_info(info)
            .title(TextStr(&title))
            .subject(TextStr(&subject))
            .creator(TextStr(&creator))
            .producer(TextStr(&producer))
            .creation_date(pdf_date(self.record))
            .modified_date(pdf_date(self.record));
        self.pdf.set_file_id((document.to_vec(), instance.to_vec()));
        id
    }
}

/// What names the document and this version of it (ISO 32000-1, 14.4), from its input alone.
fn identifiers(record: &ConsentRecord, signed: Option<Evidence<'_>>) -> ([u8; 16], [u8; 16]) {
    let first_half = |hash: Sha256| {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.0[..16]);
        half
    };
    let record = signed.map_or_else(|| Canonical::of(record.clone()).sha256(), |signed| signed.record.sha256());
    let mut instance = [&record.0[..], &RENDERER_VERSION.to_be_bytes()].concat();
    if let Some(Evidence { proof, .. }) = signed {
        instance.extend(proof.sealed.0);
        instance.extend(proof.signature.0);
    }
    (first_half(record), first_half(Sha256::of(&instance)))
}

/// The date and time on the signer's clock, and its offset: hours, and minutes that are never negative. A clock
/// less than an hour behind UTC has no such spelling in a PDF: its time stands in UTC.
struct SignedOn {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    offset: (i8, u8),
}

impl SignedOn {
    fn of(at: &SignedAt) -> Self {
        let minutes = at.offset().seconds() / 60;
        let (local, minutes) = if (-59..0).contains(&minutes) {
            (Offset::UTC.to_datetime(at.instant()), 0)
        } else {
            (at.local(), minutes)
        };
        let hours = i8::try_from(minutes / 60).expect("an offset is less than 26 hours");
        let minutes = u8::try_from((minutes % 60).abs()).expect("less than 60");
        Self {
            year: u16::try_from(local.year()).unwrap_or(0),
            month: local.month().unsigned_abs(),
            day: local.day().unsigned_abs(),
            hour: local.hour().unsigned_abs(),
            minute: local.minute().unsigned_abs(),
            second: local.second().unsigned_abs(),
            offset: (hours, minutes),
        }
    }
}

fn pdf_date(record: &ConsentRecord) -> Date {
    let SignedOn { year, month, day, hour, minute, second, offset: (hours, minutes) } = SignedOn::of(&record.signed_at);
    Date::new(year)
        .month(month)
        .day(day)
        .hour(hour)
        .minute(minute)
        .second(second)
        .utc_offset_hour(hours)
        .utc_offset_minute(minutes)
}

fn xmp_date(record: &ConsentRecord) -> xmp_writer::DateTime {
    let SignedOn { year, month, day, hour, minute, second, offset: (hours, minutes) } = SignedOn::of(&record.signed_at);
    let minutes = i8::try_from(minutes).expect("less than 60");
    let timezone = Timezone::Local { hour: hours, minute: minutes };
    xmp_writer::DateTime::new(year, month, day, hour, minute, second, timezone)
}
