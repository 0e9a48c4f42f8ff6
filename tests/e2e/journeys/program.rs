//! Pli before it has a window, without what draws its pages, and started twice.

use std::process::Output;

use pli_e2e::{Alone, Machine, until};
use xtask::{VirtualDisplay, workspace};

const FIRST_PAGE: &str = "Retrouvez vos comptes dans Bankin’";
const SECOND_PAGE: &str = "Qui vous a demandé ce partage ?";

/// Waits until nothing of the app lives.
fn ended(machine: &Machine) {
    until("the end of every process of the app", || machine.app_processes().is_empty().then_some(()));
}

#[test]
fn a_page_that_dies_is_drawn_again_with_its_case_and_told_of_the_second_time() {
    let machine = Machine::new();
    let app = Alone::start(&machine, |command| command);
    app.shows(FIRST_PAGE);
    app.tab_to("Commencer");
    app.press("Return");
    app.shows(SECOND_PAGE);
    let first = app.page_process(None);
    first.kill();
    let second = app.page_process(Some(first));
    app.tab_to("Quelqu’un d’autre");
    app.shows(SECOND_PAGE);

    second.kill();
    app.ends_with("page-ended");
    ended(&machine);
}

#[test]
fn where_nothing_can_draw_a_page_the_system_s_own_message_says_so() {
    let machine = Machine::new();
    Alone::start(&machine, |command| command.env("__EGL_VENDOR_LIBRARY_FILENAMES", "/nonexistent.json"))
        .ends_with("page-ended");
    ended(&machine);
}

#[test]
fn a_first_instance_that_hangs_is_told_of() {
    let machine = Machine::new();
    let first = Alone::start(&machine, |command| command);
    first.shows(FIRST_PAGE);
    first.process().halt();
    Alone::start(&machine, |command| command).ends_with("does-not-answer");
    first.process().go_on();
    first.kill();
    ended(&machine);
}

#[test]
fn each_display_of_a_session_has_its_own_window() {
    let machine = Machine::new();
    let elsewhere = VirtualDisplay::start((1280, 1024)).expect("a second display");
    let first = Alone::start(&machine, |command| command);
    first.shows(FIRST_PAGE);
    let second = Alone::start(&machine, |command| command.env("DISPLAY", elsewhere.name()));
    until("a window on the second display", || {
        let mut active = machine.command("xdotool");
        active.args(["getactivewindow", "getwindowpid"]).env("DISPLAY", elsewhere.name());
        let active = String::from_utf8_lossy(&active.output().ok()?.stdout).trim().parse().ok();
        (active == Some(second.process().id())).then_some(())
    });
    assert_eq!(machine.app_processes().into_iter().filter(|process| process.is_main()).count(), 2);
    second.kill();
    first.shows(FIRST_PAGE);
    first.kill();
    ended(&machine);
}

#[test]
fn a_defect_is_told_by_the_system_s_own_message() {
    let machine = Machine::new();
    Alone::start(&machine, |command| command.args(["tell", "crashed"])).ends_with("crashed");
}

#[test]
fn without_a_display_one_plain_line_says_what_to_do() {
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
