use std::{
    collections::HashMap,
    fs::File,
    io::{Read, Seek},
    os::fd::AsFd,
    sync::mpsc::{self, Receiver, Sender},
};

use zbus::{
    interface,
    message::Header,
    names::UniqueName,
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

use crate::{bus::Bus, desk::Desk};

/// Answers of a request (org.freedesktop.portal.Request).
pub const DONE: u32 = 0;
pub const CANCELLED: u32 = 1;
pub const FAILED: u32 = 2;

/// The portal's name on the bus.
pub const NAME: &str = "org.freedesktop.portal.Desktop";

/// What the portal was asked to compose.
pub struct Composed {
    pub address: String,
    pub subject: String,
    pub body: String,
    /// The bytes behind each file descriptor.
    pub files: Vec<Vec<u8>>,
}

/// `org.freedesktop.portal.Email` on the desk's own bus.
pub struct MockPortal {
    _bus: Bus,
    composed: Receiver<Composed>,
}

impl MockPortal {
    pub fn answering(desk: &Desk, response: u32) -> Self {
        let (sender, composed) = mpsc::channel();
        let service = Email { response, composed: sender };
        let bus = Bus::serving(desk, NAME, "/org/freedesktop/portal/desktop", service);
        Self { _bus: bus, composed }
    }

    pub fn composed(&self) -> Composed {
        self.composed.try_recv().expect("the portal was asked")
    }
}

struct Email {
    response: u32,
    composed: Sender<Composed>,
}

#[interface(name = "org.freedesktop.portal.Email")]
impl Email {
    async fn compose_email(
        &self,
        #[expect(unused_variables, reason = "the interface has it")] parent_window: String,
        mut options: HashMap<String, OwnedValue>,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] connection: &zbus::Connection,
    ) -> OwnedObjectPath {
        let mut text = |name: &str| String::try_from(options.remove(name).unwrap()).unwrap();
        let token = text("handle_token");
        let (address, subject, body) = (text("address"), text("subject"), text("body"));
        let files = zbus::zvariant::Array::try_from(options.remove("attachment_fds").unwrap()).unwrap();
        let files = files.iter().map(content).collect();
        self.composed.send(Composed { address, subject, body, files }).unwrap();
        answer(&header, connection, &token, self.response).await
    }

    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        4
    }
}

/// `org.freedesktop.portal.OpenURI` on the desk's own bus.
pub struct MockViewer {
    _bus: Bus,
    shown: Receiver<Vec<u8>>,
}

impl MockViewer {
    pub fn on(desk: &Desk) -> Self {
        let (sender, shown) = mpsc::channel();
        Self { _bus: Bus::serving(desk, NAME, "/org/freedesktop/portal/desktop", OpenUri(sender)), shown }
    }

    pub fn shown(&self) -> Vec<u8> {
        self.shown.try_recv().expect("the portal was asked")
    }
}

struct OpenUri(Sender<Vec<u8>>);

#[interface(name = "org.freedesktop.portal.OpenURI")]
impl OpenUri {
    async fn open_file(
        &self,
        #[expect(unused_variables, reason = "the interface has it")] parent_window: String,
        file: zbus::zvariant::OwnedFd,
        mut options: HashMap<String, OwnedValue>,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] connection: &zbus::Connection,
    ) -> OwnedObjectPath {
        let token = String::try_from(options.remove("handle_token").unwrap()).unwrap();
        self.0.send(read(&file)).unwrap();
        answer(&header, connection, &token, DONE).await
    }

    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        4
    }
}

/// The request, and its answer, which comes before it.
async fn answer(header: &Header<'_>, connection: &zbus::Connection, token: &str, response: u32) -> OwnedObjectPath {
    let sender: &UniqueName<'_> = header.sender().unwrap();
    let caller = sender.as_str().trim_start_matches(':').replace('.', "_");
    let request = format!("/org/freedesktop/portal/desktop/request/{caller}/{token}");
    let body = (response, HashMap::<&str, Value<'_>>::new());
    connection
        .emit_signal(Some(sender.clone()), &*request, "org.freedesktop.portal.Request", "Response", &body)
        .await
        .unwrap();
    OwnedObjectPath::try_from(request).unwrap()
}

fn content(file: &Value<'_>) -> Vec<u8> {
    let Value::Fd(file) = file else { panic!("not a file descriptor: {file:?}") };
    read(file)
}

fn read(file: &impl AsFd) -> Vec<u8> {
    let mut file = File::from(file.as_fd().try_clone_to_owned().unwrap());
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}
