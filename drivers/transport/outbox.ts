/** What takes bytes out of an `Outbox`. */
export interface Carrier {
  /** The most it is handed at once: after each piece it is seen that bytes still go out. */
  readonly pieceBytes: number;
  /** How long a byte is under way after it was taken, in ms; 0 where that does not count. */
  readonly byteMs: number;
  /** Hands a piece on, and calls back once it was taken. */
  take(piece: Uint8Array, taken: () => void): void;
  /** Everything was taken: calls back once it is out. */
  flush(flushed: () => void): void;
  /** Ends the line; `clean`: everything is out. */
  end(clean: boolean): void;
}

/** A device that takes nothing for so long after it should have is not waited for. */
const QUIET_MS = 1_000;

/** What is written to a line and has not gone out yet. After `close` it ends when all of it is out, or when nothing has moved for a second. */
export class Outbox {
  readonly #carrier: Carrier;
  #waiting: Uint8Array[] = [];
  #taking = false;
  #closing = false;
  #movedAtMs = 0;
  /** When what was handed on should be on the wire. */
  #dueAtMs = 0;
  #watch: NodeJS.Timeout | undefined;

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
  }

  write(bytes: Uint8Array): void {
    if (this.#closing) return;
    const { pieceBytes } = this.#carrier;
    for (let at = 0; at < bytes.length; at += pieceBytes) this.#waiting.push(bytes.slice(at, at + pieceBytes));
    if (!this.#taking) this.#next();
  }

  /** Some of a piece has gone out. */
  moved(): void {
    this.#movedAtMs = performance.now();
  }

  close(): void {
    if (this.#closing) return;
    this.#closing = true;
    this.moved();
    this.#look();
    if (!this.#taking) this.#next();
  }

  /** The line has ended, or is broken off: what waits goes nowhere. */
  drop(): void {
    this.#closing = true;
    this.#waiting = [];
    clearTimeout(this.#watch);
  }

  #next(): void {
    const piece = this.#waiting.shift();
    if (piece !== undefined) {
      this.#taking = true;
      this.#dueAtMs = Math.max(this.#dueAtMs, performance.now()) + piece.length * this.#carrier.byteMs;
      this.#carrier.take(piece, () => {
        this.#taking = false;
        this.moved();
        this.#next();
      });
    } else if (this.#closing) {
      this.#carrier.flush(() => this.#end(true));
    }
  }

  #look(): void {
    const leftMs = Math.max(this.#movedAtMs, this.#dueAtMs) + QUIET_MS - performance.now();
    if (leftMs <= 0) this.#end(false);
    else this.#watch = setTimeout(() => this.#look(), leftMs);
  }

  #end(clean: boolean): void {
    this.drop();
    this.#carrier.end(clean);
  }
}
