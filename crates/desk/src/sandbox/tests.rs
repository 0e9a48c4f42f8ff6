use super::*;

fn words(sandbox: &Sandbox, arguments: &[&str]) -> Vec<String> {
    let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    let (program, words) = sandbox.command(&arguments);
    [program].into_iter().chain(words).map(|word| word.into_string().unwrap()).collect()
}

/// Word by word: one more is a way out, one fewer an end without limit.
#[test]
fn a_connector_is_given_these_words_and_no_others() {
    let sandbox = Sandbox {
        copy: "/kept/bank".into(),
        main: Some("connector"),
        network: Network::None,
        limit: Duration::from_secs(7),
    };
    let mut expected: Vec<&str> =
        "env --ignore-signal=TERM choom -n 1000 -- bwrap --unshare-user --unshare-pid --die-with-parent \
        --cap-drop ALL --uid 65534 --gid 65534 --unshare-net --clearenv --setenv PATH /usr/bin:/bin --setenv HOME /tmp \
        --setenv LANG C.UTF-8 --ro-bind /usr /usr"
            .split_whitespace()
            .collect();
    let system = [
        ("usr/bin", "/bin"),
        ("usr/sbin", "/sbin"),
        ("usr/lib", "/lib"),
        ("usr/lib32", "/lib32"),
        ("usr/lib64", "/lib64"),
    ];
    for (to, at) in system.into_iter().filter(|(to, _)| Path::new("/").join(to).exists()) {
        expected.extend(["--symlink", to, at]);
    }
    for path in [
        "/etc/alternatives",
        "/etc/ca-certificates",
        "/etc/hosts",
        "/etc/ld.so.cache",
        "/etc/localtime",
        "/etc/nsswitch.conf",
        "/etc/pki",
        "/etc/resolv.conf",
        "/etc/ssl",
    ] {
        expected.extend(["--ro-bind-try", path, path]);
    }
    expected.extend(
        "--dev /dev --ro-bind /dev/null /dev/tty --size 67108864 --tmpfs /dev/shm --remount-ro /dev \
         --size 268435456 --tmpfs /tmp --ro-bind /kept/bank /connector --remount-ro / --chdir /tmp -- \
         prlimit --core=0 --cpu=7 --fsize=134217728 --as=4294967296 --nproc=256 --nofile=1024 -- \
         env --default-signal=TERM /connector/connector --account pea"
            .split_whitespace(),
    );
    assert_eq!(words(&sandbox, &["--account", "pea"]), expected);

    let shared = Sandbox { main: None, network: Network::Shared, ..sandbox };
    let expected: Vec<&str> = expected
        .into_iter()
        .filter(|word| *word != "--unshare-net")
        .map(|word| if word == "/connector/connector" { PROGRAM } else { word })
        .collect();
    assert_eq!(words(&shared, &["--account", "pea"]), expected);
}
