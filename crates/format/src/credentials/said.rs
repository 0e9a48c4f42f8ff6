use std::str::FromStr;

/// What a person was asked about the values, and said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said(Vec<(String, Word)>);

/// What can be said of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// It is right, though this bank's usually look otherwise.
    Unusual,
    /// It is right without the invisible characters that came with it.
    Unseen,
    /// The space at its start or end belongs to it.
    SpaceKept,
    /// The space at its start or end does not.
    SpaceRemoved,
}

/// Not what a person can say of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not FIELD=WORD")]
pub struct NothingSaid;

impl Said {
    /// Before anything was asked.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Whether this was said of the field.
    pub(super) fn has(&self, field: &str, word: Word) -> bool {
        self.0.iter().any(|said| said.0 == field && said.1 == word)
    }

    /// What was said of a space in the field, last.
    pub(super) fn space(&self, field: &str) -> Option<Word> {
        let of_space = |said: &&(String, Word)| matches!(said.1, Word::SpaceKept | Word::SpaceRemoved);
        self.0.iter().rev().filter(of_space).find(|said| said.0 == field).map(|said| said.1)
    }
}

/// `FIELD=WORD`, with a space between two.
impl FromStr for Said {
    type Err = NothingSaid;

    fn from_str(text: &str) -> Result<Self, NothingSaid> {
        let one = |said: &str| {
            let (field, word) = said.split_once('=').ok_or(NothingSaid)?;
            let word = match word {
                "unusual" => Word::Unusual,
                "unseen" => Word::Unseen,
                "space-kept" => Word::SpaceKept,
                "space-removed" => Word::SpaceRemoved,
                _ => return Err(NothingSaid),
            };
            Ok((field.to_owned(), word))
        };
        text.split(' ').filter(|said| !said.is_empty()).map(one).collect::<Result<_, _>>().map(Self)
    }
}
