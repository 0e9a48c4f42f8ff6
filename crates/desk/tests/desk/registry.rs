//! The registry, on `SQLite` and on a real `PostgreSQL`: the same cases on both.

use std::{fs, path::Path, time::Duration};

use crate::support::{block_on, cluster::Cluster, new_sending};
use jiff::{SignedDuration, Timestamp};
use pli_desk::registry::{
    Claim, Erased, Filter, Gift, Invitation, Kept, KeptHalf, Location, NewDecision, NewSending, Registry,
    RegistryError, Sending, State,
};
use pli_format::{CaseReference, Language, Sha256};

const CASE: &str = "K7M4-Q2XD";

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn reference() -> CaseReference {
    CaseReference::parse(CASE).unwrap()
}

const RECEIPT: &str = "{}\nuntrusted comment\n";

/// Runs a test on both; each has a registry of its own.
fn on_both(name: &str, test: impl AsyncFn(Location)) {
    let directory = tempfile::tempdir().unwrap();
    block_on(test(Location::Sqlite(directory.path().join("desk.db"))));
    let cluster = Cluster::shared();
    block_on(test(Location::Postgres(cluster.database(name))));
}

async fn with_a_case(location: &Location) -> Registry {
    let mut registry = Registry::open(location).await.unwrap();
    let mut change = registry.change().await.unwrap();
    assert_eq!(change.receive(&new_sending(CASE), at("2026-11-24T08:00:00Z")).await.unwrap(), Kept::New);
    let sending = change.sending(package()).await.unwrap().unwrap();
    assert!(change.owe_gift(&sending, 6, at("2026-11-24T08:00:00Z")).await.unwrap());
    change.commit().await.unwrap();
    registry
}

fn package() -> Sha256 {
    new_sending(CASE).package
}

/// Another sending of the same request, with a sealed file of its own.
fn second() -> NewSending {
    let sealed_file = b"age-encryption.org/v1\nanother".to_vec();
    NewSending {
        package: Sha256::of(b"second"),
        record: Sha256::of(b"second record"),
        sealed: Sha256::of(&sealed_file),
        sealed_file,
        ..new_sending(CASE)
    }
}

/// The same sealed file, under a consent of another request.
fn over_the_same() -> NewSending {
    NewSending {
        package: Sha256::of(b"over"),
        record: Sha256::of(b"record over"),
        reference: CaseReference::generate(&mut |bytes: &mut [u8]| bytes.fill(7)),
        ..new_sending(CASE)
    }
}

async fn sending(registry: &mut Registry, package: Sha256) -> Sending {
    registry.sending(package).await.unwrap().unwrap()
}

async fn states(registry: &mut Registry, packages: &[Sha256]) -> Vec<State> {
    let mut states = Vec::new();
    for package in packages {
        states.push(sending(registry, *package).await.state);
    }
    states
}

#[test]
fn a_package_is_kept_once() {
    on_both("once", async |location| {
        let mut registry = with_a_case(&location).await;
        let row = sending(&mut registry, package()).await;
        assert_eq!(
            (row.state, row.name.as_str(), row.received_at),
            (State::Received, "Hélène Marchand", at("2026-11-24T08:00:00Z"))
        );
        assert_eq!(registry.sealed(row.sealed).await.unwrap().unwrap(), new_sending(CASE).sealed_file);
        assert_eq!(registry.consent(package()).await.unwrap().unwrap(), b"%PDF-1.7");

        let mut change = registry.change().await.unwrap();
        let now = at("2026-11-25T08:00:00Z");
        assert_eq!(change.receive(&new_sending(CASE), now).await.unwrap(), Kept::Before(row.into()));
        change.commit().await.unwrap();
        assert_eq!(registry.sendings(&reference()).await.unwrap().len(), 1);
        let known = registry.known(&[package(), Sha256::of(b"another")]).await.unwrap();
        assert_eq!(known.into_iter().collect::<Vec<_>>(), [package()]);
        registry.close().await.unwrap();
    });
}

/// Neither is lost, and neither wins by coming first.
#[test]
fn two_packages_of_one_request_contest_each_other_in_either_order() {
    on_both("contest", async |location| {
        let mut registry = Registry::open(&location).await.unwrap();
        for (new, kept) in [(second(), 0), (new_sending(CASE), 1)] {
            let mut change = registry.change().await.unwrap();
            match change.receive(&new, at("2026-11-24T08:00:00Z")).await.unwrap() {
                Kept::New => assert_eq!(kept, 0),
                Kept::Contested(rivals) => assert_eq!(rivals.len(), kept),
                other => panic!("{other:?}"),
            }
            change.commit().await.unwrap();
        }
        let both = [package(), second().package];
        assert_eq!(states(&mut registry, &both).await, [State::Contested, State::Contested]);
        let mut change = registry.change().await.unwrap();
        let now = at("2026-11-24T09:00:00Z");
        assert_eq!(change.claim(package(), "anne", None, now).await.unwrap(), Claim::Undecided);
        let chosen = change.sending(package()).await.unwrap().unwrap();
        change.choose(&chosen, now).await.unwrap();
        let other = change.sending(second().package).await.unwrap().unwrap();
        assert!(change.delete(&other, "replaced", Some(RECEIPT), now).await.unwrap());
        assert_eq!(change.claim(package(), "anne", None, now).await.unwrap(), Claim::Taken);
        change.commit().await.unwrap();
        registry.wipe().await.unwrap();
        assert_eq!(states(&mut registry, &both).await, [State::InCharge, State::Closed]);
        assert_eq!(registry.sealed(second().sealed).await.unwrap(), None);
        registry.close().await.unwrap();
    });
}

/// Two machines receive at the same moment: neither may take its own for the only one.
#[test]
fn of_two_that_come_at_once_on_postgresql_the_second_sees_the_first() {
    let cluster = Cluster::shared();
    for (name, new) in [("at_once_reference", second()), ("at_once_sealed", over_the_same())] {
        let location: Location = cluster.database(name).parse().unwrap();
        block_on(async {
            let now = at("2026-11-24T08:00:00Z");
            let [mut one, mut other] =
                [Registry::open(&location).await.unwrap(), Registry::open(&location).await.unwrap()];
            let mut first = one.change().await.unwrap();
            assert_eq!(first.receive(&new_sending(CASE), now).await.unwrap(), Kept::New);
            let mut change = other.change().await.unwrap();
            let commit = async {
                tokio::time::sleep(Duration::from_millis(300)).await;
                first.commit().await.unwrap();
            };
            let (kept, ()) = tokio::join!(change.receive(&new, now), commit);
            assert!(matches!(kept.unwrap(), Kept::Contested(rivals) if rivals.len() == 1), "{name}");
            change.commit().await.unwrap();
            let both = [package(), new.package];
            assert_eq!(states(&mut one, &both).await, [State::Contested, State::Contested]);
        });
    }
}

#[test]
fn who_is_in_charge_stays_so_when_another_one_comes() {
    on_both("stays", async |location| {
        let mut registry = with_a_case(&location).await;
        let now = at("2026-11-24T09:00:00Z");
        let mut change = registry.change().await.unwrap();
        change.claim(package(), "anne", None, now).await.unwrap();
        assert!(matches!(change.receive(&second(), now).await.unwrap(), Kept::Contested(_)));
        assert!(change.opened(package(), "anne", now).await.unwrap().is_some());
        let chosen = change.sending(second().package).await.unwrap().unwrap();
        change.choose(&chosen, now).await.unwrap();
        change.commit().await.unwrap();
        let chosen = sending(&mut registry, second().package).await;
        assert_eq!((chosen.state, chosen.developer.as_deref()), (State::InCharge, Some("anne")));
        registry.close().await.unwrap();
    });
}

/// Whichever came first: what is in the sealed file says which consent is true.
#[test]
fn of_two_consents_over_one_sealed_file_the_opened_one_stays() {
    on_both("over", async |location| {
        for (first, then) in [(new_sending(CASE), over_the_same()), (over_the_same(), new_sending(CASE))] {
            let mut registry = Registry::open(&location).await.unwrap();
            let now = at("2026-11-24T09:00:00Z");
            let mut change = registry.change().await.unwrap();
            change.receive(&first, now).await.unwrap();
            assert!(matches!(change.receive(&then, now).await.unwrap(), Kept::Contested(_)));
            let chosen = change.sending(package()).await.unwrap().unwrap();
            assert_eq!(chosen.state, State::Contested);
            change.choose(&chosen, now).await.unwrap();
            change.claim(package(), "anne", None, now).await.unwrap();
            let refused = change.opened(package(), "anne", now).await.unwrap().unwrap();
            assert_eq!(refused.iter().map(|one| one.package).collect::<Vec<_>>(), [over_the_same().package]);
            assert_eq!(
                change.sending(over_the_same().package).await.unwrap().unwrap().reason.as_deref(),
                Some("refused")
            );
            drop(change);
            registry.close().await.unwrap();
        }
    });
}

/// A receipt says that every copy is gone: not while somebody else's consent holds the file.
#[test]
fn a_sealed_file_that_another_sending_holds_stays_until_that_is_closed() {
    on_both("shared", async |location| {
        let mut registry = with_a_case(&location).await;
        let now = at("2026-11-24T09:00:00Z");
        let mut change = registry.change().await.unwrap();
        change.receive(&over_the_same(), now).await.unwrap();
        change.commit().await.unwrap();
        for (package, receipt) in [(package(), None), (over_the_same().package, Some(RECEIPT))] {
            let mut change = registry.change().await.unwrap();
            let sending = change.sending(package).await.unwrap().unwrap();
            assert_eq!(change.sharing(&sending).await.unwrap().is_empty(), receipt.is_some());
            assert!(change.delete(&sending, "expired", receipt, now).await.unwrap());
            let left = change.sending(over_the_same().package).await.unwrap().unwrap();
            assert_eq!(left.state, if receipt.is_some() { State::Closed } else { State::Received });
            change.commit().await.unwrap();
            registry.wipe().await.unwrap();
            let sealed = registry.sealed(over_the_same().sealed).await.unwrap();
            assert_eq!(sealed.is_some(), receipt.is_none(), "it is there as long as somebody holds it");
        }
        registry.close().await.unwrap();
    });
}

#[test]
fn one_that_is_on_hold_is_neither_assigned_nor_opened() {
    on_both("hold", async |location| {
        let mut registry = with_a_case(&location).await;
        let now = at("2026-11-24T09:00:00Z");
        let mut change = registry.change().await.unwrap();
        change.claim(package(), "anne", None, now).await.unwrap();
        let all = change.sendings(&reference()).await.unwrap();
        assert_eq!(change.hold(&all, now).await.unwrap().len(), 1);
        assert_eq!(change.opened(package(), "anne", now).await.unwrap(), None);
        assert_eq!(change.claim(package(), "bruno", Some("anne"), now).await.unwrap(), Claim::Undecided);
        assert_eq!(change.release(&reference()).await.unwrap(), 1);
        assert_eq!(change.opened(package(), "anne", now).await.unwrap(), Some(Vec::new()));
        change.commit().await.unwrap();
        registry.close().await.unwrap();
    });
}

#[test]
fn one_developer_is_in_charge() {
    on_both("charge", async |location| {
        let mut registry = with_a_case(&location).await;
        let now = at("2026-11-24T09:00:00Z");
        let mut change = registry.change().await.unwrap();
        assert_eq!(change.claim(package(), "alice", None, now).await.unwrap(), Claim::Taken);
        assert_eq!(change.opened(package(), "bruno", now).await.unwrap(), None);
        assert_eq!(change.claim(package(), "alice", None, now).await.unwrap(), Claim::Already);
        assert_eq!(change.claim(package(), "bruno", None, now).await.unwrap(), Claim::Held("alice".into()));
        assert_eq!(change.claim(package(), "bruno", Some("chloe"), now).await.unwrap(), Claim::Held("alice".into()));
        assert_eq!(change.claim(package(), "bruno", Some("alice"), now).await.unwrap(), Claim::Taken);
        assert_eq!(change.claim(Sha256::of(b"unknown"), "alice", None, now).await.unwrap(), Claim::Closed);
        change.commit().await.unwrap();
        let row = sending(&mut registry, package()).await;
        assert_eq!((row.state, row.developer.as_deref()), (State::InCharge, Some("bruno")));
        registry.close().await.unwrap();
    });
}

#[test]
fn what_the_consent_does_not_allow_any_more_is_not_opened() {
    on_both("over_time", async |location| {
        let mut registry = with_a_case(&location).await;
        let end = new_sending(CASE).expires_at;
        let mut change = registry.change().await.unwrap();
        change.claim(package(), "anne", None, at("2026-11-24T09:00:00Z")).await.unwrap();
        assert_eq!(change.opened(package(), "anne", end + SignedDuration::from_secs(1)).await.unwrap(), None);
        assert_eq!(change.opened(package(), "anne", end).await.unwrap(), Some(Vec::new()));
        drop(change);
        registry.close().await.unwrap();
    });
}

#[test]
fn a_closed_case_has_no_sealed_file_and_stays_closed() {
    on_both("closed", async |location| {
        let mut registry = with_a_case(&location).await;
        let now = at("2026-11-25T09:00:00Z");
        let before = sending(&mut registry, package()).await;
        let mut change = registry.change().await.unwrap();
        assert!(change.delete(&before, "closed", Some(RECEIPT), now).await.unwrap());
        assert!(!change.delete(&before, "closed", Some(RECEIPT), now).await.unwrap());
        assert_eq!(change.claim(package(), "alice", None, now).await.unwrap(), Claim::Closed);
        change.commit().await.unwrap();
        registry.wipe().await.unwrap();
        assert_eq!(registry.sealed(before.sealed).await.unwrap(), None);
        assert_eq!(registry.receipt(package()).await.unwrap(), Some(RECEIPT.to_owned()));
        let row = sending(&mut registry, package()).await;
        assert_eq!((row.state, row.closed_at, row.reason.as_deref()), (State::Closed, Some(now), Some("closed")));
        let mut change = registry.change().await.unwrap();
        assert_eq!(change.hold(std::slice::from_ref(&row), now).await.unwrap(), [], "nor is it put on hold");
        change.commit().await.unwrap();
        assert_eq!(sending(&mut registry, package()).await.held_at, None);
        registry.close().await.unwrap();
    });
}

/// Between the deletion and the wiping, the person sends the same file again.
#[test]
fn a_sealed_file_that_comes_again_before_it_is_wiped_stays() {
    on_both("again", async |location| {
        let mut registry = with_a_case(&location).await;
        let now = at("2026-11-25T09:00:00Z");
        let before = sending(&mut registry, package()).await;
        let mut change = registry.change().await.unwrap();
        assert!(change.delete(&before, "closed", Some(RECEIPT), now).await.unwrap());
        change.commit().await.unwrap();
        let mut change = registry.change().await.unwrap();
        assert_eq!(change.receive(&over_the_same(), now).await.unwrap(), Kept::New);
        change.commit().await.unwrap();
        registry.wipe().await.unwrap();
        assert_eq!(registry.sealed(before.sealed).await.unwrap(), Some(new_sending(CASE).sealed_file));
        registry.close().await.unwrap();
    });
}

#[test]
fn a_gift_is_one_a_person_due_until_it_is_given_and_survives_the_deletion() {
    on_both("gift", async |location| {
        let mut registry = with_a_case(&location).await;
        let now = at("2026-11-25T09:00:00Z");
        let mut sending = sending(&mut registry, package()).await;
        let mut change = registry.change().await.unwrap();
        change.delete(&sending, "withdrawn", Some(RECEIPT), now).await.unwrap();
        sending.email = " Helene.Marchand@EXEMPLE.fr".into();
        assert!(!change.owe_gift(&sending, 6, now).await.unwrap());
        assert!(change.give_gift(&reference(), now).await.unwrap());
        assert!(!change.give_gift(&reference(), now).await.unwrap());
        change.commit().await.unwrap();
        assert_eq!(
            registry.gifts().await.unwrap(),
            [Gift {
                reference: reference(),
                name: "Hélène Marchand".into(),
                email: "helene.marchand@exemple.fr".into(),
                months: 6,
                due_at: at("2026-11-24T08:00:00Z"),
                given_at: Some(now),
            }]
        );
        registry.close().await.unwrap();
    });
}

/// Each at the instant that its limit sets, and no other case's.
#[test]
fn what_is_kept_no_longer_is_erased() {
    on_both("retention", async |location| {
        let mut registry = Registry::open(&location).await.unwrap();
        let mut change = registry.change().await.unwrap();
        let invited = Invitation { reference: reference(), ..invitation(at("2026-11-23T08:00:00Z")) };
        assert!(change.invite(&invited).await.unwrap());
        change.commit().await.unwrap();
        registry.close().await.unwrap();
        let mut registry = with_a_case(&location).await;
        let (end, given) = (at("2026-11-25T09:00:00Z"), at("2026-11-26T09:00:00Z"));
        let (before, after) = (at("2026-11-25T09:00:00Z"), at("2026-11-25T09:00:01Z"));
        let closed = sending(&mut registry, package()).await;
        assert_eq!(closed.invited.as_deref(), Some("Helene.Marchand@exemple.fr"));
        let mut change = registry.change().await.unwrap();
        change.delete(&closed, "closed", Some(RECEIPT), end).await.unwrap();
        change.give_gift(&reference(), given).await.unwrap();
        let asked = NewDecision { sender: Some("h@exemple.fr".into()), ..decision() };
        change.ask(&asked, end).await.unwrap();
        change.commit().await.unwrap();
        let number = registry.decisions().await.unwrap()[0].number;
        let mut change = registry.change().await.unwrap();
        assert!(change.decided(number, "support", end).await.unwrap());
        change.invite(&invitation(end)).await.unwrap();
        let open = NewSending { email: "open@exemple.fr".into(), ..over_the_same() };
        change.receive(&open, at("2026-11-25T10:00:00Z")).await.unwrap();
        assert_eq!(change.forget_names(before).await.unwrap(), 0);
        assert_eq!(change.forget_gifts(given).await.unwrap(), 0);
        assert!(change.is_decided(asked.kind, &asked.mark).await.unwrap());
        change.commit().await.unwrap();
        assert_eq!(registry.invitation(&invitation(end).reference).await.unwrap(), Some(invitation(end)));
        assert_eq!(registry.consents_kept_since(before).await.unwrap(), []);
        let kept = registry.consents_kept_since(after).await.unwrap();
        assert_eq!(kept.iter().map(|sending| sending.package).collect::<Vec<_>>(), [package()]);

        let mut change = registry.change().await.unwrap();
        assert_eq!(change.forget_names(after).await.unwrap(), 1);
        assert_eq!(change.forget_gifts(at("2026-11-26T09:00:01Z")).await.unwrap(), 1);
        change.forget_consent(&kept[0]).await.unwrap();
        assert!(!change.is_decided(asked.kind, &asked.mark).await.unwrap());
        change.commit().await.unwrap();
        assert_eq!(registry.invitation(&invitation(end).reference).await.unwrap(), None);
        let erased = sending(&mut registry, package()).await;
        assert_eq!((&*erased.name, &*erased.email, erased.sender, erased.invited), ("", "", None, None));
        assert_eq!(registry.sendings_of("helene.marchand@exemple.fr").await.unwrap(), []);
        assert_eq!(registry.gifts().await.unwrap(), []);
        assert_eq!(registry.consent(package()).await.unwrap(), None);
        assert_eq!(registry.receipt(package()).await.unwrap().as_deref(), Some(RECEIPT));
        assert_eq!(sending(&mut registry, open.package).await.email, "open@exemple.fr");
        assert!(registry.consent(open.package).await.unwrap().is_some());
        registry.close().await.unwrap();
    });
}

fn decision() -> NewDecision {
    let mark = "a mail".to_owned();
    NewDecision { kind: "unsigned", mark, reference: Some(reference()), sender: None, details: String::new() }
}

fn invitation(invited_at: Timestamp) -> Invitation {
    let email = "Helene.Marchand@exemple.fr".to_owned();
    Invitation { reference: over_the_same().reference, email, bank: None, language: Language::Fr, invited_at }
}

/// The consent and the receipt stay, as the law demands.
#[test]
fn a_person_is_erased_whatever_the_case_of_the_address() {
    on_both("erasure", async |location| {
        let mut registry = with_a_case(&location).await;
        let closed = sending(&mut registry, package()).await;
        let now = at("2026-11-25T09:00:00Z");
        // Somebody else's, which the person sent for them, and was invited to.
        let helene = || Some("Helene.Marchand@exemple.fr".to_owned());
        let theirs = NewSending { name: "Zoé".into(), email: "zoe@exemple.fr".into(), sender: helene(), ..second() };
        let theirs = NewSending { reference: invitation(now).reference, ..theirs };
        let half = KeptHalf {
            sealed: Sha256::of(b"half"),
            record: None,
            mark: "m",
            sender: Some("Helene.Marchand@exemple.fr"),
            person: None,
            bytes: b"half",
        };
        // As a saved file, of nobody that a mail names.
        let (sender, person) = (None, half.sender);
        let consent =
            KeptHalf { record: Some(Sha256::of(b"record")), sender, person, mark: "n", bytes: b"consent", ..half };
        let mut change = registry.change().await.unwrap();
        assert!(change.invite(&invitation(now)).await.unwrap());
        change.receive(&theirs, now).await.unwrap();
        change.keep_half(&half, now).await.unwrap();
        change.keep_half(&consent, now).await.unwrap();
        let (kind, mark) = ("incomplete", "n-K7M4-Q2XD".to_owned());
        change.ask(&NewDecision { kind, mark, ..decision() }, now).await.unwrap();
        change.ask(&NewDecision { sender: helene(), ..decision() }, now).await.unwrap();
        let (kind, details) = ("invited-other", "Helene.Marchand@exemple.fr".to_owned());
        change.ask(&NewDecision { kind, details, ..decision() }, now).await.unwrap();
        change.commit().await.unwrap();
        let about = registry.open_about("helene.marchand@EXEMPLE.fr").await.unwrap();
        assert_eq!(about.iter().map(|sending| sending.package).collect::<Vec<_>>(), [package(), theirs.package]);

        let mut change = registry.change().await.unwrap();
        let other = change.sending(theirs.package).await.unwrap().unwrap();
        for sending in [&closed, &other] {
            change.delete(sending, "closed", Some(RECEIPT), now).await.unwrap();
        }
        let erased = Erased { sendings: 1, gifts: 1, invitations: 1 };
        assert_eq!(change.erase("somebody@exemple.fr").await.unwrap(), Erased::default());
        assert_eq!(change.erase(" Helene.Marchand@EXEMPLE.fr").await.unwrap(), erased);
        assert_eq!(change.erase("helene.marchand@exemple.fr").await.unwrap(), Erased::default());
        change.commit().await.unwrap();
        assert_eq!(registry.sendings_of("helene.marchand@exemple.fr").await.unwrap(), []);
        let erased = sending(&mut registry, package()).await;
        assert_eq!((&*erased.name, &*erased.email, erased.sender), ("", "", None));
        let other = sending(&mut registry, theirs.package).await;
        assert_eq!((&*other.email, other.sender, other.invited), ("zoe@exemple.fr", None, None));
        assert_eq!(registry.decisions().await.unwrap(), []);
        for bytes in [&b"half"[..], b"consent"] {
            assert!(!registry.change().await.unwrap().is_half_kept(bytes).await.unwrap());
        }
        assert!(registry.consent(package()).await.unwrap().is_some());
        let consents = registry.consents_of("Helene.Marchand@exemple.fr").await.unwrap();
        assert_eq!(consents.iter().map(|sending| sending.package).collect::<Vec<_>>(), [package()]);
        assert_eq!(registry.receipt(package()).await.unwrap().as_deref(), Some(RECEIPT));
        registry.close().await.unwrap();
    });
}

#[test]
fn a_draft_is_written_once_and_does_not_come_back() {
    on_both("draft", async |location| {
        let mut registry = Registry::open(&location).await.unwrap();
        let now = at("2026-11-25T09:00:00Z");
        let mut change = registry.change().await.unwrap();
        assert!(change.draft("a", Some(&reference()), Some("a@desk"), b"mail", "this", now).await.unwrap());
        assert!(!change.draft("a", None, None, b"other", "this", now).await.unwrap());
        change.commit().await.unwrap();
        assert_eq!(registry.pending_drafts("another", now).await.unwrap(), []);
        assert_eq!(registry.pending_drafts("this", now).await.unwrap().len(), 1);
        assert_eq!(registry.pending_draft("a").await.unwrap().unwrap().mail, b"mail");
        registry.draft_written("a", "/drafts").await.unwrap();
        assert_eq!(registry.pending_draft("a").await.unwrap(), None);
        assert_eq!(registry.drafts().await.unwrap().len(), 1);
        let mut change = registry.change().await.unwrap();
        assert_eq!(change.draft_by_message_id("a@desk").await.unwrap(), Some(Some(reference())));
        assert_eq!(change.draft_by_message_id("b@desk").await.unwrap(), None);
        drop(change);
        registry.draft_gone("a").await.unwrap();
        assert_eq!(registry.drafts().await.unwrap(), []);
        let mut change = registry.change().await.unwrap();
        assert!(!change.draft("a", None, None, b"mail", "this", now).await.unwrap());
        drop(change);
        registry.close().await.unwrap();
    });
}

/// Whom it is to is known as long as it is there; what it says is over once it is void.
#[test]
fn a_draft_that_says_what_is_over_does_not_come_back() {
    on_both("void", async |location| {
        let mut registry = Registry::open(&location).await.unwrap();
        let now = at("2026-11-25T09:00:00Z");
        let names = ["K7M4-Q2XD-incomplete-1", "K7M4-Q2XD-incomplete-2", "2-incomplete", "K7M4-Q2XD-unsigned-1"];
        let mut change = registry.change().await.unwrap();
        for name in names {
            assert!(change.draft(name, Some(&reference()), Some(name), b"mail", "this", now).await.unwrap());
            change.draft_is_to(name, "A@exemple.fr").await.unwrap();
        }
        change.commit().await.unwrap();
        for name in [names[0], names[3]] {
            registry.draft_written(name, "/drafts").await.unwrap();
        }
        let mut change = registry.change().await.unwrap();
        change.void_drafts_about(&reference(), "incomplete").await.unwrap();
        change.commit().await.unwrap();
        let left = registry.drafts().await.unwrap();
        let left: Vec<_> = left.iter().map(|draft| (&*draft.name, draft.is_void)).collect();
        assert_eq!(left, [("2-incomplete", false), (names[0], true), (names[3], false)]);
        let mut change = registry.change().await.unwrap();
        change.void_question("2").await.unwrap();
        assert!(!change.draft(names[1], None, None, b"mail", "this", now).await.unwrap());
        change.commit().await.unwrap();
        registry.draft_gone(names[0]).await.unwrap();
        let left = registry.drafts().await.unwrap();
        let to = Sha256::of(b"a@exemple.fr").to_string();
        let left: Vec<_> = left.iter().map(|draft| (&*draft.name, draft.to.as_ref(), draft.sha256)).collect();
        assert_eq!(left, [(names[3], Some(&to), Sha256::of(b"mail"))]);
        assert_eq!(registry.pending_drafts("this", now).await.unwrap(), []);
        registry.close().await.unwrap();
    });
}

#[test]
fn what_is_listed_is_asked_for() {
    on_both("listed", async |location| {
        let mut registry = with_a_case(&location).await;
        let mut change = registry.change().await.unwrap();
        let now = at("2026-11-24T09:00:00Z");
        change.receive(&NewSending { name: "Zoé".into(), ..over_the_same() }, now).await.unwrap();
        let first = change.sending(package()).await.unwrap().unwrap();
        change.delete(&first, "closed", None, now).await.unwrap();
        change.commit().await.unwrap();
        let mut names = async |filter: Filter| {
            let page = registry.page(&filter, None).await.unwrap();
            page.into_iter().map(|sending| sending.name).collect::<Vec<_>>()
        };
        assert_eq!(names(Filter::default()).await, ["Zoé"]);
        assert_eq!(names(Filter { state: Some(State::Closed), ..Filter::default() }).await, ["Hélène Marchand"]);
        assert_eq!(names(Filter { developer: Some("anne".into()), ..Filter::default() }).await, Vec::<String>::new());
        for word in ["k7m4q2", "K7M4-", "MARCHAND", "exemple.fr", "lcl"] {
            let found = names(Filter { all: true, word: Some(word.into()), ..Filter::default() }).await;
            assert!(found.contains(&"Hélène Marchand".to_owned()), "{word}");
        }
        registry.close().await.unwrap();
    });
}

#[test]
fn a_change_that_is_not_finished_is_not_kept() {
    on_both("half", async |location| {
        let mut registry = with_a_case(&location).await;
        let before = sending(&mut registry, package()).await;
        let mut change = registry.change().await.unwrap();
        change.delete(&before, "closed", Some(RECEIPT), at("2026-11-25T09:00:00Z")).await.unwrap();
        drop(change);
        registry.wipe().await.unwrap();
        assert!(registry.sealed(before.sealed).await.unwrap().is_some());
        assert_eq!(registry.receipt(package()).await.unwrap(), None);
        registry.close().await.unwrap();
    });
}

#[test]
fn a_registry_that_another_process_writes_to_is_locked() {
    on_both("locked", async |location| {
        let mut first = with_a_case(&location).await;
        let mut second = Registry::open(&location).await.unwrap();
        let mut held = first.change().await.unwrap();
        let now = at("2026-11-24T09:00:00Z");
        held.claim(package(), "anne", None, now).await.unwrap();
        let refused = match second.change().await {
            Err(error) => Some(error),
            Ok(mut change) => change.claim(package(), "bruno", None, now).await.err(),
        };
        assert!(matches!(refused, Some(RegistryError::Locked)), "{refused:?}");
    });
}

/// As `close` does.
async fn delete_and_wipe(mut registry: Registry, package: Sha256) {
    delete(&mut registry, package).await;
    registry.wipe().await.unwrap();
    registry.close().await.unwrap();
}

async fn delete(registry: &mut Registry, package: Sha256) {
    let before = sending(registry, package).await;
    let mut change = registry.change().await.unwrap();
    change.delete(&before, "closed", Some(RECEIPT), at("2026-11-25T09:00:00Z")).await.unwrap();
    change.commit().await.unwrap();
}

#[test]
fn what_cannot_be_wiped_is_wiped_by_the_next() {
    let directory = tempfile::tempdir().unwrap();
    block_on(async {
        let mut registry = with_a_case(&Location::Sqlite(directory.path().join("desk.db"))).await;
        let bytes = new_sending(CASE).sealed_file;
        let sealed = directory.path().join(format!("desk.db.sealed/{}", new_sending(CASE).sealed));
        let aside = directory.path().join("aside");
        delete(&mut registry, package()).await;
        fs::rename(&sealed, &aside).unwrap();
        fs::create_dir(&sealed).unwrap();
        assert_eq!(registry.wipe().await.unwrap_err().code(), "registry-failed");
        fs::remove_dir(&sealed).unwrap();
        fs::rename(&aside, &sealed).unwrap();
        registry.wipe().await.unwrap();
        assert!(!holds(directory.path(), &bytes));
    });
}

#[test]
fn what_postgresql_cannot_rewrite_is_rewritten_by_the_next() {
    let cluster = Cluster::start();
    let rename = |index: &str, from: &str, to: &str| {
        let statement = format!(
            "DO $$ DECLARE pkey TEXT; BEGIN SELECT {index} INTO pkey FROM doomed; \
             EXECUTE format('ALTER INDEX %I RENAME TO %I', {from}, {to}); END $$"
        );
        cluster.try_query("hindered", "desk", &statement).unwrap();
    };
    block_on(async {
        let mut registry = with_a_case(&Location::Postgres(cluster.database("hindered"))).await;
        let bytes = second().sealed_file;
        let mut change = registry.change().await.unwrap();
        change.receive(&second(), at("2026-11-24T08:00:00Z")).await.unwrap();
        change.commit().await.unwrap();
        delete(&mut registry, second().package).await;
        for index in ["'halves_pkey'", "partition || '_pkey'"] {
            rename(index, "pkey", "'aside'");
            assert_eq!(registry.wipe().await.unwrap_err().code(), "registry-failed", "{index}");
            rename(index, "'aside'", "pkey");
        }
        cluster.checkpoint("hindered");
        assert!(holds(&cluster.tables(), &bytes));
        registry.wipe().await.unwrap();
        cluster.checkpoint("hindered");
        assert!(!holds(&cluster.tables(), &bytes));
    });
}

/// No byte of a sealed file is in any file of the registry after the deletion.
#[test]
fn a_deleted_sealed_file_is_nowhere_in_the_files() {
    let directory = tempfile::tempdir().unwrap();
    block_on(async {
        let registry = with_a_case(&Location::Sqlite(directory.path().join("desk.db"))).await;
        let sealed = new_sending(CASE).sealed_file;
        assert!(holds(directory.path(), &sealed[100..200]));
        // A process that was killed while it wrote the file leaves this.
        fs::write(directory.path().join("desk.db.sealed/half.new"), &sealed[..300]).unwrap();
        delete_and_wipe(registry, package()).await;
        assert!(!holds(directory.path(), &sealed[100..200]));
        let mut files: Vec<_> =
            fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        files.sort();
        assert_eq!(files, ["desk.db", "desk.db.sealed"]);
        assert_eq!(fs::read_dir(directory.path().join("desk.db.sealed")).unwrap().count(), 0);
    });
}

/// Of a cluster that keeps what it deletes until it is rewritten: nothing is in its tables' files.
#[test]
fn a_deleted_sealed_file_is_in_no_table_of_postgresql() {
    let cluster = Cluster::start();
    block_on(async {
        let mut registry = with_a_case(&Location::Postgres(cluster.database("bytes"))).await;
        let sealed = second().sealed_file;
        let mut change = registry.change().await.unwrap();
        change.receive(&second(), at("2026-11-24T08:00:00Z")).await.unwrap();
        change.commit().await.unwrap();
        cluster.checkpoint("bytes");
        assert!(holds(&cluster.tables(), &sealed));
        delete_and_wipe(registry, second().package).await;
        cluster.checkpoint("bytes");
        assert!(!holds(&cluster.tables(), &sealed));
    });
}

/// It came alone, and waited for its consent where halves wait: there, too, nothing of it stays.
#[test]
fn a_half_that_waited_is_in_no_table_of_postgresql_once_it_is_deleted() {
    let cluster = Cluster::start();
    block_on(async {
        let mut registry = Registry::open(&Location::Postgres(cluster.database("halves"))).await.unwrap();
        let (new, now) = (second(), at("2026-11-24T08:00:00Z"));
        let half = KeptHalf {
            sealed: new.sealed,
            record: None,
            mark: "m",
            sender: None,
            person: None,
            bytes: &new.sealed_file,
        };
        let mut change = registry.change().await.unwrap();
        change.keep_half(&half, now).await.unwrap();
        change.commit().await.unwrap();
        cluster.checkpoint("halves");
        assert!(holds(&cluster.tables(), &new.sealed_file));
        let mut change = registry.change().await.unwrap();
        change.receive(&new, now).await.unwrap();
        change.forget_half(new.sealed).await.unwrap();
        change.commit().await.unwrap();
        delete_and_wipe(registry, new.package).await;
        cluster.checkpoint("halves");
        assert!(!holds(&cluster.tables(), &new.sealed_file));
    });
}

fn holds(directory: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(directory).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, bytes);
        }
        // A database removes what it has replaced at any time.
        fs::read(path).unwrap_or_default().windows(bytes.len()).any(|window| window == bytes)
    })
}

#[test]
fn a_file_that_is_not_a_registry_is_said_to_be_damaged() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("desk.db");
    fs::write(&path, "From: not a registry at all, but long enough to be looked at ".repeat(100)).unwrap();
    let refused = block_on(Registry::open(&Location::Sqlite(path))).err().unwrap();
    assert_eq!(
        (refused.code(), refused.to_string().as_str()),
        ("registry-damaged", "the registry is damaged, or is not one (file)")
    );
}

#[test]
fn the_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a ?#%.db");
    block_on(async { Registry::open(&Location::Sqlite(path.clone())).await.unwrap().close().await.unwrap() });
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}
