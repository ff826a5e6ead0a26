import { type Checkpoint, Problem, PullAnswer } from '#contracts/http/api.ts';
import { parseJsonDown } from '#contracts/schema.ts';

export type FeedName = 'chain' | 'store';

export type FeedAnswer =
  | { ok: true; answer: PullAnswer }
  /** The server does not know the checkpoint: it was restored, or has pruned it. Everything must be pulled anew. */
  | { ok: false; reason: 'checkpoint-unknown' }
  /** Anything that another try may mend: no network, a server that is down or refuses, an answer that makes no sense. */
  | { ok: false; reason: 'unreachable'; detail: string };

export type RequestFeed = (
  feed: FeedName,
  checkpoint: Checkpoint | undefined,
  limit: number,
  signal: AbortSignal,
) => Promise<FeedAnswer>;

const DEADLINE_MS = 20_000;

/** Asks the server, through the host, for what comes after a checkpoint; from the beginning when there is none. */
export function feedRequester(apiBase: string, fetch: typeof globalThis.fetch): RequestFeed {
  return async (feed, checkpoint, limit, signal) => {
    const query = new URLSearchParams({ limit: String(limit) });
    if (checkpoint) {
      query.set('position', String(checkpoint.position));
      query.set('nonce', checkpoint.nonce);
    }
    try {
      const response = await fetch(`${apiBase}/feeds/${feed}?${query}`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
      });
      return readAnswer(response.status, await response.text());
    } catch (error) {
      return { ok: false, reason: 'unreachable', detail: String(error) };
    }
  };
}

function readAnswer(status: number, body: string): FeedAnswer {
  if (status === 200) {
    const answer = parseJsonDown(PullAnswer, body);
    if (answer.ok) return { ok: true, answer: answer.value };
    return { ok: false, reason: 'unreachable', detail: `answer at ${answer.at}: ${answer.message}` };
  }
  const problem = parseJsonDown(Problem, body);
  const code = problem.ok ? problem.value.code : '';
  if (status === 409 && code === 'checkpoint-unknown') return { ok: false, reason: 'checkpoint-unknown' };
  return { ok: false, reason: 'unreachable', detail: `status ${status} ${code}` };
}
