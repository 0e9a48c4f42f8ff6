//! When the machine fails: nothing half-written, nothing lost, and the journey can go on.

use std::{fs, path::PathBuf};

use pli_e2e::{
    App, Credentials, Documents, Machine, Package, Page, Person, SealWindow, eventually, files_below, until, violations,
};

#[tokio::test]
async fn a_documents_folder_that_cannot_be_written() {
    let machine = Machine::new();
    cannot_be_saved(&machine, Documents::ReadOnly, "documents-unwritable").await;
}

#[tokio::test]
async fn a_full_disk() {
    let machine = Machine::new();
    cannot_be_saved(&machine, Documents::Full, "disk-full").await;
}

#[tokio::test]
async fn a_documents_folder_that_cannot_be_is_no_place_for_a_package() {
    let machine = Machine::new();
    machine.misname_documents(&"é".repeat(200));
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    let package = Package::of(&machine, Person::LCL.reference);
    assert!(Credentials::of_lcl().are(&package.payload()["fields"]), "it lies in the Documents of the home");
    app.close().await;
}

/// The package cannot be written; once it can, it is, without typing anything again.
async fn cannot_be_saved(machine: &Machine, documents: Documents, code: &str) {
    let app = App::launch(machine, &documents.launch(machine)).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    let window = SealWindow::open(machine);
    window.fill(&Credentials::of_lcl());
    window.press("Return");
    window.closed();
    app.failure(code).await;
    assert_eq!(app.page().await, Page::Credentials);
    assert_eq!(violations(app.client()).await, Vec::<PathBuf>::new(), "the page with the failure");
    let seen_by_the_app = documents.folder(machine);
    assert_eq!(files_below(&seen_by_the_app), Vec::<PathBuf>::new(), "nothing is half-written");

    documents.mend(machine);
    assert_eq!(app.view().await["page"]["sealed"], true, "the sealed file is kept");
    app.go_on().await;
    app.at(Page::MailClient).await;
    assert_eq!(files_below(&seen_by_the_app).len(), 3, "the package and its draft");
    app.close().await;
}

#[tokio::test]
async fn no_mail_client() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    app.reply("mail-unknown").await;
    app.at(Page::HandedOver).await;
    assert_eq!(violations(app.client()).await, Vec::<PathBuf>::new());
    let package = Package::of(&machine, Person::LCL.reference);
    let page = app.body().await;
    for file in [package.consent(), package.sealed()] {
        let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
        assert!(page.contains(&name), "the page names {name}");
    }
    assert_eq!(app.text(".copies .value").await.as_deref(), Some("support@bankin.com"), "whom to write to");
    let shown = machine.file_manager().received().arguments.concat();
    assert!(shown.ends_with(&format!("/Pli/{}", Person::LCL.reference)), "the folder is shown: {shown}");
    app.close().await;
}

#[tokio::test]
async fn a_sealing_process_that_is_killed() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    let window = SealWindow::open(&machine);
    window.type_text("0481");
    window.process().kill();
    window.closed();
    app.failure("seal-ended-early").await;
    assert_eq!(app.page().await, Page::Credentials, "the case stays");
    assert_eq!(files_below(&machine.documents()), Vec::<PathBuf>::new(), "nothing is half-written");
    until("the end of its web engine", || (machine.app_processes().len() <= 3).then_some(()));
    app.seal(&Credentials::of_lcl()).await;
    app.close().await;
}

#[tokio::test]
async fn a_page_with_what_was_typed_that_dies_ends_the_sealing_process() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    let window = SealWindow::open(&machine);
    window.type_text("0481");
    let mut processes = machine.app_processes().into_iter();
    processes.find(|process| process.draws_for(window.process())).expect("its page is drawn").kill();
    window.closed();
    app.failure("seal-ended-early").await;
    app.close().await;
}

#[tokio::test]
async fn a_seal_window_that_is_closed() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    let window = SealWindow::open(&machine);
    window.press("alt+F4");
    window.closed();
    eventually("the page at rest", || async { (!app.is_busy().await).then_some(()) }).await;
    assert_eq!(app.page().await, Page::Credentials);
    assert_eq!(files_below(&machine.documents()), Vec::<PathBuf>::new());
    app.seal(&Credentials::of_lcl()).await;
    app.close().await;
}

#[tokio::test]
async fn an_app_that_is_killed_takes_the_seal_window_with_it() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    let window = SealWindow::open(&machine);
    window.type_text("0481");
    machine.app_processes().into_iter().find(|process| process.is_main()).expect("the app lives").kill();
    window.closed();
    until("the end of both web engines", || machine.app_processes().is_empty().then_some(()));
}

#[tokio::test]
async fn what_an_app_left_that_was_killed_is_swept_at_the_next_start() {
    let machine = Machine::new();
    let left = [
        machine.folders().join("run/com.bankin.pli/pli-seal-aB3dE6"),
        machine.documents().join("Pli/.pli-en-cours-aB3dE6"),
        machine.home().join(".cache/com.bankin.pli/apercu/.tmpaB3dE6"),
    ];
    for folder in &left {
        fs::create_dir_all(folder).expect("the machine takes folders");
        fs::write(folder.join("left"), "").expect("the folder takes files");
    }
    let app = App::open(&machine).await;
    until("the sweep", || left.iter().all(|folder| !folder.exists()).then_some(()));
    app.close().await;
}
