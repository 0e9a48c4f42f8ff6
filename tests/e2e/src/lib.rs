//! A machine of its own for each journey, with nothing on it but Pli and a mail client; and the
//! programs of others that read what Pli made.
//!
//! The main window is driven by `WebDriver`. The seal window is another process that no driver
//! reaches: it gets real key strokes, once the accessibility bus says that its field has the focus.

#![allow(
    clippy::missing_panics_doc,
    clippy::print_stdout,
    reason = "a test harness fails by panicking, and says where its pictures are"
)]

mod alone;
mod app;
mod applications;
mod axe;
mod bus;
mod clock;
mod cut_words;
mod desk;
mod desktop;
mod documents;
mod draft;
mod driver;
mod drop_target;
mod focus;
mod forms;
mod history;
mod keyring;
mod machine;
mod mailto;
mod memory;
mod opened;
mod page;
mod person;
mod pinned_pictures;
mod processes;
mod receipt;
mod seal_session;
mod seal_window;
mod sendings;
mod sockets;
mod tree;
mod wait;
mod walk;
mod words;

pub use alone::Alone;
pub use app::{App, Launch};
pub use applications::{Given, Recorder};
pub use axe::violations;
pub use clock::Clock;
pub use cut_words::cut_words;
pub use desk::{Desk, EMBEDDED, Said};
pub use desktop::Desktop;
pub use documents::Documents;
pub use draft::Draft;
pub use drop_target::{DropTarget, Dropped};
pub use focus::Focused;
pub use history::{History, files_below};
pub use keyring::{Item, Keyring, PASSWORD};
pub use machine::Machine;
pub use mailto::Mailto;
pub use memory::Canary;
pub use opened::{Package, single_spaced};
pub use page::Page;
pub use person::{Credentials, Person};
pub use pinned_pictures::PinnedPictures;
pub use processes::Process;
pub use receipt::{signed_by_a_forger, signed_by_the_desk};
pub use seal_session::SealSession;
pub use seal_window::SealWindow;
pub use sockets::Trace;
pub use tree::reads_as_pinned;
pub use wait::{eventually, until};
pub use words::words;
