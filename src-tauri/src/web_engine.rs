//! How `WebKitGTK` draws.

use std::env;

/// Its own name for doing without buffers shared with the graphics card.
const SETTING: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Has pages drawn in memory: they hold nothing that a graphics card would draw faster, its buffers cost a quarter
/// of the app's memory, and on some drivers the window stays blank with them. Who set it otherwise is obeyed.
///
/// To be called first: no other thread may read the environment meanwhile.
pub fn draw_in_memory() {
    if env::var_os(SETTING).is_none() {
        // SAFETY: the program has only this thread yet.
        unsafe { env::set_var(SETTING, "1") };
    }
}
