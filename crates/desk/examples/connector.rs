//! A sample connector: logs in to a bank that speaks plain HTTP on this machine, and lists the
//! accounts. What a real one does differently is the bank, not the contract with `pli-desk use`:
//!
//! - the credentials are one JSON object on file descriptor 3, to be read to its end;
//! - nothing of them goes into arguments, the environment or a file, and they end with the process;
//! - what is printed is shown to the developer, blanked; exit code 0 means that it worked.
//!
//! `pli-desk use K7M4-Q2XD -- ./connector 127.0.0.1:8080 [--trace]`

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs,
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let bank: SocketAddr = arguments.first().ok_or("the address of the bank is missing")?.parse()?;
    let trace = arguments.iter().any(|argument| argument == "--trace");
    let mut out = io::stdout();

    let fields: BTreeMap<String, String> = serde_json::from_slice(&fs::read("/dev/fd/3")?)?;
    let form: Vec<String> = fields.iter().map(|(id, value)| format!("{id}={}", percent_encoded(value))).collect();
    let form = form.join("&");
    if trace {
        writeln!(out, "> POST /login {form}")?;
    }
    let login = exchange(bank, "POST /login", "", &form)?;
    let cookie =
        login.lines().find_map(|line| line.strip_prefix("Set-Cookie: ")).ok_or("the bank refused the login")?;
    let accounts = exchange(bank, "GET /accounts", &format!("Cookie: {cookie}\r\n"), "")?;
    let (_, accounts) = accounts.split_once("\r\n\r\n").ok_or("the bank sent no accounts")?;
    writeln!(out, "{accounts}")?;
    Ok(())
}

/// One request and its whole answer (HTTP/1.0: the connection ends with it).
fn exchange(bank: SocketAddr, request: &str, headers: &str, body: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(bank)?;
    write!(stream, "{request} HTTP/1.0\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

fn percent_encoded(value: &str) -> String {
    let encode = |byte: u8| {
        if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    value.bytes().map(encode).collect()
}
