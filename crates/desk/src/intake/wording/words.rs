//! The words by which people take a consent back, in plain letters.

use std::{collections::HashMap, sync::LazyLock};

/// What a word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Takes back: `retire`, `cancel`.
    Takes,
    /// Deletes.
    Deletes,
    /// Stops.
    Ends,
    /// Takes back by itself, whatever follows: "changed my mind".
    Quits,
    /// Does what a consent is for: `utiliser`, `share`.
    Uses,
    /// The same, of which nothing need be named: `continuer`.
    Proceeds,
    /// Consents: what denies it takes back.
    Consents,
    /// Forbids.
    Forbids,
    /// A noun of taking back or deleting.
    Deed,
    /// What is taken back.
    Consent,
    /// What is deleted.
    Credentials,
    /// What may be deleted, and used to be answered.
    Mail,
    /// What nobody is to go into.
    Account,
    /// The bank: what it does is told, and taken back by nobody.
    Bank,
    Everything,
    /// Something that was named.
    It,
    /// Who speaks.
    Person,
    /// Who is spoken to.
    You,
    /// Not the person's.
    Theirs,
    Wants,
    Begs,
    Denies,
    Supposes,
    /// Makes of what is supposed a politeness.
    Spares,
    Asks,
    /// May, or may not.
    Can,
    /// Tells what somebody says or did, or what is wrong.
    Tells,
    /// Has done, of the person who speaks.
    Have,
    /// Has done, of others.
    Had,
    Is,
    Be,
    Later,
    /// Ends a clause.
    Cuts,
    /// Ends one, and what it supposed.
    But,
    Small,
    Idle,
    Other,
}

use Role::{
    Account, Asks, Bank, Be, Begs, But, Can, Consent, Consents, Credentials, Cuts, Deed, Deletes, Denies, Ends,
    Everything, Forbids, Had, Have, Idle, Is, It, Later, Mail, Other, Person, Proceeds, Quits, Small, Spares, Supposes,
    Takes, Tells, Theirs, Uses, Wants, You,
};

/// Words as they are.
const WORDS: &[(Role, &str)] = &[
    (Takes, "withdrew reprends reprend reprens reprendre reprenez nul nulle void caduc caduque"),
    (
        Deletes,
        "disparaitre disregard wipe scrap shred discard detruire detruisez detruisiez detruit detruits detruites",
    ),
    (Ends, "stop stopping cease close clore clos bloquez bloquer"),
    (Quits, "quits"),
    (
        Uses,
        "use uses used using store stored storing accessing log keep keeping share sharing process processing touch servir servez serviez \
         serve sert ayez ait alliez aller acceder accediez gardez garder gardiez donner donne \
         traiter traitez traitement usage utilisation toucher touchez",
    ),
    (Proceeds, "proceed continue continuing continuer continuez poursuivre participer participe participate allez"),
    (Consents, "consens consenti agree agreed accepte autorise authorise authorize"),
    (Forbids, "interdis interdit interdiction refuse refuser refusons oppose forbid refrain object decline against"),
    (Deed, "retrait retraits withdrawal deletion erasure removal fin arret"),
    (Consent, "partage permission permissions demande request sharing"),
    (
        Credentials,
        "code codes donnee donnees info infos acces login logins passe pass mdp data details \
         fichier fichiers file files piece pieces envoi dossier stuff access envoye envoyes envoyee envoyees transmis \
         transmise sent",
    ),
    (Mail, "mail mails message messages courriel email emails"),
    (Account, "compte comptes account accounts espace"),
    (Bank, "banque banques bank lcl mutuel banquier conseiller conseillere adviser advisor"),
    (Everything, "tout everything all"),
    (It, "le la les l it them that this those ca cela ceci"),
    (Person, "je j i we nous"),
    (You, "vous you tu"),
    (Theirs, "votre vos son sa ses leur leurs your his her their"),
    (
        Wants,
        "veux veu voudrais voudrait voulais voulons souhaite souhaiterais souhaiterai souhaitons souhaitais aimerais \
         aimerai aimerions desire desirerais prefere prefererais tiens exige reclame sollicite somme prie faut \
         faudrait doivent doit devez devriez dois decide besoin envie vais want wish like need ask asking demand insist must \
         should rather prefer decided tell dites dite sure would convient droit allowed \
         happy willing comfortable ready prepared interested pret prete aise",
    ),
    (Begs, "svp stp merci veuillez veuiller priere pries please pls plz plse kindly remercie"),
    (Denies, "ne n pas plus jamais rien sans aucun not never no nobody without inutile"),
    (Supposes, "si if quand when lorsque lorsqu once cas unless"),
    (Spares, "derange ennuie gene possible tard permettez mind late trouble bother ok okay"),
    (Asks, "comment pourquoi how why whether quel quelle quels quelles which where ou combien qui who est-ce"),
    (Can, "may peux puis peut pouvais pouvait pourrais pourrait pourrai pouvoir can could might will won shall libre"),
    (
        Tells,
        "dit disant disent disait lu ecrit conseille conseillent deconseille propose recommande parle affiche indique \
         bouton button page menu cliquer clique click appuyer press preuve proof receipt recu hesite hesiter failli \
         envisage thinking considering about nearly almost voulait wanted vont sera seront were espere hope \
         pourra pourrez pourront impossible arrive normal savoir sais know loin idee intention croit croient thinks believes understand says told said asks advises \
         advised encore still delai ensuite confirmer confirming confirmation avait avaient peine saviez oublie",
    ),
    (Have, "ai have ve avons aurais"),
    (Had, "avez avoir ayant ont aurez aviez auriez has had ete been was"),
    (Is, "est is are sont"),
    (Be, "etre soient soit be get"),
    (Later, "plus-tard apres afterwards after later until prevu promised"),
    (Cuts, ", car because donc alors so therefore hence"),
    (But, "mais but however cependant"),
    (
        Small,
        "mes mon ma my our nos notre the an un une de d du des of from a au aux to en in on sur par pour for que qu \
         cet cette ces ce tous toutes toute with avec et and y dans chez se s t m c dont peuvent as comme il elle",
    ),
    (
        Idle,
        "bonjour bonsoir salut hello hi hey dear madame monsieur messieurs sir madam oui non yes ok finalement \
         aussi bien vraiment tres vite rapidement immediatement immediat immediate immediately now maintenant today \
         aujourd hui demain simplement juste just also definitivement entierement totalement completement cordialement \
         regards thanks thank beaucoup avance desole desolee sorry excusez ici here there absolument absolutely \
         urgent urgence actually really me moi te meme back too right away soon asap effet prejudice hereby \
         ecris afin via quite surtout first then puisque already deja lieu personally formellement rgpd gdpr bonne journee best \
         kind plait consider considere considerez considerer confirme etait hier yesterday same again more any anymore longer quelqu personne someone anyone else",
    ),
];

/// What words begin with, of which one letter may be wrong.
const STEMS: &[(Role, &str)] = &[
    (Takes, "undo retir revoqu annul resili withdraw revok cancel rescind denonc desactiv"),
    (Deletes, "supprim effac enlev eras delet remov destroy"),
    (Ends, "arret stopp cess cloturer clotur"),
    (Quits, "retract desist renonc abandonn renounc"),
    (Uses, "utilis connect conserv communiqu partag"),
    (Forbids, "refus"),
    (Deed, "suppression effacement destruction revocation annulation resiliation cancellation"),
    (Consent, "consent accord consentement autorisation agreement authorisation authorization"),
    (Credentials, "identifiant credential information attachment password"),
    (Mail, "mail"),
];

/// How words end that begin so.
const ENDINGS: &[&str] = &["", "e", "s", "er", "ez", "es", "ee", "ees", "iez", "ons", "ing", "ed", "n"];

/// What is read for something else: what several words say together, and what several ways of saying it come to.
pub const PHRASES: &[(&str, &str)] = &[
    // A politeness.
    (
        "svp",
        "s il vous plait|s il te plait|s'il vous plait|je vous en prie|si possible|if possible|si vous voulez bien",
    ),
    (
        "",
        "tout de suite|dans ce cas|en tout cas|en tous cas|dans tous les cas|in that case|in any case|par la presente|\
         quand meme|encore une fois|une fois de plus|une fois pour toutes|des que possible|le plus vite possible|\
         as soon as possible|tout compte fait|tout bien reflechi|des aujourd hui|des maintenant|de toute facon|\
         apres reflexion|apres mure reflexion|apres coup|apres tout|apres discussion|apres en avoir|apres avoir|after all|\
         after a|after my|apres un|apres une|apres mon|apres ma|after talking|after thinking|after speaking|after discussing|after reading|after having|de ce fait|d avance|\
         de plus|en plus|a compter de|for good|de bien vouloir|bien vouloir",
    ),
    ("not", "don t|doesn t|didn t|haven t|hasn t|isn t|aren t|wasn t|wouldn t|shouldn t"),
    ("can not", "can t|couldn t|cannot"),
    ("want not", "won t be|will not be|won t|will not"),
    ("i not", "i dont"),
    ("please not", "please dont"),
    ("si", "s il|s ils|if you can not"),
    ("malgre", "meme si|even if|even though"),
    ("once", "une fois|des que|des qu|aussitot que|aussitot qu|as soon as|tant que|au cas ou|en cas de"),
    ("plus-tard", "plus tard|a la fin|en fin de|at the end|a tout moment|at any time|any time|un jour|comme convenu"),
    // A request, as if it were a question or an offer.
    (
        "please",
        "if you can|if you could|if you would|grateful if you|appreciate it if you|si vous pouvez|est ce que vous pourriez|est ce que vous pouvez|pourriez vous|pouvez vous|pouver vous|vous pouvez|vous pourriez|\
         voulez vous|voudriez vous|peux tu|peut on|pouvons nous|vous serait il possible de|vous serait il possible d|\
         serait il possible de|serait il possible d|est il possible de|est il possible d|est ce possible de|\
         est ce possible d|c est possible de|c est possible d|possible de|possible d|\
         avez vous la possibilite de|avez vous la possibilite d|auriez vous l amabilite de|auriez vous l amabilite d|\
         auriez vous la gentillesse de|could you|can you|can u|you can|you could|would you mind|would you|will you please|\
         could someone|can someone|may i ask you to|can i ask you to|is it possible to|would it be possible to|\
         is there any way to",
    ),
    // A question.
    (
        "comment",
        "puis je|dois je|faut il|est ce que je|should i|do i|did i|may i|can i|could i|avez vous|allez vous|have you|\
         did you|do you|will you|are you|is my|are my|will my|what happens|que se passe|a quoi",
    ),
    // A report.
    ("lu", "on m a|on me|it says|you will|vous allez|vous devez avoir|je me demande|about to"),
    ("stop", "stay out|keep out"),
    ("refuse utilisation", "contre l utilisation|contre l usage"),
    ("must not", "may not|no one may|nobody may"),
    ("please my", "could my|can my"),
    ("must", "have to|has to|il faut que|il faudra"),
    ("plus", "no longer|not any longer"),
    ("sure", "see to it"),
    ("sent", "was sending"),
    ("password", "mot de passe|mots de passe|mot passe|pass word"),
    ("credentials", "bank details|bank credentials|bank codes|bank code|bank password|bank login|pieces jointes"),
    (
        "tout",
        "tout ce que je vous ai|tout ce que j ai|tout ce qui me concerne|ce que je vous ai|ce que j ai|ce qui me concerne|l ensemble|toutes les",
    ),
    ("everything", "what i sent|what i have sent|anything i sent|everything i sent|it all|all of it"),
    ("withdraw", "take back|taking back|with draw|get rid of"),
    ("arreter", "mettre fin|mettre un terme|mettre terme|put an end"),
    ("arrete", "mets fin|mets un terme|mets terme"),
    ("retrait accord", "retrait d accord"),
    ("consens", "d accord"),
    (
        "quits",
        "change d avis|changer d avis|change davis|changer davis|changed my mind|second thoughts|laissez tomber|\
         laisse tomber|laissons tomber|marche arriere|machine arriere|en rester la|en reste la|reviens sur ma decision|\
         reviens sur mon accord|reviens sur mon consentement|revenir sur ma decision|oubliez tout|oubliez ma demande|\
         oublier ma demande|oubliez mon mail|oubliez mon message|forget it|forget about it|forget my request|\
         forget everything|rather not|plus want that|plus want it|plus want this|plus la peine|exerce mon droit|exercer mon droit|valoir mon droit|\
         exercise my right|exercising my right|droit a l effacement|right to erasure|right to be forgotten|article 17|\
         pulling out|backing out|opt out|want out|count me out|not want this|ne tenez pas compte|ne pas tenir compte|\
         ne faites rien|ne faites plus rien|ne rien faire|n allez pas plus loin|n y allez pas",
    ),
    ("disregard", "ignore|ignorez|ignorer"),
    ("lui", "pas moi qui"),
    ("je", "moi qui"),
    ("est nul", "n est plus valable|ne tient plus|n existe plus|n est plus valide|plus stands|is plus valid"),
    ("withdraw consent", "take my consent|taking my consent|take my permission|taking my permission"),
    ("continue pas", "donne pas suite"),
    ("continuez pas", "donnez pas suite"),
    (
        "continuer",
        "donner suite|donnerai pas suite|aller plus loin|y donner suite|go ahead|go on|go through|faire ca|do this|do it",
    ),
];

/// What a word is by itself.
pub fn role(word: &str) -> Role {
    static KNOWN: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| {
        WORDS.iter().flat_map(|(role, words)| words.split_whitespace().map(move |word| (word, *role))).collect()
    });
    static BEGINNINGS: LazyLock<Vec<(Role, String)>> = LazyLock::new(|| {
        STEMS.iter().flat_map(|(role, stems)| stems.split_whitespace().map(move |stem| (*role, single(stem)))).collect()
    });
    if let Some(role) = KNOWN.get(word) {
        return *role;
    }
    if word.contains(|c: char| c.is_ascii_digit()) {
        return Idle;
    }
    let single = single(word);
    let found = |is_stem: fn(&str, &str) -> bool| BEGINNINGS.iter().find(|(_, stem)| is_stem(&single, stem));
    found(begins).or_else(|| found(nearly_begins)).map_or(Other, |(role, _)| *role)
}

/// Without the second of two letters that are the same.
fn single(word: &str) -> String {
    let mut single = String::with_capacity(word.len());
    for letter in word.chars() {
        if !single.ends_with(letter) {
            single.push(letter);
        }
    }
    single
}

fn begins(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending))
}

/// The same but for one letter: missing, wrong, or too much. Never the first.
fn nearly_begins(word: &str, stem: &str) -> bool {
    word.is_ascii()
        && stem.len() >= 5
        && word.as_bytes()[0] == stem.as_bytes()[0]
        && ENDINGS.iter().any(|ending| word.strip_suffix(ending).is_some_and(|word| is_spelled(word, stem)))
}

/// Whether a word is another but for one letter.
fn is_spelled(word: &str, known: &str) -> bool {
    let (word, known) = (word.as_bytes(), known.as_bytes());
    let alike = word.iter().zip(known).take_while(|(one, other)| one == other).count();
    let (rest, of_known) = (&word[alike..], &known[alike..]);
    let after = |bytes: &[u8]| bytes.get(1..).unwrap_or_default().to_vec();
    after(rest) == after(of_known) || rest == after(of_known) || after(rest) == of_known
}
