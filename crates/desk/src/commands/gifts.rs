use std::io::{self, Write};

use crate::{
    Desk, Exit, Failure,
    cli::{Gifts, GiftsCommand},
    escape::Escaped,
    registry::Gift,
};

pub async fn run(desk: &Desk, arguments: Gifts, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    match arguments.command {
        GiftsCommand::List => list(&registry.gifts().await?, out)?,
        GiftsCommand::Export => export(&registry.gifts().await?, out)?,
        GiftsCommand::Give { case } => {
            let mut change = registry.change().await?;
            if !change.give_gift(&case, desk.now).await? {
                return Err(Failure::NoGift(case));
            }
            change.commit().await?;
            writeln!(out, "{case}: the gift is given")?;
        }
    }
    registry.close().await?;
    Ok(Exit::Done)
}

fn list(gifts: &[Gift], out: &mut dyn Write) -> io::Result<()> {
    gifts.iter().filter(|gift| gift.given_at.is_none()).try_for_each(|gift| {
        writeln!(
            out,
            "{}  {} months since {}  {}  {}",
            gift.reference,
            gift.months,
            gift.due_at,
            Escaped(&gift.email),
            Escaped(&gift.name)
        )
    })
}

fn export(gifts: &[Gift], out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(["reference", "name", "email", "months", "due_at", "given_at"])?;
    for gift in gifts {
        csv.write_record([
            gift.reference.to_string(),
            text_cell(&gift.name),
            text_cell(&gift.email),
            gift.months.to_string(),
            gift.due_at.to_string(),
            gift.given_at.map(|at| at.to_string()).unwrap_or_default(),
        ])?;
    }
    csv.flush()
}

/// A spreadsheet takes a cell that begins like this for a formula.
fn text_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use pli_format::CaseReference;

    use super::*;

    #[test]
    fn a_name_is_never_a_formula() {
        let gift = Gift {
            reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
            name: "=HYPERLINK(\"x\"),y".into(),
            email: "helene.marchand@exemple.fr".into(),
            months: 6,
            due_at: "2026-11-24T08:00:00Z".parse().unwrap(),
            given_at: None,
        };
        let mut csv = Vec::new();
        export(&[gift], &mut csv).unwrap();
        assert_eq!(
            String::from_utf8(csv).unwrap(),
            "reference,name,email,months,due_at,given_at\r\n\
             K7M4-Q2XD,\"'=HYPERLINK(\"\"x\"\"),y\",helene.marchand@exemple.fr,6,2026-11-24T08:00:00Z,\r\n"
        );
    }
}
