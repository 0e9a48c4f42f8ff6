use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use hyper::body::{Body, Bytes, Frame};
use tokio::{
    io::{AsyncRead, ReadBuf},
    net::UnixStream,
};

/// The media type of answers.
pub const LINES: &str = "application/x-ndjson";

/// How much is passed on at once, in bytes.
const PIECE: usize = 16_384;

/// What a command says, as it says it. Dropped with the connection: the command's end of the stream tells
/// it that nobody listens any more.
pub struct AnswerBody(pub UnixStream);

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let mut piece = vec![0; PIECE];
        let mut read = ReadBuf::new(&mut piece);
        ready!(Pin::new(&mut self.0).poll_read(context, &mut read))?;
        let length = read.filled().len();
        piece.truncate(length);
        Poll::Ready((length > 0).then(|| Ok(Frame::data(Bytes::from(piece)))))
    }
}
