//! Which bundle a build carries; `build.rs` decides (`docs/KEYS.md`).

#[cfg(demo_bundle)]
mod files {
    pub const BUNDLE: &[u8] = include_bytes!("../../../../assets/bundle/demo/bundle.json");
    pub const SIGNATURE: &[u8] = include_bytes!("../../../../assets/bundle/demo/bundle.json.minisig");
    pub const ROOT: &str = include_str!("../../../../assets/bundle/demo/root.pub");
}

#[cfg(not(demo_bundle))]
mod files {
    pub const BUNDLE: &[u8] = include_bytes!("../../../../assets/bundle/bundle.json");
    pub const SIGNATURE: &[u8] = include_bytes!("../../../../assets/bundle/bundle.json.minisig");
    pub const ROOT: &str = include_str!("../../../../assets/bundle/root.pub");
}

/// The root of the demonstration, whatever this build carries: what it signs is a demonstration.
pub(super) const DEMO_ROOT: &str = include_str!("../../../../assets/bundle/demo/root.pub");

pub(super) use files::{BUNDLE, ROOT, SIGNATURE};
