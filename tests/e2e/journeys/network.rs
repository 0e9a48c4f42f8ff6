//! The app opens no network connection, ever.

use std::{
    io::{ErrorKind, Read as _},
    net::TcpListener,
};

use fantoccini::{Client, Locator};
use pli_e2e::{App, Credentials, Machine, Page, Person, SealSession, Trace};
use serde_json::json;

#[tokio::test]
async fn no_process_of_the_app_touches_the_internet() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let (trace, launch) = Trace::new(&machine);
    let app = App::launch(&machine, &launch).await;
    let automation = automation_port(&machine);
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    app.reply("mail-thunderbird").await;
    app.at(Page::HandedOver).await;
    app.go_on().await;
    app.at(Page::Done).await;
    app.close().await;

    // WebDriver's own connections are the only ones: that they are seen proves that others would be.
    let (automations, others): (Vec<String>, Vec<String>) =
        trace.internet_sockets().into_iter().partition(|line| line.contains(&automation));
    assert_eq!(others, Vec::<String>::new());
    assert!(!automations.is_empty());
    assert!(trace.programs() >= 6, "the trace covers both windows and their web engines, saw {}", trace.programs());
}

#[tokio::test]
async fn the_window_opens_no_other_page_and_no_second_window() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let elsewhere = Elsewhere::reached_for(app.client()).await;
    // The page is still there, and goes on: whatever it had asked for before was decided by then.
    app.walk(&Person::LCL, Page::Review).await;
    elsewhere.was_not_reached(app.client()).await;
    app.close().await;
}

#[tokio::test]
async fn nor_does_the_window_where_credentials_are_typed() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let about = app.invoke("about", json!({})).await;
    app.close().await;
    let window = SealSession::open(&machine, &about, "fr", 100).await;
    let elsewhere = Elsewhere::reached_for(window.client()).await;
    // As above: the page has its process look at what is typed.
    window.refuses_empty_fields().await;
    elsewhere.was_not_reached(window.client()).await;
    window.close().await;
}

/// A place outside that a page tries to go to, in every way.
struct Elsewhere {
    server: TcpListener,
}

impl Elsewhere {
    async fn reached_for(page: &Client) -> Self {
        let server = TcpListener::bind("127.0.0.1:0").expect("a port");
        server.set_nonblocking(true).expect("a socket that does not wait");
        let url = format!("http://{}/", server.local_addr().expect("its address"));
        page.execute(&format!("location.assign('{url}')"), Vec::new()).await.expect("the page runs it");
        // Only under a person's click does a web engine have a page open a window.
        for opens in ["link.target = '_blank'", "link.onclick = () => { window.open(link.href); return false; }"] {
            let script = format!(
                "const link = document.body.appendChild(document.createElement('a')); \
                 Object.assign(link, {{ id: 'elsewhere', href: '{url}' }}); \
                 Object.assign(link.style, {{ position: 'fixed', inset: 0, zIndex: 9 }}); {opens};"
            );
            page.execute(&script, Vec::new()).await.expect("the page runs it");
            page.find(Locator::Id("elsewhere")).await.expect("the link").click().await.expect("a click");
            page.execute("elsewhere.remove();", Vec::new()).await.expect("the page runs it");
        }
        Self { server }
    }

    async fn was_not_reached(self, page: &Client) {
        assert_eq!(page.windows().await.expect("the driver tells").len(), 1);
        // WebKit connects ahead, before it asks the program whether it may go there; nothing is said on the line.
        while let Ok((mut line, _)) = self.server.accept() {
            let mut said = Vec::new();
            line.set_nonblocking(true).expect("a socket that does not wait");
            let ended = line.read_to_end(&mut said);
            assert!(said.is_empty(), "{}", String::from_utf8_lossy(&said));
            assert!(
                ended.map_or_else(|error| error.kind() == ErrorKind::WouldBlock, |_| true),
                "the line is open and quiet"
            );
        }
    }
}

/// Where `WebKitWebDriver` listens for the app, as strace prints it.
fn automation_port(machine: &Machine) -> String {
    let address = machine.app_processes().into_iter().find_map(|process| process.variable("WEBKIT_INSPECTOR_SERVER"));
    let address = address.and_then(|address| address.into_string().ok()).expect("the driver names its address");
    let (host, port) = address.rsplit_once(':').expect("an address has a port");
    format!("sin_port=htons({port}), sin_addr=inet_addr(\"{host}\")")
}
