//! Cases to keep, and a keyring in memory, for tests.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use jiff::{SignedDuration, Timestamp};
use pli_format::{Language, SignedAt, bundle::Bundle, consent::AskedBy, terms::Terms};
use pli_wizard::case::{Answer, Case, Signing, SigningContext};
use zeroize::Zeroizing;

use crate::keyring::{Keyring, KeyringError};

/// What stands for the sealed file.
pub const SEALED: &[u8] = b"age-encryption.org/v1\n...";

pub fn now() -> Timestamp {
    "2026-11-23T13:05:00Z".parse().unwrap()
}

pub fn later(days: i64) -> Timestamp {
    now().checked_add(SignedDuration::from_hours(24 * days)).unwrap()
}

/// A case that waits for its consent; `number` makes its name.
pub fn reviewed(number: u32) -> Case {
    let mut case = Case::new(Language::Fr, Terms::current(), &mut entropy(number));
    let answers = [
        Answer::Start,
        Answer::WhoAsked { by: AskedBy::Support },
        Answer::Accounts { accounts: vec!["lcl_pea".to_owned()] },
        Answer::Problem {
            name: "Hélène Marchand".to_owned(),
            email: "helene.marchand@exemple.fr".to_owned(),
            reference: String::new(),
            description: "Mon PEA a disparu.".to_owned(),
        },
        Answer::ConfirmAnswers,
    ];
    for answer in answers {
        case.answer(answer).unwrap();
    }
    case
}

/// A case whose consent is signed.
pub fn signed(number: u32) -> Case {
    let mut case = reviewed(number);
    let bundle = Bundle::compiled_in(now(), 0).unwrap();
    let recipients = bundle.recipients(now()).unwrap();
    let at = SignedAt::new(now(), jiff::tz::offset(1), "Europe/Paris");
    let context = SigningContext { at, epoch: recipients.epoch(), demo: true, app_version: "0.1.0" };
    let acts = Terms::current().acts(Language::Fr).into_iter().map(|act| act.id).collect();
    case.sign(&Signing { acts, name: "Hélène Marchand".to_owned() }, &context, &mut entropy(number)).unwrap();
    case
}

/// A case whose package is made, and lies nowhere.
pub fn unsaved(number: u32) -> Case {
    let mut case = signed(number);
    let hash = case.sealable().unwrap().0.sha256();
    case.pack(SEALED.to_vec(), hash).unwrap();
    case
}

/// A case whose package is written.
pub fn packed(number: u32) -> Case {
    let mut case = unsaved(number);
    case.saved("K7M4-Q2XD").unwrap();
    case
}

/// Each number draws another reference; asked again, because a reference was no good, it draws on.
fn entropy(number: u32) -> impl FnMut(&mut [u8]) {
    let digits = number.to_le_bytes().map(|byte| [byte % 29, byte / 29]).concat();
    let mut call = 0;
    move |bytes: &mut [u8]| {
        bytes.iter_mut().zip(digits.iter().cycle()).for_each(|(byte, digit)| *byte = *digit);
        bytes[6] = call;
        call += 1;
    }
}

/// A keyring that everybody who has a clone of it shares.
#[derive(Clone, Default)]
pub struct MemoryKeyring {
    secrets: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    refusal: Arc<Mutex<Option<KeyringError>>>,
}

impl MemoryKeyring {
    /// From now on every call fails so, or none does.
    pub fn refuse(&self, refusal: Option<KeyringError>) {
        *self.refusal.lock().unwrap() = refusal;
    }

    /// The names of what it holds.
    pub fn names(&self) -> Vec<String> {
        self.secrets.lock().unwrap().keys().cloned().collect()
    }

    fn secrets(&self) -> Result<std::sync::MutexGuard<'_, BTreeMap<String, Vec<u8>>>, KeyringError> {
        match *self.refusal.lock().unwrap() {
            Some(refusal) => Err(refusal),
            None => Ok(self.secrets.lock().unwrap()),
        }
    }
}

impl Keyring for MemoryKeyring {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyringError> {
        Ok(self.secrets()?.get(name).cloned().map(Zeroizing::new))
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyringError> {
        self.secrets()?.insert(name.to_owned(), secret.to_owned());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyringError> {
        self.secrets()?.remove(name);
        Ok(())
    }
}
