use miniz_oxide::deflate::compress_to_vec_zlib;

/// Compresses text or a font (ISO 32000-1, 7.4.4).
///
/// The end of a stream that ends in a carriage return is ambiguous: the writer's own line feed after it makes
/// an end-of-line marker of both (ISO 32000-1, 7.3.8.1; ISO 19005-3, 6.1.7.1). A line feed more in the
/// input, which neither text nor a font minds, moves the checksum that ends the stream.
pub(super) fn deflate(mut bytes: Vec<u8>) -> (Vec<u8>, i32) {
    loop {
        let compressed = compress_to_vec_zlib(&bytes, 6);
        if compressed.last() != Some(&b'\r') {
            return (compressed, i32::try_from(bytes.len()).expect("a stream of the letter is small"));
        }
        bytes.push(b'\n');
    }
}
