//! A request: one line of JSON, and after it the bytes of what it sends along, one after the other.

use std::path::PathBuf;

use pli_format::Language;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    inputs::Sent,
    intake::{Arrival, Attachment, Content, InputError, MailError, Source},
    programs::ProgramFile,
};

/// The longest request, in bytes: the longest mail, and a batch of others.
pub const LONGEST: usize = 64_000_000;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The command line, without the program's name.
    pub arguments: Vec<String>,
    /// The language of the answer; French where none is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The zone of its times (IANA), UTC where none is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// What follows the line, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Input>,
}

/// Something that is sent along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Input {
    /// A file that the arguments name so.
    File {
        /// As the arguments have it.
        path: String,
        /// How long it is.
        bytes: usize,
    },
    Mail {
        /// Where it was.
        path: String,
        /// Which of an mbox.
        #[serde(default)]
        number: Option<u64>,
        /// How long it is.
        bytes: usize,
    },
    /// Files that belong together.
    Files {
        /// Where they were.
        path: String,
        files: Vec<Named>,
    },
    /// A mail that could not be read.
    Unread {
        /// Where it is.
        path: String,
        /// Which of an mbox.
        #[serde(default)]
        number: Option<u64>,
        /// Why not: the code of a mail that weighs too much, or what the system said.
        why: String,
    },
    /// A file of a program.
    Program {
        /// Within its directory; empty where the program is this file.
        path: String,
        /// Whether it may be executed.
        executable: bool,
        /// How long it is.
        bytes: usize,
    },
    /// Passphrases, one a line.
    Passphrases {
        /// How long they are.
        bytes: usize,
    },
}

/// A file and how long it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub name: String,
    /// How long it is.
    pub bytes: usize,
}

/// A request, taken apart.
pub struct Opened {
    pub request: Request,
    pub sent: Sent,
    /// Passphrases, one a line.
    pub passphrases: Zeroizing<String>,
}

/// It is not one.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the request is malformed: {0}")]
pub struct Malformed(pub String);

/// A request that is being put together.
#[derive(Default)]
pub struct NewRequest {
    /// Its first line.
    pub request: Request,
    bytes: Zeroizing<Vec<u8>>,
}

impl NewRequest {
    /// With this command line.
    pub fn new(request: Request) -> Self {
        Self { request, bytes: Zeroizing::default() }
    }

    /// How much it sends along, in bytes.
    pub fn weight(&self) -> usize {
        self.bytes.len()
    }

    /// Sends a file along.
    pub fn file(&mut self, path: String, bytes: &[u8]) {
        self.request.inputs.push(Input::File { path, bytes: bytes.len() });
        self.bytes.extend_from_slice(bytes);
    }

    /// Sends passphrases along, one a line.
    pub fn passphrases(&mut self, lines: &str) {
        self.request.inputs.push(Input::Passphrases { bytes: lines.len() });
        self.bytes.extend_from_slice(lines.as_bytes());
    }

    /// Sends the files of a program along.
    pub fn program(&mut self, files: Vec<ProgramFile>) {
        for ProgramFile { path, executable, bytes } in files {
            self.request.inputs.push(Input::Program { path, executable, bytes: bytes.len() });
            self.bytes.extend_from_slice(&bytes);
        }
    }

    /// Sends along what arrived.
    pub fn arrival(&mut self, arrival: Arrival) {
        let Source { path, number } = arrival.source;
        self.request.inputs.push(match arrival.content {
            Ok(Content::Mail(bytes)) => {
                self.bytes.extend_from_slice(&bytes);
                Input::Mail { path, number, bytes: bytes.len() }
            }
            Ok(Content::Files(files)) => {
                let named = files.into_iter().map(|Attachment { name, bytes }| {
                    self.bytes.extend_from_slice(&bytes);
                    Named { name, bytes: bytes.len() }
                });
                Input::Files { path, files: named.collect() }
            }
            Err(InputError::Mail(error)) => Input::Unread { path, number, why: error.code().to_owned() },
            Err(InputError::Unreadable(error)) => Input::Unread { path, number, why: error.to_string() },
        });
    }

    /// The body of the request.
    pub fn body(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(&self.request).expect("texts and numbers always serialise");
        line.push(b'\n');
        line.reserve(self.bytes.len());
        line.extend_from_slice(&self.bytes);
        line
    }
}

impl Opened {
    /// Takes the body of a request apart. Every byte is accounted for.
    pub fn of(body: &[u8]) -> Result<Self, Malformed> {
        let end = body.iter().position(|&byte| byte == b'\n').unwrap_or(body.len());
        let (line, rest) = (&body[..end], body.get(end + 1..).unwrap_or_default());
        let request: Request = serde_json::from_slice(line).map_err(|error| Malformed(error.to_string()))?;
        let mut rest = Rest(rest);
        let mut opened = Self { request, sent: Sent::default(), passphrases: Zeroizing::default() };
        for input in &opened.request.inputs {
            take(input, &mut rest, &mut opened.sent, &mut opened.passphrases)?;
        }
        if rest.0.is_empty() { Ok(opened) } else { Err(Malformed(format!("{} bytes are left over", rest.0.len()))) }
    }
}

fn take(input: &Input, rest: &mut Rest<'_>, sent: &mut Sent, typed: &mut Zeroizing<String>) -> Result<(), Malformed> {
    let arrivals = sent.arrivals.get_mut();
    match input.clone() {
        Input::File { path, bytes } => {
            sent.files.insert(PathBuf::from(path), Zeroizing::new(rest.take(bytes)?.to_vec()));
        }
        Input::Mail { path, number, bytes } => {
            let content = Ok(Content::Mail(rest.take(bytes)?.to_vec()));
            arrivals.push(Arrival { source: Source { path, number }, content });
        }
        Input::Files { path, files } => {
            let files = files
                .into_iter()
                .map(|Named { name, bytes }| Ok(Attachment { name, bytes: rest.take(bytes)?.to_vec() }));
            let content = Ok(Content::Files(files.collect::<Result<_, Malformed>>()?));
            arrivals.push(Arrival { source: Source { path, number: None }, content });
        }
        Input::Unread { path, number, why } => {
            let known = MailError::ALL.into_iter().find(|error| error.code() == why);
            let error = known.map_or_else(|| InputError::Unreadable(std::io::Error::other(why)), InputError::Mail);
            arrivals.push(Arrival { source: Source { path, number }, content: Err(error) });
        }
        Input::Program { path, executable, bytes } => {
            sent.program.push(ProgramFile { path, executable, bytes: rest.take(bytes)?.to_vec() });
        }
        Input::Passphrases { bytes } => {
            let text = std::str::from_utf8(rest.take(bytes)?).map_err(|_| Malformed("not UTF-8".to_owned()))?;
            *typed = Zeroizing::new(text.to_owned());
        }
    }
    Ok(())
}

/// The bytes that nobody has taken yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, bytes: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) =
            self.0.split_at_checked(bytes).ok_or_else(|| Malformed("it ends before all that it sends".to_owned()))?;
        self.0 = rest;
        Ok(taken)
    }
}

/// The files of a request by their names, for tests.
#[cfg(test)]
fn files(sent: &Sent) -> std::collections::BTreeMap<String, Vec<u8>> {
    sent.files.iter().map(|(path, bytes)| (path.display().to_string(), bytes.to_vec())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &str) -> String {
        Opened::of(body.as_bytes()).err().unwrap().to_string()
    }

    #[test]
    fn what_is_put_together_is_taken_apart() {
        let arguments = vec!["receive".to_owned(), "--json".to_owned()];
        let mut draft = NewRequest::new(Request { arguments, language: Some(Language::En), ..Request::default() });
        draft.file("a.pdf".to_owned(), b"%PDF\n{\"x\"");
        draft.passphrases("one\ntwo\n");
        let mail = |content| Arrival { source: Source { path: "m.mbox".to_owned(), number: Some(3) }, content };
        draft.arrival(mail(Ok(Content::Mail(b"Subject: x\n\n".to_vec()))));
        draft.arrival(mail(Ok(Content::Files(vec![Attachment { name: "b.age".to_owned(), bytes: b"age".to_vec() }]))));
        draft.arrival(mail(Err(InputError::Mail(MailError::TooDeep))));
        let opened = Opened::of(&draft.body()).unwrap();
        assert_eq!(opened.request, draft.request);
        assert_eq!(
            files(&opened.sent),
            std::collections::BTreeMap::from([("a.pdf".to_owned(), b"%PDF\n{\"x\"".to_vec())])
        );
        assert_eq!(*opened.passphrases, "one\ntwo\n");
        let arrivals = opened.sent.arrivals.take();
        assert!(matches!(&arrivals[0].content, Ok(Content::Mail(bytes)) if bytes == b"Subject: x\n\n"));
        assert_eq!((arrivals[0].source.path.as_str(), arrivals[0].source.number), ("m.mbox", Some(3)));
        assert!(matches!(&arrivals[1].content, Ok(Content::Files(files)) if files[0].bytes == b"age"));
        assert!(matches!(&arrivals[2].content, Err(InputError::Mail(MailError::TooDeep))));
    }

    #[test]
    fn a_line_alone_is_a_request() {
        let opened = Opened::of(br#"{"arguments":["cases","--json"]}"#).unwrap();
        assert_eq!(opened.request.arguments, ["cases", "--json"]);
    }

    #[test]
    fn every_byte_is_accounted_for() {
        let of = |bytes: usize, rest: &str| {
            format!("{{\"arguments\":[],\"inputs\":[{{\"kind\":\"file\",\"path\":\"x\",\"bytes\":{bytes}}}]}}\n{rest}")
        };
        assert_eq!(refused(&of(4, "abc")), "the request is malformed: it ends before all that it sends");
        assert_eq!(refused(&of(usize::MAX, "abc")), "the request is malformed: it ends before all that it sends");
        assert_eq!(refused(&of(2, "abc")), "the request is malformed: 1 bytes are left over");
        assert!(refused("{\"arguments\":[],\"operator\":\"anne\"}").contains("unknown field `operator`"));
        assert!(refused("").starts_with("the request is malformed: "));
    }
}
