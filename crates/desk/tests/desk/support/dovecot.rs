//! A private IMAP server: Debian's dovecot in a temporary directory, on a port of the loopback.

use std::{
    fs::{self, Permissions},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use super::nobody;

/// Whose password is `secret`, whoever they are.
pub struct Dovecot {
    directory: PathBuf,
    pub port: u16,
    child: Child,
}

impl Dovecot {
    /// Starts one with its mail, configuration and certificate in this directory, which others may enter.
    pub fn start(directory: &Path) -> Self {
        let directory = directory.join("dovecot");
        for name in ["run", "mail/cur", "mail/new", "mail/tmp", "home"] {
            fs::create_dir_all(directory.join(name)).unwrap();
        }
        certify(&directory);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let configuration = directory.join("dovecot.conf");
        fs::write(&configuration, text(&directory, port)).unwrap();
        nobody::own(&directory.join("mail"));
        nobody::own(&directory.join("home"));
        let child = Command::new("dovecot")
            .arg("-F")
            .arg("-c")
            .arg(&configuration)
            .stdin(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("dovecot: {error}; this test needs Debian's package dovecot-imapd"));
        let mut server = Self { directory, port, child };
        server.wait();
        server
    }

    /// Puts a mail into the inbox.
    pub fn deliver(&self, name: &str, mail: &[u8]) {
        let path = self.directory.join("mail/new").join(name);
        fs::write(&path, mail).unwrap();
        nobody::own(&path);
    }

    /// The certificate that clients are to trust.
    pub fn certificate(&self) -> PathBuf {
        self.directory.join("server.pem")
    }

    /// The mails of a folder of the server, by their subjects and in their order.
    pub fn subjects(&self, folder: &str) -> Vec<String> {
        let mut subjects: Vec<String> = self.files(folder).iter().map(|path| subject(path)).collect();
        subjects.sort();
        subjects
    }

    /// Deletes the mails of a folder, as a person does who sent them.
    pub fn empty(&self, folder: &str) {
        self.files(folder).iter().for_each(|path| fs::remove_file(path).unwrap());
    }

    fn files(&self, folder: &str) -> Vec<PathBuf> {
        let folder = self.directory.join("mail").join(folder);
        let entries = ["cur", "new"].iter().filter_map(|name| fs::read_dir(folder.join(name)).ok());
        entries.flatten().map(|entry| entry.unwrap().path()).collect()
    }

    /// Until it answers.
    fn wait(&mut self) {
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            assert!(self.child.try_wait().unwrap().is_none(), "{}", self.log());
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{}", self.log());
    }

    fn log(&self) -> String {
        fs::read_to_string(self.directory.join("log")).unwrap_or_default()
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // It ends its own processes on TERM, and none of them on KILL.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

fn subject(path: &Path) -> String {
    let mail = fs::read(path).unwrap();
    let parsed = mail_parser::MessageParser::default().parse(&mail).unwrap();
    parsed.subject().unwrap_or_default().to_owned()
}

fn certify(directory: &Path) {
    let output = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=DNS:localhost", "-keyout", "server.key", "-out", "server.pem"])
        .current_dir(directory)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::set_permissions(directory.join("server.key"), Permissions::from_mode(0o600)).unwrap();
}

/// As root its processes have the accounts that Debian's package makes; otherwise all are the tester's.
fn text(directory: &Path, port: u16) -> String {
    let place = directory.display();
    let accounts = if nobody::is_root() {
        "first_valid_uid = 1".to_owned()
    } else {
        let own = nobody::name();
        format!(
            "default_internal_user = {own}\ndefault_internal_group = {own}\ndefault_login_user = {own}\n\
             service anvil {{\n  chroot =\n}}\nservice imap-login {{\n  chroot =\n}}\nservice stats {{\n  chroot =\n}}"
        )
    };
    let user = nobody::mail_account();
    format!(
        "base_dir = {place}/run
state_dir = {place}/run
log_path = {place}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{place}/server.pem
ssl_key = <{place}/server.key
mail_location = maildir:{place}/mail:LAYOUT=fs
{accounts}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = {user} home={place}/home
}}
"
    )
}
