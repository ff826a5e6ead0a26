interface EventStreamPorts {
  /** Runs something after the line's delay. */
  later(run: () => void): void;
  isCut(): boolean;
  closed(): void;
}

/** A stream of server-sent events on its way to one reader: pieces arrive in order, until it is closed, aborted or lost. */
export class EventStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly #ports: EventStreamPorts;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #queue: (() => void)[] = [];
  #state: 'open' | 'lost' | 'ended' = 'open';
  #onEnd = () => {};

  constructor(ports: EventStreamPorts) {
    this.#ports = ports;
    this.readable = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => this.#end(() => {}),
    });
  }

  /** The server's side is told when the stream has ended. */
  onEnd(run: () => void): void {
    this.#onEnd = run;
  }

  send(text: string): void {
    if (this.#state !== 'open') return;
    if (this.#ports.isCut()) this.lose();
    else this.#enqueue(() => this.#controller?.enqueue(new TextEncoder().encode(text)));
  }

  /** The server closes it, or dies. */
  close(): void {
    if (this.#state !== 'open') return;
    this.#enqueue(() => this.#end(() => this.#controller?.close()));
  }

  /** The reader gives it up. */
  abort(): void {
    this.#end(() => this.#controller?.error(new Error('aborted')));
  }

  /** The connection is dead and nobody says so. */
  lose(): void {
    if (this.#state === 'open') this.#state = 'lost';
  }

  #enqueue(run: () => void): void {
    this.#queue.push(run);
    this.#ports.later(() => {
      const next = this.#queue.shift();
      if (this.#state === 'open') next?.();
    });
  }

  #end(finish: () => void): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#queue = [];
    finish();
    this.#ports.closed();
    this.#onEnd();
  }
}
