//! Parts of packages that come in two mails: the first waits for the other.

use jiff::SignedDuration;

use crate::{
    Desk, Failure,
    reception::{self, Answer, Verdict},
    registry::{Change, KeptHalf},
    submission::{Half, Judging, Package, Part},
};

/// How long a part waits.
pub const WAITS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The longest part that is kept, in bytes: nothing of Pli's is nearly as long.
const LONGEST: usize = 2_000_000;

/// Puts a part together with the one that waited for it, and says what the package is worth; otherwise
/// keeps it.
pub async fn settle(
    desk: &Desk,
    change: &mut Change<'_>,
    half: Half,
    answer: &Answer,
    judging: &Judging<'_>,
) -> Result<Verdict, Failure> {
    let envelope = &answer.envelope;
    let mut whole = None;
    for part in half.parts.iter().filter(|part| part.bytes().len() <= LONGEST) {
        let (sealed, is_consent) = (part.sealed_sha256(), matches!(part, Part::Consent(_)));
        match change.kept_half(sealed, !is_consent).await? {
            Some(other) if whole.is_none() => whole = Some((sealed, joined(part, other))),
            _ => {
                let sender = envelope.sender.as_ref().map(|sender| sender.address.as_str());
                let kept = KeptHalf { sealed, is_consent, mark: answer.mark(), sender, bytes: part.bytes() };
                change.keep_half(&kept, desk.now).await?;
            }
        }
    }
    let Some((sealed, package)) = whole else { return Ok(Verdict::Half(half)) };
    let verdict = reception::judge_package(package, envelope, judging);
    if let Verdict::Sound(_) = verdict {
        change.forget_half(sealed).await?;
    }
    Ok(verdict)
}

fn joined(part: &Part, other: Vec<u8>) -> Package {
    match part {
        Part::Consent(consent) => Package::join(consent.bytes.clone(), other),
        Part::Sealed(sealed) => Package::join(other, sealed.bytes.clone()),
    }
}
