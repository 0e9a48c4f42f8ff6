//! A bank on this machine, for a connector to log in to.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    thread::{self, JoinHandle},
};

/// What the bank answers to somebody who is logged in.
pub const ACCOUNTS: &str = r#"[{"account":"pea","balance":"1234.56"}]"#;

/// A bank that serves one login and one list of accounts, and tells afterwards what login it got.
pub struct Bank {
    address: SocketAddr,
    served: JoinHandle<bool>,
}

impl Bank {
    /// Opens; only this form is a login: `id=value&…`, percent-encoded.
    pub fn open(login: &str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let login = login.to_owned();
        let served = thread::spawn(move || {
            let let_in = |body: &str| if body == login { "200 OK\r\nSet-Cookie: session=1" } else { "403 Forbidden" };
            let (request, body) = answer(&listener, |_, body| let_in(body));
            assert_eq!(request[0], "POST /login HTTP/1.0");
            if body == login {
                answer(&listener, |request, _| {
                    if request.iter().any(|line| line == "Cookie: session=1") { "200 OK" } else { "403 Forbidden" }
                });
            }
            body == login
        });
        Self { address, served }
    }

    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Whether the login that was tried was the right one.
    pub fn login_was_right(self) -> bool {
        self.served.join().unwrap()
    }
}

/// Takes one request and gives its lines and body back.
fn answer(listener: &TcpListener, status: impl Fn(&[String], &str) -> &'static str) -> (Vec<String>, String) {
    let (mut stream, _) = listener.accept().unwrap();
    let (request, body) = read(&stream);
    let status = status(&request, &body);
    let content = if status == "200 OK" { ACCOUNTS } else { "" };
    write!(stream, "HTTP/1.0 {status}\r\n\r\n{content}").unwrap();
    (request, body)
}

fn read(stream: &TcpStream) -> (Vec<String>, String) {
    let mut reader = BufReader::new(stream);
    let mut request = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        match line.trim_end() {
            "" => break,
            line => request.push(line.to_owned()),
        }
    }
    let length = request.iter().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    reader.read_exact(&mut body).unwrap();
    (request, String::from_utf8(body).unwrap())
}
