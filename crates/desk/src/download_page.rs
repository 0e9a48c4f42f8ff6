//! The one place to get Pli: `assets/packaging/publisher.toml`, in which a release build takes no placeholder.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Publisher {
    download: String,
}

static PUBLISHER: LazyLock<Publisher> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/packaging/publisher.toml"))
        .expect("the publisher in the repository is valid, as a test proves")
});

/// Its address, as support's mails name it.
pub fn address() -> &'static str {
    &PUBLISHER.download
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_publisher_says_where_it_is() {
        assert!(!super::address().is_empty());
    }
}
