use std::process::ExitCode;

use pli_format::seal::SealRefusal;

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
    /// Sealing failed.
    Seal = 16,
    /// The sealed file could not be handed back.
    Outlet = 17,
    /// The parent is gone.
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
        std::process::exit(i32::from(self as u8))
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
    use super::SealExit;

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
