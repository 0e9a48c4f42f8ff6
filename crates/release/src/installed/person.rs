use std::{
    process::Command,
    thread,
    time::{Duration, Instant},
};

use xtask::{Failure, VirtualDisplay, process};

use crate::running::Running;

/// Somebody with a keyboard alone, who reads the title of the window.
pub struct Person<'d>(pub &'d VirtualDisplay);

/// What a person does on a page.
enum Act {
    Press(&'static str),
    Type(&'static str),
}

use Act::{Press, Type};

/// The short form of the journey: each page by its title, and what leads to the next one.
const WAY: [(&str, &[Act]); 4] = [
    // Past what tells who knows their accounts already.
    ("Retrouvez vos comptes dans Bankin’", &[Press("Tab"), Press("Tab"), Press("Return")]),
    ("Qui vous a demandé ce partage ?", &[Press("Tab"), Press("Return")]),
    ("Quels comptes manquent dans Bankin’ ?", &[Press("Tab"), Press("space"), Press("Return")]),
    (
        "Vos coordonnées et le problème",
        &[
            Press("Tab"),
            Type("Hélène Marchand"),
            Press("Tab"),
            Type("helene.marchand@exemple.fr"),
            // The number of the request is left out.
            Press("Tab"),
            Press("Tab"),
            Type("Mon PEA a disparu."),
            Press("Tab"),
            Press("Return"),
        ],
    ),
];

/// Where it ends.
const END: &str = "Vérifiez vos réponses";

const PATIENCE: Duration = Duration::from_secs(30);

impl Person<'_> {
    /// Goes from the first page to the answers, which are to be checked.
    ///
    /// # Errors
    /// When a page does not come.
    pub fn walk(&self) -> Result<(), Failure> {
        for (title, acts) in WAY {
            self.at(title)?;
            for act in acts {
                match act {
                    Press(key) => self.hand(&["key", key])?,
                    Type(text) => self.hand(&["type", "--delay", "30", text])?,
                }
            }
        }
        self.at(END)
    }

    /// Closes the window by the keyboard; what asks whether it is meant is answered by doing it again.
    ///
    /// # Errors
    /// When the program goes on.
    pub fn close(&self, app: &mut Running) -> Result<(), Failure> {
        let start = Instant::now();
        while app.is_running() {
            if start.elapsed() > PATIENCE {
                return Err(Failure::Unexpected("the window was closed, and the program goes on".to_owned()));
            }
            self.hand(&["key", "alt+F4"])?;
            thread::sleep(Duration::from_secs(2));
        }
        Ok(())
    }

    /// Waits for a page.
    fn at(&self, title: &str) -> Result<(), Failure> {
        let start = Instant::now();
        loop {
            let now = self.title();
            if now == format!("{title} — Pli") {
                println!("  {now}");
                // The heading of a new page takes the focus a moment after it is named.
                thread::sleep(Duration::from_millis(500));
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                return Err(Failure::Unexpected(format!("the window is titled {now:?} instead of {title:?}")));
            }
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// The title of the window in front, with plain spaces.
    fn title(&self) -> String {
        let mut xdotool = Command::new("xdotool");
        xdotool.args(["getactivewindow", "getwindowname"]).env("DISPLAY", self.0.name());
        process::output(&mut xdotool).unwrap_or_default().trim().replace(['\u{a0}', '\u{202f}'], " ")
    }

    fn hand(&self, words: &[&str]) -> Result<(), Failure> {
        process::output(Command::new("xdotool").args(words).env("DISPLAY", self.0.name())).map(drop)
    }
}
