//! What becomes of the table of commands: Tauri's handlers here, the interface's calls in `typescript`.

use std::borrow::Cow;

use tauri::{
    Wry,
    ipc::{CommandArg, CommandItem, InvokeBody, InvokeError},
};

use crate::{
    rejection::{FailureCode, Rejection},
    signed_text,
};

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
            InvokeBody::Raw(bytes) => Ok(Self(signed_text::as_signed(bytes))),
            InvokeBody::Json(_) => Err(Rejection::from(FailureCode::Internal).into()),
        }
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
