//! What a mail says about Pli, by its subject, its text and the names of its attachments: everything
//! that is evidence and no proof.

use std::sync::LazyLock;

use pli_format::{Language, mail};

use super::{
    link,
    plain::{plain, squeezed},
    quotation,
    reference::references_in,
    subject::{self, Prefix, Subject},
    wording,
};

/// How much of a mail's texts is read for words, in bytes.
const READ: usize = 200_000;
/// Shorter lines of Pli's mails are not enough to know one by, in letters.
const SHORTEST: usize = 25;

/// The evidence of one mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// What the subject says, in Pli's words.
    pub subject: Option<(Subject, Language)>,
    /// What stands before the subject.
    pub prefix: Prefix,
    /// The text is that of a package's mail.
    pub is_package: bool,
    /// The text is that of Pli's report of a fraud.
    pub is_fraud: bool,
    /// The text is that of Pli's request for a receipt.
    pub is_receipt: bool,
    /// The text takes a consent back, in any words.
    pub takes_back: bool,
    /// What stands before the text of a package's mail does: not what that says of the problem.
    pub takes_back_first: bool,
    /// An attachment is called as Pli calls it.
    pub is_named: bool,
    /// Where the files are that a link leads to.
    pub link: Option<&'static str>,
    /// The text of the mail, without what it quotes.
    pub text: String,
}

/// Texts that Pli's mails are known by, squeezed.
struct Known {
    package: Vec<String>,
    fraud: Vec<String>,
    receipt: Vec<String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let lines = |id: &str, values: &[(&str, &str)]| -> Vec<String> {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, (*value).into())).collect();
        let texts = Language::ALL.map(|language| mail::words(language).text(id, &values));
        let lines = texts.iter().flat_map(|text| text.lines()).map(squeezed);
        lines.filter(|line| line.len() >= SHORTEST && !line.contains('\u{1}')).collect()
    };
    Known {
        package: lines("mail-purpose", &[]),
        fraud: ["phone-call", "text-message", "someone-else"]
            .iter()
            .flat_map(|by| lines("mail-suspicion-body", &[("by", by)]))
            .collect(),
        receipt: lines("mail-receipt-body", &[("reference", "\u{1}"), ("date", "\u{1}")]),
    }
});

impl Signs {
    /// Reads a subject. The outermost mail's counts, unless it says nothing.
    pub fn read_subject(&mut self, subject: &str, is_outermost: bool) {
        if is_outermost {
            self.prefix = Prefix::of(subject);
        }
        // An answer repeats what somebody else wrote.
        let takes_back = is_outermost && self.prefix == Prefix::None && wording::takes_back(subject);
        self.takes_back |= takes_back;
        self.takes_back_first |= takes_back;
        if self.subject.is_none() {
            self.subject = subject::read(subject);
        }
    }

    /// Reads a text as its reader sees it.
    pub fn read_text(&mut self, text: &str) {
        let own = self.own(text);
        self.link = self.link.or_else(|| link::shared_in(&own));
        let own = &own[..own.floor_char_boundary(READ.saturating_sub(self.text.len()))];
        let squeezed = squeezed(own);
        let holds = |lines: &[String]| lines.iter().any(|line| squeezed.contains(line));
        self.is_package |= holds(&KNOWN.package);
        self.is_fraud |= holds(&KNOWN.fraud);
        self.is_receipt |= holds(&KNOWN.receipt);
        let first = before_package(own, &squeezed);
        let first_takes_back = wording::takes_back(first);
        self.takes_back_first |= first_takes_back;
        // Most texts are no package's, and are read once.
        self.takes_back |= if first.len() == own.len() { first_takes_back } else { wording::takes_back(own) };
        self.text.push_str(own);
        self.text.push('\n');
    }

    /// Reads where links lead to: a person's own, not what they quote.
    pub fn read_links(&mut self, text: &str) {
        self.link = self.link.or_else(|| link::shared_in(&self.own(text)));
    }

    /// A text without what it quotes. Who passes a mail on means all of it.
    fn own(&self, text: &str) -> String {
        match self.prefix {
            Prefix::Forward => text.to_owned(),
            _ => quotation::unquoted(text),
        }
    }

    /// Reads the name of an attachment.
    pub fn read_name(&mut self, name: &str) {
        self.is_named |= is_named_by_pli(name);
    }

    /// The language that the mail is written in, as far as it shows.
    pub fn language(&self) -> Language {
        if let Some((said, language)) = &self.subject
            && *said != Subject::Draft
        {
            return *language;
        }
        let text = plain(&self.text);
        let words = || text.split(|c: char| !c.is_alphabetic());
        let count = |language: &Language| words().filter(|word| common_words(*language).contains(word)).count();
        // The last of the greatest: the source, where two are as likely.
        Language::ALL.into_iter().rev().max_by_key(count).unwrap_or_default()
    }
}

/// What stands before the text of a package's mail; everything where that is not in it. `whole` is the text, squeezed.
fn before_package<'t>(text: &'t str, whole: &str) -> &'t str {
    let Some(begin) = KNOWN.package.iter().filter_map(|line| whole.find(line.as_str())).min() else { return text };
    let mut read = 0;
    let end = text.split_inclusive('\n').take_while(|line| {
        read += squeezed(line).len();
        read <= begin
    });
    &text[..end.map(str::len).sum()]
}

/// What a text of the language hardly does without.
fn common_words(language: Language) -> &'static [&'static str] {
    match language {
        Language::Fr => &["le", "la", "les", "et", "vous", "mon", "mes", "est", "je", "bonjour", "merci", "pas"],
        Language::En => &["the", "and", "you", "my", "is", "have", "hello", "please", "thank", "thanks", "i", "it"],
    }
}

/// Whether a file is called as Pli calls its own: `consentement-K7M4-Q2XD.pdf`, whatever came after.
pub fn is_named_by_pli(name: &str) -> bool {
    let lower = plain(name);
    let ends = |endings: &[&str]| {
        endings.iter().any(|ending| lower.ends_with(ending) || lower.contains(&format!("{ending}.")))
    };
    let begins = ["consentement", "identifiants", "retrait"].iter().any(|word| lower.contains(word));
    ends(&[".age", ".retrait"]) || (begins && !references_in(name).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_the_names_that_pli_gives_them() {
        for name in [
            "consentement-K7M4-Q2XD.pdf",
            "Consentement-K7M4-Q2XD (1).PDF",
            "identifiants.age",
            "x.age.txt",
            "a.retrait",
        ] {
            assert!(is_named_by_pli(name), "{name}");
        }
        for name in ["", "consentement.pdf", "facture.pdf", "K7M4-Q2XD.pdf", "identifiants.docx", "voyage.pdf"] {
            assert!(!is_named_by_pli(name), "{name}");
        }
    }

    #[test]
    fn the_texts_of_pli_are_known_without_their_subjects() {
        let mut signs = Signs::default();
        signs.read_text("Bonjour,\nVoici mon accord signé et mes identifiants scellés, pour\nretrouver les comptes qui manquent dans Bankin'.");
        assert!(signs.is_package && !signs.is_fraud && !signs.takes_back);
        assert!(!signs.takes_back_first);
        let mut signs = Signs::default();
        signs.read_text("Hello,\nSomeone asked me on the phone to share my bank credentials.");
        assert_eq!((signs.is_fraud, signs.is_package, signs.language()), (true, false, Language::En));
    }

    /// The description of the problem is Pli's, and not said of the consent.
    #[test]
    fn words_before_the_text_of_a_package_are_a_persons_own() {
        let package = "Voici mon accord signé et mes identifiants\nscellés, pour retrouver les comptes qui manquent dans \
                       Bankin'.\n\nCe qui se passe :\nJe retire mon accord à chaque fois.\n";
        for (before, takes_back_first) in [
            ("Je retire mon accord, merci de tout supprimer.\n\nBonjour,\n", true),
            ("Bonjour,\nJe retire mon accord.\n", true),
            ("Bonjour,\n", false),
            ("Pour suite.\n", false),
        ] {
            let mut signs = Signs { prefix: Prefix::Forward, ..Signs::default() };
            signs.read_text(&format!("{before}{package}"));
            assert_eq!((signs.takes_back, signs.takes_back_first), (true, takes_back_first), "{before}");
        }
    }
}
