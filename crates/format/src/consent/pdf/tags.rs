/// What an element of the structure tree is (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Document,
    Heading1,
    Heading2,
    Heading3,
    Paragraph,
    /// A list whose labels are written out.
    List,
    Item,
    Label,
    Body,
    Table,
    Row,
    /// The header of its row.
    RowHeader,
    Cell,
}

/// An element, by its place in [`Tags`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag(usize);

/// What stands below an element, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Child {
    Element(Tag),
    /// Marked content `id` of a page, counted from 0.
    Content {
        page: usize,
        id: usize,
    },
}

/// One element of the structure tree (ISO 32000-1, 14.7.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub role: Role,
    pub parent: Option<Tag>,
    pub children: Vec<Child>,
}

/// The structure tree; its first element is the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tags(Vec<Element>);

impl Default for Tags {
    /// A tree that holds the document alone.
    fn default() -> Self {
        Self(vec![Element { role: Role::Document, parent: None, children: Vec::new() }])
    }
}

impl Tags {
    /// The root of the tree (ISO 32000-1, 14.8.4.2).
    pub const DOCUMENT: Tag = Tag(0);

    /// A new last child of `parent`.
    pub fn add(&mut self, parent: Tag, role: Role) -> Tag {
        let tag = Tag(self.0.len());
        self.0.push(Element { role, parent: Some(parent), children: Vec::new() });
        self.0[parent.0].children.push(Child::Element(tag));
        tag
    }

    /// Puts marked content of a page below an element.
    pub fn mark(&mut self, tag: Tag, page: usize, id: usize) {
        self.0[tag.0].children.push(Child::Content { page, id });
    }

    /// Every element with its tag, parents before children.
    pub fn iter(&self) -> impl Iterator<Item = (Tag, &Element)> {
        self.0.iter().enumerate().map(|(at, element)| (Tag(at), element))
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl Tag {
    /// Its place in the tree's order.
    pub fn index(self) -> usize {
        self.0
    }
}
