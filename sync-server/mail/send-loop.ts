/** What sends what waits in a queue. */
export interface Mailer {
  /** Tries once what is due now; resolves when all of it was tried. */
  sendDue(): Promise<void>;
  /** Looks for what is due every few seconds, until closed. */
  start(): void;
  close(): Promise<void>;
}

const EVERY_MS = 5000;

/** Sends one round after another; `name` stands before what goes wrong on standard error. */
export function openSendLoop(name: string, sendAll: () => Promise<void>): Mailer {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const sendDue = () => {
    running = running.then(sendAll);
    return running;
  };
  const look = () => {
    sendDue().catch((error: unknown) => {
      running = Promise.resolve();
      process.stderr.write(`${name}: ${String(error)}\n`);
    });
  };
  return {
    sendDue,
    start() {
      timer = setInterval(look, EVERY_MS);
      look();
    },
    async close() {
      clearInterval(timer);
      await running.catch(() => undefined);
    },
  };
}
