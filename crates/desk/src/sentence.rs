//! Sentences that are not said yet: in which language, and in which zone, is up to who listens.

use std::io;

use jiff::Timestamp;

/// A sentence of the program's catalogue, and what is put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The message's identifier.
    pub id: String,
    /// By the names that the message has for them.
    pub values: Vec<(&'static str, Value)>,
}

/// Something that is put into a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// As it is: a name, a path, what another program says.
    Text(String),
    /// A count.
    Number(i64),
    /// An instant, in the reader's zone.
    Time(Timestamp),
    /// What the system says went wrong, in its own words, and the kind of it.
    System(io::ErrorKind, String),
    Sentence(Box<Sentence>),
}

/// What has words in every language.
pub trait Worded {
    fn sentence(&self) -> Sentence;
}

impl Sentence {
    /// The message of this identifier, or `id.attribute`.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), values: Vec::new() }
    }

    /// Why a command stopped, by its code.
    pub fn failure(code: &str) -> Self {
        Self::new(format!("failure-{code}"))
    }

    /// What is found of a mail, a package or the log, by its code.
    pub fn finding(code: &str) -> Self {
        Self::new(format!("finding-{code}"))
    }

    /// With this in it.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// With a text in it.
    #[must_use]
    pub fn text(self, name: &'static str, text: impl ToString) -> Self {
        self.with(name, Value::Text(text.to_string()))
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Self::Time(at)
    }
}

impl From<&io::Error> for Value {
    fn from(error: &io::Error) -> Self {
        Self::System(error.kind(), error.to_string())
    }
}

impl From<Sentence> for Value {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(sentence.into())
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Number(count.try_into().unwrap_or(i64::MAX))
    }
}

impl From<u64> for Value {
    fn from(count: u64) -> Self {
        Self::Number(count.try_into().unwrap_or(i64::MAX))
    }
}

impl Worded for Sentence {
    fn sentence(&self) -> Sentence {
        self.clone()
    }
}
