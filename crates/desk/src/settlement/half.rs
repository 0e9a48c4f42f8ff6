//! Parts of packages that come in two mails: the first waits for the other.

use jiff::SignedDuration;
use pli_format::Sha256;

use crate::{
    Desk, Failure,
    reception::{self, Answer, Verdict},
    registry::{Change, KeptHalf, NewSending, Sending, Waited},
    submission::{Half, Judging, Package, Part},
};

/// How long a part waits.
pub const WAITS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The longest part that is kept, in bytes: nothing of Pli's is nearly as long.
const LONGEST: usize = 2_000_000;

/// Puts a part together with each that waited for it, and says what the packages are worth; never nothing. It is kept
/// itself, too: what it was put together with may be false, and the true one on its way.
pub async fn settle(
    desk: &Desk,
    change: &mut Change<'_>,
    half: Half,
    answer: &Answer,
    judging: &Judging<'_>,
) -> Result<Vec<Verdict>, Failure> {
    if let Some(known) = known(change, &half).await? {
        return Ok(vec![Verdict::Known(known.into())]);
    }
    let mut verdicts = Vec::new();
    for part in half.parts.iter().filter(|part| part.bytes().len() <= LONGEST) {
        let (sealed, is_consent) = (part.sealed_sha256(), part.consent().is_some());
        for other in others(change, sealed, is_consent).await? {
            verdicts.push(reception::judge_package(joined(part, other), &answer.envelope, judging));
        }
        let (mark, sender, bytes) = (answer.mark(), answer.envelope.address(), part.bytes());
        let record = part.consent().map(|consent| consent.record.sha256());
        let person = part.consent().map(|consent| &*consent.record.facts.person.email);
        let kept = KeptHalf { sealed, record, mark, sender, person, bytes };
        change.keep_half(&kept, desk.now).await?;
    }
    if verdicts.is_empty() {
        verdicts.push(Verdict::Half(half));
    }
    Ok(verdicts)
}

/// What goes with a part: what waited, or a sealed file that is here under another consent.
async fn others(change: &mut Change<'_>, sealed: Sha256, is_consent: bool) -> Result<Vec<Vec<u8>>, Failure> {
    let waited = change.kept_halves(sealed, !is_consent).await?;
    if is_consent && waited.is_empty() && change.with_sealed(sealed).await?.iter().any(Sending::is_open) {
        return Ok(change.sealed(sealed).await?.into_iter().collect());
    }
    Ok(waited.into_iter().map(|waited| waited.bytes).collect())
}

/// The packages of other consents that waited for the sealed file that came with this one.
pub async fn rivals(
    change: &mut Change<'_>,
    new: &NewSending,
    answer: &Answer,
    judging: &Judging<'_>,
) -> Result<Vec<Answer>, Failure> {
    let waited = change.kept_halves(new.sealed, true).await?;
    let others = waited.into_iter().filter(|waited| waited.bytes != new.consent);
    Ok(others
        .map(|Waited { mark, sender, bytes }| {
            let package = Package::join(bytes, new.sealed_file.clone());
            answer.of_one_that_waited(mark, sender, |envelope| reception::judge_package(package, envelope, judging))
        })
        .collect())
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
        if change.is_half_kept(part.bytes()).await? {
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
