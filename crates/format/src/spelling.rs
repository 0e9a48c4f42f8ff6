/// Writes and reads a type within a format as the text that it shows and parses, for serde's
/// `try_from = "String", into = "String"`.
macro_rules! written_as_shown {
    ($type:ident) => {
        impl TryFrom<String> for $type {
            type Error = <Self as std::str::FromStr>::Err;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.to_string()
            }
        }
    };
}

pub(crate) use written_as_shown;
