//! The words by which people take a consent back, in plain letters.

/// Verbs that say it themselves, after `je` or `I`.
pub const SAYS: [&str; 22] = [
    "retire",
    "revoque",
    "annule",
    "detruisez",
    "destroy",
    "reprends",
    "retracte",
    "resilie",
    "supprimez",
    "effacez",
    "annulez",
    "retirez",
    "withdraw",
    "withdrew",
    "withdrawing",
    "revoke",
    "revoking",
    "cancel",
    "retract",
    "rescind",
    "renonce",
    "renounce",
];
/// Verbs that need somebody who wants it.
pub const WANTS: [&str; 16] = [
    "detruire",
    "supprimiez",
    "effaciez",
    "detruisiez",
    "annuliez",
    "retirer",
    "revoquer",
    "annuler",
    "reprendre",
    "retracter",
    "resilier",
    "supprimer",
    "effacer",
    "delete",
    "erase",
    "remove",
];
/// Who says it.
pub const SPEAKS: [&str; 7] = ["je", "j", "i", "am", "hereby", "merci", "please"];
/// Who wants it.
pub const ASKS: [&str; 20] = [
    "sollicite",
    "exige",
    "souhaite",
    "veux",
    "voudrais",
    "voulais",
    "aimerais",
    "desire",
    "prefere",
    "decide",
    "demande",
    "merci",
    "veuillez",
    "prie",
    "want",
    "wish",
    "like",
    "decided",
    "please",
    "ask",
];
/// What is taken back.
pub const CONSENT: [&str; 12] = [
    "accord",
    "consentement",
    "autorisation",
    "demande",
    "partage",
    "consent",
    "agreement",
    "permission",
    "authorisation",
    "authorization",
    "request",
    "sharing",
];
/// What is to be deleted.
pub const CREDENTIALS: [&str; 17] = [
    "identifiants",
    "identifiant",
    "credentials",
    "credential",
    "donnees",
    "donnee",
    "codes",
    "code",
    "passe",
    "password",
    "login",
    "data",
    "envoi",
    "fichiers",
    "fichier",
    "files",
    "file",
];
/// Verbs that are about them.
pub const DELETING: [&str; 14] = [
    "supprimez",
    "effacez",
    "detruisez",
    "supprimer",
    "effacer",
    "detruire",
    "supprimiez",
    "effaciez",
    "detruisiez",
    "delete",
    "erase",
    "remove",
    "destroy",
    "deleting",
];
/// What is everything: nobody need say whose.
pub const ALL: [&str; 3] = ["tout", "everything", "all"];
/// Verbs of which it is clear what is meant where nothing follows, and what may follow all the same.
pub const COMPLETE: [&str; 4] = ["annuler", "annulez", "annuliez", "cancel"];
pub const KINDLY: [&str; 9] = ["svp", "s", "il", "vous", "te", "plait", "merci", "please", "thanks"];
/// Nouns for what is asked for, of what is to be deleted.
pub const DELETIONS: [&str; 4] = ["suppression", "effacement", "destruction", "deletion"];
/// What says of an object that it is to be so.
pub const DELETED: [&str; 12] = [
    "supprime",
    "supprimes",
    "supprimee",
    "supprimees",
    "efface",
    "effaces",
    "effacees",
    "detruits",
    "detruites",
    "deleted",
    "erased",
    "removed",
];
/// Whose it is: `mon accord`, not `son accord`.
pub const MINE: [&str; 13] = ["ma", "mon", "mes", "l", "le", "les", "cet", "ce", "my", "the", "this", "d", "tous"];
/// What makes a clause say the contrary.
pub const DENIES: [&str; 9] = ["ne", "n", "pas", "jamais", "sans", "not", "don", "never", "didn"];
/// What makes a whole sentence suppose.
pub const CONDITIONS: [&str; 7] = ["si", "quand", "lorsque", "without", "if", "when", "cas"];
/// What makes it ask, until the person begins anew.
pub const QUESTIONS: [&str; 9] = ["comment", "puis", "peux", "pourquoi", "how", "can", "may", "why", "should"];
/// What may stand before somebody who begins anew.
pub const BEGINS: [&str; 5] = [CLAUSE, "donc", "alors", "so", "therefore"];
/// What says that a deletion is to come later, as it is promised anyway.
pub const LATER: [&str; 10] =
    ["fois", "apres", "ensuite", "quand", "lorsque", "once", "after", "when", "afterwards", "later"];
/// What says nothing, and would stand in the way.
pub const IDLE: [&str; 9] = [
    "dans ce cas",
    "en tout cas",
    "en tous cas",
    "dans tous les cas",
    "si possible",
    "par la presente",
    "in that case",
    "in any case",
    "if possible",
];
/// The person who speaks.
pub const SELF: [&str; 3] = ["je", "j", "i"];
/// Where a clause ends within a sentence.
pub const CLAUSE: &str = ",";

/// What says it as a whole, in plain letters.
pub const PHRASES: [&str; 84] = [
    "souhaite pas donner suite",
    "veux pas donner suite",
    "desire pas donner suite",
    "prefere ne pas donner suite",
    "merci de ne pas donner suite",
    "souhaite me retracter",
    "veux me retracter",
    "voudrais me retracter",
    "plus donner suite",
    "ne donne pas suite",
    "ne donnerai pas suite",
    "pas y donner suite",
    "laissez tomber",
    "oubliez ma demande",
    "ne traitez pas ma",
    "pas traiter ma demande",
    "ne tenez pas compte de ma demande",
    "pas tenir compte de ma demande",
    "pas tenir compte de mon",
    "reviens sur ma decision",
    "ne vous servez p",
    "ne vous autorise plus",
    "n'autorise plus",
    "n'avez plus mon",
    "ne prefere pas partager",
    "prefere ne pas partager",
    "ne veux pas partager",
    "ne souhaite pas partager",
    "do not process my",
    "don't process my",
    "disregard my request",
    "ignore my request",
    "rather not share",
    "do not want to share",
    "don't want to share",
    "stop a ma demande",
    "ne suis plus d'accord",
    "n'accepte plus",
    "ne consens plus",
    "ne souhaite plus partager",
    "ne veux plus partager",
    "ne souhaite plus que vous",
    "ne veux plus que vous",
    "n'utilisez plus",
    "ne faites plus rien",
    "ai change d'avis",
    "je change d'avis",
    "je me retracte",
    "plus mon accord",
    "no longer agree",
    "no longer consent",
    "no longer want to share",
    "no longer wish to share",
    "no longer want you",
    "do not use my credentials",
    "don't use my credentials",
    "stop using my",
    "changed my mind",
    "do not consent any more",
    "don't consent anymore",
    "plus donner mon",
    "ne donne plus mon",
    "ne plus utiliser mes",
    "n'utilisez pas mes identifiants",
    "arretez d'utiliser",
    "arreter d'utiliser",
    "cessez d'utiliser",
    "cesser d'utiliser",
    "arretez tout",
    "veux tout arreter",
    "m'oppose a l'utilisation",
    "mettre fin au partage",
    "mets fin au partage",
    "mettre fin a mon",
    "mets fin a mon",
    "exerce mon droit",
    "exercer mon droit",
    "exercise my right",
    "do not want you to use",
    "don't want you to use",
    "no longer wish to continue",
    "no longer want to continue",
    "stop everything",
    "do not use them any more",
];
/// What says after the object that it is done.
pub const DONE: [&str; 10] =
    ["retire", "retiree", "revoque", "revoquee", "annule", "annulee", "withdrawn", "revoked", "cancelled", "canceled"];
/// How a request is asked for as if it were a question, and as what it is read then.
pub const POLITE: [(&str, &str); 15] = [
    ("est-ce que vous pourriez", "veuillez"),
    ("est-ce que vous pouvez", "veuillez"),
    ("pourriez-vous", "veuillez"),
    ("pourriez vous", "veuillez"),
    ("pouvez-vous", "veuillez"),
    ("pouvez vous", "veuillez"),
    ("vous pouvez", "veuillez"),
    ("vous pourriez", "veuillez"),
    ("voulez-vous bien", "veuillez"),
    ("could you", "please"),
    ("can you", "please"),
    ("you can", "please"),
    ("would you", "please"),
    ("will you", "please"),
    ("may i ask you to", "please"),
];
