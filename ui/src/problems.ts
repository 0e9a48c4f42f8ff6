import type { Problem } from './generated/Problem';

/**
 * A problem as the page shows it. One whose field changed is not said any more, and keeps its place until
 * the next answer: nothing moves under the hand of a person who types.
 */
export type ShownProblem = Problem & { corrected: boolean };

export const shown = (problems: readonly Problem[]): ShownProblem[] =>
  problems.map((problem) => ({ ...problem, corrected: false }));

/** The same problems, those of a control, or of the group that it stands in, corrected. */
export function withoutThoseOf(control: EventTarget | null, problems: readonly ShownProblem[]): readonly ShownProblem[] {
  if (problems.length === 0 || !(control instanceof HTMLElement)) return problems;
  const fields = [control.id, control.closest('fieldset')?.id];
  return problems.map((problem) => (fields.includes(problem.field) ? { ...problem, corrected: true } : problem));
}
