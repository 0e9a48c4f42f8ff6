use std::sync::mpsc::{self, Receiver, Sender};

use zbus::interface;

use crate::{bus::Bus, desk::Desk};

/// `org.freedesktop.FileManager1` (freedesktop.org, "File Manager D-Bus Interface") on the desk's own bus.
pub struct MockFileManager {
    _bus: Bus,
    shown: Receiver<Vec<String>>,
}

impl MockFileManager {
    pub fn on(desk: &Desk) -> Self {
        let (sender, shown) = mpsc::channel();
        let service = FileManager { shown: sender };
        let bus = Bus::serving(desk, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", service);
        Self { _bus: bus, shown }
    }

    /// The URLs of the files it was asked to show selected.
    pub fn shown(&self) -> Vec<String> {
        self.shown.try_recv().expect("the file manager was asked")
    }
}

struct FileManager {
    shown: Sender<Vec<String>>,
}

#[interface(name = "org.freedesktop.FileManager1")]
impl FileManager {
    fn show_items(
        &self,
        uris: Vec<String>,
        #[expect(unused_variables, reason = "the interface has it")] startup_id: String,
    ) {
        self.shown.send(uris).unwrap();
    }
}
