import { HOST_METHODS, type HostApi, HostEvent, type HostMethod, type HostOutput } from '#contracts/ipc/host.ts';
import { parse, parseJson } from '#contracts/schema.ts';

/** The host was started anew and no longer knows this page's token: a fresh page has the new one. */
const STALE = 401;

/** The host did not answer, or not as agreed: what was asked may or may not have happened. */
export class HostUnreachable extends Error {
  /** Of the error registry. */
  readonly code: string;

  constructor(message: string, code = 'host-unreachable') {
    super(message);
    this.code = code;
  }
}

/**
 * The host of a till in a plain browser: `POST /ipc` for calls, server-sent events for what it pushes.
 * A call that gets no agreed answer throws `HostUnreachable`.
 */
export function createBrowserHost(token: string): HostApi {
  const listeners = new Set<(event: HostEvent) => void>();
  let source: EventSource | null = null;

  /** One stream for all who listen: a browser has few connections to one host, and a stream takes a moment to open. */
  function open(): EventSource {
    const opened = new EventSource(`/ipc/events?token=${encodeURIComponent(token)}`);
    opened.onmessage = ({ data }) => {
      const event = parseJson(HostEvent, String(data));
      if (event.ok) for (const listener of [...listeners]) listener(event.value);
    };
    return opened;
  }

  return {
    async call<M extends HostMethod>(method: M, input: unknown): Promise<HostOutput<M>> {
      const answer = await post(token, method, input);
      const parsed = parse(HOST_METHODS[method].output, answer);
      if (!parsed.ok) throw new HostUnreachable(`${method}: ${parsed.at} ${parsed.message}`);
      return parsed.value as HostOutput<M>;
    },
    subscribe(listener) {
      const mine = (event: HostEvent): void => listener(event);
      listeners.add(mine);
      source ??= open();
      return () => {
        listeners.delete(mine);
        if (listeners.size > 0) return;
        source?.close();
        source = null;
      };
    },
  };
}

async function post(token: string, method: string, input: unknown): Promise<unknown> {
  try {
    const response = await fetch('/ipc', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-omnitill-token': token },
      body: JSON.stringify({ method, input }),
    });
    if (response.status === STALE) location.reload();
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.json();
  } catch (error) {
    throw new HostUnreachable(`${method}: ${(error as Error).message}`);
  }
}
