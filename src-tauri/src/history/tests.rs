use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
    time::Duration,
};

use pli_format::{Language, consent::AskedBy, receipt::ReceiptError, terms::Terms};
use pli_wizard::{
    case::{Answer, Case, Page},
    sendings::{CaseState, NotClosed, Unreadable},
};
use tempfile::TempDir;
use zeroize::Zeroizing;

use super::{
    ERASING, History, Kept, KeptCases, LIMIT, Remains, Unavailable,
    fixture::{MemoryKeyring, SEALED, later, now, packed, reviewed, signed},
};
use crate::{
    documented::sendings_says,
    keyring::{Keyring, KeyringError},
    package_folder::PackageFolder,
};

/// A person's home, with a keyring.
struct Home {
    folder: TempDir,
    keyring: MemoryKeyring,
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), keyring: MemoryKeyring::default() }
    }

    fn history(&self) -> PathBuf {
        self.folder.path().join("history")
    }

    fn pli(&self) -> PathBuf {
        self.folder.path().join("Documents/Pli")
    }

    /// As after the start of the program.
    fn cases(&self) -> KeptCases {
        KeptCases::new(Box::new(self.keyring.clone()), self.history())
    }

    /// Writes the package where `documents` would.
    fn save(&self, case: &Case) -> PathBuf {
        let package = case.package().unwrap();
        PackageFolder::write(&[self.pli()], package).unwrap().path
    }
}

fn follow(cases: &mut KeptCases, case: &Case, folder: Option<&Path>) {
    cases.follow(case.trace(), folder.and_then(Path::to_str), case.case_key(), now());
}

#[test]
fn a_case_is_found_again_after_a_restart() {
    let home = Home::new();
    follow(&mut home.cases(), &signed(1), None);
    let mut cases = home.cases();
    let listed = cases.list().unwrap();
    assert_eq!((listed.cases.len(), listed.unreadable), (1, vec![]));
    assert_eq!(listed.cases[0].state(now()), CaseState::Unfinished);
    let key = cases.case_key(signed(1).id()).unwrap().unwrap();
    assert_eq!(key.public(), signed(1).case_key().unwrap().public());
}

#[test]
fn the_keyring_is_not_asked_while_there_is_nothing_to_keep() {
    let home = Home::new();
    let case = Case::new(Language::Fr, Terms::current(), &mut |bytes: &mut [u8]| bytes.fill(7));
    follow(&mut home.cases(), &case, None);
    assert_eq!((home.keyring.names(), home.history().exists()), (vec![], false));
}

#[test]
fn where_nothing_was_ever_kept_a_receipt_is_verified_without_a_keyring() {
    let home = Home::new();
    home.keyring.refuse(Some(KeyringError::Absent));
    let refused = |cases: &mut KeptCases| cases.take_receipt(b"", &[]).map(|taken| taken.unwrap_err());
    assert_eq!(refused(&mut home.cases()), Ok(NotClosed::Refused(ReceiptError::Malformed)));
    home.keyring.refuse(None);
    follow(&mut home.cases(), &reviewed(1), None);
    home.keyring.refuse(Some(KeyringError::Absent));
    assert_eq!(refused(&mut home.cases()), Err(Unavailable::Absent));
}

#[test]
fn nothing_is_kept_without_a_keyring_and_nothing_fails() {
    for (refusal, reason) in [
        (KeyringError::Absent, Unavailable::Absent),
        (KeyringError::Locked, Unavailable::Locked),
        (KeyringError::Denied, Unavailable::Denied),
        (KeyringError::Failed, Unavailable::Failed),
    ] {
        let home = Home::new();
        home.keyring.refuse(Some(refusal));
        let mut cases = home.cases();
        follow(&mut cases, &reviewed(1), None);
        assert_eq!(cases.list().err(), Some(reason));
        assert!(!home.history().exists());
    }
}

#[test]
fn a_keyring_that_is_unlocked_later_is_asked_again_only_on_demand() {
    let home = Home::new();
    home.keyring.refuse(Some(KeyringError::Locked));
    let mut cases = home.cases();
    follow(&mut cases, &reviewed(1), None);
    home.keyring.refuse(None);
    assert_eq!(cases.list().err(), Some(Unavailable::Locked));
    assert_eq!(cases.retry(), Ok(()));
    follow(&mut cases, &reviewed(1), None);
    assert_eq!(cases.list().unwrap().cases.len(), 1);
}

#[test]
fn an_identity_deleted_behind_our_back_loses_old_cases_only() {
    let home = Home::new();
    follow(&mut home.cases(), &reviewed(1), None);
    home.keyring.delete("history").unwrap();
    let mut cases = home.cases();
    follow(&mut cases, &reviewed(2), None);
    let listed = home.cases().list().unwrap();
    assert_eq!(listed.cases.iter().map(|kept_case| &kept_case.id).collect::<Vec<_>>(), [reviewed(2).id()]);
    assert_eq!(listed.unreadable, [(reviewed(1).id().clone(), Unreadable::KeyLost)]);
}

/// Some keyrings find nothing while they are locked, and unlock when they are written to.
#[derive(Clone, Default)]
struct BlindWhileLocked {
    inner: MemoryKeyring,
    unlocked: std::sync::Arc<std::sync::atomic::AtomicBool>,
}

impl Keyring for BlindWhileLocked {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyringError> {
        if self.unlocked.load(std::sync::atomic::Ordering::SeqCst) { self.inner.get(name) } else { Ok(None) }
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyringError> {
        self.unlocked.store(true, std::sync::atomic::Ordering::SeqCst);
        self.inner.set(name, secret)
    }

    fn delete(&self, name: &str) -> Result<(), KeyringError> {
        self.inner.delete(name)
    }
}

#[test]
fn a_locked_keyring_that_finds_nothing_does_not_cost_the_identity() {
    let home = Home::new();
    follow(&mut home.cases(), &reviewed(1), None);
    let locked = BlindWhileLocked { inner: home.keyring.clone(), ..Default::default() };
    let listed = KeptCases::new(Box::new(locked), home.history()).list().unwrap();
    assert_eq!((listed.cases.len(), listed.unreadable), (1, vec![]));
}

#[test]
fn a_case_with_nothing_to_come_back_to_is_forgotten() {
    let home = Home::new();
    let mut cases = home.cases();
    let other_bank = || Answer::Accounts { accounts: vec!["other".to_owned()] };
    let mut case = Case::new(Language::Fr, Terms::current(), &mut |bytes: &mut [u8]| bytes.fill(1));
    for answer in [Answer::Start, Answer::WhoAsked { by: AskedBy::Support }] {
        case.answer(answer).unwrap();
    }
    follow(&mut cases, &case, None);
    assert_eq!(cases.list().unwrap().cases.len(), 1);
    case.answer(other_bank()).unwrap();
    follow(&mut cases, &case, None);
    assert_eq!(cases.list().unwrap().cases, []);
    assert_eq!(home.keyring.names(), ["history"]);

    let mut typed = reviewed(1);
    typed.back();
    typed.modify(Page::Accounts).unwrap();
    typed.answer(other_bank()).unwrap();
    follow(&mut cases, &typed, None);
    assert_eq!(cases.list().unwrap().cases.len(), 1);
}

#[test]
fn a_sending_remembers_its_folder_and_what_was_said() {
    let home = Home::new();
    let mut cases = home.cases();
    let mut case = packed(1);
    let folder = home.save(&case);
    follow(&mut cases, &case, Some(&folder));
    case.handed_over("thunderbird").unwrap();
    case.confirm_handed_over().unwrap();
    follow(&mut cases, &case, Some(&folder));
    let kept_case = home.cases().read(case.id()).unwrap();
    assert_eq!(kept_case.state(later(1)), CaseState::Confirmed);
    let sending = kept_case.sending().unwrap();
    assert_eq!(Path::new(&sending.folder), folder);
    let sealed = fs::read(PackageFolder::new(&folder, case.reference().clone()).attachments()[1].clone()).unwrap();
    assert_eq!(sealed, SEALED);
    assert!(sending.package(pli_format::terms::KnownTerms::compiled_in(), sealed).is_ok());
}

/// Two cases whose packages were written.
fn two_packed(home: &Home, cases: &mut KeptCases) -> (Case, Case) {
    let both = (packed(1), packed(2));
    for case in [&both.0, &both.1] {
        follow(cases, case, Some(&home.save(case)));
    }
    both
}

#[test]
fn a_case_that_is_erased_leaves_no_file_no_key_and_no_trace() {
    let home = Home::new();
    let mut cases = home.cases();
    let (one, other) = two_packed(&home, &mut cases);
    assert_eq!(cases.erase(one.id(), Vec::new()), Remains::default());
    assert_eq!(home.keyring.names(), [format!("case-{}", other.id()), "history".to_owned()]);
    assert!(!home.pli().join(one.reference().to_string()).exists());
    assert!(home.pli().join(other.reference().to_string()).exists());
    let listed = cases.list().unwrap();
    assert_eq!(listed.cases.iter().map(|kept_case| &kept_case.id).collect::<Vec<_>>(), [other.id()]);
}

#[test]
fn without_a_history_the_files_at_hand_are_erased() {
    let home = Home::new();
    home.keyring.refuse(Some(KeyringError::Absent));
    let mut cases = home.cases();
    let case = packed(1);
    let folder = home.save(&case);
    assert_eq!(cases.erase(case.id(), PackageFolder::all(&home.pli()).unwrap()), Remains::default());
    assert!(!folder.exists());
}

#[test]
fn a_keyring_that_answers_again_names_the_folders_of_what_is_erased() {
    let home = Home::new();
    let case = packed(1);
    let folder = home.save(&case);
    follow(&mut home.cases(), &case, Some(&folder));
    let mut cases = home.cases();
    home.keyring.refuse(Some(KeyringError::Locked));
    assert!(cases.list().is_err());
    assert_eq!(cases.erase(case.id(), Vec::new()), Remains::of_key(format!("case-{}", case.id())));
    assert!(folder.exists(), "where its files are is not known now");
    home.keyring.refuse(None);
    assert_eq!(cases.erase(case.id(), Vec::new()), Remains::default());
    assert!(!folder.exists());
}

#[test]
fn a_key_that_is_out_of_reach_is_not_a_lost_one() {
    let home = Home::new();
    let mut cases = home.cases();
    follow(&mut cases, &signed(1), None);
    home.keyring.refuse(Some(KeyringError::Denied));
    assert_eq!(cases.case_key(signed(1).id()).err(), Some(KeyringError::Denied));
    home.keyring.refuse(None);
    assert!(cases.case_key(signed(1).id()).unwrap().is_some());
    assert!(cases.case_key(signed(2).id()).unwrap().is_none());
}

#[tokio::test]
async fn a_withdrawal_without_a_history_is_noted_once_there_is_one() {
    let home = Home::new();
    let history = History::begin(home.keyring.clone(), home.history());
    let case = packed(1);
    let id = case.id().clone();
    history.follow(case.trace(), Some("/nowhere".to_owned()), None, now());
    history.note_withdrawal(id.clone(), later(1));
    history.note_withdrawal(id.clone(), later(2));
    let kept_case = history.ask(move |cases| cases.read(&id)).await.unwrap().unwrap();
    assert_eq!(kept_case.sending().unwrap().withdrawn_at, Some(later(1)));
}

#[test]
fn files_that_were_written_twice_go_from_both_folders() {
    let home = Home::new();
    let mut cases = home.cases();
    let case = packed(1);
    let first = home.save(&case);
    follow(&mut cases, &case, Some(&first));
    let second = home.save(&case);
    follow(&mut cases, &case, Some(&second));
    assert_eq!(cases.erase(case.id(), Vec::new()), Remains::default());
    assert!(!first.exists() && !second.exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_of_the_persons_own_stays() {
    let home = Home::new();
    let mut cases = home.cases();
    let case = packed(1);
    let folder = home.save(&case);
    let elsewhere = home.folder.path().join("elsewhere");
    fs::rename(&folder, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &folder).unwrap();
    follow(&mut cases, &case, Some(&folder));
    assert_eq!(cases.erase(case.id(), Vec::new()), Remains::default());
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn a_file_of_the_persons_own_stays() {
    let home = Home::new();
    let mut cases = home.cases();
    let case = packed(1);
    let folder = home.save(&case);
    fs::write(folder.join("notes.txt"), "mine").unwrap();
    follow(&mut cases, &case, Some(&folder));
    assert_eq!(cases.erase(case.id(), Vec::new()), Remains::default());
    let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, ["notes.txt"]);
}

#[test]
fn a_keyring_that_does_not_forget_is_said_and_asked_again() {
    let home = Home::new();
    let mut cases = home.cases();
    let case = signed(1);
    follow(&mut cases, &case, None);
    home.keyring.refuse(Some(KeyringError::Locked));
    assert_eq!(cases.erase(case.id(), Vec::new()), Remains::of_key(format!("case-{}", case.id())));
    home.keyring.refuse(None);
    assert_eq!(cases.list().unwrap().cases.len(), 1);
    assert_eq!(cases.erase(case.id(), Vec::new()), Remains::default());
    assert_eq!(home.keyring.names(), ["history"]);
}

#[test]
fn what_cannot_be_erased_is_named_and_the_rest_is_gone() {
    let home = Home::new();
    let mut cases = home.cases();
    let (one, _) = two_packed(&home, &mut cases);
    let folder = home.pli().join(one.reference().to_string());
    let sealed = folder.join(format!("identifiants-{}.age", one.reference()));
    // A folder with something in it is removed by nobody who removes a file.
    fs::remove_file(&sealed).unwrap();
    fs::create_dir_all(sealed.join("mine")).unwrap();
    let remains = Remains::of_files([sealed.clone()]);
    assert_eq!(cases.erase(one.id(), Vec::new()), remains);
    assert_eq!(cases.list().unwrap().cases.len(), 2, "it can be asked again");
    assert!(cases.case_key(one.id()).unwrap().is_some(), "and taken back with a signature until then");
    assert_eq!(cases.erase_everything(&[home.pli()]), remains);
    let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(left, std::slice::from_ref(&sealed));
    assert_eq!(cases.list().unwrap().cases.iter().map(|kept| &kept.id).collect::<Vec<_>>(), [one.id()]);

    fs::remove_dir_all(&sealed).unwrap();
    assert_eq!(cases.erase_everything(&[home.pli()]), Remains::default());
    assert_eq!(home.keyring.names(), [""; 0]);
    assert!(!home.history().exists() && !home.pli().exists());
}

#[test]
fn everything_erased_leaves_nothing() {
    let home = Home::new();
    let mut cases = home.cases();
    for number in 1..=3 {
        let case = packed(number);
        let folder = home.save(&case);
        follow(&mut cases, &case, Some(&folder));
    }
    // Of a case that the history does not know.
    home.save(&packed(4));
    assert_eq!(cases.erase_everything(&[home.pli()]), Remains::default());
    assert_eq!(home.keyring.names(), [""; 0]);
    assert!(!home.history().exists() && !home.pli().exists());
}

#[test]
fn looking_at_what_was_erased_makes_no_key() {
    let home = Home::new();
    let mut cases = home.cases();
    follow(&mut cases, &reviewed(1), None);
    assert_eq!(cases.erase_everything(&[home.pli()]), Remains::default());
    assert_eq!(cases.list().unwrap().cases, []);
    assert!(cases.take_receipt(b"", &[]).unwrap().is_err());
    assert_eq!((home.keyring.names(), home.history().exists()), (vec![], false));
    follow(&mut cases, &reviewed(2), None);
    assert_eq!(cases.list().unwrap().cases.len(), 1);
}

/// A keyring that takes the identity and no key of a case.
struct FullAfterTheFirst(MemoryKeyring);

impl Keyring for FullAfterTheFirst {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyringError> {
        self.0.get(name)
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyringError> {
        if name.starts_with("case-") { Err(KeyringError::Failed) } else { self.0.set(name, secret) }
    }

    fn delete(&self, name: &str) -> Result<(), KeyringError> {
        self.0.delete(name)
    }
}

#[test]
fn a_consent_is_kept_with_its_key_only() {
    let kept = |cases: &mut KeptCases, case: &Case| cases.follow(case.trace(), None, case.case_key(), now());
    let home = Home::new();
    let mut cases = home.cases();
    for _ in 0..2 {
        assert_eq!(kept(&mut cases, &signed(1)), Kept { case: true, consent: true });
    }
    assert_eq!(kept(&mut cases, &reviewed(2)), Kept { case: true, consent: false });
    let mut full = KeptCases::new(Box::new(FullAfterTheFirst(home.keyring.clone())), home.history());
    for _ in 0..2 {
        assert_eq!(kept(&mut full, &signed(3)), Kept { case: true, consent: false });
    }
    home.keyring.refuse(Some(KeyringError::Locked));
    assert_eq!(kept(&mut home.cases(), &signed(1)), Kept { case: false, consent: false });
}

#[test]
fn everything_can_be_erased_without_a_keyring() {
    let home = Home::new();
    home.keyring.refuse(Some(KeyringError::Absent));
    let case = packed(1);
    home.save(&case);
    assert_eq!(home.cases().erase_everything(&[home.pli()]), Remains::default());
    assert!(!home.pli().exists());
}

#[test]
fn keys_that_nobody_could_look_at_are_not_said_to_be_gone() {
    let home = Home::new();
    let case = packed(1);
    follow(&mut home.cases(), &case, Some(&home.save(&case)));
    home.keyring.refuse(Some(KeyringError::Absent));
    let key = Remains::of_key(format!("case-{}", case.id()));
    assert_eq!(home.cases().erase(case.id(), Vec::new()), key);
    for _ in 0..2 {
        assert_eq!(home.cases().erase_everything(&[home.pli()]), key);
        assert!(!home.pli().exists(), "what can be erased is");
    }
    home.keyring.refuse(None);
    assert_eq!(home.cases().erase(case.id(), Vec::new()), Remains::default());
    home.keyring.refuse(Some(KeyringError::Absent));
    for _ in 0..2 {
        assert_eq!(home.cases().erase_everything(&[home.pli()]), Remains::of_key("history"));
    }
    home.keyring.refuse(None);
    assert_eq!(home.cases().erase_everything(&[home.pli()]), Remains::default());
    assert_eq!((home.keyring.names(), home.history().exists()), (vec![], false));
}

/// A keyring that answers when it is told to.
struct WaitsForThePerson {
    inner: MemoryKeyring,
    answered: mpsc::Receiver<()>,
}

impl Keyring for WaitsForThePerson {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyringError> {
        // Answered once, or for good.
        let _ = self.answered.recv();
        self.inner.get(name)
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyringError> {
        self.inner.set(name, secret)
    }

    fn delete(&self, name: &str) -> Result<(), KeyringError> {
        self.inner.delete(name)
    }
}

#[tokio::test]
async fn a_slow_keyring_keeps_nobody_waiting_and_its_answer_still_counts() {
    let home = Home::new();
    let (answer, answered) = mpsc::channel();
    let keyring = WaitsForThePerson { inner: home.keyring.clone(), answered };
    let history = History::begin(keyring, home.history());
    history.follow(reviewed(1).trace(), None, None, now());
    let list = |cases: &mut KeptCases| cases.list().map(|listed| listed.cases.len());
    assert_eq!(history.ask_within(Duration::from_millis(20), list).await, Err(Unavailable::Slow));
    drop(answer);
    assert_eq!(history.ask(list).await, Ok(Ok(1)));
}

#[test]
fn a_command_waits_four_seconds_for_the_keyring_and_two_minutes_for_an_erasure() {
    assert_eq!([LIMIT, ERASING].map(|limit| limit.as_secs()), [4, 120]);
    assert!(sendings_says("A command waits four seconds for it and then says so;"));
}

#[test]
fn a_thousand_cases_are_listed() {
    let home = Home::new();
    let mut cases = home.cases();
    for number in 0..1000 {
        follow(&mut cases, &reviewed(number), None);
    }
    let listed = home.cases().list().unwrap();
    assert_eq!((listed.cases.len(), listed.unreadable), (1000, vec![]));
}
