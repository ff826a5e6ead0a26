/** More variants than this are not named one by one. */
const MOST_NAMED = 200;
const GATHER_MS = 20;

/** Gathers changed variants for a moment, so that a burst is told once. */
export class ChangeBatch {
  readonly #tell: (variantIds: readonly string[] | null) => void;
  #gathered: Set<string> | null = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (variantIds: readonly string[] | null) => void) {
    this.#tell = tell;
  }

  /** `null`: too many to name. */
  add(variantIds: Iterable<string> | null): void {
    if (variantIds === null) this.#gathered = null;
    else for (const variantId of variantIds) this.#gathered?.add(variantId);
    if ((this.#gathered?.size ?? 0) > MOST_NAMED) this.#gathered = null;
    if (this.#gathered?.size === 0) return;
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #flush(): void {
    const gathered = this.#gathered;
    this.#gathered = new Set();
    this.#timer = undefined;
    this.#tell(gathered && [...gathered]);
  }
}
