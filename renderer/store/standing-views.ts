import { BackOff } from '#renderer/store/feeds/back-off.ts';
import type { ViewsConnection } from './connect-worker.ts';
import { StoreError } from './store-error.ts';
import type { Opened, ViewsApi } from './worker/views-api.ts';

/** Views that stand although what keeps them may die: it is started again, and what was asked of it is asked again. */
export interface StandingViews {
  /** Rejects where they can't be opened the first time, with `StoreError` where the disk is why. */
  opened: Promise<void>;
  /** Asks when they are open, as often as it takes; rejects while they can't be started again. A question must change nothing. */
  ask<T>(question: (views: ViewsApi) => Promise<T>): Promise<T>;
  /** Says something at once, before all that is asked afterwards; views that are not open yet, or die, may not hear it. */
  tell(saying: (views: ViewsApi) => Promise<void>): void;
  close(): Promise<void>;
}

const GONE = Symbol('gone');

interface Serving {
  views: ViewsApi;
  gone: Promise<typeof GONE>;
}

/** Opens what was started, and what `connect` starts in its place once that died. `reopened` is called when others serve in place of those that died. */
export function standingViews(
  started: ViewsConnection,
  connect: () => ViewsConnection,
  open: (views: ViewsApi) => Promise<Opened>,
  reopened: () => void,
): StandingViews {
  const closed = new AbortController();
  const backOff = new BackOff();
  let connection = started;
  let serving = start(connection);

  async function start({ views, failed, gone, end }: ViewsConnection): Promise<Serving> {
    const told = gone.then((): typeof GONE => GONE);
    try {
      const opened = await Promise.race([failed, open(views), told]);
      if (opened === GONE) throw new Error('the worker for the views ended while it opened them');
      if (!opened.ok) throw new StoreError(opened.code, opened.detail);
    } catch (error) {
      end();
      throw error;
    }
    void told.then(replace);
    return { views, gone: told };
  }

  async function replace(): Promise<void> {
    connection.end();
    while (!closed.signal.aborted) {
      connection = connect();
      serving = start(connection);
      try {
        await serving;
        backOff.succeeded();
        return reopened();
      } catch (error) {
        console.error('the views could not be started again', error);
        await backOff.failed(closed.signal);
      }
    }
  }

  return {
    opened: serving.then(() => undefined),
    async ask(question) {
      for (;;) {
        const { views, gone } = await serving;
        const answer = await Promise.race([question(views), gone]);
        if (answer !== GONE) return answer;
      }
    },
    tell(saying) {
      void saying(connection.views).catch(() => undefined);
    },
    async close() {
      closed.abort();
      const last = await serving.catch(() => null);
      if (last) await Promise.race([last.views.close(), last.gone]);
      connection.end();
    },
  };
}
