use std::{io::Write, path::Path, process::Stdio};

use crate::{Machine, until};

/// Text drawn with smooth edges has many colours; an empty window has few.
const COLOURS_OF_A_DRAWN_WINDOW: usize = 300;

/// The keyboard and the windows of a machine, by xdotool.
#[derive(Clone, Copy, Debug)]
pub struct Desktop<'m>(&'m Machine);

impl<'m> Desktop<'m> {
    /// The desktop of this machine.
    pub fn of(machine: &'m Machine) -> Self {
        Self(machine)
    }

    /// Presses a key, by its X name such as `Tab` or `alt+F4`, once a window has the keyboard: a key that is
    /// pressed while none has it goes nowhere.
    pub fn press(self, key: &str) {
        self.until_focused();
        let status = self.0.command("xdotool").args(["key", key]).status().expect("xdotool starts");
        assert!(status.success(), "xdotool pressed {key}");
    }

    /// Waits until the window manager has given the keyboard to the window in front (X11's input focus; a
    /// window can be active before it has it, and have it before it is active).
    fn until_focused(self) {
        until("a window in front that has the keyboard", || {
            let ask = |what: &str| {
                let output = self.0.command("xdotool").arg(what).output().ok()?;
                let window = String::from_utf8_lossy(&output.stdout).trim().to_owned();
                (output.status.success() && !window.is_empty()).then_some(window)
            };
            // A toolkit may give the keyboard to a window within its own: xdotool names the one that the
            // window manager knows.
            (ask("getactivewindow")? == ask("getwindowfocus")?).then_some(())
        });
    }

    /// Types a text as a keyboard does. It goes to xdotool's input, never among its arguments.
    pub fn type_text(self, text: &str) {
        self.until_focused();
        let mut xdotool = self
            .0
            .command("xdotool")
            .args(["type", "--delay", "8", "--file", "-"])
            // The person's locale may not be installed; without one xdotool reads ASCII only.
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::piped())
            .spawn()
            .expect("xdotool starts");
        xdotool.stdin.take().expect("its input is piped").write_all(text.as_bytes()).expect("xdotool reads");
        assert!(xdotool.wait().expect("xdotool ends").success());
    }

    /// Copies a text, as another program does. Like what is typed, it goes to a program's input only.
    pub fn copy(self, text: &str) {
        let mut xclip = self
            .0
            .command("xclip")
            .args(["-in", "-selection", "clipboard", "-target", "UTF8_STRING"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("xclip starts");
        xclip.stdin.take().expect("its input is piped").write_all(text.as_bytes()).expect("xclip reads");
        assert!(xclip.wait().expect("xclip goes on by itself").success());
    }

    /// The process whose window is in front.
    pub fn active_process(self) -> Option<u32> {
        let output = self.0.command("xdotool").args(["getactivewindow", "getwindowpid"]).output().ok()?;
        String::from_utf8_lossy(&output.stdout).trim().parse().ok()
    }

    /// The title of the window in front.
    pub fn active_title(self) -> Option<String> {
        let output = self.0.command("xdotool").args(["getactivewindow", "getwindowname"]).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The window in front, and the one it belongs to, if it says so (ICCCM 4.1.2.6).
    pub fn active_and_its_owner(self) -> (String, Option<String>) {
        let active = self.xdotool(&["getactivewindow"]).trim().to_owned();
        let asked = self.0.command("xprop").args(["-id", &active, "WM_TRANSIENT_FOR"]).output().expect("xprop starts");
        let said = String::from_utf8_lossy(&asked.stdout).into_owned();
        let owner = said.trim().rsplit_once("window id # 0x").and_then(|(_, id)| u32::from_str_radix(id, 16).ok());
        (active, owner.map(|id| id.to_string()))
    }

    /// The program whose window is in front.
    pub fn active_program(self) -> Option<String> {
        let process = self.active_process()?;
        let program = std::fs::read_link(format!("/proc/{process}/exe")).ok()?;
        Some(program.to_string_lossy().into_owned())
    }

    /// Minimises the window in front.
    pub fn minimise_active(self) {
        let status = self.0.command("xdotool").args(["getactivewindow", "windowminimize"]).status();
        assert!(status.is_ok_and(|status| status.success()), "the window is minimised");
    }

    /// Where a window's content stands on the screen, and how large it is: x, y, width, height.
    pub fn geometry(self, window: &str) -> (i32, i32, i32, i32) {
        let said = self.xdotool(&["getwindowgeometry", "--shell", window]);
        let value = |name: &str| {
            let line = said.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            line.and_then(|number| number.parse().ok()).expect("xdotool prints each")
        };
        (value("X"), value("Y"), value("WIDTH"), value("HEIGHT"))
    }

    /// Where the content of the window in front stands on the screen.
    pub fn origin_of_active(self) -> (i32, i32) {
        let window = self.xdotool(&["getactivewindow"]);
        let (x, y, ..) = self.geometry(window.trim());
        (x, y)
    }

    /// Moves a window here.
    pub fn move_window(self, window: &str, (x, y): (i32, i32)) {
        self.xdotool(&["windowmove", window, &x.to_string(), &y.to_string()]);
        until("the window in its place", || ((self.geometry(window).0 - x).abs() < 50).then_some(()));
    }

    /// Presses the left button here, drags over there, and lets go once `arrived`.
    pub fn drag(self, from: (i32, i32), to: (i32, i32), mut arrived: impl FnMut() -> bool) {
        let move_to = |(x, y): (i32, i32)| self.xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
        move_to(from);
        self.xdotool(&["mousedown", "1"]);
        // Short of this far, a press is a click.
        for step in 1..=20 {
            move_to((from.0 + step, from.1));
        }
        let mut nearer = 0;
        until("the drag over its target", || {
            nearer = 1 - nearer;
            move_to((to.0 + nearer, to.1));
            arrived().then_some(())
        });
        self.xdotool(&["mouseup", "1"]);
    }

    pub fn click(self, (x, y): (i32, i32)) {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"]);
    }

    /// What the clipboard holds as this type, such as `UTF8_STRING`; none when it holds none.
    pub fn clipboard(self, kind: &str) -> Option<String> {
        let output = self.0.command("xclip").args(["-out", "-selection", "clipboard", "-target", kind]).output();
        let output = output.expect("xclip starts");
        output.status.success().then(|| String::from_utf8(output.stdout).expect("the clipboard holds UTF-8"))
    }

    fn xdotool(self, arguments: &[&str]) -> String {
        let output = self.0.command("xdotool").args(arguments).output().expect("xdotool starts");
        assert!(output.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Writes a PNG of the window in front once it is drawn and has stopped changing.
    pub fn picture_of_active(self, to: &Path) {
        let window = self.0.command("xdotool").arg("getactivewindow").output().expect("xdotool starts").stdout;
        let window = String::from_utf8_lossy(&window).trim().to_owned();
        let mut before = String::new();
        until("a window at rest", || {
            // It may wait for a display that waits for it.
            let pictured =
                self.0.command("timeout").args(["5", "import", "-silent", "-window", &window]).arg(to).status();
            pictured.is_ok_and(|status| status.success()).then_some(())?;
            let seen = self.0.command("identify").args(["-format", "%k %#"]).arg(to).output().expect("identify starts");
            let pixels = String::from_utf8_lossy(&seen.stdout).into_owned();
            let colours: usize = pixels.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0);
            let at_rest = colours >= COLOURS_OF_A_DRAWN_WINDOW && pixels == before;
            before = pixels;
            at_rest.then_some(())
        });
    }
}
