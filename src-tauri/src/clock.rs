//! The one place where the app reads the time.

use jiff::Zoned;
use pli_format::SignedAt;

/// Now, on the person's clock.
pub fn now() -> SignedAt {
    let now = Zoned::now();
    SignedAt::new(now.timestamp(), now.offset(), now.time_zone().iana_name().unwrap_or_default())
}
