import type { Static, TSchema } from 'typebox';
import {
  EnrolAnswer,
  type EnrolRequest,
  JOURNAL_HEAD_HEADER,
  JOURNAL_TYPE,
  LeaseAnswer,
  type LeaseRequest,
  PROTOCOL_VERSION,
  Problem,
  PushAnswer,
  StoredValueAnswer,
} from '#contracts/http/api.ts';
import { type RegisterReport, ReportAnswer } from '#contracts/http/fleet.ts';
import { SetupAnswer, type SetupRequest, SetupState } from '#contracts/http/setup.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { parseDown } from '#contracts/schema.ts';
import { HostConfig } from '#contracts/views/register-config.ts';
import { type Clock, deadline, firstOf, instant } from './clock.ts';

/** `unreachable`: nothing is known, try again soon; `answered`: something did answer, that it failed. `refused`: the server answered, and the same again would get the same. */
export type ServerAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; why: 'unreachable'; detail: string; answered?: true }
  | { ok: false; why: 'refused'; status: number; fault: Fault };

/** How long the server may take to answer; an event stream, to begin. */
const ANSWER_MS = 15_000;

export interface ServerApi {
  enrol(request: EnrolRequest): Promise<ServerAnswer<EnrolAnswer>>;
  /** Whether a first shop may be opened there, and opening it. */
  setupState(): Promise<ServerAnswer<SetupState>>;
  openShop(request: SetupRequest): Promise<ServerAnswer<SetupAnswer>>;
  /** Sends journal lines, gives how far the server has durably taken them. */
  push(lines: Uint8Array): Promise<ServerAnswer<PushAnswer>>;
  config(): Promise<ServerAnswer<HostConfig>>;
  /** Tells how the register is; answers with what it shall install. */
  report(report: RegisterReport): Promise<ServerAnswer<ReportAnswer>>;
  /** Puts a person's text into the vault; again changes nothing. */
  vault(subjectId: string, text: string): Promise<ServerAnswer<null>>;
  /** What a gift card, store credit or voucher holds. */
  storedValue(instrument: string): Promise<ServerAnswer<StoredValueAnswer>>;
  /** Asks to spend some of an instrument without asking again. */
  lease(request: Static<typeof LeaseRequest>): Promise<ServerAnswer<LeaseAnswer>>;
  /** Opens the stream of announcements; `signal` ends the opening. Whoever reads the stream ends it by cancelling its reader. */
  events(signal: AbortSignal): Promise<ServerAnswer<ReadableStream<Uint8Array>>>;
  /** Any other request, a GET unless `sent` says otherwise, answered as the server does, in the register's name. Rejects when it is unreachable. */
  forward(
    pathAndQuery: string,
    headers: Record<string, string>,
    signal: AbortSignal,
    sent?: { method: string; body: Uint8Array<ArrayBuffer> },
  ): Promise<Response>;
}

/** The server as one register sees it. `token` is null before it is enrolled. */
export function createServerApi(options: {
  serverUrl: string;
  token: string | null;
  fetch: typeof fetch;
  clock: Clock;
  /** How far the journal is written: told with every request, so that the server knows whether it has heard everything. */
  head?: () => number;
  /** Ends every request when the host closes. */
  closing: AbortSignal;
}): ServerApi {
  const { serverUrl, token, clock, closing } = options;

  function send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('x-omnitill-protocol', String(PROTOCOL_VERSION));
    if (token) headers.set('authorization', `Bearer ${token}`);
    if (options.head) headers.set(JOURNAL_HEAD_HEADER, `${options.head()} ${instant(clock)}`);
    return options.fetch(new URL(path, serverUrl), { ...init, headers, redirect: 'error' });
  }

  function ask<S extends TSchema>(path: string, init: RequestInit, schema: S): Promise<ServerAnswer<Static<S>>> {
    return exchange(path, init, async (response) => {
      const answer = parseDown(schema, await response.json());
      if (answer.ok) return { ok: true, value: answer.value };
      return refused(response.status, { code: 'internal', detail: `${path} answered ${answer.at} ${answer.message}` });
    });
  }

  async function exchange<T>(
    path: string,
    init: RequestInit,
    read: (response: Response) => Promise<ServerAnswer<T>>,
  ): Promise<ServerAnswer<T>> {
    const limit = deadline(clock, ANSWER_MS);
    const ends = firstOf([closing, limit.signal]);
    try {
      const response = await send(path, { ...init, signal: ends.signal });
      if (!response.ok) return await refusal(response);
      return await read(response);
    } catch (error) {
      return { ok: false, why: 'unreachable', detail: causeOf(error) };
    } finally {
      limit.done();
      ends.release();
    }
  }

  const json = (method: string, value: unknown): RequestInit => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });

  return {
    enrol: (request) => ask('/registers/enrol', json('POST', request), EnrolAnswer),
    setupState: () => ask('/setup', {}, SetupState),
    openShop: (request) => ask('/setup', json('POST', request), SetupAnswer),
    vault: (subjectId, text) =>
      exchange(`/vault/${subjectId}`, json('PUT', { text }), async () => ({ ok: true, value: null })),
    storedValue: (instrument) => ask(`/stored-value/${encodeURIComponent(instrument)}`, {}, StoredValueAnswer),
    lease: (request) => ask('/leases', json('POST', request), LeaseAnswer),
    push: (lines) =>
      ask(
        '/facts',
        { method: 'POST', headers: { 'content-type': JOURNAL_TYPE }, body: Buffer.from(lines) },
        PushAnswer,
      ),
    config: () => ask('/register-config', {}, HostConfig),
    report: (report) => ask('/registers/report', json('POST', report), ReportAnswer),
    async events(signal) {
      const limit = deadline(clock, ANSWER_MS);
      const ends = firstOf([closing, signal, limit.signal]);
      try {
        const response = await send('/events', { headers: { accept: 'text/event-stream' }, signal: ends.signal });
        if (!response.ok) return await refusal(response);
        if (!response.body) return { ok: false, why: 'unreachable', detail: 'no stream' };
        return { ok: true, value: response.body };
      } catch (error) {
        return { ok: false, why: 'unreachable', detail: causeOf(error) };
      } finally {
        limit.done();
        ends.release();
      }
    },
    async forward(pathAndQuery, headers, signal, sent) {
      const ends = firstOf([closing, signal]);
      try {
        return await send(pathAndQuery, { ...sent, headers, signal: ends.signal });
      } finally {
        ends.release();
      }
    },
  };
}

async function refusal(response: Response): Promise<ServerAnswer<never>> {
  if (response.status >= 500)
    return { ok: false, why: 'unreachable', detail: `the server answered ${response.status}`, answered: true };
  const problem = parseDown(Problem, await response.json().catch(() => null));
  const fault = problem.ok
    ? { code: problem.value.code, detail: problem.value.message }
    : { code: 'internal', detail: `the server answered ${response.status}` };
  return refused(response.status, fault);
}

function refused(status: number, fault: Fault): ServerAnswer<never> {
  return { ok: false, why: 'refused', status, fault };
}

function causeOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
