//! The store of Windows or macOS itself, under names that no case has.

use super::{Keyring, SystemKeyring};

/// Removes the secret when a test ends, however it ends.
struct Named(&'static str);

impl Drop for Named {
    fn drop(&mut self) {
        // Gone already, or the test has failed by itself.
        let _ = SystemKeyring.delete(self.0);
    }
}

#[test]
fn what_was_kept_is_found_replaced_and_forgotten() {
    let named = Named("test-kept");
    assert_eq!(SystemKeyring.get(named.0).unwrap(), None, "first use");
    for secret in [&[0; 32][..], b"AGE-SECRET-KEY-1TEST", &[0xff; 32]] {
        SystemKeyring.set(named.0, secret).unwrap();
        assert!(SystemKeyring.get(named.0).unwrap().is_some_and(|found| *found == secret));
    }
    SystemKeyring.delete(named.0).unwrap();
    assert_eq!(SystemKeyring.get(named.0).unwrap(), None, "deleted, perhaps by somebody else");
    SystemKeyring.delete(named.0).unwrap();
}

#[test]
fn a_name_has_its_own_secret() {
    let (one, other) = (Named("test-one"), Named("test-other"));
    SystemKeyring.set(one.0, b"one").unwrap();
    SystemKeyring.set(other.0, b"other").unwrap();
    SystemKeyring.delete(one.0).unwrap();
    assert!(SystemKeyring.get(other.0).unwrap().is_some_and(|found| *found == b"other"));
}
