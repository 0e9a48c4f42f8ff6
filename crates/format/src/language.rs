use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language Pli speaks. French is the source, English complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Language {
    /// `fr-FR`
    #[default]
    Fr,
    /// `en-GB`
    En,
}

impl Language {
    /// Every language, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The BCP 47 tag, as PDF `/Lang` and HTML `lang` want it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr-FR",
            Self::En => "en-GB",
        }
    }
}
