use pli_format::CaseReference;

use super::{KeptCase, Unreadable};

/// All that is kept on this computer: what is said of one request may depend on the others.
#[derive(Default)]
pub struct Listed {
    /// The cases, the newest first.
    pub cases: Vec<KeptCase>,
    /// The cases that cannot be read, and why.
    pub unreadable: Vec<(CaseReference, Unreadable)>,
}
