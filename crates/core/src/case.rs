//! One person's request, from the first question to the hand-off.

mod answer;
mod view;

pub use answer::{Answer, AskedBy, Page, Signing};
pub use view::{
    Act, Choice, Clause, FileView, MailView, PageView, ReviewField, ReviewRow, Span, Step, View, Whereabouts,
};
