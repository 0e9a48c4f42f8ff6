//! The text of a mail in HTML, as its reader sees it.

use mail_parser::decoders::html::html_to_text;

/// The element that clients put around what they quote.
const QUOTATION: &str = "blockquote";

/// The text, with a `>` before each line that is quoted.
pub fn text_of(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut text = String::with_capacity(html.len());
    let (mut rest, mut depth) = (0, 0_usize);
    for (at, _) in lower.match_indices(QUOTATION) {
        let before = lower.get(rest..at).unwrap_or_default();
        let is_end = before.ends_with("</");
        if !(is_end || before.ends_with('<')) {
            continue;
        }
        push(&mut text, html[rest..at].trim_end_matches(['<', '/']), depth);
        depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
        rest = lower[at..].find('>').map_or(html.len(), |end| at + end + 1);
    }
    push(&mut text, &html[rest..], depth);
    text
}

/// The same hypertext, with the address that stands behind the words of each link before them.
pub fn with_addresses(html: &str) -> String {
    const ADDRESS: &str = "href=";
    let lower = html.to_ascii_lowercase();
    let mut shown = String::with_capacity(html.len());
    let mut rest = 0;
    for (at, _) in lower.match_indices(ADDRESS) {
        if at < rest {
            continue;
        }
        let Some(end) = html[at..].find('>').map(|end| at + end + 1) else { break };
        let value = html[at + ADDRESS.len()..end].trim_start_matches(['"', '\'']);
        shown.push_str(&html[rest..end]);
        shown.push_str(value.split(['"', '\'', '>', '<', ' ']).next().unwrap_or_default());
        shown.push(' ');
        rest = end;
    }
    shown.push_str(&html[rest..]);
    shown
}

fn push(text: &mut String, html: &str, depth: usize) {
    let plain = html_to_text(html);
    if depth == 0 {
        text.push_str(&plain);
        return;
    }
    for line in plain.lines() {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str("> ");
        text.push_str(line);
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_marked() {
        let html = "Merci<br><BLOCKQUOTE type=\"cite\"><div>Je retire</div>\n<blockquote>oui</blockquote>mon accord</BLOCKQUOTE>Anne";
        let text = text_of(html);
        let own: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('>')).collect();
        assert_eq!(own, ["Merci", "Anne"], "{text:?}");
        for quoted in ["> Je retire", "> oui", "> mon accord"] {
            assert!(text.contains(quoted), "{text:?}");
        }
    }

    #[test]
    fn the_address_of_a_link_is_shown() {
        for (html, shown) in [
            ("<a href=\"https://we.tl/a\">ici</a>", "https://we.tl/a ici"),
            ("<A class=x HREF='https://we.tl/a' >ici</A>", "https://we.tl/a ici"),
            ("<a href=https://we.tl/a>ici</a>", "https://we.tl/a ici"),
            ("ici", "ici"),
        ] {
            assert_eq!(text_of(&with_addresses(html)), shown, "{html}");
        }
    }

    #[test]
    fn without_quotations_it_is_the_text() {
        for html in ["<p>Bonjour &amp; merci</p>", "", "a </blockquote> b", "<p>été</p>", "<blockquote"] {
            let text = text_of(html);
            assert!(!text.contains('>'), "{text:?}");
        }
        assert_eq!(text_of("<p>Bonjour &amp; merci</p>"), html_to_text("<p>Bonjour &amp; merci</p>"));
    }
}
