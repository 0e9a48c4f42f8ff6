import type { FailureCode } from './generated/FailureCode';
import type { Problem } from './generated/Problem';
import type { ProblemCode } from './generated/ProblemCode';
import type { Rejection } from './generated/Rejection';
import type { Say, Values } from './words';

/** What a failed command has to tell. */
export type Failure = Extract<Rejection, { kind: 'failed' }>;

/** Reads what a command rejected with; anything unforeseen is an internal failure. */
export function rejectionOf(reason: unknown): Rejection {
  if (typeof reason === 'object' && reason !== null && 'kind' in reason) return reason as Rejection;
  return { kind: 'failed', code: 'internal' satisfies FailureCode, values: {} };
}

/** What is wrong, beside the field. */
export const problemText = (say: Say, { code, values }: Problem) => say(`problem-${code}`, valuesOf(values));

/** The problems of forms of several fields: a page of one question, and the seal window, have no summary. */
type Summarised = Exclude<ProblemCode, 'choose-accounts' | `${string}-mixed` | `credential-${string}`>;

/** What to do, as a link in the error summary. */
export const problemSummary = (say: Say, { code, values }: Problem) =>
  say(`problem-${code as Summarised}.summary`, valuesOf(values));

/** What happened. A failure that names no folder of its own is about `folder`. */
export const failureText = (say: Say, { code, values }: Failure, folder: string) =>
  say(`failure-${code}`, { folder, ...values });

/** What the person can do about it. */
export const failureRemedy = (say: Say, { code, values }: Failure, folder: string) =>
  say(`failure-${code}.remedy`, { folder, ...values });

/** Limits come as digits; as numbers they are grouped the way the language does. */
function valuesOf({ max, ...others }: Problem['values']): Values {
  return max === undefined ? others : { ...others, max: Number(max) };
}
