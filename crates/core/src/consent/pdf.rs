//! stub
use super::*;
#[derive(Debug, thiserror::Error)]
#[error("pdf")]
pub struct PdfError;
pub fn can_draw(text: &str) -> Vec<char> { text.chars().filter(|c| matches!(*c as u32, 0x4e00..=0x9fff | 0x1f000..)).collect() }
pub fn signature_face_draws(_: &str) -> bool { true }
pub fn render(_: &ConsentRecord, _: SealedHash, _: CaseSignature) -> Result<Vec<u8>, PdfError> { Ok(b"%PDF-1.7".to_vec()) }
pub fn preview(_: &ConsentRecord) -> Result<Vec<u8>, PdfError> { Ok(b"%PDF-1.7".to_vec()) }
