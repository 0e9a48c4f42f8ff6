//! The app opens no network connection. This says which crates in it could, and why each is there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use serde_json::Value;
use xtask::{process, workspace};

/// What may be in the app although it could speak to a network, or says so of itself.
const KNOWN: &[(&str, &str)] = &[
    ("async-io", "zbus: the D-Bus socket of the keyring and the portal"),
    ("bytes", "buffers, for tokio and http"),
    ("http", "Tauri: the words of HTTP for pages that the program itself serves; no client"),
    ("lettre", "writes mails; built without a transport, see below"),
    ("mio", "tokio: waiting for the D-Bus socket"),
    ("polling", "async-io: the same"),
    ("rust-embed-impl", "age: its messages, embedded"),
    ("rust-embed-utils", "the same"),
    ("rustix", "POSIX"),
    ("socket2", "tokio: options of the D-Bus socket"),
    ("soup3", "WebKitGTK's own HTTP library, by Tauri's bindings; the pages' policy gives it nothing to ask for"),
    ("soup3-sys", "the same"),
    ("tokio", "zbus, Tauri"),
];

/// How a crate says of itself that it speaks to a network.
const CATEGORIES: &[&str] = &[
    "network-programming",
    "web-programming::http-client",
    "web-programming::http-server",
    "web-programming::websocket",
];

/// Crates that may not say so: clients, servers and what they stand on.
const NAMES: &[&str] = &[
    "actix-web",
    "async-net",
    "async-std",
    "attohttpc",
    "axum",
    "curl",
    "curl-sys",
    "h2",
    "h3",
    "hickory-resolver",
    "http",
    "hyper",
    "hyper-util",
    "isahc",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "polling",
    "quinn",
    "reqwest",
    "rustls",
    "schannel",
    "smol",
    "socket2",
    "soup3",
    "soup3-sys",
    "suppaftp",
    "surf",
    "tauri-plugin-http",
    "tauri-plugin-updater",
    "tauri-plugin-upload",
    "tauri-plugin-websocket",
    "tiny_http",
    "tokio-rustls",
    "tokio-tungstenite",
    "tonic",
    "tungstenite",
    "ureq",
    "warp",
];

/// What is linked into the app on this system: its packages, with the features each is built with.
struct Linked(BTreeMap<String, (Value, Vec<String>)>);

impl Linked {
    fn now() -> Self {
        let compiler = process::output(Command::new("rustc").arg("-vV")).unwrap();
        let host = compiler.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let mut metadata = Command::new(env!("CARGO"));
        metadata.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", host]);
        let metadata = process::output(metadata.current_dir(workspace::root())).unwrap();
        Self::of(&serde_json::from_str(&metadata).unwrap())
    }

    /// Follows what is linked, not what only builds or tests.
    fn of(metadata: &Value) -> Self {
        let by_id = |list: &Value| -> BTreeMap<String, Value> {
            list.as_array().unwrap().iter().map(|item| (text(&item["id"]), item.clone())).collect()
        };
        let (packages, nodes) = (by_id(&metadata["packages"]), by_id(&metadata["resolve"]["nodes"]));
        let app = packages.values().find(|package| package["name"] == "pli").unwrap();
        let (mut linked, mut next, mut seen) = (BTreeMap::new(), vec![text(&app["id"])], BTreeSet::new());
        while let Some(id) = next.pop() {
            if seen.insert(id.clone()) {
                let features = nodes[&id]["features"].as_array().unwrap().iter().map(text).collect();
                linked.insert(text(&packages[&id]["name"]), (packages[&id].clone(), features));
                let of_it = nodes[&id]["deps"].as_array().unwrap().iter();
                next.extend(
                    of_it.filter(|dependency| is_linked(dependency)).map(|dependency| text(&dependency["pkg"])),
                );
            }
        }
        Self(linked)
    }

    /// Those that could speak to a network.
    fn networked(&self) -> BTreeSet<&str> {
        let says_so = |package: &Value| {
            package["categories"].as_array().unwrap().iter().any(|category| CATEGORIES.contains(&&*text(category)))
        };
        let all = self.0.iter().filter(|(name, (package, _))| NAMES.contains(&&***name) || says_so(package));
        all.map(|(name, _)| name.as_str()).collect()
    }
}

fn is_linked(dependency: &Value) -> bool {
    dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn no_crate_of_the_app_speaks_to_a_network_but_those_known_by_name() {
    let linked = Linked::now();
    assert!(linked.0.len() > 100, "only {} crates are linked: is the metadata read?", linked.0.len());
    let known: BTreeSet<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
    let networked = linked.networked();
    let unknown: Vec<_> = networked.difference(&known).collect();
    assert_eq!(unknown, Vec::<&&str>::new(), "not among those known: is it needed?");
    if cfg!(target_os = "linux") {
        assert_eq!(networked, known, "one of those known is gone");
    }
}

#[test]
fn the_mails_writer_has_no_transport() {
    let linked = Linked::now();
    let (_, features) = &linked.0["lettre"];
    assert!(features.iter().all(|feature| !feature.contains("transport") && !feature.contains("tls")), "{features:?}");
}
