use age::NoCallbacks;
use pli_format::bundle::{Bundle, ReceiptKey, Root};
use tempfile::TempDir;

use super::*;
use crate::signing_key::SigningKey;

/// Cheap: the tests are not about scrypt.
const WORK_FACTOR: u8 = 4;
const FROM: &str = "2026-11-01T00:00:00Z";
const TO: &str = "2028-12-31T23:59:59Z";

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn secret(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}

fn answers(passphrase: &'static str) -> impl Ask {
    move |_: &str, _: u8| Ok(secret(passphrase))
}

fn folder() -> (TempDir, Epochs) {
    let folder = tempfile::tempdir().unwrap();
    let epochs = Epochs::new(folder.path());
    (folder, epochs)
}

fn passphrase() -> Protection {
    Protection::Passphrase { passphrase: secret("right"), work_factor: Some(WORK_FACTOR) }
}

fn create(epochs: &Epochs, name: &str) -> Epoch {
    epochs.create(name, time(FROM), time(TO), passphrase()).unwrap()
}

fn code<T>(result: Result<T, EpochError>) -> &'static str {
    result.err().unwrap().code()
}

#[test]
fn the_identity_opens_what_is_sealed_to_its_epoch() {
    let (_folder, epochs) = folder();
    let epoch = create(&epochs, "2026-11");
    let recipient: age::x25519::Recipient = epoch.recipient().to_string().parse().unwrap();
    let sealed = age::encrypt(&recipient, b"sealed").unwrap();

    let identities = epochs.open("2026-11", &mut answers("right"), NoCallbacks).unwrap();
    let [identity] = identities.as_slice() else { panic!("one identity") };
    let decryptor = age::Decryptor::new_buffered(sealed.as_slice()).unwrap();
    let mut opened = Vec::new();
    let mut reader = decryptor.decrypt(std::iter::once(identity.as_ref() as &dyn age::Identity)).unwrap();
    io::Read::read_to_end(&mut reader, &mut opened).unwrap();
    assert_eq!(opened, b"sealed");
}

#[test]
fn the_identity_is_never_in_the_clear_on_the_disk() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, epochs) = folder();
    create(&epochs, "2026-11");
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["2026-11.age", "2026-11.json"]);
    for name in names {
        let path = folder.path().join(name);
        assert!(!fs::read_to_string(&path).unwrap().contains("AGE-SECRET-KEY"));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert!(
        fs::read_to_string(folder.path().join("2026-11.age"))
            .unwrap()
            .starts_with("-----BEGIN AGE ENCRYPTED FILE-----")
    );
}

#[test]
fn a_passphrase_wrong_three_times() {
    let (_folder, epochs) = folder();
    create(&epochs, "2026-11");
    let mut asked = Vec::new();
    let mut wrong = |what: &str, attempt: u8| {
        asked.push((what.to_owned(), attempt));
        Ok(secret("wrong"))
    };
    assert_eq!(code(epochs.open("2026-11", &mut wrong, NoCallbacks)), "passphrase-wrong");
    assert_eq!(asked, [1, 2, 3].map(|attempt| ("2026-11".to_owned(), attempt)));
}

#[test]
fn epochs_are_listed_by_their_beginning() {
    let (_folder, epochs) = folder();
    create(&epochs, "2028-11");
    epochs.create("2026-11", time("2025-11-01T00:00:00Z"), time(TO), passphrase()).unwrap();
    let list: Vec<_> =
        epochs.list().unwrap().into_iter().map(|kept| (kept.epoch.name().to_string(), kept.place)).collect();
    assert_eq!(list, [("2026-11".to_owned(), Place::Passphrase), ("2028-11".to_owned(), Place::Passphrase)]);
}

#[test]
fn a_name_is_used_once() {
    let (_folder, epochs) = folder();
    create(&epochs, "2026-11");
    assert_eq!(code(epochs.create("2026-11", time(FROM), time(TO), passphrase())), "epoch-exists");
    epochs.destroy("2026-11", time(FROM)).unwrap();
    assert_eq!(code(epochs.create("2026-11", time(FROM), time(TO), passphrase())), "epoch-exists");
}

/// As the manual puts identities there, and whoever brings them back.
#[test]
fn an_identity_that_was_put_there_by_hand_is_not_overwritten() {
    let (_folder, epochs) = folder();
    for (name, extension) in [("2027-01", "age"), ("2027-02", "plugin")] {
        let identity = epochs.file(name, extension);
        fs::write(&identity, "put there by hand").unwrap();
        assert_eq!(code(epochs.create(name, time(FROM), time(TO), passphrase())), "epoch-exists");
        assert_eq!(fs::read(identity).unwrap(), b"put there by hand");
    }
}

/// What is on the disk after each step of making an epoch: made again, there is one, whole.
#[test]
fn an_interrupted_making_is_finished_or_begun_again() {
    let (folder, epochs) = folder();
    create(&epochs, "2026-11");
    let [identity, entry] = ["age", "json"].map(|extension| fs::read(epochs.file("2026-11", extension)).unwrap());
    let left = |name: &str, extensions: &[(&str, &[u8])]| {
        for (extension, bytes) in extensions {
            fs::write(epochs.file(name, extension), bytes).unwrap();
        }
    };
    left("2027-01", &[("json.new", &entry[..9])]);
    left("2027-02", &[("json.new", &entry), ("new", &identity[..9])]);
    for name in ["2027-01", "2027-02"] {
        create(&epochs, name);
        assert_eq!(epochs.find(name).unwrap().place, Place::Passphrase);
    }
    fs::rename(epochs.file("2026-11", "json"), epochs.file("2026-11", "json.new")).unwrap();
    assert_eq!(code(epochs.create("2026-11", time(FROM), time(TO), passphrase())), "epoch-exists");
    assert_eq!(fs::read(epochs.file("2026-11", "age")).unwrap(), identity);
    assert_eq!(epochs.find("2026-11").unwrap().place, Place::Passphrase);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 6);
}

#[test]
fn what_is_no_epoch() {
    let (folder, epochs) = folder();
    for name in ["novembre", "2026-13", "../2026-11", ""] {
        assert_eq!(code(epochs.create(name, time(FROM), time(TO), passphrase())), "epoch-malformed", "{name}");
    }
    assert_eq!(code(epochs.create("2026-11", time(TO), time(FROM), passphrase())), "epoch-malformed");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_plugin_that_is_not_installed() {
    let (_folder, epochs) = folder();
    let recipient = include_str!("../../../../tests/vectors/recipient-tagpq.txt").trim().to_owned();
    let identity = age::plugin::Identity::default_for_plugin("notinstalled").unwrap().to_string();
    let made = epochs.create("2026-11", time(FROM), time(TO), Protection::Plugin { identity, recipient });
    made.unwrap();
    assert_eq!(epochs.list().unwrap()[0].place, Place::Plugin);
    let error = epochs.open("2026-11", &mut answers("right"), NoCallbacks).err().unwrap();
    assert_eq!(error.to_string(), "the plugin age-plugin-notinstalled is not installed");
}

#[test]
fn destroyed_is_gone_and_recorded() {
    let (folder, epochs) = folder();
    let epoch = create(&epochs, "2026-11");
    let gone = epochs.destroy("2026-11", time(TO)).unwrap();
    let expected = DestroyedEpoch { name: epoch.name(), fingerprint: epoch.fingerprint(), destroyed_at: time(TO) };
    assert_eq!(gone, expected);
    assert_eq!(epochs.destroyed().unwrap(), [expected]);
    assert!(epochs.list().unwrap().is_empty());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(code(epochs.open("2026-11", &mut answers("right"), NoCallbacks)), "epoch-destroyed");
    assert_eq!(code(epochs.destroy("2026-11", time(TO))), "epoch-destroyed");
    assert_eq!(code(epochs.destroy("2026-12", time(TO))), "epoch-unknown");
    assert_eq!(code(epochs.open("2026-12", &mut answers("right"), NoCallbacks)), "epoch-unknown");
}

#[test]
fn the_identity_is_overwritten_before_it_is_removed() {
    let (folder, epochs) = folder();
    create(&epochs, "2026-11");
    let second_name = folder.path().join("a second name of the same file");
    fs::hard_link(folder.path().join("2026-11.age"), &second_name).unwrap();
    epochs.destroy("2026-11", time(TO)).unwrap();
    assert!(fs::read(&second_name).unwrap().iter().all(|&byte| byte == 0));
}

#[test]
fn what_cannot_be_overwritten_is_not_recorded() {
    for extension in ["age", "plugin"] {
        let (folder, epochs) = folder();
        create(&epochs, "2026-11");
        let (identity, aside) = (epochs.file("2026-11", extension), folder.path().join("aside"));
        let _ = fs::rename(&identity, &aside);
        fs::create_dir(&identity).unwrap();
        assert_eq!(code(epochs.destroy("2026-11", time(TO))), "epoch-file", "{extension}");
        assert_eq!((epochs.destroyed().unwrap(), epochs.list().unwrap().len()), (Vec::new(), 1), "{extension}");
        fs::remove_dir(&identity).unwrap();
        let _ = fs::rename(&aside, &identity);
        epochs.destroy("2026-11", time(TO)).unwrap();
        assert!(!identity.exists());
    }
}

#[test]
fn an_interrupted_destruction_is_finished() {
    let (folder, epochs) = folder();
    create(&epochs, "2026-11");
    let entry = fs::read(folder.path().join("2026-11.json")).unwrap();

    // Interrupted after the identity was erased.
    fs::remove_file(folder.path().join("2026-11.age")).unwrap();
    assert_eq!(epochs.list().unwrap()[0].place, Place::Nowhere);
    let gone = epochs.destroy("2026-11", time(TO)).unwrap();

    // Interrupted after it was recorded.
    fs::write(folder.path().join("2026-11.json"), entry).unwrap();
    assert_eq!(epochs.destroy("2026-11", time("2029-01-01T00:00:00Z")).unwrap(), gone);
    assert_eq!(epochs.destroyed().unwrap(), [gone]);
}

#[test]
fn apps_open_the_bundle_that_the_root_signed() {
    let (_folder, epochs) = folder();
    let epoch = create(&epochs, "2026-11");
    let (root, public) = root();
    let signed = sign(&draft(&[epoch], 7), &root, time(FROM)).unwrap();
    let bundle = Bundle::open(signed.bundle.as_bytes(), signed.signature.as_bytes(), &public, time(FROM), 6).unwrap();
    assert_eq!((bundle.serial(), bundle.epochs()[0].name()), (7, "2026-11".parse().unwrap()));
}

#[test]
fn a_bundle_may_be_signed_ahead_of_its_time() {
    let (_folder, epochs) = folder();
    let epoch = create(&epochs, "2026-11");
    assert!(sign(&draft(&[epoch], 1), &root().0, time("2026-10-01T00:00:00Z")).is_ok());
}

#[test]
fn the_root_signs_no_bundle_that_apps_would_refuse() {
    let (_folder, epochs) = folder();
    let epoch = create(&epochs, "2026-11");
    let refused = |bundle: &str, now| code(sign(bundle, &root().0, time(now)));
    assert_eq!(refused(&draft(&[], 1), FROM), "bundle-malformed");
    assert_eq!(refused("{}", FROM), "bundle-malformed");
    let whole = draft(&[epoch], 1);
    assert_eq!(refused(&whole, "2030-01-01T00:00:00Z"), "bundle-expired");
    let gone = |fingerprint: &str, at: &str| {
        format!(r#""destroyed": [{{"name": "2025-01", "fingerprint": "{fingerprint}", "destroyed_at": "{at}"}}]"#)
    };
    let digits = "0a".repeat(32);
    assert!(sign(&whole.replace(r#""destroyed": []"#, &gone(&digits, FROM)), &root().0, time(FROM)).is_ok());
    for (from, to) in [
        (r#""serial": 1"#, r#""serial": 0"#.to_owned()),
        (r#""serial": 1"#, r#""serial": 9007199254740992"#.to_owned()),
        (r#""serial": 1"#, r#""serial": 18446744073709551615"#.to_owned()),
        (r#""serial": 1"#, r#""serial": 1.0"#.to_owned()),
        (r#""demo": false"#, r#""demo": true"#.to_owned()),
        (r#""destroyed": []"#, gone(&digits.to_uppercase(), FROM)),
        (r#""destroyed": []"#, gone("hello", FROM)),
        (r#""destroyed": []"#, gone("", FROM)),
        (r#""destroyed": []"#, gone(&digits, "2026-11-01T00:00:00+00:00")),
        ("2028-12-31T23:59:59Z", "2028-12-31T23:59:59.5Z".to_owned()),
        ("2028-12-31T23:59:59Z", "2028-12-31 23:59:59Z".to_owned()),
    ] {
        let changed = whole.replace(from, &to);
        assert_ne!(changed, whole, "{from}");
        assert_eq!(refused(&changed, FROM), "bundle-malformed", "{to}");
    }
}

fn root() -> (SigningKey, Root) {
    let new = SigningKey::generate(None).unwrap();
    let key = SigningKey::open(&new.secret_file, "the root", &mut answers("")).unwrap();
    (key, Root::parse(&new.public_file).unwrap())
}

fn draft(epochs: &[Epoch], serial: u64) -> String {
    let receipt_keys = succeed(&[], SigningKey::generate(None).unwrap().public, time(FROM));
    let [not_before, not_after] = [time(FROM), time(TO)];
    Draft { serial, not_before, not_after, receipt_keys: &receipt_keys, epochs, destroyed: &[], demo: false }.to_json()
}

/// The demonstration's key signs nobody's receipts.
#[test]
fn a_draft_lists_what_was_destroyed_and_the_receipt_keys_of_before() {
    let (_folder, epochs) = folder();
    create(&epochs, "2026-11");
    let gone = epochs.destroy("2026-11", time(FROM)).unwrap();
    let kept = create(&epochs, "2027-02");
    let (root, public) = root();
    let signed = sign(&draft(std::slice::from_ref(&kept), 7), &root, time(FROM)).unwrap();
    let before = Bundle::open(signed.bundle.as_bytes(), signed.signature.as_bytes(), &public, time(FROM), 0).unwrap();
    let demonstration = Bundle::compiled_in(time(FROM), 0).unwrap();
    let key = SigningKey::generate(None).unwrap().public;
    for (in_force, keys) in [(Some(&before), 2), (Some(&demonstration), 1), (None, 1)] {
        let drafted = epochs.draft(in_force, key, 8, [time("2026-12-01T00:00:00Z"), time(TO)]).unwrap();
        let signed = sign(&drafted, &root, time(FROM)).unwrap();
        let now = time("2026-12-01T00:00:00Z");
        let next = Bundle::open(signed.bundle.as_bytes(), signed.signature.as_bytes(), &public, now, 7).unwrap();
        assert_eq!(next.destroyed(), std::slice::from_ref(&gone));
        assert_eq!(next.epochs().iter().map(Epoch::name).collect::<Vec<_>>(), [kept.name()]);
        let listed: Vec<_> = next.receipt_keys().iter().map(|listed| listed.key).collect();
        assert_eq!(listed.len(), keys);
        assert_eq!(listed.last(), Some(&key));
    }
}

#[test]
fn a_receipt_key_that_is_succeeded_stays_for_its_time() {
    let [first, second] = [(); 2].map(|()| SigningKey::generate(None).unwrap().public);
    let one = succeed(&[], first, time(FROM));
    let whole = ReceiptKey { key: first, not_before: time(FROM), not_after: Timestamp::MAX };
    assert_eq!(one, [whole]);
    assert_eq!(succeed(&one, first, time(TO)), one);
    let ended = ReceiptKey { not_after: time(TO), ..whole };
    let next = ReceiptKey { key: second, not_before: time(TO), not_after: Timestamp::MAX };
    let two = succeed(&one, second, time(TO));
    assert_eq!(two, [ended, next]);
    // What ended stays as it ended.
    let third = SigningKey::generate(None).unwrap().public;
    let later = time("2029-01-01T00:00:00Z");
    assert_eq!(succeed(&two, third, later)[..2], [ended, ReceiptKey { not_after: later, ..next }]);
}
