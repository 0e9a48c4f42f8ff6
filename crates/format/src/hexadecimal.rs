/// Reads exactly `N` bytes of lower-case hexadecimal digits.
pub(crate) fn parse<const N: usize>(digits: &[u8]) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let is_lower = !digits.iter().any(u8::is_ascii_uppercase);
    hex::decode_to_slice(digits, &mut bytes).ok().filter(|()| is_lower).map(|()| bytes)
}

/// Gives a type of so many bytes its one spelling, in lower-case hexadecimal digits: to be shown,
/// parsed, and written in a format.
macro_rules! spelled_in_hexadecimal {
    ($type:ident, $what:literal) => {
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }

        impl std::str::FromStr for $type {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                crate::hexadecimal::parse(text.as_bytes()).map(Self).ok_or(concat!(
                    "not ",
                    $what,
                    " in lower-case hexadecimal"
                ))
            }
        }

        crate::spelling::written_as_shown!($type);
    };
}

pub(crate) use spelled_in_hexadecimal;
