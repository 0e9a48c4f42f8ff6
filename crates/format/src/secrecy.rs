//! What a type that holds a secret must not be able to do, for the tests of every crate.

use std::{fmt, marker::PhantomData};

use serde::Serialize;

/// Asked what a type can do.
pub struct Probe<T>(PhantomData<T>);

/// What nothing can do, unless a [`Probe`] says otherwise of itself: that is looked at first.
pub trait Cannot {
    /// Whether it is printed by `{:?}`.
    const DEBUG: bool = false;
    /// Whether it is printed by `{}`.
    const DISPLAY: bool = false;
    /// Whether it is copied.
    const CLONE: bool = false;
    /// Whether it is written out.
    const SERIALIZE: bool = false;
}

impl<T> Cannot for Probe<T> {}

impl<T: fmt::Debug> Probe<T> {
    /// See [`Cannot::DEBUG`].
    pub const DEBUG: bool = true;
}

impl<T: fmt::Display> Probe<T> {
    /// See [`Cannot::DISPLAY`].
    pub const DISPLAY: bool = true;
}

impl<T: Clone> Probe<T> {
    /// See [`Cannot::CLONE`].
    pub const CLONE: bool = true;
}

impl<T: Serialize> Probe<T> {
    /// See [`Cannot::SERIALIZE`].
    pub const SERIALIZE: bool = true;
}

/// How each of these types can be shown or copied; empty for types that keep what they hold.
#[doc(hidden)]
#[macro_export]
macro_rules! ways_to_show {
    ($($type:ty),+ $(,)?) => {{
        #[allow(unused_imports)]
        use $crate::secrecy::{Cannot as _, Probe};

        let mut ways = Vec::<String>::new();
        $(
            let can = [
                (<Probe<$type>>::DEBUG, "Debug"),
                (<Probe<$type>>::DISPLAY, "Display"),
                (<Probe<$type>>::CLONE, "Clone"),
                (<Probe<$type>>::SERIALIZE, "Serialize"),
            ];
            ways.extend(can.iter().filter(|(can, _)| *can).map(|(_, how)| format!("{}: {how}", stringify!($type))));
        )+
        ways
    }};
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    struct Kept;

    #[test]
    fn each_way_is_seen() {
        assert_eq!(ways_to_show!(Kept), [""; 0]);
        assert_eq!(ways_to_show!(String), ["String: Debug", "String: Display", "String: Clone", "String: Serialize"]);
        assert_eq!(ways_to_show!(Kept, Zeroizing<[u8; 2]>), ["Zeroizing<[u8; 2]>: Debug", "Zeroizing<[u8; 2]>: Clone"]);
    }
}
