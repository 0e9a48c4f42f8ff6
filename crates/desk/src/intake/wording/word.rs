//! The words of a sentence, each as it stands there.

use super::words::{
    Role::{
        self, Begs, But, Consent, Consents, Credentials, Cuts, Deletes, Denies, Ends, Idle, It, Person, Small, Takes,
        Uses, Wants, You,
    },
    role,
};

/// How a verb stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Infinitive,
    /// `supprimez`
    Order,
    /// `supprimiez`
    Wished,
    Doing,
    Done,
    /// `retire`, `delete`: also what is done, in the masculine.
    Plain,
}

#[derive(Clone, Copy)]
pub struct Word<'t> {
    pub text: &'t str,
    pub role: Role,
    pub form: Form,
}

fn form(word: &str) -> Form {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match () {
        () if ends(&["iez"]) => Form::Wished,
        () if ends(&["ez"]) => Form::Order,
        () if ends(&["er", "dre", "uire", "itre", "ir", "vre"]) => Form::Infinitive,
        () if ends(&["ing"]) => Form::Doing,
        () if word == "uses" => Form::Plain,
        () if ends(&["ed", "es", "its", "wn"]) && !ends(&["eed"]) => Form::Done,
        () => Form::Plain,
    }
}

/// The words of a sentence, each as it stands there.
pub fn words<'t>(sentence: &[&'t str]) -> Vec<Word<'t>> {
    let mut words: Vec<Word<'t>> =
        sentence.iter().map(|text| Word { text, role: role(text), form: form(text) }).collect();
    for at in 0..words.len() {
        let before = at.checked_sub(1).map(|at| words[at]);
        let follows = |roles: &[Role]| before.is_some_and(|before| roles.contains(&before.role));
        words[at].role = match words[at].text {
            // « Je demande », « je compte sur vous »
            "demande" | "compte" | "request" if follows(&[Person, You]) => Wants,
            "access" if follows(&[Denies, Person, Begs]) || before.is_some_and(|before| before.text == "to") => Uses,
            "donne" if before.is_some_and(|before| before.text == "mes") => Credentials,
            "consent" if follows(&[Person, Denies]) => Consents,
            // « On annule. »
            "on" if words.get(at + 1).is_some_and(|next| matches!(next.role, Takes | Deletes | Ends)) => Person,
            _ => words[at].role,
        };
    }
    words
}

/// What was spoken of before.
pub struct Earlier {
    is_mine: bool,
    is_nothing: bool,
}

impl Default for Earlier {
    fn default() -> Self {
        Self { is_mine: false, is_nothing: true }
    }
}

impl Earlier {
    pub fn note(&mut self, words: &[Word<'_>]) {
        let is_yours = |at: usize| at > 0 && matches!(words[at - 1].text, "votre" | "vos" | "your");
        self.is_mine |= (0..words.len()).any(|at| matches!(words[at].role, Consent | Credentials) && !is_yours(at));
        self.is_nothing &= words.iter().all(|word| is_empty(word) || word.role == It);
    }

    /// Whether « supprimez-les » is about what is the person's.
    pub fn is_meant(&self) -> bool {
        self.is_mine || self.is_nothing
    }
}

pub fn has(words: &[Word<'_>], roles: &[Role]) -> bool {
    words.iter().any(|word| roles.contains(&word.role))
}

/// Whether a word names nothing.
pub fn is_empty(word: &Word<'_>) -> bool {
    matches!(word.role, Idle | Small | Begs | Person | You | Wants | Cuts | But)
}
