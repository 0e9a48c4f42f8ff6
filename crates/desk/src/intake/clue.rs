/// What may explain why something is missing of a package, or is not as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Clue {
    /// The mail ends before its last part does.
    #[error("the mail is cut off")]
    CutOff,
    /// An attachment is called `.age` and is not an age file.
    #[error("{0:?} is not an age file")]
    NotAge(String),
    /// An attachment is called `.pdf` and is not a PDF.
    #[error("{0:?} is not a PDF")]
    NotPdf(String),
    #[error("{0:?} is empty")]
    Empty(String),
    /// The mail is in Outlook's own format, which hides its attachments.
    #[error("the mail is in Outlook's own format (winmail.dat)")]
    Winmail,
    /// A PDF without a record, or with two: printed, scanned, or another document.
    #[error("{0:?} does not hold one consent record: it was printed, scanned, put together, or is another document")]
    WithoutRecord(String),
    #[error("{0:?} is cut: its end is missing")]
    CutPdf(String),
    /// A consent whose record is there and whose bytes are not those that Pli wrote.
    #[error("{0:?} was cut, or saved again by another program: it is not the file that Pli saved")]
    SavedAgain(String),
    /// A sealed file in which the ends of lines were changed, as for a text.
    #[error("{0:?} was sent as a text: the ends of its lines are changed")]
    LineEnds(String),
    /// A sealed file whose bytes were taken for the letters of another alphabet.
    #[error("{0:?} was sent as a text: its bytes are changed")]
    Recoded(String),
    /// A sealed file that ends too early, or is damaged in another way.
    #[error("{0:?} is cut or damaged")]
    Damaged(String),
    #[error("{0:?} belongs to another consent")]
    OtherSealedFile(String),
    #[error("there is a link to {0} where files should be")]
    Link(&'static str),
    #[error("{0:?} is a picture")]
    Picture(String),
    #[error("{0:?} is locked with a password")]
    Locked(String),
    /// An archive, or another wrapping, that is not opened: too large, damaged, or of an unusual kind.
    #[error("{0:?} cannot be opened here")]
    Unopened(String),
    #[error("{0:?} is a mail saved by Outlook")]
    OutlookFile(String),
    /// The mail is encrypted for somebody (S/MIME, PGP).
    #[error("the mail is encrypted for its reader")]
    Encrypted,
    #[error("the mail came as an invitation")]
    Calendar,
    /// More withdrawals than are read of one mail.
    #[error("the mail holds more than {} withdrawals", super::limits::WITHDRAWALS)]
    ManyWithdrawals,
}

impl Clue {
    /// The stable code. The draft's words are under `clue-CODE`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CutOff => "mail-cut-off",
            Self::NotAge(_) => "not-age",
            Self::NotPdf(_) => "not-a-pdf",
            Self::Empty(_) => "attachment-empty",
            Self::Winmail => "winmail",
            Self::WithoutRecord(_) => "pdf-without-record",
            Self::CutPdf(_) => "pdf-cut",
            Self::SavedAgain(_) => "pdf-saved-again",
            Self::LineEnds(_) => "sealed-file-line-ends",
            Self::Recoded(_) => "sealed-file-recoded",
            Self::Damaged(_) => "sealed-file-cut",
            Self::OtherSealedFile(_) => "sealed-file-other",
            Self::Link(_) => "link-instead",
            Self::Picture(_) => "picture-instead",
            Self::Locked(_) => "archive-locked",
            Self::Unopened(_) => "archive-unopened",
            Self::OutlookFile(_) => "outlook-file",
            Self::Encrypted => "mail-encrypted",
            Self::Calendar => "calendar",
            Self::ManyWithdrawals => "withdrawals-too-many",
        }
    }

    /// The file that it is about, as the mail calls it.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::NotAge(name)
            | Self::NotPdf(name)
            | Self::Empty(name)
            | Self::WithoutRecord(name)
            | Self::CutPdf(name)
            | Self::SavedAgain(name)
            | Self::LineEnds(name)
            | Self::Recoded(name)
            | Self::Damaged(name)
            | Self::OtherSealedFile(name)
            | Self::Picture(name)
            | Self::Locked(name)
            | Self::Unopened(name)
            | Self::OutlookFile(name) => Some(name),
            Self::CutOff | Self::Winmail | Self::Link(_) | Self::Encrypted | Self::Calendar | Self::ManyWithdrawals => {
                None
            }
        }
    }

    /// Whether it shows that somebody tried to send a package, whatever else the mail says: the file
    /// is called as Pli calls it, or holds what only Pli writes.
    pub fn is_evidence(&self) -> bool {
        match self {
            Self::NotAge(_) => true,
            clue if clue.is_content() => true,
            _ => self.file().is_some_and(super::signs::is_named_by_pli),
        }
    }

    /// Whether it is of a file that only Pli makes, whatever it is called.
    pub fn is_content(&self) -> bool {
        matches!(self, Self::SavedAgain(_) | Self::LineEnds(_) | Self::Recoded(_) | Self::Damaged(_))
    }
}
