//! Zstandard streams: frames one after the other, frames to skip between them, the checksum
//! compared where a frame has one.

use ruzstd::decoding::{
    BlockDecodingStrategy, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};
use std::io::{self, Read};

/// Reads all frames of a stream.
pub(super) struct Frames<R> {
    stream: R,
    decoder: FrameDecoder,
    /// Within a frame.
    open: bool,
}

impl<R: Read> Frames<R> {
    pub(super) fn new(stream: R) -> Self {
        Frames {
            stream,
            decoder: FrameDecoder::new(),
            open: false,
        }
    }

    /// Begins the next frame; false at the end of the stream.
    fn begin(&mut self) -> io::Result<bool> {
        let mut first = [0];
        loop {
            match self.stream.read(&mut first) {
                Ok(0) => return Ok(false),
                Ok(_) => break,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        let mut stream = first.as_slice().chain(&mut self.stream);
        match self.decoder.init(&mut stream) {
            Ok(()) => self.open = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length,
                ..
            })) => {
                io::copy(&mut stream.take(length.into()), &mut io::sink())?;
            }
            Err(e) => return Err(damaged(&e)),
        }
        Ok(true)
    }

    /// The end of a frame.
    fn end(&mut self) -> io::Result<()> {
        self.open = false;
        let stated = self.decoder.get_checksum_from_data();
        match (stated, self.decoder.get_calculated_checksum()) {
            (Some(stated), Some(found)) if stated != found => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "damaged zstd data: the checksum does not fit",
            )),
            _ => Ok(()),
        }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.open {
                if !self.begin()? {
                    return Ok(0);
                }
                continue;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            if self.decoder.is_finished() {
                self.end()?;
            } else {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder
                    .decode_blocks(&mut self.stream, one)
                    .map_err(|e| damaged(&e))?;
            }
        }
    }
}

fn damaged(error: &FrameDecoderError) -> io::Error {
    let text = format!("damaged zstd data, or cut off: {error}");
    io::Error::new(io::ErrorKind::InvalidData, text)
}
