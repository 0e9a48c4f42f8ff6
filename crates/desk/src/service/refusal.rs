use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::tz::TimeZone;
use pli_format::Language;

use super::{
    answer::{End, Line},
    request::Malformed,
    rights::Deed,
};
use crate::{Exit, Failure, speech::Speech};

/// Why a request is not obeyed. Nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error(transparent)]
    Desk(#[from] Failure),
    #[error("{name} may not run `{command}`: no role of theirs gives the right", command = .deed.name())]
    NoRight { name: String, deed: Deed },
    #[error(transparent)]
    Malformed(#[from] Malformed),
    #[error("{0}")]
    Arguments(String),
    #[error("this is done beside the service, not by it")]
    Beside,
    #[error("the request is longer than {} MB", super::request::LONGEST / 1_000_000)]
    TooLong,
    #[error("the request did not come whole in time")]
    Slow,
    #[error("too many requests at a time: try again")]
    Busy,
}

impl Refusal {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Desk(failure) => failure.code(),
            Self::NoRight { .. } => "not-your-role",
            Self::Malformed(_) => "request-malformed",
            Self::Arguments(_) | Self::Beside => "request-arguments",
            Self::TooLong => "request-too-long",
            Self::Slow => "request-slow",
            Self::Busy => "service-busy",
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Desk(failure) => failure.exit(),
            Self::NoRight { .. } => Exit::NotAllowed,
            Self::Malformed(_) | Self::Arguments(_) | Self::Beside => Exit::Usage,
            Self::TooLong => Exit::Refused,
            Self::Slow | Self::Busy => Exit::Failed,
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Desk(_) | Self::NoRight { .. } => StatusCode::FORBIDDEN,
            Self::Malformed(_) | Self::Arguments(_) | Self::Beside => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl Refusal {
    /// As it is answered, in this language.
    pub fn said(&self, language: Language) -> Response {
        let text = Speech::new(language, TimeZone::UTC).tell(self);
        let end = End { exit: self.exit() as u8, code: Some(self.code().to_owned()), text: Some(text) };
        let kind = [(header::CONTENT_TYPE, super::body::LINES)];
        (self.status(), kind, Body::from(Line::End(end).to_json())).into_response()
    }
}
