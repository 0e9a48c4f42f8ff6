//! Every folder that the environment names, in every state that it may be in: each is chosen by a process of its own,
//! which has that environment, and a home where everything else is well.

#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    os::unix::ffi::{OsStrExt as _, OsStringExt as _},
    path::{Path, PathBuf},
    process::Command,
};

use super::*;
use crate::path_text;

/// Set in the process that chooses: the file that it writes its choice to.
const CHOSEN: &str = "PLI_TEST_CHOSEN";

#[test]
fn a_folder_is_tried_and_not_believed() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "a file where a folder would be").unwrap();
    let good = home.path().join("deep/within");
    let relative = PathBuf::from("target");
    let candidates = ["/proc/nowhere/0".into(), relative, PathBuf::new(), file.join("below"), good.clone()];
    assert_eq!(first_usable(candidates), Some(good.clone()));
    assert_eq!(fs::read_dir(&good).unwrap().count(), 0, "the attempt leaves nothing");
    assert_eq!(first_usable([PathBuf::from("/proc/nowhere/0")]), None);
}

/// What a variable, or the entry of the person's folders, may be.
#[derive(Clone, Copy, Debug)]
enum State {
    Unset,
    Empty,
    Relative,
    ToBeMade,
    File,
    ReadOnly,
    Foreign,
    Full,
    NotText,
}

use State::{Empty, File, Foreign, Full, NotText, ReadOnly, Relative, ToBeMade, Unset};

const STATES: [State; 9] = [Unset, Empty, Relative, ToBeMade, File, ReadOnly, Foreign, Full, NotText];

/// A person's home, and beside it the folders that the environment may name.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        for folder in ["home/.config", "home/.cache", "home/Documents", "run", "read-only", "full"] {
            fs::create_dir_all(home.path(folder)).unwrap();
        }
        fs::write(home.path("file"), "a file where a folder would be").unwrap();
        home
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    /// The folder's name in this state; none when it has none.
    fn named(&self, state: State) -> Option<PathBuf> {
        Some(match state {
            Unset => return None,
            Empty => PathBuf::new(),
            Relative => "somewhere/else".into(),
            ToBeMade => self.path("to/be/made"),
            File => self.path("file"),
            ReadOnly => self.path("read-only"),
            Foreign => "/proc/1/x".into(),
            Full => self.path("full"),
            NotText => self.path(OsStr::from_bytes(b"Jos\xe9")),
        })
    }

    /// What is chosen with these variables, and the person's Documents under this name.
    fn chosen(&self, variables: &[(&str, Option<PathBuf>)], documents: Option<&Path>) -> Chosen {
        let user_dirs = self.path("home/.config/user-dirs.dirs");
        let name = documents.map_or(OsStr::new("$HOME/Documents"), Path::as_os_str);
        fs::write(user_dirs, [b"XDG_DOCUMENTS_DIR=\"", name.as_bytes(), b"\"\n"].concat()).unwrap();
        let mut mounted = Command::new("unshare");
        if !rustix::process::geteuid().is_root() {
            mounted.arg("--map-root-user");
        }
        // Root is refused, too, where nothing can be written.
        mounted.args(["--mount", "sh", "-euc"]);
        mounted.arg("mount -t tmpfs -o ro pli \"$1\"; mount -t tmpfs -o size=16k pli \"$2\"; shift 2; exec \"$@\"");
        mounted.arg("sh").args([self.path("read-only"), self.path("full")]).arg(env::current_exe().unwrap());
        mounted.args(["--exact", "folders::tests::the_process_that_chooses"]);
        for name in ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR"] {
            mounted.env_remove(name);
        }
        mounted.env(CHOSEN, self.path("chosen"));
        mounted.env("HOME", self.path("home")).env("XDG_RUNTIME_DIR", self.path("run"));
        for (variable, value) in variables {
            match value {
                Some(value) => mounted.env(variable, value),
                None => mounted.env_remove(variable),
            };
        }
        let output = mounted.output().expect("the system has unshare");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let chosen = fs::read(self.path("chosen")).unwrap();
        let [data, cache, passing, documents, settings] =
            serde_json::from_slice::<[Option<String>; 5]>(&chosen).unwrap();
        let path = |text: Option<String>| text.and_then(|text| path_text::parse(&text));
        let [data, cache, passing] = [data, cache, passing].map(path);
        Chosen { data, cache, passing, documents: path(documents), settings: path(settings) }
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Chosen {
    data: Option<PathBuf>,
    cache: Option<PathBuf>,
    passing: Option<PathBuf>,
    documents: Option<PathBuf>,
    settings: Option<PathBuf>,
}

/// Not a test of its own: it says what is chosen in the environment that it was started with.
#[test]
fn the_process_that_chooses() {
    let Some(file) = env::var_os(CHOSEN) else { return };
    let chosen = [
        first_usable([data()]),
        first_usable(caches()),
        first_usable(passing()),
        first_usable(documents()),
        settings(),
    ];
    let chosen = chosen.map(|folder| folder.map(|folder| path_text::of(&folder)));
    fs::write(file, serde_json::to_vec(&chosen).unwrap()).unwrap();
}

/// Compares what is chosen in each state with what is expected.
fn in_each_state(chosen: impl Fn(&Home, State) -> Option<PathBuf>, expected: impl Fn(&Home, State) -> Option<PathBuf>) {
    let home = Home::new();
    for state in STATES {
        assert_eq!(chosen(&home, state), expected(&home, state), "{state:?}");
    }
}

/// Whether the folder of this name is believed, and can be used.
fn is_good(state: State) -> bool {
    matches!(state, ToBeMade | NotText)
}

/// Whether nothing is named that could be believed: the system's own default counts.
fn is_default(state: State) -> bool {
    matches!(state, Unset | Empty | Relative)
}

#[test]
fn the_data_folder() {
    let data = |home: &Home, state| home.chosen(&[("XDG_DATA_HOME", home.named(state))], None).data;
    in_each_state(data, |home, state| match state {
        state if is_good(state) => home.named(state).map(|folder| folder.join(IDENTIFIER)),
        state if is_default(state) => Some(home.path("home/.local/share").join(IDENTIFIER)),
        _ => None,
    });
}

#[test]
fn the_cache() {
    let cache = |home: &Home, state| home.chosen(&[("XDG_CACHE_HOME", home.named(state))], None).cache;
    in_each_state(cache, |home, state| match state {
        state if is_good(state) => home.named(state).map(|folder| folder.join(IDENTIFIER)),
        state if is_default(state) => Some(home.path("home/.cache").join(IDENTIFIER)),
        _ => Some(home.path("run").join(IDENTIFIER)),
    });
}

#[test]
fn the_runtime_folder() {
    let passing = |home: &Home, state| home.chosen(&[("XDG_RUNTIME_DIR", home.named(state))], None).passing;
    in_each_state(passing, |home, state| match state {
        state if is_good(state) => home.named(state).map(|folder| folder.join(IDENTIFIER)),
        _ => Some(home.path("home/.cache").join(IDENTIFIER)),
    });
}

#[test]
fn the_temporary_folder_when_there_is_no_other() {
    let passing = |home: &Home, state| {
        let unusable = Some(PathBuf::from("/proc/1/x"));
        let others = [("XDG_RUNTIME_DIR", unusable.clone()), ("XDG_CACHE_HOME", unusable)];
        home.chosen(&[&others[..], &[("TMPDIR", home.named(state))]].concat(), None).passing
    };
    in_each_state(passing, |home, state| match state {
        state if is_good(state) => home.named(state),
        _ => Some("/tmp".into()),
    });
}

#[test]
fn the_documents() {
    let documents = |home: &Home, state| home.chosen(&[], home.named(state).as_deref()).documents;
    in_each_state(documents, |home, state| match state {
        state if is_good(state) => home.named(state),
        _ => Some(home.path("home/Documents")),
    });
}

#[test]
fn a_home_that_is_nowhere_is_no_place_and_a_home_that_is_no_text_is_one() {
    let home = Home::new();
    let homeless = [("HOME", Some("/proc/1/x".into())), ("XDG_RUNTIME_DIR", None), ("TMPDIR", Some("".into()))];
    let chosen = home.chosen(&homeless, None);
    let settings = Some("/proc/1/x/.config/com.bankin.pli".into());
    let nothing = Chosen { data: None, cache: None, passing: Some("/tmp".into()), documents: None, settings };
    assert_eq!(chosen, nothing);

    let jose = home.path(OsString::from_vec(b"Jos\xe9".to_vec()));
    let own = |folder: &str| Some(jose.join(folder).join(IDENTIFIER));
    assert_eq!(
        home.chosen(&[("HOME", Some(jose.clone())), ("XDG_RUNTIME_DIR", None)], None),
        Chosen {
            data: own(".local/share"),
            cache: own(".cache"),
            passing: own(".cache"),
            documents: Some(jose.join("Documents")),
            settings: own(".config"),
        }
    );
}

#[test]
fn settings_below_a_home_that_depends_on_where_pli_was_started_are_nowhere() {
    let home = Home::new();
    assert_eq!(home.chosen(&[("HOME", Some(".".into()))], None).settings, None);
    assert_eq!(home.chosen(&[], None).settings, Some(home.path("home/.config").join(IDENTIFIER)));
}
