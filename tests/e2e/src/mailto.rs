use std::{
    fs,
    path::{Path, PathBuf},
};

use percent_encoding::percent_decode_str;

/// What a `mailto:` URL puts into a new mail (RFC 6068).
#[derive(Clone, Debug)]
pub struct Mailto {
    pub subject: String,
    /// The text; lines end with a line feed.
    pub body: String,
}

impl Mailto {
    /// Reads a URL.
    pub fn read(url: &str) -> Self {
        let query = url.split_once('?').expect("the URL has fields").1;
        let field = |name: &str| {
            let value = query.split('&').find_map(|field| field.strip_prefix(name)).expect("the URL has this field");
            percent_decode_str(value).decode_utf8().expect("the URL is UTF-8").replace("\r\n", "\n")
        };
        Self { subject: field("subject="), body: field("body=") }
    }

    /// Sends it unchanged, to this file: as a mail that arrives (RFC 6532).
    pub fn send(&self, person: &str, file: &Path) -> PathBuf {
        let head = format!("From: {person}\nSubject: {}\nMIME-Version: 1.0", self.subject);
        let kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit";
        let mail = format!("{head}\n{kind}\n\n{}", self.body).replace('\n', "\r\n");
        fs::write(file, mail).expect("a mail");
        file.to_owned()
    }
}
