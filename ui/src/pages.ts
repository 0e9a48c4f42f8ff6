import type { Component } from 'svelte';

import type { PageView } from './generated/PageView';
import Accounts from './pages/Accounts.svelte';
import Consent from './pages/Consent.svelte';
import Credentials from './pages/Credentials.svelte';
import Done from './pages/Done.svelte';
import FraudStop from './pages/FraudStop.svelte';
import HandedOver from './pages/HandedOver.svelte';
import MailClient from './pages/MailClient.svelte';
import NoKey from './pages/NoKey.svelte';
import NotEligible from './pages/NotEligible.svelte';
import Problem from './pages/Problem.svelte';
import Review from './pages/Review.svelte';
import Solved from './pages/Solved.svelte';
import Step from './pages/Step.svelte';
import StepGuide from './pages/StepGuide.svelte';
import Welcome from './pages/Welcome.svelte';
import WhoAsked from './pages/WhoAsked.svelte';

/** The view of one kind of page. */
export type PageOf<Kind extends PageView['kind']> = Extract<PageView, { kind: Kind }>;

/** Every page, by its kind: a new one does not compile until it can be drawn. */
export const pages: { [Kind in PageView['kind']]: Component<{ page: PageOf<Kind> }> | Component<Record<string, never>> } = {
  'no-key': NoKey,
  welcome: Welcome,
  'who-asked': WhoAsked,
  'fraud-stop': FraudStop,
  accounts: Accounts,
  step: Step,
  'step-guide': StepGuide,
  solved: Solved,
  'not-eligible': NotEligible,
  problem: Problem,
  review: Review,
  consent: Consent,
  credentials: Credentials,
  'mail-client': MailClient,
  'handed-over': HandedOver,
  done: Done,
};
