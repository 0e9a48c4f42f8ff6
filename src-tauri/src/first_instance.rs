//! The Pli that is open already, on the same display: it comes to the front instead of a second window.
//! One that does not answer is not waited for.

/// What the first instance said.
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "elsewhere it is the plug-in that has it come"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// There is none: this is the first.
    Absent,
    /// It came to the front.
    Came,
    /// It did not answer in time.
    Silent,
}

#[cfg(target_os = "linux")]
pub use linux::{ask, bus_name};

/// The single-instance plug-in asks by itself.
#[cfg(target_os = "macos")]
pub fn ask(_: Option<&tauri::Url>) -> First {
    First::Absent
}

/// The single-instance plug-in asks by itself, and ends this program whatever comes of it: so whether anybody answers is
/// asked before, of the window that it has in the first instance.
#[cfg(windows)]
pub fn ask(_: Option<&tauri::Url>) -> First {
    use std::ptr;

    use windows_sys::{
        Win32::UI::WindowsAndMessaging::{FindWindowW, SMTO_ABORTIFHUNG, SendMessageTimeoutW, WM_NULL},
        core::w,
    };

    /// How long the first instance has to answer, in milliseconds.
    const LIMIT: u32 = 5_000;

    // SAFETY: both names are null-terminated constants.
    let window = unsafe { FindWindowW(w!("com.bankin.pli-sic"), w!("com.bankin.pli-siw")) };
    if window.is_null() {
        return First::Absent;
    }
    // SAFETY: the message carries no pointer, and one to nothing takes its result.
    match unsafe { SendMessageTimeoutW(window, WM_NULL, 0, 0, SMTO_ABORTIFHUNG, LIMIT, ptr::null_mut()) } {
        0 => First::Silent,
        _ => First::Absent,
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::env;

    use gio::{
        BusType, Cancellable, DBusCallFlags, DBusConnection, IOErrorEnum, glib::Variant, prelude::ToVariant as _,
    };

    use tauri::Url;

    use super::First;
    use crate::folders::IDENTIFIER;

    /// How long the first instance has to come to the front, in milliseconds.
    const LIMIT: i32 = 5_000;

    /// The name on the session bus of the Pli of this display, without the plug-in's ending. A bus may
    /// serve several displays, and a window on another one is none for the person at this one.
    pub fn bus_name() -> String {
        name_for(&display(|name| env::var(name).ok()))
    }

    /// The display that a toolkit opens: a variable that is set to nothing names none.
    fn display(variable: impl Fn(&str) -> Option<String>) -> String {
        let named = |name| variable(name).filter(|display| !display.is_empty());
        ["WAYLAND_DISPLAY", "DISPLAY"].into_iter().find_map(named).unwrap_or_default()
    }

    fn name_for(display: &str) -> String {
        let display: String = display.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        format!("{IDENTIFIER}.display_{display}")
    }

    /// Asks the first instance, where there is one, to come to the front, and to open this file.
    pub fn ask(file: Option<&Url>) -> First {
        // Where there is no bus, GIO would start one.
        let is_there = env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
            || dirs::runtime_dir().is_some_and(|folder| folder.join("bus").exists());
        let bus = is_there.then(|| gio::bus_get_sync(BusType::Session, Cancellable::NONE).ok()).flatten();
        let Some(bus) = bus else { return First::Absent };
        // Pli works on without a bus.
        bus.set_exit_on_close(false);
        let name = bus_name() + ".SingleInstance";
        let owned = call(
            &bus,
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "NameHasOwner",
            &(&name,).to_variant(),
        );
        if owned.ok().and_then(|answer| answer.get::<(bool,)>()) != Some((true,)) {
            return First::Absent;
        }
        let path = format!("/{}", name.replace('.', "/").replace('-', "_"));
        let arguments: Vec<&str> = ["pli"].into_iter().chain(file.map(Url::as_str)).collect();
        let arguments = (arguments, String::new()).to_variant();
        match call(&bus, &name, &path, "org.SingleInstance.DBus", "ExecuteCallback", &arguments) {
            Ok(_) => First::Came,
            Err(error) if error.matches(IOErrorEnum::TimedOut) => First::Silent,
            // It has just ended, or is another program's.
            Err(_) => First::Absent,
        }
    }

    fn call(
        bus: &DBusConnection,
        name: &str,
        path: &str,
        interface: &str,
        method: &str,
        arguments: &Variant,
    ) -> Result<Variant, gio::glib::Error> {
        bus.call_sync(
            Some(name),
            path,
            interface,
            method,
            Some(arguments),
            None,
            DBusCallFlags::NONE,
            LIMIT,
            Cancellable::NONE,
        )
    }

    #[cfg(test)]
    mod tests {
        use super::{display, name_for};

        #[test]
        fn a_variable_that_is_set_to_nothing_names_no_display() {
            for (wayland, x11, named) in [
                (Some(""), Some(":1"), ":1"),
                (None, Some(":1"), ":1"),
                (Some("wayland-0"), Some(":1"), "wayland-0"),
                (Some(""), None, ""),
            ] {
                let variable = |name: &str| match name {
                    "DISPLAY" => x11.map(str::to_owned),
                    _ => wayland.map(str::to_owned),
                };
                assert_eq!(display(variable), named);
            }
        }

        #[test]
        fn each_display_has_a_name_that_the_bus_takes() {
            assert_eq!(name_for(":0"), "com.bankin.pli.display__0");
            assert_ne!(name_for(":0"), name_for(":1"));
            assert_eq!(name_for("/run/user/1000/wayland-0"), "com.bankin.pli.display__run_user_1000_wayland_0");
        }
    }
}
