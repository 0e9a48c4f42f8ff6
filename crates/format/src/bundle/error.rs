use jiff::Timestamp;

/// Why a bundle is refused. The remedy is always a newer version of Pli, or of the bundle.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// There is no signature by this root: none at all, not minisign's, or by another key.
    #[error("the bundle is not signed by the root")]
    Unsigned,
    /// The root signed something, but not these bytes.
    #[error("the bundle or its signature was altered")]
    Altered,
    /// Signed, but not what `pli-bundle/1` describes.
    #[error("the bundle is malformed: {0}")]
    Malformed(String),
    /// Older than a bundle that was accepted before.
    #[error("the bundle's serial {serial} is below {last_serial}, seen before")]
    RolledBack {
        /// What the refused bundle says.
        serial: u64,
        /// The highest that was ever accepted here.
        last_serial: u64,
    },
    /// It begins in the future, as this computer's clock has it.
    #[error("the bundle is not valid before {not_before}")]
    NotYetValid {
        /// First valid instant.
        not_before: Timestamp,
    },
    /// It ended in the past.
    #[error("the bundle expired on {not_after}")]
    Expired {
        /// Last valid instant.
        not_after: Timestamp,
    },
}

impl BundleError {
    /// The stable code, which the catalogues have words for under `failure-CODE`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unsigned => "bundle-unsigned",
            Self::Altered => "bundle-altered",
            Self::Malformed(_) => "bundle-malformed",
            Self::RolledBack { .. } => "bundle-rolled-back",
            Self::NotYetValid { .. } => "bundle-not-yet-valid",
            Self::Expired { .. } => "bundle-expired",
        }
    }
}
