//! What a release build must not carry.

/// The public halves of the keys under `tests/demo`, whose secret halves everybody has.
pub const DEMO_KEYS: [&str; 4] = [
    "RWSqJodYR6xOvJHWyGm8+iGEjbNkbMahmPU04c3Ta1BYusmOPIjHWXo0",
    "RWQ0KkmipeB1Zm69R0XYNR/1Mh2vOCEIEPO5sU25pixhapr5eanfYCZl",
    "age1f437uxu9grc5l3nw9z9v35lpnzkganvehkm395gyjtpy54s7ea3q4egesc",
    "age13etx3zpqml4tzuk3jjqfppwzrrezuqtl9l5ewv7hjusf4nm7w3fsn0eg8f",
];

/// What stands in `assets/legal.toml` where a detail of the company is still missing.
pub const PLACEHOLDER: &str = "À COMPLÉTER";

/// The assets that only Bridge and Bankin' can supply, as text; none where the file is missing.
#[derive(Clone, Copy, Default)]
pub struct Supplied<'a> {
    /// `assets/bundle/bundle.json`
    pub bundle: Option<&'a str>,
    /// `assets/bundle/bundle.json.minisig`
    pub signature: Option<&'a str>,
    /// `assets/bundle/root.pub`
    pub root: Option<&'a str>,
    /// `assets/legal.toml`
    pub legal: Option<&'a str>,
}

/// Which bundle a build carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// The one in `assets/bundle/demo`.
    Demo,
    /// The one in `assets/bundle`.
    Real,
}

/// Decides which bundle a build carries: a release build without the feature `demo` carries the
/// real one, every other build the demonstration.
///
/// # Errors
/// Where a release build lacks something: what to supply, one thing a line.
pub fn decide(release: bool, demo_feature: bool, supplied: Supplied<'_>) -> Result<Carried, Vec<String>> {
    if !release || demo_feature {
        return Ok(Carried::Demo);
    }
    let missing = missing(supplied);
    if missing.is_empty() { Ok(Carried::Real) } else { Err(missing) }
}

fn missing(supplied: Supplied<'_>) -> Vec<String> {
    let files = [
        ("assets/bundle/bundle.json", "the bundle of epochs, made by Bridge", supplied.bundle),
        ("assets/bundle/bundle.json.minisig", "the root's signature of the bundle", supplied.signature),
        ("assets/bundle/root.pub", "the root's public key", supplied.root),
        ("assets/legal.toml", "the company details that the consent names", supplied.legal),
    ];
    let absent = files
        .iter()
        .filter(|(_, _, text)| text.is_none())
        .map(|(path, what, _)| format!("{path} is missing: supply {what}"));
    let demo = files
        .iter()
        .filter(|(_, _, text)| text.is_some_and(holds_demo_key))
        .map(|(path, what, _)| format!("{path} holds a demonstration key: supply {what}"));
    let marked = supplied
        .bundle
        .filter(|bundle| bundle.split_whitespace().collect::<String>().contains(r#""demo":true"#))
        .map(|_| "assets/bundle/bundle.json says that it is a demonstration: supply the real bundle".to_owned());
    let placeholders = supplied
        .legal
        .filter(|legal| legal.contains(PLACEHOLDER))
        .map(|_| format!("assets/legal.toml still holds \"{PLACEHOLDER}\": supply the company's details"));
    absent.chain(demo).chain(marked).chain(placeholders).collect()
}

fn holds_demo_key(text: &str) -> bool {
    DEMO_KEYS.iter().any(|key| text.contains(key))
}
