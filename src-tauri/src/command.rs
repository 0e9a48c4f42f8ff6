//! What becomes of the table of commands: Tauri's handlers here, the interface's calls in `typescript`.

use std::borrow::Cow;

use tauri::{
    Wry,
    ipc::{CommandArg, CommandItem, InvokeBody, InvokeError},
};

use crate::rejection::{FailureCode, Rejection};

/// Makes a Tauri command of each method that the table declares, and `handler()`, which has them all.
macro_rules! handler {
    ($window:ident {
        $($(#[doc = $doc:literal])* $command:ident($($argument:ident: $type:ty),*) -> $answer:ty;)*
    }) => {
        $(
            #[tauri::command]
            async fn $command(window: $window<'_>, $($argument: $type),*) -> Result<$answer, Rejection> {
                window.$command($($argument),*).await
            }
        )*

        /// Every command that this window may ask for.
        pub fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool {
            tauri::generate_handler![$($command),*]
        }
    };
}

/// A text that Bridge signed, in a file that the page sent: the whole body of the call, as it was signed.
pub struct FileBody<'r>(pub Cow<'r, [u8]>);

impl<'r, 'de: 'r> CommandArg<'de, Wry> for FileBody<'r> {
    fn from_command(command: CommandItem<'de, Wry>) -> Result<Self, InvokeError> {
        match command.message.payload() {
            InvokeBody::Raw(bytes) => Ok(Self(as_signed(bytes))),
            InvokeBody::Json(_) => Err(Rejection::from(FailureCode::Internal).into()),
        }
    }
}

/// The text before a mail client or an editor saved it, which may have put a byte order mark at its start, and
/// carriage returns at its lines' ends. No file that Bridge signs holds any (docs/FORMAT.md, 0.1 and 0.8).
fn as_signed(file: &[u8]) -> Cow<'_, [u8]> {
    let text = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    if text.windows(2).any(|pair| pair == b"\r\n") {
        let is_added = |(place, c): &(usize, &u8)| **c == b'\r' && text.get(place + 1) == Some(&b'\n');
        Cow::Owned(text.iter().enumerate().filter(|c| !is_added(c)).map(|(_, c)| *c).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// What a raw body is to the page.
macro_rules! bytes_to_the_page {
    ($body:ident) => {
        impl ts_rs::TS for $body<'_> {
            type WithoutGenerics = $body<'static>;
            type OptionInnerType = Self;

            fn name(_: &ts_rs::Config) -> String {
                "Uint8Array".to_owned()
            }

            fn inline(configuration: &ts_rs::Config) -> String {
                Self::name(configuration)
            }
        }
    };
}

bytes_to_the_page!(FileBody);

#[cfg(test)]
mod tests {
    use super::as_signed;

    #[test]
    fn a_signed_text_is_read_as_it_was_before_it_was_saved() {
        let signed: &[u8] = include_bytes!("../../tests/demo/DEMO-ONLY-bundle-2.plikeys");
        let text = std::str::from_utf8(signed).unwrap();
        for saved in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            assert_eq!(as_signed(saved.as_bytes()), signed);
        }
        for other in [&b"\r"[..], b"a\rb\n", b"\xff\xfe\n\0", b""] {
            assert_eq!(as_signed(other), other, "nothing else is changed");
        }
    }
}
