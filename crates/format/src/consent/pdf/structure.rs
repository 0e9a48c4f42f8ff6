use pdf_writer::{
    Finish, Pdf, Ref, TextStr,
    types::{ListNumbering, StructRole, TableHeaderScope},
    writers::{StructElement, StructTreeRoot},
};

use super::tags::{Child, Role, Tags};

/// Writes the structure tree (ISO 32000-1, 14.7) and gives the object number of its root. `marked`
/// holds how many marked-content sequences each page has.
pub(super) fn write(
    pdf: &mut Pdf,
    next: &mut impl FnMut() -> Ref,
    tags: &Tags,
    pages: &[Ref],
    marked: &[usize],
    language: &str,
) -> Ref {
    let root = next();
    let elements: Vec<Ref> = (0..tags.len()).map(|_| next()).collect();
    let mut parents: Vec<Vec<Ref>> = marked.iter().map(|count| vec![root; *count]).collect();
    for (tag, element) in tags.iter() {
        let id = elements[tag.index()];
        let mut written = pdf.struct_element(id);
        set_role(&mut written, element.role);
        written.parent(element.parent.map_or(root, |parent| elements[parent.index()]));
        if tag == Tags::DOCUMENT {
            written.lang(TextStr(language));
        }
        let mut children = written.children();
        for child in &element.children {
            match *child {
                Child::Element(child) => {
                    children.struct_element(elements[child.index()]);
                }
                Child::Content { page, id: content } => {
                    parents[page][content] = id;
                    let content = i32::try_from(content).expect("a page has fewer lines than i32 counts");
                    children.marked_content_ref().page(pages[page]).marked_content_id(content);
                }
            }
        }
    }
    let arrays: Vec<Ref> = parents.iter().map(|_| next()).collect();
    for (id, parents) in arrays.iter().zip(parents) {
        pdf.indirect(*id).array().items(parents);
    }
    let mut written = pdf.indirect(root).start::<StructTreeRoot<'_>>();
    written.child(elements[0]);
    let mut tree = written.parent_tree();
    let mut numbers = tree.nums();
    for (page, array) in (0..).zip(&arrays) {
        numbers.insert(page, *array);
    }
    numbers.finish();
    tree.finish();
    written.parent_tree_next_key(i32::try_from(arrays.len()).expect("a letter has few pages"));
    root
}

fn set_role(written: &mut StructElement<'_>, role: Role) {
    written.kind(match role {
        Role::Document => StructRole::Document,
        Role::Heading1 => StructRole::H1,
        Role::Heading2 => StructRole::H2,
        Role::Heading3 => StructRole::H3,
        Role::Paragraph => StructRole::P,
        Role::List => StructRole::L,
        Role::Item => StructRole::LI,
        Role::Label => StructRole::Lbl,
        Role::Body => StructRole::LBody,
        Role::Table => StructRole::Table,
        Role::Row => StructRole::TR,
        Role::RowHeader => StructRole::TH,
        Role::Cell => StructRole::TD,
    });
    match role {
        // The labels are written out, so the reader adds none (ISO 14289-1, 7.6).
        Role::List => {
            written.attributes().push().list().list_numbering(ListNumbering::None);
        }
        // ISO 14289-1, 7.5: without a scope nobody knows what a header heads.
        Role::RowHeader => {
            written.attributes().push().table().scope(TableHeaderScope::Row);
        }
        _ => {}
    }
}
