use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use xtask::{COLOURS_OF_A_DRAWN_PAGE, Failure};

/// What a display shows, read from the file that Xvfb keeps it in: X's own window dump.
pub struct Screen {
    file: File,
    name: std::path::PathBuf,
    pixels: u64,
    bytes: Vec<u8>,
    seen: Vec<u64>,
}

impl Screen {
    /// Opens the file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(name: &Path) -> Result<Self, Failure> {
        let mut file = File::open(name).map_err(Failure::file(name))?;
        let mut header = [0; 80];
        file.read_exact(&mut header).map_err(Failure::file(name))?;
        let word = |index: usize| u64::from(u32::from_be_bytes([0, 1, 2, 3].map(|byte| header[4 * index + byte])));
        // XWDFile.h: the header's size is its first word, the number of colours its twentieth, 12 bytes each.
        let pixels = word(0) + 12 * word(19);
        let bytes = vec![0; usize::try_from(word(12) * word(5)).unwrap_or_default()];
        Ok(Self { file, name: name.to_owned(), pixels, bytes, seen: vec![0; 1 << 18] })
    }

    /// Whether a page with text stands there now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn shows_text(&mut self) -> Result<bool, Failure> {
        self.file.seek(SeekFrom::Start(self.pixels)).map_err(Failure::file(&self.name))?;
        self.file.read_exact(&mut self.bytes).map_err(Failure::file(&self.name))?;
        self.seen.fill(0);
        let (mut colours, mut last) = (0, u32::MAX);
        for pixel in self.bytes.chunks_exact(4) {
            let colour = u32::from_le_bytes([pixel[0], pixel[1], pixel[2], 0]);
            if colour != last {
                last = colour;
                let (word, bit) = ((colour >> 6) as usize, 1_u64 << (colour & 63));
                if self.seen[word] & bit == 0 {
                    self.seen[word] |= bit;
                    colours += 1;
                }
            }
        }
        Ok(colours >= COLOURS_OF_A_DRAWN_PAGE)
    }
}
