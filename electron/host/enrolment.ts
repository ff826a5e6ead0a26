import type { EnrolAnswer } from '#contracts/http/api.ts';
import type { FirstShop } from '#contracts/http/setup.ts';
import type { Fault, HostOutput } from '#contracts/ipc/host.ts';
import { backOffMs, type Clock } from './clock.ts';
import { type EnrolledRegistration, isEnrolled, newRegistration, type Registration } from './registration.ts';
import type { ServerApi } from './server-api.ts';

export interface EnrolmentOptions {
  /** What the folder holds already. */
  registration: Registration | null;
  save(registration: Registration): Promise<void>;
  /** The server at an address, without a token. */
  api(serverUrl: string): Pick<ServerApi, 'enrol' | 'setupState' | 'openShop'>;
  /** Opens the first shop of an empty server; undefined where nobody gave it. */
  setupCode: string | undefined;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  newId(): string;
  onEnrolled(registration: EnrolledRegistration): Promise<void>;
  onChange(): void;
}

export interface Enrolment {
  registration(): Registration | null;
  /** Why the last attempt failed. */
  fault(): Fault | null;
  enrol(serverUrl: string, code: string): Promise<HostOutput<'host.enrol'>>;
  /** Whether the server has no shop yet. */
  look(serverUrl: string): Promise<HostOutput<'setup.look'>>;
  /** Opens the server's first shop and enrols as its first register. */
  openShop(serverUrl: string, code: string | undefined, shop: FirstShop): Promise<HostOutput<'setup.open'>>;
  /** Enrols as soon as the server answers; gives up when it refuses the code. */
  keepTrying(serverUrl: string, code: string): void;
  stop(): Promise<void>;
}

const RETRY = { firstMs: 250, capMs: 5_000 };

/** Makes a register of this till: keys and journal here, first of all on disk, then a name, a token and a receipt series from the server. */
export function createEnrolment(options: EnrolmentOptions): Enrolment {
  const { clock } = options;
  let registration = options.registration;
  let fault: Fault | null = null;
  let stopped = false;
  let last: Promise<unknown> = Promise.resolve();
  let endPause = () => {};

  /** One attempt after the other. */
  function inTurn<T>(attempt: () => Promise<T>): Promise<T | ReturnType<typeof unwritable>> {
    const result = last.then(attempt).catch(unwritable);
    last = result;
    return result;
  }

  function enrol(serverUrl: string, code: string): Promise<HostOutput<'host.enrol'>> {
    return inTurn(async () => {
      const begun = await begin(serverUrl);
      if (!begun.ok) return begun;
      const answer = await options.api(serverUrl).enrol({ code, ...begun.journal });
      if (!answer.ok && answer.why === 'unreachable') return refused('enrol-server-unreachable', answer.detail);
      if (!answer.ok) {
        const { code: why, detail = why } = answer.fault;
        return refused(why === 'code-for-tablet' ? why : 'enrol-code-invalid', detail);
      }
      return join(begun.registration, serverUrl, answer.value);
    });
  }

  function openShop(serverUrl: string, code: string | undefined, shop: FirstShop): Promise<HostOutput<'setup.open'>> {
    return inTurn<HostOutput<'setup.open'>>(async () => {
      const begun = await begin(serverUrl);
      if (!begun.ok) return begun;
      const setupCode = code ?? options.setupCode ?? '';
      const answer = await options.api(serverUrl).openShop({ code: setupCode, ...begun.journal, shop });
      if (!answer.ok && answer.why === 'unreachable')
        return { ok: false, fault: { code: 'enrol-server-unreachable', detail: answer.detail } };
      if (!answer.ok) return { ok: false, fault: answer.fault };
      if (answer.value.ok) return join(begun.registration, serverUrl, answer.value.enrolment);
      const { faults } = answer.value;
      return { ok: false, fault: { code: faults[0]?.code ?? 'body-invalid' }, faults };
    });
  }

  async function look(serverUrl: string): Promise<HostOutput<'setup.look'>> {
    if (!isServerUrl(serverUrl)) return { ok: false, fault: { code: 'enrol-server-unreachable' } };
    const answer = await options.api(serverUrl).setupState();
    if (answer.ok) return { ok: true, open: answer.value.open, coded: options.setupCode !== undefined };
    if (answer.why === 'refused') return { ok: false, fault: answer.fault };
    return { ok: false, fault: { code: 'enrol-server-unreachable', detail: answer.detail } };
  }

  /** Keys and journal, on disk before anything is asked for: when the answer is lost, the same key asks again and gets it again. */
  async function begin(serverUrl: string) {
    if (isEnrolled(registration)) return { ok: false as const, fault: { code: 'enrol-already' } };
    if (!isServerUrl(serverUrl)) return refused('enrol-server-unreachable', `${serverUrl} is not an address`);
    registration ??= newRegistration(options.newId());
    await options.save(registration);
    const { journalId, publicKey } = registration;
    return { ok: true as const, registration, journal: { journalId, publicKey } };
  }

  async function join(
    begun: Registration,
    serverUrl: string,
    { journalId, storeId, registerId, receiptSeries, token, pepper }: EnrolAnswer,
  ): Promise<HostOutput<'host.enrol'>> {
    if (journalId !== begun.journalId) return refused('enrol-code-invalid', 'answered for another journal');
    const enrolled = { ...begun, token, pepper, enrolment: { serverUrl, storeId, registerId, receiptSeries } };
    await options.save(enrolled);
    registration = enrolled;
    fault = null;
    await options.onEnrolled(enrolled);
    return { ok: true };
  }

  function refused(code: string, detail: string): { ok: false; fault: Fault } {
    fault = { code, detail };
    options.onChange();
    return { ok: false, fault };
  }

  function unwritable(error: Error): { ok: false; fault: Fault } {
    return refused('journal-unwritable', error.message);
  }

  async function tryUntilAnswered(serverUrl: string, code: string): Promise<void> {
    for (let failures = 0; !stopped; failures++) {
      const result = await enrol(serverUrl, code);
      if (result.ok || result.fault.code !== 'enrol-server-unreachable') return;
      await pause(backOffMs(failures, RETRY, options.random()));
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, () => endPause());
      endPause = () => {
        cancel();
        resolve();
      };
      if (stopped) endPause();
    });
  }

  let trying: Promise<void> = Promise.resolve();
  return {
    registration: () => registration,
    fault: () => fault,
    enrol,
    look,
    openShop,
    keepTrying(serverUrl, code) {
      trying = tryUntilAnswered(serverUrl, code);
    },
    async stop() {
      stopped = true;
      endPause();
      await trying;
      await last;
    },
  };
}

function isServerUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
