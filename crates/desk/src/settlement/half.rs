//! Parts of packages that come in two mails: the first waits for the other.

use jiff::SignedDuration;

use crate::{
    Desk, Failure,
    reception::{self, Answer, Verdict},
    registry::{Change, KeptHalf, Sending},
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
    if let Some(known) = known(change, &half).await? {
        return Ok(Verdict::Known(known.into()));
    }
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

/// The sending that all of these parts are of, where it was received whole.
async fn known(change: &mut Change<'_>, half: &Half) -> Result<Option<Sending>, Failure> {
    let mut known = None;
    for part in &half.parts {
        let mut of_part = None;
        for sending in change.with_sealed(part.sealed_sha256()).await? {
            let is_of = match part {
                Part::Sealed(_) => true,
                Part::Consent(consent) => change.consent(sending.package).await?.as_ref() == Some(&consent.bytes),
            };
            of_part = of_part.or(is_of.then_some(sending));
        }
        match of_part {
            Some(sending) => known = Some(sending),
            None => return Ok(None),
        }
    }
    Ok(known)
}

/// Whether everything that waited for its other part when this was said has found it meanwhile: nobody is asked for
/// what came in the same mailbox.
pub async fn is_made_whole(change: &mut Change<'_>, verdict: &Verdict) -> Result<bool, Failure> {
    let Verdict::Half(half) = verdict else { return Ok(false) };
    for part in half.parts.iter().filter(|part| part.bytes().len() <= LONGEST) {
        if change.kept_half(part.sealed_sha256(), matches!(part, Part::Consent(_))).await?.is_some() {
            return Ok(false);
        }
    }
    Ok(half.parts.iter().any(|part| part.bytes().len() <= LONGEST))
}

fn joined(part: &Part, other: Vec<u8>) -> Package {
    match part {
        Part::Consent(consent) => Package::join(consent.bytes.clone(), other),
        Part::Sealed(sealed) => Package::join(other, sealed.bytes.clone()),
    }
}
