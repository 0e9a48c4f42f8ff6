use std::{ffi::OsStr, iter, os::windows::ffi::OsStrExt as _, ptr};

use windows_sys::Win32::UI::WindowsAndMessaging::{MB_ICONERROR, MB_OK, MB_SETFOREGROUND, MessageBoxW};

/// A message box.
pub fn show(title: &str, text: &str) {
    let wide = |text: &str| OsStr::new(text).encode_wide().chain(iter::once(0)).collect::<Vec<u16>>();
    let (title, text) = (wide(title), wide(text));
    // SAFETY: both texts end with a null and outlive the call; there is no owner window.
    unsafe { MessageBoxW(ptr::null_mut(), text.as_ptr(), title.as_ptr(), MB_OK | MB_ICONERROR | MB_SETFOREGROUND) };
}
