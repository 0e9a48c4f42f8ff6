//! What Outlook puts into `winmail.dat` (MS-OXTNEF, 2.1.3): the files that were attached, each in attributes of
//! its own. Sums are not checked: what is found is known by its own hash.

/// What a message says of its attachments.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attached {
    /// The name of each, as far as it is told, and its bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Whether it was read to its end.
    pub is_whole: bool,
}

/// The signature, and a key that means nothing.
const HEAD: usize = 6;
/// The attributes that begin an attachment, name it and hold it.
const RENDERING: u32 = 0x0006_9002;
const TITLE: u32 = 0x0001_8010;
const DATA: u32 = 0x0006_800f;
/// The most files of one message.
const MOST: usize = 100;

/// Reads a message.
pub fn attached(message: &[u8]) -> Attached {
    let mut attached = Attached::default();
    let (mut name, mut begun) = (String::new(), 0);
    let mut rest = message.get(HEAD..).unwrap_or_default();
    while let Some((attribute, content, after)) = attribute(rest) {
        match attribute {
            RENDERING => {
                name.clear();
                begun += 1;
            }
            TITLE => name = text(content),
            DATA if attached.files.len() < MOST => attached.files.push((std::mem::take(&mut name), content.to_vec())),
            _ => {}
        }
        rest = after;
        attached.is_whole = rest.is_empty();
    }
    // One that is kept in another attribute, as a message in a message, is hidden as well.
    attached.is_whole &= attached.files.len() >= begun.min(MOST);
    attached
}

/// The next attribute, its content, and what follows: a level, an identifier, a length, the content, a sum.
fn attribute(bytes: &[u8]) -> Option<(u32, &[u8], &[u8])> {
    let (head, rest) = bytes.split_at_checked(9)?;
    let number = |at: usize| head.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    let (content, rest) = rest.split_at_checked(usize::try_from(number(5)?).ok()?)?;
    Some((number(1)?, content, rest.get(2..)?))
}

/// Up to the zero that ends it; one byte a character.
fn text(bytes: &[u8]) -> String {
    bytes.iter().take_while(|&&byte| byte != 0).map(|&byte| char::from(byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(attribute: u32, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [&[2][..], &attribute.to_le_bytes(), &length, content, &[0, 0]].concat()
    }

    fn message() -> Vec<u8> {
        [
            &b"\x78\x9f\x3e\x22\x01\x00"[..],
            &field(0x0008_9006, &[0, 0, 1, 0]),
            &field(RENDERING, &[0; 14]),
            &field(TITLE, b"i.age\0"),
            &field(DATA, b"age"),
            &field(RENDERING, &[0; 14]),
            &field(DATA, b"pdf"),
        ]
        .concat()
    }

    #[test]
    fn every_attached_file_is_found() {
        let files = vec![("i.age".to_owned(), b"age".to_vec()), (String::new(), b"pdf".to_vec())];
        assert_eq!(attached(&message()), Attached { files, is_whole: true });
    }

    /// A message in a message is kept where nobody looks for files.
    #[test]
    fn what_is_hidden_is_said_to_be() {
        let hidden = [&message()[..], &field(RENDERING, &[0; 14])[..]].concat();
        let attached = attached(&hidden);
        assert_eq!((attached.files.len(), attached.is_whole), (2, false));
    }

    #[test]
    fn what_is_cut_is_said_to_be() {
        let whole = message();
        for end in 0..whole.len() {
            let cut = attached(&whole[..end]);
            assert!(cut.files.len() <= 2 && (!cut.is_whole || cut.files.len() < 2), "{end}");
        }
        assert_eq!(attached(b"\x78\x9f\x3e\x22"), Attached::default());
        assert_eq!(attached(&[&message()[..6], &field(DATA, b"x")[..5], &[0xff; 8]].concat()).files, []);
    }
}
