use super::{AdmissionError, Terms};
use crate::{
    consent::{ConsentRecord, person},
    signed_at, text,
};

/// One thing that the terms have against a record. Anybody can sign other words with a key of their
/// own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermsFinding {
    /// This program does not know these terms: a newer one may.
    #[error("terms {version} are not known here")]
    Unknown {
        /// The version that the record names.
        version: u32,
    },
    /// Other terms have this version.
    #[error("other terms have the version {version}")]
    Other {
        /// The version that the record names.
        version: u32,
    },
    /// The rules do not make such facts.
    #[error(transparent)]
    Inadmissible(#[from] AdmissionError),
    /// The clauses, the acts or the controller are not those of the terms.
    #[error("the words are not those of terms {version}")]
    OtherText {
        /// The version that the record names.
        version: u32,
    },
    /// The expiry does not follow from the signature.
    #[error("the expiry is not the one that the terms set")]
    OtherExpiry,
    /// The consent is signed with another name.
    #[error("signed with another name than the person's")]
    OtherSignature,
}

impl TermsFinding {
    /// Stable, for logs and scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "terms-unknown",
            Self::Other { .. } => "terms-other",
            Self::Inadmissible(error) => error.code(),
            Self::OtherText { .. } => "other-text",
            Self::OtherExpiry => "other-term",
            Self::OtherSignature => "other-signature",
        }
    }
}

impl Terms {
    /// What these terms have against a record that names them; empty when it is one that Pli makes.
    pub fn findings(&self, record: &ConsentRecord) -> Vec<TermsFinding> {
        let version = self.reference().version;
        let is_written = |name: &str| matches!(person::name(name), Ok(written) if written == name);
        let as_written = [
            (signed_at::is_zone(record.signed_at.zone()), "signed_at.zone"),
            (is_app_version(&record.app_version), "app_version"),
            (is_written(&record.signature), "signature"),
        ];
        let strange =
            as_written.into_iter().filter(|(holds, _)| !holds).map(|(_, member)| AdmissionError::Text(member));
        let signature = text::same_name(&record.signature, &record.facts.person.name);
        let checks = [
            (self.words_are_of(record), TermsFinding::OtherText { version }),
            (record.expires_at == self.expiry(record.signed_at.instant()), TermsFinding::OtherExpiry),
            (signature, TermsFinding::OtherSignature),
        ];
        let against = checks.into_iter().filter(|(holds, _)| !holds).map(|(_, finding)| finding);
        self.admits(&record.facts).err().into_iter().chain(strange).map(TermsFinding::from).chain(against).collect()
    }

    /// Whether what was read is what these terms say of the record's facts.
    pub fn words_are_of(&self, record: &ConsentRecord) -> bool {
        let text = self.text(record.facts.language);
        let (facts, epoch, days) = (&record.facts, record.epoch.name, self.policy().keep_days);
        record.terms == self.reference()
            && record.controller == *self.controller()
            && record.clauses == text.read(facts, self.controller(), epoch, days)
            && record.acts.iter().map(|act| (&act.id, &act.text)).eq(text.acts().iter().map(|act| (&act.id, &act.text)))
    }
}

/// Three numbers and, after a dash, which one it is of those before a release; at most 32 bytes. Any other
/// word that a version may have (semver.org, 2) could speak.
fn is_app_version(text: &str) -> bool {
    let (numbers, before) = text.split_once('-').map_or((text, None), |(numbers, before)| (numbers, Some(before)));
    text.len() <= 32
        && numbers.split('.').count() == 3
        && numbers.split('.').all(is_number)
        && before.is_none_or(is_before_release)
}

/// `rc.1`, `beta-2`, `alpha3`.
fn is_before_release(text: &str) -> bool {
    ["alpha", "beta", "rc"].iter().any(|stage| {
        text.strip_prefix(stage).is_some_and(|number| is_number(number.strip_prefix(['.', '-']).unwrap_or(number)))
    })
}

/// Decimal, in its one spelling.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit()) && (text == "0" || !text.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::is_app_version;

    #[test]
    fn a_version_of_pli_is_three_numbers_and_what_comes_before_a_release() {
        for version in ["0.1.0", "10.20.30", "1.0.0-rc.1", "1.0.0-alpha-2", "1.0.0-beta0"] {
            assert!(is_app_version(version), "{version}");
        }
        let long = format!("1.0.{}", "9".repeat(29));
        for other in ["", "1", "1.0", "1.0.0.0", "1.0.x", "v1.0.0", "1.0.0 ", "1.0.0-", "1.0.0-é", "1..0", &long] {
            assert!(!is_app_version(other), "{other}");
        }
        for other in ["1.0.0-Bridge-rembourse-tout", "01.0.0", "1.0.0-rc", "1.0.0-rc.01", "1.0.0-rc.1.2", "1.0.0-RC1"] {
            assert!(!is_app_version(other), "{other}");
        }
    }
}
