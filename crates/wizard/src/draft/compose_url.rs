use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Draft;

/// The template of a `mailto:` URL (RFC 6068).
pub const MAILTO: &str = "mailto:{to}?subject={subject}&body={body}";

/// Everything but the unreserved characters of RFC 3986, 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A URL that opens a message to support, filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComposeUrl {
    /// ASCII.
    pub url: String,
    /// True when the text in it is not the whole text of the draft.
    pub shortened: bool,
}

impl Draft {
    /// The draft as a URL of at most `max` bytes, from a template with `{to}`, `{subject}` and
    /// `{body}`, such as [`MAILTO`] or a webmail's.
    ///
    /// A text that is too long loses the end of the description, and says where it can be read; if
    /// that does not suffice the URL carries no text.
    pub fn compose_url(&self, template: &str, max: usize) -> ComposeUrl {
        let whole = self.fill(template, &self.body());
        if whole.len() <= max {
            return ComposeUrl { url: whole, shortened: false };
        }
        let cuts: Vec<usize> = self.description.char_indices().map(|(index, _)| index).collect();
        let fitting = cuts.partition_point(|&cut| self.fill(template, &self.cut_at(cut)).len() <= max);
        let url = match fitting.checked_sub(1) {
            Some(last) => self.fill(template, &self.cut_at(cuts[last])),
            None => self.fill(template, ""),
        };
        ComposeUrl { url, shortened: true }
    }

    /// The text with `cut` bytes of the description, less a word that would be cut in two.
    fn cut_at(&self, cut: usize) -> String {
        let kept = &self.description[..cut];
        let kept = kept.rsplit_once(char::is_whitespace).map_or("", |(words, _)| words.trim_end());
        let space = if kept.is_empty() { "" } else { " " };
        [&*self.before, kept, space, &self.shortened, &self.after].concat()
    }

    fn fill(&self, template: &str, body: &str) -> String {
        template
            .replace("{to}", self.to())
            .replace("{subject}", &encode(&self.subject))
            .replace("{body}", &encode(&body.replace('\n', "\r\n")))
    }
}

/// Percent-encoded UTF-8 for a query; line breaks must be CRLF already (RFC 6068, 5).
fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
