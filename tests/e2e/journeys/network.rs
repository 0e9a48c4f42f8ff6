//! The app opens no network connection, ever.

use pli_e2e::{App, Credentials, Machine, Page, Person, Trace};

#[tokio::test]
async fn no_process_of_the_app_touches_the_internet() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let (trace, launch) = Trace::new(&machine);
    let app = App::launch(&machine, &launch).await;
    let automation = automation_port(&machine);
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    app.choose("mail-thunderbird").await;
    app.go_on().await;
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

/// Where `WebKitWebDriver` listens for the app, as strace prints it.
fn automation_port(machine: &Machine) -> String {
    let address = machine.app_processes().into_iter().find_map(|process| process.variable("WEBKIT_INSPECTOR_SERVER"));
    let address = address.expect("the driver names its address");
    let (host, port) = address.rsplit_once(':').expect("an address has a port");
    format!("sin_port=htons({port}), sin_addr=inet_addr(\"{host}\")")
}
