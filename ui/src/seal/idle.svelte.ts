import type { SealPage } from '../generated/SealPage';

/**
 * How long nobody has typed, spoken or pointed, as the window warns before its process gives up.
 * Not by the time of day: somebody may set the clock.
 */
export class Idle {
  readonly #seconds: number;
  readonly #warning: number;
  readonly #toldEvery: number;
  readonly #tell: () => unknown;
  #since = performance.now();
  #told = performance.now();
  #passed = $state(0);

  /** The seconds that are left, in the last `warning` ones of `seconds`; none before. */
  readonly left: number | null = $derived.by(() => {
    const left = this.#seconds - this.#passed;
    return left <= this.#warning ? Math.max(left, 0) : null;
  });

  constructor(page: SealPage, tell: () => unknown) {
    this.#seconds = page.idle_seconds;
    this.#warning = page.warning_seconds;
    this.#toldEvery = page.told_every_seconds * 1000;
    this.#tell = tell;
  }

  /** Counts, until the returned function is called. */
  start(): () => void {
    const clock = setInterval(() => {
      this.#passed = Math.floor((performance.now() - this.#since) / 1000);
    }, 1000);
    return () => {
      clearInterval(clock);
    };
  }

  active = () => {
    this.#since = performance.now();
    this.#passed = 0;
    if (this.#since - this.#told < this.#toldEvery) return;
    this.#told = this.#since;
    this.#tell();
  };
}
