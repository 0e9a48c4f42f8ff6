use std::{
    io,
    os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle},
    process::Child,
    ptr,
    sync::OnceLock,
};

use tauri::WebviewWindow;
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
    JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE, JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation,
    SetInformationJobObject,
};

/// A window of another process is not ours to be owned by.
pub fn parent_window(_: &WebviewWindow) -> Option<u64> {
    None
}

/// Puts the child, and with it the web engine it starts, into a job that Windows ends when this
/// process, the only one to hold it, is gone.
pub fn end_with_this_process(child: &Child) -> io::Result<()> {
    static JOB: OnceLock<OwnedHandle> = OnceLock::new();
    let job = match JOB.get() {
        Some(job) => job,
        None => {
            let made = make_job()?;
            JOB.get_or_init(|| made)
        }
    };
    // SAFETY: both handles are open for the whole call.
    done(unsafe { AssignProcessToJobObject(job.as_raw_handle(), child.as_raw_handle()) })
}

fn make_job() -> io::Result<OwnedHandle> {
    // SAFETY: both arguments may be null: no name, not inheritable.
    let job = unsafe { CreateJobObjectW(ptr::null(), ptr::null()) };
    if job.is_null() {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the handle was just made and nobody else owns it.
    let job = unsafe { OwnedHandle::from_raw_handle(job) };
    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    let length = u32::try_from(size_of_val(&limits)).expect("the structure is small");
    // SAFETY: `limits` is the structure that this information class asks for, of that length.
    done(unsafe {
        SetInformationJobObject(
            job.as_raw_handle(),
            JobObjectExtendedLimitInformation,
            (&raw const limits).cast(),
            length,
        )
    })?;
    Ok(job)
}

fn done(succeeded: i32) -> io::Result<()> {
    if succeeded == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
