//! The keys of a desk, and the passphrases that open them.

use std::{io, path::Path};

use pli_format::minisign::PublicKey;
use zeroize::Zeroizing;

use super::{Desk, bundle::carried_at_any_time, read};
use crate::{
    Failure,
    audit::{Act, Log},
    passphrase::{self, Ask, PassphraseError},
    private_file,
    prompt::Plugin,
    receipt::ReceiptSigner,
    signing_key::{KeyError, SigningKey},
    unlocking::Identities,
};

/// The desk's own key: it signs the head of the log.
pub(super) const KEY: &str = "desk.key";

/// What a new passphrase needs: so many characters, or words.
const SHORTEST: usize = 12;
const WORDS: usize = 6;

impl Desk {
    /// Asks once for the passphrase of an epoch.
    ///
    /// # Errors
    /// [`Failure::Key`]: unanswered.
    pub fn passphrase(&self, epoch: &str) -> Result<Zeroizing<String>, Failure> {
        let what = self.epoch_key(epoch);
        Ok(passphrase::once(&what, self.ask.borrow_mut().as_mut(), 1).map_err(KeyError::from)?)
    }

    fn epoch_key(&self, epoch: &str) -> String {
        self.speech.say("key-epoch", &[("epoch", epoch.to_owned().into())])
    }

    /// What opens the sealed files of an epoch.
    pub(super) fn identities(&self, epoch: &str) -> Result<Identities, Failure> {
        if let Some(visit) = &self.visit {
            return Ok(visit.unlocked.of(&self.epochs()?, epoch)?);
        }
        let mut ask = |epoch: &str, attempt: u8| self.ask.borrow_mut().ask(&self.epoch_key(epoch), attempt);
        Ok(self.epochs()?.open(epoch, &mut ask, Plugin)?)
    }

    /// The public half of the desk's own key.
    ///
    /// # Errors
    /// [`Failure::Key`], [`Failure::Unreadable`]
    pub fn public_key(&self) -> Result<PublicKey, Failure> {
        Ok(self.key()?.public())
    }

    /// The desk's own key. It signs unattended, so it has no passphrase.
    pub(super) fn key(&self) -> Result<SigningKey, Failure> {
        self.signing_key(&self.home.join(KEY), "key-desk")
    }

    /// The key that signs receipts: `receipt.key` in the desk's directory. Without passphrase for
    /// `expire` on a timer.
    ///
    /// # Errors
    /// [`Failure::ReceiptKey`], [`Failure::Key`], [`Failure::Unreadable`]
    pub fn receipt_key(&self) -> Result<ReceiptSigner, Failure> {
        let key = self.signing_key(&self.home.join("receipt.key"), "key-receipt")?;
        let bundle = match self.last_bundle() {
            Ok(bundle) => bundle,
            // What is deleted hangs on no bundle, and was promised to a person: one that is missing or refused
            // stops nothing. It is only asked whether the key is one that apps know, and the carried one says so
            // too, or refuses the key. The log tells that it was asked instead.
            Err(refused) => {
                let carried = carried_at_any_time(self.now)?;
                let instead = format!("serial {}, which the program carries, instead", carried.serial());
                self.log(&[Act::new("bundle", &self.operator, None, refused.code()).with(instead)])?;
                carried
            }
        };
        Ok(ReceiptSigner::of(key, &bundle, self.now)?)
    }

    /// A minisign secret key file; its passphrase is asked for, if it has one, by its name in the catalogue.
    ///
    /// # Errors
    /// [`Failure::Key`], [`Failure::Unreadable`]
    pub fn signing_key(&self, path: &Path, id: &str) -> Result<SigningKey, Failure> {
        signing_key(path, &self.speech.word(id), self.ask.borrow_mut().as_mut())
    }

    /// Asks for a passphrase that is new, twice.
    ///
    /// # Errors
    /// [`Failure::Key`]: unanswered, empty, or another one the second time.
    pub fn new_passphrase(&self, what: &str) -> Result<Zeroizing<String>, Failure> {
        let mut ask = self.ask.borrow_mut();
        let mut once = |what: &str| passphrase::once(what, ask.as_mut(), 1).map_err(KeyError::from);
        let first = once(what)?;
        if first.is_empty() {
            return Err(KeyError::from(PassphraseError::Empty).into());
        }
        if first.chars().count() < SHORTEST && first.split_whitespace().count() < WORDS {
            return Err(Failure::WeakPassphrase);
        }
        let second = once(&self.speech.say("key-again", &[("what", what.to_owned().into())]))?;
        if *first == *second { Ok(first) } else { Err(KeyError::from(PassphraseError::Different).into()) }
    }
}

/// Makes a desk's own key, once its log has begun: a key without a log tells that somebody removed it.
pub(super) fn make(home: &Path) -> Result<(), Failure> {
    let new = SigningKey::generate(None)?;
    let mut unasked = |_: &str, _: u8| Err(io::ErrorKind::UnexpectedEof.into());
    let key = SigningKey::open(&new.secret_file, "", &mut unasked)?;
    Log::new(home, &key).check()?;
    Desk::write(&home.join("desk.pub"), new.public_file.as_bytes())?;
    Desk::write(&home.join(KEY), new.secret_file.as_bytes())
}

/// A minisign secret key file that its owner alone can read; `what` is asked for, if it has a passphrase.
///
/// # Errors
/// [`Failure::Key`], [`Failure::ExposedKey`], [`Failure::Unreadable`]
pub fn signing_key(path: &Path, what: &str, ask: &mut dyn Ask) -> Result<SigningKey, Failure> {
    let text = Zeroizing::new(String::from_utf8(read(path)?).map_err(|_| KeyError::Malformed)?);
    if !private_file::is_private(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })? {
        return Err(Failure::ExposedKey(path.to_owned()));
    }
    Ok(SigningKey::open(&text, what, ask)?)
}
