//! What a window shows before its page does: the paper of the page to come, not a flash of white by night.

use tauri::{Runtime, Theme, WebviewWindow, window::Color};

/// As `--paper` in ui/src/style/tokens.css, by day and by night.
const DAY: Color = Color(0xfb, 0xf7, 0xef, 0xff);
const NIGHT: Color = Color(0x15, 0x19, 0x26, 0xff);

/// Gives the window the ground of its page.
pub fn lay<R: Runtime>(window: &WebviewWindow<R>) {
    let night = window.theme().is_ok_and(|theme| theme == Theme::Dark);
    // Where it cannot be set, the page lays it a moment later.
    let _ = window.set_background_color(Some(if night { NIGHT } else { DAY }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_is_the_paper_of_the_page() {
        let tokens = include_str!("../../ui/src/style/tokens.css");
        let papers: Vec<&str> = tokens.lines().filter_map(|line| line.trim().strip_prefix("--paper: ")).collect();
        let hex = |Color(red, green, blue, _): Color| format!("#{red:02x}{green:02x}{blue:02x};");
        assert_eq!(papers, [hex(DAY), hex(NIGHT)]);
    }
}
