use std::io::{self, Write};

use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;

use crate::{
    Desk, Exit, Failure,
    cli::{Gifts, GiftsCommand, Spreadsheet},
    escape::{Escaped, Json},
    registry::Gift,
};

pub async fn run(desk: &Desk, arguments: Gifts, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    match arguments.command {
        GiftsCommand::List { json } => list(desk, &registry.gifts().await?, json, out)?,
        GiftsCommand::Export { spreadsheet } => export(&registry.gifts().await?, spreadsheet, out)?,
        GiftsCommand::Give { case } => {
            let mut change = registry.change().await?;
            if !change.give_gift(&case, desk.now).await? {
                return Err(Failure::NoGift(case));
            }
            change.commit().await?;
            writeln!(out, "{}", desk.speech.say("gift-given", &[("case", case.to_string().into())]))?;
        }
    }
    registry.close().await?;
    Ok(Exit::Done)
}

fn list(desk: &Desk, gifts: &[Gift], as_json: bool, out: &mut dyn Write) -> io::Result<()> {
    gifts.iter().filter(|gift| gift.given_at.is_none()).try_for_each(|gift| {
        if as_json {
            let line = json!({
                "reference": gift.reference, "name": gift.name, "email": gift.email, "months": gift.months,
                "due_at": gift.due_at,
            });
            return writeln!(out, "{}", Json(&line));
        }
        let values = [
            ("case", gift.reference.to_string().into()),
            ("months", gift.months.into()),
            ("since", desk.speech.time(gift.due_at).into()),
            ("email", gift.email.clone().into()),
            ("name", gift.name.clone().into()),
        ];
        writeln!(out, "{}", Escaped(&desk.speech.say("gift", &values)))
    })
}

/// RFC 4180; for a French Excel with semicolons, a byte order mark, and dates and heads as it shows them.
fn export(gifts: &[Gift], spreadsheet: Spreadsheet, out: &mut dyn Write) -> io::Result<()> {
    let french = spreadsheet == Spreadsheet::ExcelFr;
    if french {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let delimiter = if french { b';' } else { b',' };
    let mut csv = csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(if french {
        ["référence", "nom", "adresse", "mois", "dû depuis", "donné le"]
    } else {
        ["reference", "name", "email", "months", "due_at", "given_at"]
    })?;
    for gift in gifts {
        csv.write_record([
            gift.reference.to_string(),
            text_cell(&gift.name),
            text_cell(&gift.email),
            gift.months.to_string(),
            time_cell(gift.due_at, french),
            gift.given_at.map(|at| time_cell(at, french)).unwrap_or_default(),
        ])?;
    }
    csv.flush()
}

fn time_cell(at: Timestamp, french: bool) -> String {
    if !french {
        return at.to_string();
    }
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    at.to_zoned(paris).strftime("%d/%m/%Y %H:%M").to_string()
}

/// What a spreadsheet takes for the beginning of a formula, in every width.
const FORMULA: [char; 15] =
    ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '\u{2212}'];

/// A text that no spreadsheet takes for a formula, wherever it thinks that a cell begins: one that splits
/// at another delimiter than the file's knows no quotes in the middle of a cell.
fn text_cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut begins = true;
    for c in text.chars() {
        if begins && FORMULA.contains(&c) {
            cell.push('\'');
        }
        cell.push(c);
        begins = matches!(c, ';' | ',' | '\t' | '\r' | '\n' | '|') || (begins && matches!(c, ' ' | '"' | '\u{a0}'));
    }
    cell
}

#[cfg(test)]
mod tests {
    use pli_format::CaseReference;

    use super::*;

    fn exported(name: &str, spreadsheet: Spreadsheet) -> String {
        exported_of(name, "helene.marchand@exemple.fr", spreadsheet)
    }

    fn exported_of(name: &str, email: &str, spreadsheet: Spreadsheet) -> String {
        let gift = Gift {
            reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
            name: name.into(),
            email: email.into(),
            months: 6,
            due_at: "2026-11-24T08:00:00Z".parse().unwrap(),
            given_at: None,
        };
        let mut csv = Vec::new();
        export(&[gift], spreadsheet, &mut csv).unwrap();
        String::from_utf8(csv).unwrap()
    }

    #[test]
    fn a_name_is_never_a_formula() {
        assert_eq!(
            exported("=HYPERLINK(\"x\"),y", Spreadsheet::Csv),
            "reference,name,email,months,due_at,given_at\r\n\
             K7M4-Q2XD,\"'=HYPERLINK(\"\"x\"\"),y\",helene.marchand@exemple.fr,6,2026-11-24T08:00:00Z,\r\n"
        );
    }

    #[test]
    fn a_french_excel_opens_it_as_it_is() {
        assert_eq!(
            exported("Hélène; née Marchand", Spreadsheet::ExcelFr),
            "\u{feff}référence;nom;adresse;mois;dû depuis;donné le\r\n\
             K7M4-Q2XD;\"Hélène; née Marchand\";helene.marchand@exemple.fr;6;24/11/2026 09:00;\r\n"
        );
    }

    #[test]
    fn whatever_a_spreadsheet_calculates_is_text() {
        for begins in "=+-@\t\r＝＋－＠﹦﹢﹣﹫\u{2212}".chars() {
            let csv = exported(&format!("{begins}1+2"), Spreadsheet::Csv);
            let cell = csv.rsplit_once("K7M4-Q2XD,").unwrap().1.trim_start_matches('"');
            assert!(cell.starts_with(&format!("'{begins}")), "{csv:?}");
            let csv = exported_of("Zoé", &format!("{begins}1+2@exemple.fr"), Spreadsheet::Csv);
            let cell = csv.rsplit_once("Zoé,").unwrap().1.trim_start_matches('"');
            assert!(cell.starts_with(&format!("'{begins}")), "{csv:?}");
        }
    }

    /// Split at any delimiter, with or without quotes, no cell begins a formula.
    #[test]
    fn no_cell_begins_a_formula_wherever_it_is_split() {
        let names =
            ["Jean;=1+2;x", "a,+1", "\t=1", "a\t@b", "a|-1", "\"=1", "a; =1", "a;\"=1", "＝1", "a\r\n=1", ";;=1"];
        for name in names {
            for spreadsheet in [Spreadsheet::Csv, Spreadsheet::ExcelFr] {
                let csv = exported(name, spreadsheet);
                for cell in csv.split([';', ',', '\t', '\r', '\n', '|']) {
                    let cell = cell.trim_start_matches(['"', ' ']);
                    assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{name:?}: {csv:?}");
                }
            }
        }
    }
}
