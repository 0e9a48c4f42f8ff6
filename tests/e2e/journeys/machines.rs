//! What people's machines, keyboards and clipboards really do.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    process::{Child, Command, Output, Stdio},
};

use pli_e2e::{App, Credentials, Desktop, Launch, Machine, Package, Page, Person, Process, SealWindow, until};
use serde_json::json;
use xtask::workspace;

fn under(command: &str) -> Launch {
    Launch { under: command.to_owned() }
}

/// Seals on this machine, typing exactly this, and gives the fields that `age` reads.
async fn sealed(app: &App<'_>, person: &Person, typed: &str) -> serde_json::Value {
    app.walk(person, Page::Credentials).await;
    app.go_on().await;
    let window = SealWindow::open(app.machine);
    window.type_text(typed);
    window.press("Return");
    window.closed();
    app.at(Page::MailClient).await;
    Package::of(app.machine, person.reference).payload()["fields"].clone()
}

#[tokio::test]
async fn a_password_manager_types_from_field_to_field() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let fields = sealed(&app, &Person::LCL, "0481516234\t482915").await;
    assert!(Credentials::of_lcl().are(&fields));
    app.close().await;
}

#[tokio::test]
async fn digits_in_groups_are_sealed_as_digits_without_a_question() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let fields = sealed(&app, &Person::LCL, "04 81.51-62\u{a0}34\t482\u{202f}915 ").await;
    assert!(Credentials::of_lcl().are(&fields));
    app.close().await;
}

#[tokio::test]
async fn a_password_in_another_spelling_does_not_pass_in_the_description() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let person = Person { description: "Depuis demonstration–2026 rien ne va.", ..Person::CREDIT_MUTUEL };
    app.walk(&person, Page::Credentials).await;
    app.go_on().await;
    let window = SealWindow::open(&machine);
    window.type_text("0481516234\tDemonstration-2026\u{a0}");
    window.press("Return");
    window.confirm_unusual();
    until("the refusal, at its field", || window.focused().filter(pli_e2e::Focused::takes_text));
    window.cancel();
    assert_eq!(app.page().await, Page::Credentials, "nothing was sealed");
    app.close().await;
}

#[tokio::test]
async fn a_data_folder_that_cannot_be_used_leaves_a_pli_that_works() {
    let machine = Machine::new();
    let app = App::launch(&machine, &under("env XDG_DATA_HOME=/proc/1/nowhere")).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    let unavailable = app.invoke("sendings", json!({})).await["unavailable"].clone();
    assert_eq!(unavailable, "unwritable");
    app.close().await;
}

#[tokio::test]
async fn a_runtime_folder_that_cannot_be_used_seals_all_the_same() {
    let machine = Machine::new();
    let _mail_client = machine.install_thunderbird();
    let app = App::launch(&machine, &under("env XDG_RUNTIME_DIR=/proc/nowhere/0")).await;
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    app.close().await;
}

/// Pli without `WebDriver`, whose session would end with the page.
fn alone(machine: &Machine) -> (Child, Process) {
    let started = machine.command(workspace::app()).stdin(Stdio::null()).spawn().expect("Pli starts");
    let main = until("the program", || machine.app_processes().into_iter().find(|process| process.is_main()));
    let desktop = Desktop::of(machine);
    until("its window", || (desktop.active_process() == Some(main.id())).then_some(()));
    until("its page", || desktop.active_title().filter(|title| title.ends_with(" — Pli")));
    (started, main)
}

fn page_process(machine: &Machine, other_than: Option<Process>) -> Process {
    until("the process of the page", || {
        let mut processes = machine.app_processes().into_iter();
        processes.find(|process| {
            let is_page = process.arguments().first().is_some_and(|program| program.ends_with("/WebKitWebProcess"));
            is_page && Some(*process) != other_than
        })
    })
}

/// Waits for the system's own message, and closes it.
fn message_closed(machine: &Machine) {
    let desktop = Desktop::of(machine);
    until("the message", || desktop.active_title().filter(|title| title == "Pli ne peut pas continuer"));
    desktop.press("Escape");
}

#[tokio::test]
async fn a_page_that_dies_is_drawn_again() {
    let machine = Machine::new();
    let (mut started, main) = alone(&machine);
    let first = page_process(&machine, None);
    first.kill();
    page_process(&machine, Some(first));
    assert!(machine.app_processes().contains(&main), "the case lives on");
    main.kill();
    until("the end of the app", || machine.app_processes().is_empty().then_some(()));
    started.wait().expect("it ended");
}

#[tokio::test]
async fn a_program_that_is_replaced_while_it_runs_still_seals() {
    let machine = Machine::new();
    let installed = machine.folders().join("installed/pli");
    let script = machine.folders().join("from-the-package");
    fs::create_dir_all(installed.parent().expect("it has a folder")).expect("the machine takes folders");
    fs::copy(workspace::app(), &installed).expect("the program is copied");
    fs::write(&script, format!("#!/bin/sh\nshift\nexec '{}' \"$@\"\n", installed.display())).expect("a script");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a program");
    let app = App::launch(&machine, &under(&script.display().to_string())).await;
    app.walk(&Person::LCL, Page::Credentials).await;

    let newer = installed.with_extension("dpkg-new");
    fs::write(&newer, "#!/bin/false\n").expect("the upgrade is unpacked");
    fs::rename(&newer, &installed).expect("and put in place");
    app.seal(&Credentials::of_lcl()).await;
    app.close().await;
}

#[tokio::test]
async fn a_first_instance_that_hangs_is_told_of() {
    let machine = Machine::new();
    let (mut started, first) = alone(&machine);
    signal(first, "STOP");
    let mut second = machine.command(workspace::app()).stdin(Stdio::null()).spawn().expect("Pli starts");
    message_closed(&machine);
    assert_eq!(second.wait().expect("it ends").code(), Some(1));
    signal(first, "CONT");
    first.kill();
    until("the end of the app", || machine.app_processes().is_empty().then_some(()));
    started.wait().expect("it ended");
}

fn signal(process: Process, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &process.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()), "{name} is sent");
}

#[tokio::test]
async fn without_a_display_one_plain_line_says_what_to_do() {
    let machine = Machine::new();
    let pli = |arguments: &[&str]| -> Output {
        let mut command = machine.command(workspace::app());
        command.args(arguments).env("DISPLAY", "").env_remove("WAYLAND_DISPLAY").env("RUST_BACKTRACE", "1");
        command.output().expect("Pli starts")
    };
    let silent = pli(&[]);
    let said = String::from_utf8(silent.stderr).expect("a sentence");
    let ours: Vec<&str> = said.lines().filter(|line| line.starts_with("pli: ")).collect();
    assert!(matches!(&*ours, [line] if line.ends_with("(no-display)")), "{said}");
    assert!(!said.contains("panicked") && !said.contains("backtrace"), "{said}");
    assert_eq!(silent.status.code(), Some(1));

    let version = pli(&["--version"]);
    assert_eq!(String::from_utf8_lossy(&version.stdout), concat!("pli ", env!("CARGO_PKG_VERSION"), "\n"));
    assert!(String::from_utf8_lossy(&pli(&["--help"]).stdout).contains("Usage: pli"));
}
