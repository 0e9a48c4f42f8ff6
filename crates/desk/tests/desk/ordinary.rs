//! What else comes to a support inbox: mails that are no package, in every dress that mail clients and
//! programs give them. Nobody is asked for credentials who did not mean to send any.

use serde_json::Value;

use crate::support::program::Program;

const PERSON: &str = "From: =?utf-8?q?H=C3=A9l=C3=A8ne?= <helene.marchand@exemple.fr>\nMessage-ID: <1@exemple.fr>\n";

/// A whole age file, of somebody's.
const FOREIGN: &str = "age-encryption.org/v1\n-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n0123456789abcdef";

/// A mail of a person's: with these headers and this text.
fn mail(headers: &str, text: &str) -> String {
    format!("{PERSON}{headers}\n\n{text}\n")
}

/// An attachment of this name and type.
fn attached(subject: &str, kind: &str, name: &str, content: &str) -> String {
    mail(
        &format!("Subject: {subject}\nContent-Type: multipart/mixed; boundary=b"),
        &format!(
            "--b\nContent-Type: text/plain; charset=utf-8\n\nBonjour, voici.\n--b\nContent-Type: {kind}; name=\"{name}\"\n\
             Content-Disposition: attachment; filename=\"{name}\"\n\n{content}\n--b--"
        ),
    )
}

/// The verdict on each mail of a mailbox, with the codes of its reasons, and whether a draft answers.
fn verdicts(mails: &[String]) -> Vec<String> {
    let desk = Program::new();
    let mbox: String = mails.iter().map(|mail| format!("From - Mon Nov 23 14:05:00 2026\n{mail}\n")).collect();
    desk.write("inbox.mbox", mbox);
    let ended = desk.run(["receive", "--json", "inbox.mbox"]);
    let answers = ended.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    answers
        .map(|answer| {
            let reasons = answer["reasons"].as_array().unwrap().iter().map(|reason| reason["code"].as_str().unwrap());
            let said: Vec<&str> = std::iter::once(answer["verdict"].as_str().unwrap()).chain(reasons).collect();
            said.join(" ") + if answer["draft"].is_null() { "" } else { " +draft" }
        })
        .collect()
}

fn check(cases: Vec<(&str, String, &str)>) {
    let mails: Vec<String> = cases.iter().map(|(_, mail, _)| mail.clone()).collect();
    let said = verdicts(&mails);
    assert_eq!(said.len(), cases.len(), "{said:?}");
    let wrong: Vec<_> = cases
        .iter()
        .zip(&said)
        .filter(|((_, _, expected), said)| expected != said)
        .map(|((what, _, expected), said)| format!("{what}: {said:?} instead of {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
#[expect(clippy::too_many_lines, reason = "one mail a line, as they come")]
fn what_shows_no_sign_of_pli_is_left_alone() {
    let html = "<html><body><p>Votre <b>facture</b></p><a href=\"https://drive.google.com/x\">ici</a></body></html>";
    let exit = check_exit(&[mail("Subject: question", "Bonjour")]);
    assert_eq!(exit, Some(0));
    check(vec![
        ("a question", mail("Subject: question", "Bonjour"), "unrelated"),
        ("no subject at all", mail("Date: Mon, 23 Nov 2026 14:05:00 +0100", "Bonjour"), "unrelated"),
        (
            "a newsletter",
            mail("Subject: Promotions\nList-Unsubscribe: <https://exemple.fr>\nPrecedence: bulk", html),
            "unrelated",
        ),
        (
            "an absence",
            mail("Subject: Absence du bureau Re: Demande K7M4-Q2XD\nAuto-Submitted: auto-replied", "Je suis absent."),
            "unrelated",
        ),
        (
            "an absence by Exchange",
            mail(
                "Subject: =?iso-8859-1?Q?R=E9ponse_automatique=A0:_Demande_K7M4-Q2XD?=\nX-Auto-Response-Suppress: All",
                "Absent",
            ),
            "unrelated",
        ),
        (
            "a bounce",
            "Return-Path: <>\nFrom: MAILER-DAEMON@exemple.fr\nSubject: Undelivered: Demande K7M4-Q2XD\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nNo such user\n--b\n\
             Content-Type: message/rfc822\n\nFrom: support@bankin.com\nSubject: Demande K7M4-Q2XD\n\nBonjour\n--b--\n"
                .to_owned(),
            "unrelated",
        ),
        (
            "a mail in HTML with a link",
            mail("Subject: Facture\nContent-Type: text/html; charset=utf-8", html),
            "unrelated",
        ),
        ("an invoice", attached("Facture", "application/pdf", "facture.pdf", "%PDF-1.4\n%%EOF"), "unrelated"),
        ("a picture", attached("Mon chat", "image/jpeg", "chat.jpg", "\u{fffd}JFIF"), "unrelated"),
        ("an invitation", attached("Point hebdo", "text/calendar", "invite.ics", "BEGIN:VCALENDAR"), "unrelated"),
        ("an archive", attached("Logs", "application/zip", "logs.zip", "PK\u{3}\u{4}"), "unrelated"),
        (
            "Pli's plain mail",
            mail(
                "Subject: Des comptes manquent dans Bankin=?utf-8?q?=E2=80=99?=",
                "Des comptes de ma banque n’apparaissent pas.",
            ),
            "unrelated",
        ),
        (
            "somebody else's consent",
            mail("Subject: RGPD", "Je retire mon consentement à recevoir vos publicités."),
            "unrelated",
        ),
        ("a subject that is nearly ours", mail("Subject: Demande de rendez-vous", "Bonjour"), "unrelated"),
        (
            "a receipt of reading",
            mail(
                "Subject: Lu : Demande K7M4-Q2XD\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b",
                "--b\n\nlu\n--b--",
            ),
            "unrelated",
        ),
        (
            "an absence by its subject alone",
            mail("Subject: Absence du bureau : Demande K7M4-Q2XD", "Je suis en congé."),
            "unrelated",
        ),
        ("an absence in English", mail("Subject: Automatic reply: Request K7M4-Q2XD", "I am away."), "unrelated"),
        (
            "an absence that answers a draft",
            mail(
                "Subject: Re: Demande K7M4-Q2XD : il manque une pièce\nX-Autoreply: yes\nIn-Reply-To: <1-incomplete.pli-desk@bankin.com>",
                "Absente",
            ),
            "unrelated",
        ),
        (
            "a delay",
            "Return-Path: <>\nFrom: postmaster@exemple.fr\nSubject: Delayed: Demande K7M4-Q2XD\n\nWill be retried.\n"
                .to_owned(),
            "unrelated",
        ),
        (
            "a ticket system",
            mail(
                "Subject: [Ticket 12] Demande K7M4-Q2XD\nAuto-Submitted: auto-generated\nPrecedence: bulk",
                "Votre ticket est ouvert.",
            ),
            "unrelated",
        ),
        (
            "a bank's alert",
            "From: LCL <no-reply@exemple.fr>\nSubject: Connexion à vos comptes\n\nVos identifiants ont été utilisés.\n"
                .to_owned(),
            "unrelated",
        ),
        (
            "a phishing mail",
            mail("Subject: Votre compte est bloqué", "Confirmez vos identifiants bancaires : https://exemple.net/lcl"),
            "unrelated",
        ),
        ("a signature with a picture", attached("Rendez-vous", "image/png", "logo.png", "\u{fffd}PNG"), "unrelated"),
        ("a curriculum vitae", attached("Candidature", "application/pdf", "CV.pdf", "%PDF-1.4\n%%EOF"), "unrelated"),
        ("a cut invoice", attached("Facture", "application/pdf", "facture.pdf", "%PDF-1.4\n1 0 obj"), "unrelated"),
        ("a contact", attached("Ma carte", "text/vcard", "anne.vcf", "BEGIN:VCARD"), "unrelated"),
        ("a spreadsheet", attached("Budget", "application/vnd.ms-excel", "budget.xls", "x"), "unrelated"),
        ("a mail by Outlook", attached("Bonjour", "application/ms-tnef", "winmail.dat", "x"), "unrelated"),
        ("a signed mail", attached("Bonjour", "application/pkcs7-signature", "smime.p7s", "0"), "unrelated"),
        ("a voice message", attached("Message vocal", "audio/mpeg", "message.mp3", "ID3"), "unrelated"),
        ("a transfer", mail("Subject: Photos", "Les photos : https://we.tl/t-abc"), "unrelated"),
        ("thanks", mail("Subject: Re: votre réponse", "Merci !"), "unrelated"),
        ("an empty mail", mail("Subject: ", ""), "unrelated"),
        ("spam", mail("Subject: You won", "Click https://exemple.net now, my consent is given"), "unrelated"),
        ("a unsubscription", mail("Subject: Désinscription", "Supprimez mon adresse de vos listes."), "unrelated"),
        ("a closed account", mail("Subject: Clôture", "Je veux fermer mon compte Bankin'."), "unrelated"),
        (
            "a complaint",
            mail("Subject: Réclamation", "Mon PEA LCL ne remonte plus depuis un mois. C'est inadmissible."),
            "unrelated",
        ),
        (
            "Pli's plain mail with its bank",
            mail(
                "Subject: Un compte LCL manque dans Bankin'",
                "Un de mes comptes LCL n'apparaît pas dans Bankin'.\nPouvez-vous m'aider à le retrouver ? Merci.",
            ),
            "unrelated",
        ),
        (
            "Pli's plain mail in English",
            mail("Subject: Accounts are missing in Bankin'", "Accounts of my bank do not appear in Bankin'."),
            "unrelated",
        ),
        (
            "Pli's plain mail, answered",
            mail(
                "Subject: Re: Des comptes manquent dans Bankin'",
                "Merci, c'est réglé.\n\n> Des comptes de ma banque n'apparaissent pas",
            ),
            "unrelated",
        ),
        (
            "Pli's plain mail, passed on",
            mail("Subject: TR : Des comptes manquent dans Bankin'", "Pour suite"),
            "unrelated",
        ),
        (
            "an absence in German, by its subject alone",
            mail("Subject: Automatische Antwort: Demande K7M4-Q2XD : je retire mon accord", "Ich bin nicht da."),
            "unrelated",
        ),
        (
            "an absence in Spanish, by its subject alone",
            mail("Subject: Fuera de la oficina: Re: Demande K7M4-Q2XD", "Vuelvo el lunes."),
            "unrelated",
        ),
        (
            "an absence with nothing but a word",
            mail("Subject: Absent : Re: Request K7M4-Q2XD: I withdraw my consent", "Back on Monday."),
            "unrelated",
        ),
        (
            "a newsletter with a document",
            attached(
                "Lettre de novembre\nList-Unsubscribe: <https://exemple.fr>",
                "application/pdf",
                "lettre.pdf",
                "%PDF-1.4\n%%EOF",
            ),
            "unrelated",
        ),
        (
            "a mail encrypted for us",
            attached("Bonjour", "application/octet-stream", "m.asc", "-----BEGIN PGP MESSAGE-----"),
            "unrelated",
        ),
        (
            "a mail signed with a key",
            attached("Bonjour", "application/pgp-signature", "signature.asc", "-----BEGIN PGP SIGNATURE-----"),
            "unrelated",
        ),
        (
            "a meeting",
            attached("Point hebdo", "text/calendar; method=REQUEST", "invite.ics", "BEGIN:VCALENDAR"),
            "unrelated",
        ),
        ("our own draft that came back", own("Subject: Re: Demande K7M4-Q2XD : je retire mon accord"), "answer"),
    ]);
}

fn own(subject: &str) -> String {
    format!("From: Support <support@bankin.com>\n{subject}\n\nEst-ce bien vous ?\n")
}

fn check_exit(mails: &[String]) -> Option<i32> {
    let desk = Program::new();
    let ended = desk.run_with(["receive"], mails[0].as_bytes());
    assert!(!desk.home().join("drafts").exists());
    ended.code
}

#[test]
fn answers_to_us_ask_for_nothing() {
    let quoted = "Merci !\n\nLe lun. 23 nov. 2026 à 14:05, Support <support@bankin.com> a écrit :\n> Pouvez-vous joindre les deux \
                  fichiers ?\n> Voici mon accord signé et mes identifiants scellés, pour retrouver les comptes qui manquent dans Bankin’.";
    check(vec![
        ("thanks", mail("Subject: Re: Demande K7M4-Q2XD : nous l'avons bien reçue", "Merci !"), "answer"),
        ("thanks in Outlook's French", mail("Subject: RE : Demande K7M4-Q2XD", "Merci !"), "answer"),
        ("thanks over a quotation", mail("Subject: Re: Demande K7M4-Q2XD", quoted), "answer"),
        (
            "an answer known by its identifier alone",
            mail("Subject: x\nIn-Reply-To: <00-incomplete.pli-desk@bankin.com>", "D'accord."),
            "answer",
        ),
        (
            "one known by its references",
            mail("Subject: x\nReferences: <a@b>\n <K7M4-Q2XD-received-00.pli-desk@bankin.com>", "D'accord."),
            "answer",
        ),
        (
            "an answer to the warning",
            mail("Subject: Re: On m'a demandé mes identifiants bancaires", "Merci !"),
            "answer",
        ),
        (
            "a meeting about a request that nobody knows",
            attached(
                "=?utf-8?q?Accept=C3=A9_:?= Demande K7M4-Q2XD",
                "text/calendar; method=REPLY",
                "invite.ics",
                "BEGIN:VCALENDAR",
            ),
            "unrelated",
        ),
        (
            "thanks over a quoted link",
            mail(
                "Subject: Re: Demande K7M4-Q2XD",
                "Merci, je m'en occupe.\n\nLe lun. 23 nov. 2026 à 14:05, Anne <anne@exemple.fr> a écrit :\n> https://we.tl/t-abc",
            ),
            "answer",
        ),
        (
            "thanks over a link that HTML quotes",
            mail(
                "Subject: Re: Demande K7M4-Q2XD\nContent-Type: text/html; charset=utf-8",
                "Merci, je m'en occupe.<blockquote>Voici <a href=\"https://we.tl/t-abc\">les fichiers</a></blockquote>",
            ),
            "answer",
        ),
        (
            "our words, quoted in German",
            mail(
                "Subject: Re: Demande K7M4-Q2XD",
                "Danke!\n\nAm Mo., 23. Nov. 2026 um 14:05 Uhr schrieb Support <support@bankin.com>:\nJe retire mon accord.",
            ),
            "answer",
        ),
        (
            "a question about a request that nobody knows",
            mail("Subject: Où en est ma demande ?", "Ma demande K7M4-Q2XD avance ?"),
            "unrelated",
        ),
    ]);
}

#[test]
fn what_pli_writes_gets_its_own_answer() {
    let suspicion =
        "Quelqu’un m’a demandé au téléphone de partager mes identifiants bancaires.\nJe n’ai rien partagé avec Pli.";
    let latin = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable";
    check(vec![
        ("a call was reported", mail("Subject: On m'a demandé mes identifiants bancaires", suspicion), "fraud +draft"),
        ("in English", mail("Subject: Someone asked me for my bank credentials", "Someone asked me."), "fraud +draft"),
        ("with another subject", mail("Subject: urgent", suspicion), "fraud +draft"),
        (
            "in Latin 1",
            mail(
                &format!("Subject: =?iso-8859-1?Q?appel?=\n{latin}"),
                "J=E9r=F4me : Quelqu'un m'a demand=E9 de partager mes identifiants bancaires.",
            ),
            "fraud +draft",
        ),
        ("passed on", mail("Subject: TR : On m'a demandé mes identifiants bancaires", "Pour suite."), "fraud +draft"),
        (
            "with a picture of it",
            attached("On m'a demandé mes identifiants bancaires", "image/gif", "sms.gif", "GIF89a"),
            "fraud +draft",
        ),
        (
            "with what was sealed for them",
            attached(
                "On m'a demandé mes identifiants bancaires",
                "application/octet-stream",
                "identifiants-K7M4-Q2XD.age",
                FOREIGN,
            ),
            "fraud +draft",
        ),
        (
            "passed on by a colleague in another subject",
            mail(
                "Subject: Fwd: urgent",
                "Pour suite.\n\n-------- Message transféré --------\nDe : Anne\nObjet : appel\n\nSomeone asked me on the phone to share my bank credentials.",
            ),
            "fraud +draft",
        ),
        (
            "passed on by a list",
            mail("Subject: On m'a demandé mes identifiants bancaires\nList-Id: <support.bankin.com>", suspicion),
            "fraud",
        ),
        ("answered by its author", mail("Subject: Re: On m'a demandé mes identifiants bancaires", suspicion), "answer"),
        (
            "by a program",
            mail("Subject: On m'a demandé mes identifiants bancaires\nPrecedence: bulk", suspicion),
            "unrelated",
        ),
        (
            "the receipt is asked for",
            mail("Subject: Demande K7M4-Q2XD : la preuve de suppression", "Merci."),
            "receipt-requested case-unknown",
        ),
        (
            "in English",
            mail("Subject: Request K7M4-Q2XD: the proof of deletion", "Thank you."),
            "receipt-requested case-unknown",
        ),
        (
            "by the text alone",
            mail(
                "Subject: x",
                "Mes identifiants pour la demande K7M4-Q2XD ne devaient pas être gardés.\nJe n'ai pas trouvé la preuve de leur suppression. Pouvez-vous me l'envoyer ? Merci.",
            ),
            "receipt-requested case-unknown",
        ),
    ]);
}

#[test]
fn who_meant_to_send_a_package_is_told_what_is_missing_and_why() {
    let both = "incomplete consent-missing sealed-file-missing";
    let asked = |clue: &str| format!("{both} {clue} +draft").replace("  ", " ");
    let subject = "Demande K7M4-Q2XD";
    let cases: Vec<(&str, String, String)> = vec![
        ("nothing attached", mail("Subject: Demande K7M4-Q2XD", "Bonjour"), asked("")),
        ("passed on without its files", mail("Subject: TR: Request K7M4-Q2XD", "Bonjour"), asked("")),
        (
            "Pli's text under another subject",
            mail(
                "Subject: bonjour",
                "Voici mon accord signé et mes identifiants scellés, pour retrouver les comptes qui manquent dans Bankin'.",
            ),
            asked(""),
        ),
        (
            "a link instead",
            mail("Subject: Demande K7M4-Q2XD", "Les fichiers : https://we.tl/t-abc"),
            asked("link-instead"),
        ),
        (
            "a link behind words",
            mail(
                "Subject: Demande K7M4-Q2XD\nContent-Type: text/html; charset=utf-8",
                "<p>Voici <a href=\"https://1drv.ms/u/s!abc\">mes fichiers</a></p>",
            ),
            asked("link-instead"),
        ),
        (
            "a link in an answer",
            mail("Subject: Re: Demande K7M4-Q2XD : il manque une pièce", "https://drive.google.com/file/d/1"),
            asked("link-instead"),
        ),
        (
            "a text called age, backwards",
            attached("x", "text/plain", "identifiants-K7M4-Q2XD.age.\u{200f}", "mes codes"),
            asked("not-age"),
        ),
        ("a text called age", attached("x", "text/plain", "identifiants-K7M4-Q2XD.age", "mes codes"), asked("not-age")),
        ("a document called PDF", attached(subject, "application/pdf", "c.pdf", "{\\rtf1}"), asked("not-a-pdf")),
        ("an empty file", attached("x", "application/octet-stream", "i.age", ""), asked("attachment-empty")),
        (
            "a printed consent",
            attached("x", "application/pdf", "consentement-K7M4-Q2XD.pdf", "%PDF-1.4\n%%EOF"),
            asked("pdf-without-record"),
        ),
        ("a scan", attached(subject, "image/gif", "scan.gif", "GIF89a"), asked("picture-instead")),
        (
            "an archive as Unix has it",
            attached(subject, "application/x-tar", "pli.tar", &("a".repeat(257) + "ustar")),
            asked("archive-unopened"),
        ),
        ("a meeting", attached(subject, "text/calendar", "invite.ics", "BEGIN:VCALENDAR"), asked("calendar")),
        (
            "an archive of another kind",
            attached(subject, "application/vnd.rar", "pli.rar", "Rar!\u{1a}\u{7}"),
            asked("archive-unopened"),
        ),
        (
            "encrypted for a key",
            attached(subject, "application/octet-stream", "m.asc", "-----BEGIN PGP MESSAGE-----"),
            asked("mail-encrypted"),
        ),
        (
            "cut on its way",
            mail("Subject: Demande K7M4-Q2XD\nContent-Type: multipart/mixed; boundary=b", "--b\n\nBonjour"),
            asked("mail-cut-off"),
        ),
        (
            "by way of a list",
            mail("Subject: Demande K7M4-Q2XD\nPrecedence: list\nList-Id: <support.bankin.com>", "Bonjour"),
            both.to_owned(),
        ),
    ];
    check(cases.iter().map(|(what, mail, expected)| (*what, mail.clone(), &**expected)).collect());
}

/// `unsigned` of a request that nobody knows asks whoever wrote, where Pli worded it; a person's own words
/// count from the person, or with their reference.
#[test]
fn a_consent_taken_back_is_heard_in_any_encoding() {
    let base64 = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64";
    let html = "Content-Type: text/html; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable";
    let unsigned = "unsigned withdrawal-unsigned +draft";
    check(vec![
        ("by Pli's subject", mail("Subject: Demande K7M4-Q2XD : je retire mon accord", "..."), unsigned),
        ("in answer to our question", mail("Subject: Re: Request K7M4-Q2XD: I withdraw my consent", "Yes"), unsigned),
        ("in quotations only", mail("Subject: x", "Merci.\n\n> je retire mon accord pour K7M4-Q2XD"), "unrelated"),
        ("denied", mail("Subject: x", "Je ne retire pas mon accord pour K7M4-Q2XD."), "unrelated"),
        ("a question", mail("Subject: x", "Comment retirer mon accord pour K7M4-Q2XD ?"), "unrelated"),
        // « Je retire mon accord. » of nobody that is known.
        ("in base64", mail(&format!("Subject: x\n{base64}"), "SmUgcmV0aXJlIG1vbiBhY2NvcmQu"), "unrelated"),
        ("in HTML", mail(&format!("Subject: x\n{html}"), "<p>Je r=E9voque mon&nbsp;consentement</p>"), "unrelated"),
    ]);
}

/// By their subjects alone, as mail systems of many kinds write them: a draft would go to nobody, or round and round.
#[test]
fn programs_are_known_by_the_subjects_that_they_write() {
    let exchange = "From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@exemple.fr>";
    let body =
        "Voici mon accord signé et mes identifiants scellés, pour retrouver les comptes qui manquent dans Bankin'.";
    let subjects = [
        "[Répondeur] Demande K7M4-Q2XD",
        "[Auto-Reply] Demande K7M4-Q2XD",
        "Notification d’absence : Demande K7M4-Q2XD",
        "Lu : Demande K7M4-Q2XD",
        "Impossible de remettre : Demande K7M4-Q2XD",
        "Avis de non-remise : Demande K7M4-Q2XD",
        "Message non distribué : Demande K7M4-Q2XD",
        "failure notice",
        "Rejeté : Demande K7M4-Q2XD",
    ];
    let mut cases: Vec<_> =
        subjects.iter().map(|subject| (*subject, mail(&format!("Subject: {subject}"), body), "unrelated")).collect();
    cases.push(("Exchange", format!("{exchange}\nSubject: Demande K7M4-Q2XD\n\n{body}\n"), "unrelated"));
    check(cases);
}

/// In the subject, or in HTML that quotes and does not say whom.
#[test]
fn a_consent_taken_back_is_heard_in_the_subject_and_not_in_what_html_quotes() {
    let html = "Content-Type: text/html; charset=utf-8";
    let unsigned = "unsigned withdrawal-unsigned +draft";
    check(vec![
        ("in the subject alone", mail("Subject: Je retire mon consentement K7M4-Q2XD", "Bonne journée"), unsigned),
        ("in few words", mail("Subject: Annulation demande K7M4-Q2XD", "Cordialement"), unsigned),
        ("in an answer to it", mail("Subject: Re: Je retire mon consentement K7M4-Q2XD", "Merci !"), "unrelated"),
        (
            "in HTML alone",
            mail(&format!("Subject: x\n{html}"), "<p>Je <b>retire</b> mon&nbsp;consentement (K7M4-Q2XD).</p>"),
            unsigned,
        ),
        (
            "quoted in HTML",
            mail(
                &format!("Subject: Re: Demande K7M4-Q2XD\n{html}"),
                "Merci<br><blockquote type=\"cite\"><div>Je retire mon accord.</div></blockquote>",
            ),
            "answer",
        ),
        (
            "below what is quoted in HTML",
            mail(
                &format!("Subject: Re: Demande K7M4-Q2XD\n{html}"),
                "<blockquote>Est-ce bien vous ?</blockquote><p>Oui, je retire mon accord.</p>",
            ),
            unsigned,
        ),
    ]);
}
