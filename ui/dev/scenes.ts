import type { AboutView } from '../src/generated/AboutView';
import type { Clause } from '../src/generated/Clause';
import type { FailureCode } from '../src/generated/FailureCode';
import type { FileView } from '../src/generated/FileView';
import type { Language } from '../src/generated/Language';
import type { MailClient } from '../src/generated/MailClient';
import type { MailClients } from '../src/generated/MailClients';
import type { MailView } from '../src/generated/MailView';
import type { PageView } from '../src/generated/PageView';
import type { Problem } from '../src/generated/Problem';
import type { ProblemCode } from '../src/generated/ProblemCode';
import type { Rejection } from '../src/generated/Rejection';
import type { SealPage } from '../src/generated/SealPage';
import type { StartView } from '../src/generated/StartView';
import type { View } from '../src/generated/View';

type In = (fr: string, en: string) => string;
type Scene = (language: Language) => View;

const files: FileView[] = [
  { name: 'consentement-K7M4-Q2XD.pdf', size: 56_012 },
  { name: 'identifiants-K7M4-Q2XD.age', size: 968 },
];

const mail = (say: In): MailView => ({
  to: 'support@bankin.com',
  subject: say('Demande K7M4-Q2XD', 'Request K7M4-Q2XD'),
  body: say(
    'Bonjour,\n\nVoici mon accord signé et mes identifiants scellés, pour retrouver les comptes qui manquent dans Bankin’.\n\nBanque : LCL\nComptes manquants : PEA, Assurance vie\nDepuis : Début octobre\n\nHélène Marchand',
    'Hello,\n\nHere are my signed consent and my sealed credentials, to find the accounts that are missing in Bankin’.\n\nBank: LCL\nMissing accounts: PEA, Assurance vie\nSince: Early October\n\nHélène Marchand',
  ),
});

const plain = (say: In): MailView => ({
  to: 'support@bankin.com',
  subject: say('Un compte LCL manque dans Bankin’', 'An LCL account is missing in Bankin’'),
  body: say(
    'Bonjour,\n\nUn de mes comptes LCL n’apparaît pas dans Bankin’.\nPouvez-vous m’aider à le retrouver ? Merci.',
    'Hello,\n\nOne of my LCL accounts does not show in Bankin’.\nCan you help me to find it? Thank you.',
  ),
});

const clause = (heading: string, ...texts: string[]): Clause => ({
  heading,
  body: texts.map((text, i) => ({ text, strong: i % 2 === 1 })),
});

const clauses = (say: In): Clause[] => [
  clause(say('Entre qui', 'Who this is between'), say('Moi, ', 'I, '), 'Hélène Marchand', say(' (helene.marchand@exemple.fr), et Bridge, le service qui relie Bankin’ à ma banque.', ' (helene.marchand@exemple.fr), and Bridge, the service that links Bankin’ to my bank.')),
  clause(say('Pourquoi', 'Why'), say('Trouver pourquoi ', 'To find why '), say('mon PEA et mon assurance vie LCL', 'my LCL PEA and assurance vie'), say(' manquent dans Bankin’, et corriger l’erreur. Mes identifiants ne servent à rien d’autre.', ' are missing from Bankin’, and correct the error. My credentials are used for nothing else.')),
  clause(say('Ce que je partage', 'What I share'), say('L’identifiant et le code de mon espace client LCL. Jamais un code reçu par SMS, jamais un numéro de carte.', 'The customer number and code of my LCL account. Never a code received by text message, never a card number.')),
  clause(say('Combien de temps', 'How long'), say('Le temps de la recherche, et 30 jours au plus. Ensuite mes identifiants sont supprimés, et j’en reçois la preuve par mail.', 'For the time of the investigation, and 30 days at most. Then my credentials are deleted, and I receive proof of it by email.')),
];

const consent = (say: In): Extract<PageView, { kind: 'consent' }> => ({
  kind: 'consent',
  title: say('Accord pour partager des identifiants bancaires', 'Consent to share bank credentials'),
  subtitle: say('Texte n° 1 · clé de novembre 2026', 'Text no. 1 · key of November 2026'),
  clauses: clauses(say),
  acts: [
    { id: 'sharing', text: say('J’accepte ce partage, pour cette recherche seulement.', 'I consent to this sharing, for this investigation only.') },
    { id: 'risks', text: say('J’ai lu et compris les risques expliqués au point 6.', 'I have read and understood the risks in point 6.') },
    { id: 'free', text: say('Personne ne m’y oblige. Je sais que je peux changer d’avis.', 'Nobody is forcing me. I know that I can change my mind.') },
  ],
  name: 'Hélène Marchand',
  signature_face: true,
  signed: false,
  asked_again: false,
});

function scene(page: (say: In) => PageView, around: Partial<View> = {}): Scene {
  return (language) => ({
    language,
    demo: true,
    step: 'request',
    finished: false,
    reference: null,
    back: true,
    editing: false,
    whereabouts: 'here',
    ask_before_closing: true,
    case: 'T5WB-9H3F',
    folder: null,
    ...around,
    page: page((fr, en) => (language === 'fr' ? fr : en)),
  });
}

const known: Partial<View> = { reference: 'K7M4-Q2XD' };
const written: Partial<View> = { ...known, folder: 'K7M4-Q2XD' };
const deadline = '2026-12-27T10:00:00Z';
const problem: Extract<PageView, { kind: 'problem' }> = {
  kind: 'problem', name: '', email: '', reference: '', description: '', description_max: 4000, asks_for_reference: true,
};

/** Every page, in the states that look different. */
export const scenes: Partial<Record<string, Scene>> = {
  'no-key': scene(() => ({ kind: 'no-key', code: 'bundle-expired' }), { step: null, back: false }),
  welcome: scene(() => ({ kind: 'welcome', keep_days: 30 }), { step: null, back: false }),
  'who-asked': scene(() => ({ kind: 'who-asked', chosen: 'support' })),
  'fraud-stop': scene(() => ({
    kind: 'fraud-stop', by: 'phone-call',
    mail: { to: 'support@bankin.com', subject: 'On m’a demandé mes identifiants bancaires', body: 'Bonjour,\n' },
  })),
  bank: scene((say) => ({
    kind: 'bank',
    banks: [
      { id: 'lcl', label: 'LCL', hint: '' },
      { id: 'credit-mutuel', label: 'Crédit Mutuel', hint: '' },
      { id: 'other', label: say('Une autre banque', 'Another bank'), hint: 'BNP Paribas, BoursoBank, La Banque Postale…' },
    ],
    chosen: null,
  })),
  accounts: scene((say) => ({
    kind: 'accounts',
    bank: 'LCL',
    accounts: [
      { id: 'pea', label: 'PEA', hint: say('Plan d’épargne en actions', 'Plan d’épargne en actions, a share savings plan') },
      { id: 'assurance-vie', label: 'Assurance vie', hint: say('Un contrat pour épargner, souvent sur plusieurs années', 'A life insurance savings contract, often over several years') },
    ],
    other: { id: 'other', label: say('Un autre compte', 'Another account'), hint: say('Compte courant, livret, crédit…', 'Current account, savings book, loan…') },
    chosen: ['pea', 'assurance-vie'],
  })),
  step: scene((say) => ({
    kind: 'step',
    id: 'manual-sync',
    question: say('Avez-vous déjà essayé la synchronisation manuelle ?', 'Have you already tried to synchronise manually?'),
    hint: say(
      'Dans Bankin’, le bouton « Synchroniser manuellement les comptes » suffit souvent à les retrouver.',
      'In Bankin’, the button “Synchroniser manuellement les comptes” is often enough to get them back.',
    ),
    tried: null,
  })),
  'step-guide': scene((say) => ({
    kind: 'step-guide',
    id: 'manual-sync',
    gestures: [
      { title: say('Ouvrez Bankin’ et suivez ce chemin', 'Open Bankin’ and follow this path'), text: '', path: ['Profil', 'Paramètres', 'Comptes bancaires', 'Crédit Mutuel'] },
      { title: say('Touchez « Synchroniser manuellement les comptes »', 'Tap “Synchroniser manuellement les comptes”'), text: say('Cela peut durer quelques minutes.', 'This can take a few minutes.'), path: [] },
      { title: say('Regardez vos comptes Crédit Mutuel', 'Look at your Crédit Mutuel accounts'), text: say('Sont-ils revenus ?', 'Are they back?'), path: [] },
    ],
  })),
  solved: scene(() => ({ kind: 'solved' })),
  'not-eligible': scene((say) => ({ kind: 'not-eligible', bank: 'LCL', mail: plain(say) })),
  eligible: scene(() => ({ kind: 'eligible', bank: 'LCL', keep_days: 30, asked_by_support: true })),
  problem: scene(() => problem, { step: 'problem' }),
  'problem-article': scene(() => ({ ...problem, asks_for_reference: false }), { step: 'problem' }),
  review: scene(
    (say) => ({
      kind: 'review',
      rows: [
        { row: 'asked-by', name: '', value: say('Le support de Bankin’', 'Bankin’ support'), page: 'who-asked', field: '' },
        { row: 'bank', name: '', value: 'LCL', page: 'bank', field: '' },
        { row: 'accounts', name: '', value: say('PEA et assurance vie', 'PEA and assurance vie'), page: 'accounts', field: '' },
        { row: 'reference', name: '', value: 'K7M4-Q2XD', page: 'problem', field: 'reference' },
        { row: 'description', name: '', value: say('Mon PEA et mon assurance vie ont disparu quand j’ai changé de téléphone.', 'My PEA and my assurance vie disappeared when I changed phones.'), page: 'problem', field: 'description' },
        { row: 'name', name: '', value: 'Hélène Marchand', page: 'problem', field: 'name' },
        { row: 'email', name: '', value: 'helene.marchand@exemple.fr', page: 'problem', field: 'email' },
      ],
    }),
    { ...known, step: 'review' },
  ),
  consent: scene(consent, { ...known, step: 'consent' }),
  'consent-again': scene((say) => ({ ...consent(say), asked_again: true }), { ...known, step: 'consent' }),
  'consent-signed': scene((say) => ({ ...consent(say), signed: true }), { ...known, step: 'consent', whereabouts: 'here-signed' }),
  credentials: scene(() => ({ kind: 'credentials', bank: 'LCL', sealed: false }), { ...known, step: 'credentials', whereabouts: 'here-signed' }),
  'credentials-sealed': scene(() => ({ kind: 'credentials', bank: 'LCL', sealed: true }), { ...known, step: 'credentials', whereabouts: 'here-signed' }),
  'mail-client': scene((say) => ({ kind: 'mail-client', files, mail: mail(say), can_retype: true }), { ...written, step: 'message', back: false, whereabouts: 'files-ready' }),
  'handed-over': scene((say) => ({ kind: 'handed-over', files, mail: mail(say), via: 'Orange' }), { ...written, step: 'message', whereabouts: 'files-in-folder' }),
  done: scene(() => ({ kind: 'done', first_name: 'Hélène', bank: 'LCL', files, deadline }), { ...written, step: null, back: false, finished: true, whereabouts: 'confirmed-by-you' }),
  'done-erased': scene(() => ({ kind: 'done', first_name: 'Hélène', bank: 'LCL', files: [], deadline }), { ...written, step: null, back: false, finished: true, whereabouts: 'files-erased' }),
};

const wrong = (field: string, code: ProblemCode, values: Problem['values'] = {}): Problem => ({ field, code, values });
const correct = (...problems: Problem[]): Rejection => ({ kind: 'correct', problems });
const failed = (code: FailureCode): Rejection => ({ kind: 'failed', code, values: {} });

/** What a command can be made to reject with. */
export const rejections: Partial<Record<string, Rejection>> = {
  who: correct(wrong('who', 'choose-one')),
  account: correct(wrong('account', 'accounts-mixed')),
  problem: correct(
    wrong('name', 'name-undrawable', { characters: '𓀀 et 𓂀' }),
    wrong('email', 'email-no-ending'),
    wrong('reference', 'reference-check'),
    wrong('description', 'description-secret'),
  ),
  consent: correct(wrong('act-sharing', 'act-missing'), wrong('signature', 'signature-other', { name: 'Hélène Marchand' })),
  unusual: correct(wrong('identifiant', 'credential-unusual')),
  empty: correct(wrong('identifiant', 'credential-empty'), wrong('code', 'credential-empty')),
  'bundle-expired': failed('bundle-expired'),
  'seal-ended-early': failed('seal-ended-early'),
  'client-failed': failed('client-failed'),
  'no-mail-client': failed('no-mail-client'),
};

const program = (id: string, name: string): MailClient => ({ id, name, installed: true, site: null });
const webmail = (id: string, name: string): MailClient => ({ id, name, installed: false, site: `https://${id}.example` });

export const clients: MailClients = {
  proposed: null,
  programs: [program('thunderbird', 'Thunderbird'), program('evolution', 'Evolution'), { ...program('other-program', ''), installed: false }],
  webmails: [
    webmail('bouygues', 'Bouygues (Bbox)'), webmail('free', 'Free'), webmail('gmail', 'Gmail'), webmail('outlook-com', 'Hotmail (Outlook.com)'),
    webmail('icloud', 'iCloud'), webmail('la-poste', 'La Poste'), webmail('orange', 'Orange'), webmail('proton', 'Proton'), webmail('sfr', 'SFR'),
    webmail('yahoo', 'Yahoo'), { ...webmail('other-webmail', ''), site: null },
  ],
};

export function sealPage(language: Language, idle: number): SealPage {
  const say: In = (fr, en) => (language === 'fr' ? fr : en);
  return {
    language,
    demo: true,
    bank: 'LCL',
    reference: 'K7M4-Q2XD',
    fields: [
      { id: 'identifiant', label: say('Identifiant', 'Customer number'), hint: say('En général, 10 chiffres', 'Usually 10 digits'), masked: false, numeric: true },
      { id: 'code', label: say('Code personnel', 'Personal code'), hint: say('En général, 6 chiffres. Jamais un code reçu par SMS.', 'Usually 6 digits. Never a code received by text message.'), masked: true, numeric: true },
    ],
    idle_seconds: idle,
    warning_seconds: 60,
    told_every_seconds: 10,
  };
}

/** What the first page tells after a sending. */
export const sent: StartView = {
  reminders: [],
  under_way: [{ id: 'K7M4-Q2XD', reference: 'K7M4-Q2XD', state: 'confirmed', date: '2026-11-27T10:00:00Z', deadline }],
  departures: { count: 1, certainty: 'left', last: '2026-11-27T10:00:00Z' },
};

export const about: AboutView = {
  version: '0.1.0',
  commit: '0123456789',
  key: { name: '2026-01', words: 'abeille bateau cerise dauphin', digits: '0123 4567 89ab cdef' },
  licences: [{ name: 'age', version: '0.12.1', licence: 'MIT OR Apache-2.0' }],
};
