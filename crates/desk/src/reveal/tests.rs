use std::{
    io::{Read as _, Write as _},
    thread,
};

use super::*;
use crate::{documented::is_told, operator::tests::two_operators};

#[path = "../../tests/desk/support/terminal.rs"]
mod terminal;

use terminal::{pseudo_terminal, shown_until};

const FOREVER: Duration = Duration::from_mins(1);

/// Not the password of anybody.
fn fields() -> BTreeMap<String, Zeroizing<String>> {
    [("id", "0123456789"), ("password", "caché\\\"!")]
        .map(|(id, value)| (id.to_owned(), Zeroizing::new(value.to_owned())))
        .into()
}

fn page(limit: u64) -> String {
    format!(
        "  id: 0123456789\r\n  password: caché\\\"!\r\n\r\n  \
         Une touche efface l’écran (au plus tard dans {limit}\u{a0}s).\r\n  Any key clears the screen.\r\n"
    )
}

fn entered(page: &str) -> String {
    format!("\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l{page}")
}

const LEFT: &str = "\x1b[2J\x1b[H\x1b[?25h\x1b[?1049l";

#[test]
fn they_are_shown_for_a_minute_at_most() {
    assert!(is_told("sees the fields, on a terminal only, for a minute or until a key is pressed"));
    assert_eq!(SHOWN_FOR, Duration::from_mins(1));
}

#[test]
fn shows_until_a_key_is_pressed_and_clears_the_screen() {
    let (mut emulator, program) = pseudo_terminal();
    let shown = thread::spawn(move || show(Agreed::Here(&two_operators()), &fields(), &program, &program, FOREVER));
    assert_eq!(shown_until(&mut emulator, "clears the screen.\r\n"), entered(&page(60)));
    emulator.write_all(b"q").unwrap();
    assert_eq!(shown_until(&mut emulator, "l"), &LEFT[..=LEFT.find('l').unwrap()]);
    assert_eq!(shown.join().unwrap().unwrap(), Hidden::KeyPressed);
}

#[test]
fn clears_the_screen_when_the_time_is_over() {
    let (mut emulator, program) = pseudo_terminal();
    let hidden = show(Agreed::Here(&two_operators()), &fields(), &program, &program, Duration::from_millis(1));
    assert_eq!(hidden.unwrap(), Hidden::TimeOver);
    assert_eq!(shown_until(&mut emulator, "?1049l"), entered(&page(0)) + LEFT);
}

#[test]
fn echoes_nothing_and_gives_the_terminal_back() {
    let (mut emulator, program) = pseudo_terminal();
    let before = tcgetattr(&program).unwrap();
    let copy = program.try_clone().unwrap();
    let shown = thread::spawn(move || show(Agreed::Here(&two_operators()), &fields(), &copy, &copy, FOREVER));
    shown_until(&mut emulator, "clears the screen.\r\n");
    emulator.write_all(b"typed").unwrap();
    assert_eq!(shown_until(&mut emulator, "?1049l"), LEFT);
    shown.join().unwrap().unwrap();
    assert_eq!(format!("{:?}", tcgetattr(&program).unwrap()), format!("{before:?}"));
}

#[test]
fn refuses_a_pipe_and_a_file() {
    let (_emulator, program) = pseudo_terminal();
    let (_reader, pipe) = io::pipe().unwrap();
    let mut file = tempfile::tempfile().unwrap();
    for output in [pipe.as_fd(), file.as_fd()] {
        let error = show(Agreed::Here(&two_operators()), &fields(), &program, output, FOREVER).unwrap_err();
        assert_eq!(error.code(), "reveal-not-a-terminal");
    }
    assert_eq!(file.read_to_end(&mut Vec::new()).unwrap(), 0);
}

#[test]
fn a_value_does_not_act_on_the_terminal() {
    assert_eq!(Shown("a\\b").to_string(), "a\\b");
    assert_eq!(Shown("a\u{1b}[2J\\").to_string(), r"[\u{…}] a\u{1b}[2J\\");
}
