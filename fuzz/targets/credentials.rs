use pli_format::{credentials::{Answers, Credentials, Said}, terms::Terms};

pub fn run(body: &[u8]) {
    let fields = Terms::current().rules().bank("lcl").unwrap().credentials();
    let answers = Answers { person: vec!["Zoé".to_owned()], description: "Mon code : 12-34".to_owned() };
    let said = |word: &str| -> Said { format!("identifiant={word} code={word}").parse().unwrap() };
    if let Ok(asked) = Credentials::parse(body, fields, Said::nothing()) {
        let asked = asked.problems(fields, &answers).len();
        for word in ["unusual", "unseen", "space-kept", "space-removed"] {
            let answered = Credentials::parse(body, fields, said(word)).unwrap().problems(fields, &answers).len();
            assert!(answered <= fields.len() && (answered <= asked || word == "space-removed"));
        }
    }
}
