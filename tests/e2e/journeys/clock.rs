//! The clock is set while somebody works.

use pli_e2e::{App, Clock, Credentials, Machine, Package, Page, Person, SealWindow};

#[tokio::test]
async fn a_clock_that_is_set_while_credentials_are_typed_wipes_nothing_and_closes_nothing() {
    let machine = Machine::new();
    let clock = Clock::of(&machine);
    let app = App::launch(&machine, &clock.launch()).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    let window = SealWindow::open(&machine);
    window.type_text("0481516234\t");
    let typed = window.process();
    for minutes in [10, -60, 24 * 60] {
        clock.set(minutes);
        assert_eq!(clock.read(), minutes, "the programs of the machine see it");
        window.type_text("4");
        window.press("BackSpace");
        assert!(window.focused().is_some_and(|at| at.takes_text()), "{minutes} minutes later the window is open");
    }
    clock.set(10);
    window.type_text("482915");
    window.press("Return");
    assert_eq!(window.process(), typed);
    window.closed();
    app.at(Page::MailClient).await;
    assert!(Credentials::of_lcl().are(&Package::of(&machine, Person::LCL.reference).payload()["fields"]));
    app.close().await;
}
