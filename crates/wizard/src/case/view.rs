//! What the interface draws: plain values, decided here and translated nowhere.

use serde::Serialize;
use ts_rs::TS;

use pli_format::{
    Language,
    consent::{Act, AskedBy, Clause},
};

use super::answer::Page;

/// The six steps of the rail, always in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Step {
    /// "Votre demande"
    Request,
    /// "Le problème"
    Problem,
    /// "Vos réponses"
    Review,
    /// "Votre accord"
    Consent,
    /// "Vos identifiants"
    Credentials,
    /// "Votre message"
    Message,
}

/// The quiet line at the foot of every page: where the data of a request is now. Each says what is true of
/// that request, whatever else left this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Whereabouts {
    /// "Rien de cette demande n’a quitté cet ordinateur."
    Here,
    /// "Accord signé. Rien de cette demande n’a quitté cet ordinateur."
    HereSigned,
    /// "Pli n’a encore ouvert aucun message pour cette demande."
    FilesReady,
    /// "Le message est préparé. Vous seul savez s’il est parti."
    FilesInFolder,
    /// "Vous avez confirmé le départ du message."
    ConfirmedByYou,
    /// The same, and the person had the files erased.
    FilesErased,
    /// "Retrait préparé. C’est votre mail qui retire l’accord."
    Withdrawn,
    /// "Vous avez confirmé le départ de votre retrait."
    WithdrawalSent,
    /// "Bridge a supprimé les identifiants de cet envoi."
    Deleted,
}

/// Everything one page shows.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct View {
    /// The case's own name, [`super::Case::id`]: another one is another case.
    pub case: String,
    /// The language of every word on the page.
    pub language: Language,
    /// True when the bundle is the demonstration one: the banner is drawn.
    pub demo: bool,
    /// The step the rail marks; none on the welcome page, and none once all are done.
    pub step: Option<Step>,
    /// True when all six steps are done.
    pub finished: bool,
    /// A request is begun: before, there are only those before it.
    pub begun: bool,
    /// The case reference, as `K7M4-Q2XD`, once it is known.
    pub reference: Option<String>,
    /// Whether "Retour" is offered.
    pub back: bool,
    /// True when the page was reached by "Modifier" and leads back to the answers.
    pub editing: bool,
    /// Where the package's files are, as a person finds them; before they are written, where the packages are.
    pub folder: Option<String>,
    /// The quiet line.
    pub whereabouts: Whereabouts,
    /// Whether closing the window loses something, so that it is asked once.
    pub ask_before_closing: bool,
    /// Whether the case can be found again after the next start. The case does not know: as if it could.
    pub kept: bool,
    /// The page itself.
    pub page: PageView,
}

/// One thing to choose from a list, already in the person's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Choice {
    /// What goes back in the answer.
    pub id: String,
    pub label: String,
    /// One line of help, or empty.
    pub hint: String,
}

/// A bank, and its accounts that may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BankView {
    pub id: String,
    pub name: String,
    /// Those whose sharing the rules foresee, then "another account", which excludes them.
    pub accounts: Vec<Choice>,
}

/// A mail as it is shown before it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MailView {
    /// Always support.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The text, paragraphs separated by an empty line.
    pub body: String,
}

/// One line of "Vérifiez vos réponses".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReviewRow {
    /// Which answer this is; the interface has its label and the hidden words of "Modifier".
    pub row: ReviewField,
    /// The name of what was answered, where the interface has none: a step's. Else empty.
    pub name: String,
    /// The answer, in words.
    pub value: String,
    /// The page that "Modifier" leads to.
    pub page: Page,
    /// The field there that takes the focus, or empty.
    pub field: String,
}

/// The answers that are checked before consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ReviewField {
    AskedBy,
    Bank,
    /// Which accounts are missing.
    Accounts,
    /// That a step was tried; the row names it.
    Step,
    /// The reference that support gave.
    Reference,
    Description,
    /// The person's name.
    Name,
    /// The e-mail of the Bankin' account.
    Email,
}

/// One thing to do in Bankin', or at the bank, already in the person's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct GestureView {
    /// What to do.
    pub title: String,
    /// More about it, or empty.
    pub text: String,
    /// The menus to open, outermost first.
    pub path: Vec<String>,
}

/// One of the two files of the package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FileView {
    /// ASCII name, such as `consentement-K7M4-Q2XD.pdf`.
    pub name: String,
    /// Size in bytes.
    pub size: u32,
}

/// A page and what it needs.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[ts(export)]
pub enum PageView {
    /// No key of Bridge's is in force: only a newer version, or a key file, mends that.
    NoKey {
        /// Why: its words are `failure-CODE`.
        code: String,
    },
    /// Why, what is shared, who uses it, how long, thanks.
    Welcome {
        /// The days after which credentials are deleted.
        keep_days: u32,
    },
    /// "Qui vous a demandé ce partage ?"
    WhoAsked {
        /// The answer given before, if any.
        chosen: Option<AskedBy>,
    },
    /// A call, a text message, a stranger: stop, explain, never collect.
    FraudStop {
        by: AskedBy,
        /// The plain mail that asks support whether it was them.
        mail: MailView,
    },
    /// "Quels comptes manquent dans Bankin’ ?"
    Accounts {
        /// Every bank of the rules.
        banks: Vec<BankView>,
        /// "Another bank": excludes the others.
        other: Choice,
        /// What was ticked before.
        chosen: Vec<String>,
    },
    /// Whether something was tried first, such as "Avez-vous synchronisé vos comptes à la main ?"
    Step {
        /// The step's identifier in the rules.
        id: String,
        question: String,
        /// What the step is; empty where the question says it all.
        hint: String,
        /// The answer given before, if any.
        tried: Option<bool>,
    },
    /// How a step is done; the person comes back to this very page.
    StepGuide {
        /// The step's identifier in the rules.
        id: String,
        /// One gesture after the other.
        gestures: Vec<GestureView>,
    },
    /// A step brought the accounts back: nothing to share.
    Solved,
    /// A refusal, which is good news: nothing to share, a plain mail instead.
    NotEligible {
        /// The bank's name; empty for a bank that the rules do not know.
        bank: String,
        /// The plain mail, without attachment.
        mail: MailView,
    },
    /// "Vous et le problème"
    Problem {
        /// Name as typed so far.
        name: String,
        /// E-mail as typed so far.
        email: String,
        /// Reference as typed so far.
        reference: String,
        /// Description as typed so far.
        description: String,
        /// The longest description, in characters.
        description_max: u32,
        /// Whether support may have given a reference: who read the article has none.
        asks_for_reference: bool,
    },
    /// "Vérifiez vos réponses"
    Review {
        /// In the order they are shown.
        rows: Vec<ReviewRow>,
    },
    /// The consent, to read, tick and sign.
    Consent {
        /// The language of the text: what was signed stays in the one it was read in.
        language: Language,
        /// The letter's title.
        title: String,
        /// "Texte n° 1 · clé de novembre 2026"
        subtitle: String,
        /// The numbered clauses, answers filled in.
        clauses: Vec<Clause>,
        /// The acts to tick.
        acts: Vec<Act>,
        /// The name to sign with.
        name: String,
        /// True when the name can be drawn in the signature face.
        signature_face: bool,
        /// True when these very answers are signed already: nothing to tick, "Continuer" goes on.
        signed: bool,
        /// True when an earlier signature is void: an answer or the key changed, or its time is over.
        asked_again: bool,
    },
    /// Before the seal window opens.
    Credentials {
        /// The bank's name.
        bank: String,
        /// True when the credentials are sealed already and only the files are to be written.
        sealed: bool,
    },
    /// "Comment lisez-vous vos mails ?"
    MailClient {
        /// The two files of the package.
        files: Vec<FileView>,
        /// The message that goes with them.
        mail: MailView,
        /// Whether the credentials can still be typed again.
        can_retype: bool,
    },
    /// The draft was handed over: "Voyez-vous les 2 pièces jointes ?"
    HandedOver {
        /// The two files of the package.
        files: Vec<FileView>,
        /// The message that goes with them.
        mail: MailView,
        /// The mail client or webmail it was handed to, as the hand-off names it.
        via: String,
    },
    /// What happens next, change the password afterwards, how to withdraw.
    Done {
        /// The bank's name.
        bank: String,
        /// The two files; empty once erased.
        files: Vec<FileView>,
        /// The last instant the credentials may be used or kept, RFC 3339.
        deadline: String,
        /// Whether a withdrawal was prepared since.
        withdrawn: bool,
    },
}
