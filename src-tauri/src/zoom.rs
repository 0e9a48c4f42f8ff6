//! The size of everything in the windows, as the person last set it.

use std::{fs, path::PathBuf, sync::Mutex, sync::PoisonError};

use serde::Deserialize;
use tauri::{Manager, WebviewWindow};
use ts_rs::TS;

use crate::whole_file;

/// The sizes, in hundredths; as browsers have them.
const SIZES: [u16; 11] = [75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400];
const NORMAL: u16 = 100;

/// What a key or a turn of the wheel asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ZoomStep {
    In,
    Out,
    /// As it was at first.
    Reset,
}

/// The size in force, and where it is remembered.
#[derive(Debug)]
pub struct Zoom {
    file: Option<PathBuf>,
    size: Mutex<u16>,
}

impl Zoom {
    /// As remembered in the app's configuration folder.
    pub fn remembered(configuration: Option<PathBuf>) -> Self {
        let file = configuration.map(|folder| folder.join("zoom"));
        let size =
            file.as_ref().and_then(|file| fs::read_to_string(file).ok()).and_then(|text| text.trim().parse().ok());
        Self { file, size: Mutex::new(known(size.unwrap_or(NORMAL))) }
    }

    /// This size, which is remembered nowhere.
    pub fn of(size: u16) -> Self {
        Self { file: None, size: Mutex::new(known(size)) }
    }

    /// In hundredths.
    pub fn size(&self) -> u16 {
        *self.size.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn factor(&self) -> f64 {
        f64::from(self.size()) / f64::from(NORMAL)
    }

    fn step(&self, step: ZoomStep) {
        let mut size = self.size.lock().unwrap_or_else(PoisonError::into_inner);
        *size = after(*size, step);
        if let Some(file) = &self.file {
            // Not remembered: it is asked for again next time.
            let _ = whole_file::write(file, format!("{size}\n").as_bytes());
        }
    }
}

fn known(size: u16) -> u16 {
    if SIZES.contains(&size) { size } else { NORMAL }
}

fn after(size: u16, step: ZoomStep) -> u16 {
    match step {
        ZoomStep::In => SIZES.into_iter().find(|&other| other > size).unwrap_or(size),
        ZoomStep::Out => SIZES.into_iter().rev().find(|&other| other < size).unwrap_or(size),
        ZoomStep::Reset => NORMAL,
    }
}

/// Takes one step in this window.
pub fn set(window: &WebviewWindow, step: ZoomStep) {
    let zoom = window.state::<Zoom>();
    zoom.step(step);
    // A web view that does not zoom shows the page as it is.
    let _ = window.set_zoom(zoom.factor());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_through_the_sizes_and_stop_at_the_ends() {
        let steps = |from: u16, step| std::iter::successors(Some(from), move |&size| Some(after(size, step)));
        assert_eq!(steps(NORMAL, ZoomStep::In).take(4).collect::<Vec<_>>(), [100, 110, 125, 150]);
        assert_eq!(steps(NORMAL, ZoomStep::In).nth(20), Some(400));
        assert_eq!(steps(NORMAL, ZoomStep::Out).nth(20), Some(75));
        assert_eq!(after(250, ZoomStep::Reset), 100);
    }

    #[test]
    fn the_last_size_is_remembered_and_nonsense_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let configuration = || Some(folder.path().join("pli"));
        assert_eq!(Zoom::remembered(configuration()).size(), 100);
        Zoom::remembered(configuration()).step(ZoomStep::In);
        assert_eq!(Zoom::remembered(configuration()).size(), 110);
        for text in ["", "0", "101", "-1", "99999999"] {
            fs::write(folder.path().join("pli/zoom"), text).unwrap();
            assert_eq!(Zoom::remembered(configuration()).size(), 100, "{text}");
        }
    }
}
