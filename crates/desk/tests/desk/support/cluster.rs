//! A private `PostgreSQL`: a cluster in a temporary directory, reached by a Unix socket in it.

use std::{
    ffi::OsStr,
    fs::{self, Permissions},
    io::Write as _,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tempfile::TempDir;

/// The account that Debian's package makes; `PostgreSQL` refuses to run as root.
const ACCOUNT: &str = "postgres";

pub struct Cluster {
    directory: TempDir,
}

/// The cluster of the tests that have a database of their own in it, for as long as one of them runs.
static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());

impl Cluster {
    /// A cluster that other tests use at the same time.
    pub fn shared() -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let cluster = Arc::new(Self::start());
            *shared = Arc::downgrade(&cluster);
            cluster
        })
    }

    /// Makes a cluster and starts it.
    pub fn start() -> Self {
        let cluster = Self { directory: tempfile::Builder::new().prefix("pli-pg").tempdir_in("/tmp").unwrap() };
        fs::set_permissions(cluster.directory.path(), Permissions::from_mode(0o777)).unwrap();
        cluster.run(
            "initdb",
            ["--auth=trust", "--username=desk", "--encoding=UTF8", "--no-sync", "--pgdata"],
            Some(&cluster.data()),
        );
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c fsync=off",
            cluster.directory.path().display()
        );
        cluster.run(
            "pg_ctl",
            ["--wait", "--silent", "--log=/dev/null", "start", "--options", &options, "--pgdata"],
            Some(&cluster.data()),
        );
        cluster
    }

    /// A database of its own for a test.
    pub fn database(&self, name: &str) -> String {
        let host = self.directory.path().to_str().unwrap();
        self.run("createdb", ["--username=desk", "--host", host, name], None);
        self.url(name)
    }

    /// The database of this name.
    pub fn url(&self, name: &str) -> String {
        format!("postgres:///{name}?host={}&user=desk", self.host())
    }

    /// Where its socket is.
    pub fn host(&self) -> &str {
        self.directory.path().to_str().unwrap()
    }

    /// Runs what an administrator would give to `psql`.
    pub fn script(&self, script: &str) {
        self.psql("postgres", "desk", script).unwrap();
    }

    /// What a role that is no administrator is told.
    pub fn try_query(&self, database: &str, role: &str, statement: &str) -> Result<String, String> {
        self.psql(database, role, statement)
    }

    fn psql(&self, database: &str, role: &str, script: &str) -> Result<String, String> {
        let mut child = Command::new(binaries().join("psql"))
            .args([
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--host",
                self.host(),
                "--username",
                role,
                database,
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may end before it has read all: then it says why.
        let _ = child.stdin.take().unwrap().write_all(script.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
    }

    /// Writes everything to the files of the tables.
    pub fn checkpoint(&self, database: &str) {
        let host = self.directory.path().to_str().unwrap();
        self.run("psql", ["--quiet", "--username=desk", "--host", host, "--command=CHECKPOINT", database], None);
    }

    /// Where the tables are.
    pub fn tables(&self) -> PathBuf {
        self.data().join("base")
    }

    fn data(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    fn run<const N: usize>(&self, program: &str, arguments: [&str; N], last: Option<&Path>) {
        let path = binaries().join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", ACCOUNT, "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        let output = command
            .args(arguments)
            .args(last.map(Path::as_os_str).into_iter().collect::<Vec<&OsStr>>())
            .current_dir("/tmp")
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("{program}: {error}; these tests need Debian's package postgresql"));
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.run("pg_ctl", ["--mode=immediate", "--silent", "stop", "--pgdata"], Some(&self.data()));
    }
}

fn binaries() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").expect("these tests need Debian's package postgresql");
    versions
        .map(|version| version.unwrap().path().join("bin"))
        .max()
        .expect("these tests need Debian's package postgresql")
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| std::os::unix::fs::MetadataExt::uid(&process) == 0)
}
