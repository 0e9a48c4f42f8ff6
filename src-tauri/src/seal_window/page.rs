use pli_format::{Language, rules::CredentialField, seal::SealOrder};
use serde::Serialize;
use ts_rs::TS;

use super::idle;

/// Everything the seal window shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SealPage {
    /// The language of every word.
    pub language: Language,
    /// True with the demonstration bundle: the banner is drawn.
    pub demo: bool,
    /// The bank's name.
    pub bank: String,
    /// The case reference.
    pub reference: String,
    /// What to type, in this order.
    pub fields: Vec<SealField>,
    /// Seconds without typing after which the window closes.
    pub idle_seconds: u32,
    /// How many seconds before that it warns.
    pub warning_seconds: u32,
    /// Somebody at work is told no more often than this, in seconds.
    pub told_every_seconds: u32,
}

/// One field of the bank's login.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SealField {
    /// What goes back with the value.
    pub id: String,
    pub label: String,
    /// One line of help.
    pub hint: String,
    /// Whether what is typed is hidden at first.
    pub masked: bool,
    /// Whether it is usually made of digits.
    pub numeric: bool,
}

impl SealPage {
    /// The page for this order; none when the rules do not know its bank.
    pub fn of(order: &SealOrder, demo: bool) -> Option<Self> {
        let bank = order.bank()?;
        let field = |field: &CredentialField| SealField {
            id: field.id.clone(),
            label: field.name.get(order.language).clone(),
            hint: field.hint.get(order.language).clone(),
            masked: field.masked,
            numeric: field.usual_digits.is_some(),
        };
        Some(Self {
            language: order.language,
            demo,
            bank: bank.name().to_owned(),
            reference: order.case.reference.to_string(),
            fields: bank.credentials().iter().map(field).collect(),
            idle_seconds: seconds(idle::LIMIT),
            warning_seconds: seconds(idle::WARNING),
            told_every_seconds: seconds(idle::TOLD_EVERY),
        })
    }
}

fn seconds(duration: std::time::Duration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_counts_five_minutes_and_hides_the_code() {
        let order = serde_json::json!({
            "language": "fr",
            "case": {
                "reference": "K7M4-Q2XD", "bank": "lcl", "consent_sha256": "01".repeat(32),
                "signed_at": "2026-11-23T13:05:00Z", "expires_at": "2026-12-23T13:05:00Z",
            },
            "epoch": { "name": "2026-01", "fingerprint": "02".repeat(32) }, "answers": { "person": [], "description": "" },
        });
        let order: SealOrder = serde_json::from_value(order).unwrap();
        let page = SealPage::of(&order, true).unwrap();
        assert_eq!((page.idle_seconds, page.warning_seconds, page.told_every_seconds), (300, 60, 10));
        let fields: Vec<_> = page.fields.iter().map(|field| (field.id.as_str(), field.masked)).collect();
        assert_eq!(fields, [("identifiant", false), ("code", true)]);
        assert!(page.demo && !SealPage::of(&order, false).unwrap().demo);
    }
}
