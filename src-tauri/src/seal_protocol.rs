//! What the two processes of a sealing say to each other: a request, and how it ended. The sealed file itself comes back
//! on standard output.

use std::{
    io::{self, BufRead, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use pli_format::{
    bundle::FILE_MAX_LENGTH,
    seal::{SealOrder, SealRefusal},
};
use serde::{Deserialize, Serialize};

use crate::{path_text, program};

/// The longest request, in bytes: a description has 4,000 characters, and a bundle file, escaped,
/// not twice its length.
const REQUEST_MAX_LENGTH: u64 = 65536 + 2 * FILE_MAX_LENGTH as u64;

/// The first line on the standard input of `pli seal`, JSON. Nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealRequest {
    /// What to seal, for which case, to which epoch.
    pub order: SealOrder,
    /// The bundle file that was imported, if there is one: it is checked again there.
    pub bundle: Option<String>,
    /// The highest serial of a bundle that was accepted on this computer; 0 before the first.
    pub last_serial: u64,
    /// Where the web engine keeps its data.
    #[serde(with = "path_text")]
    pub web_data: PathBuf,
    /// The window to stand above: an X11 window's identifier; none elsewhere.
    pub parent_window: Option<u64>,
    /// The size of everything, in hundredths.
    pub zoom: u16,
}

impl SealRequest {
    /// Writes the request as the first line.
    ///
    /// # Errors
    /// When nobody reads it.
    pub fn write(&self, output: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *output, self)?;
        output.write_all(b"\n")
    }

    /// Reads the request that the first line holds; none if it is not one, or for a bank that the
    /// rules do not know.
    pub fn read(input: &mut impl BufRead) -> Option<Self> {
        let mut line = Vec::new();
        input.take(REQUEST_MAX_LENGTH).read_until(b'\n', &mut line).ok()?;
        let request: Self = serde_json::from_slice(line.strip_suffix(b"\n")?).ok()?;
        request.order.bank().map(|_| request)
    }
}

/// How the seal process ends. Any other code, or a signal, is a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum SealExit {
    /// Something was sealed, or, with nothing on standard output, the person gave up.
    Ended = 0,
    /// The request on standard input is not one.
    Request = 10,
    /// No key is in force.
    Epoch = 11,
    /// The window could not be opened.
    Window = 12,
    /// The web engine's process ended.
    WebProcess = 13,
    /// Nothing was typed for a while.
    Idle = 14,
    /// The page sent something else than the fields of the bank, or not as raw bytes.
    Body = 15,
    Seal = 16,
    /// The sealed file could not be handed back.
    Outlet = 17,
    ParentGone = 18,
    /// Another key is in force than the consent names.
    OtherEpoch = 19,
    /// The time that the consent gives is over.
    ConsentExpired = 20,
}

impl SealExit {
    /// Every way to end.
    const ALL: [Self; 12] = [
        Self::Ended,
        Self::Request,
        Self::Epoch,
        Self::Window,
        Self::WebProcess,
        Self::Idle,
        Self::Body,
        Self::Seal,
        Self::Outlet,
        Self::ParentGone,
        Self::OtherEpoch,
        Self::ConsentExpired,
    ];

    /// The way that this exit code tells; none for a crash.
    pub fn from_code(code: Option<i32>) -> Option<Self> {
        Self::ALL.into_iter().find(|exit| Some(i32::from(*exit as u8)) == code)
    }

    /// Ends this process, from any thread.
    pub fn now(self) -> ! {
        program::end(self as u8)
    }
}

impl From<SealRefusal> for SealExit {
    fn from(refusal: SealRefusal) -> Self {
        match refusal {
            SealRefusal::Correct(_) | SealRefusal::Malformed => Self::Body,
            SealRefusal::NoEpoch(_) => Self::Epoch,
            SealRefusal::OtherEpoch => Self::OtherEpoch,
            SealRefusal::ConsentExpired { .. } => Self::ConsentExpired,
            SealRefusal::TooLong(_) | SealRefusal::Seal(_) => Self::Seal,
        }
    }
}

impl From<SealExit> for ExitCode {
    fn from(exit: SealExit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::{SealExit, SealRequest};

    const REQUEST: &str = concat!(
        r#"{"order":{"language":"fr","case":{"reference":"K7M4-Q2XD","bank":"lcl","#,
        r#""consent_sha256":"0101010101010101010101010101010101010101010101010101010101010101","#,
        r#""signed_at":"2026-11-23T13:05:00Z","expires_at":"2026-12-23T13:05:00Z"},"epoch":{"name":"2026-01","#,
        r#""fingerprint":"0202020202020202020202020202020202020202020202020202020202020202"},"#,
        r#""answers":{"person":[],"description":"Mon PEA a disparu."}},"bundle":null,"last_serial":0,"web_data":"/nowhere","parent_window":null,"zoom":100}"#
    );

    #[test]
    fn a_request_is_the_first_line() {
        let request = SealRequest::read(&mut format!("{REQUEST}\nmore").as_bytes()).unwrap();
        assert_eq!(request.order.case.reference.to_string(), "K7M4-Q2XD");
    }

    #[test]
    fn what_is_no_order_is_refused() {
        let unknown_bank = REQUEST.replace("lcl", "other");
        let unknown_member = REQUEST.replace("\"order\"", "\"to\":\"someone@exemple.fr\",\"order\"");
        let too_long = REQUEST.replace("Mon PEA", &"x".repeat(196_608));
        for line in ["", "{}", "null", &unknown_bank, &unknown_member, &too_long] {
            assert_eq!(SealRequest::read(&mut format!("{line}\n").as_bytes()), None);
        }
        assert_eq!(SealRequest::read(&mut REQUEST.as_bytes()), None, "a line that does not end");
    }

    #[test]
    fn every_code_is_told_apart() {
        for exit in SealExit::ALL {
            assert_eq!(SealExit::from_code(Some(i32::from(exit as u8))), Some(exit));
        }
    }

    #[test]
    fn a_signal_or_another_code_is_a_crash() {
        for code in [None, Some(1), Some(101), Some(-1), Some(266)] {
            assert_eq!(SealExit::from_code(code), None, "{code:?}");
        }
    }
}
