import { createStore, type Readable } from './external-store.ts';
import { WINDOW, windowsFor } from './list-windows.ts';
import type { ServerAnswer } from './server-api.ts';

type Refusal = Extract<ServerAnswer<never>, { ok: false }>;
export type AskWindow<R> = (
  window: { offset: string; limit: string },
  signal: AbortSignal,
) => Promise<ServerAnswer<{ rows: R[]; total: number }>>;

/** A list of which only windows are fetched. */
export interface WindowedRows<R> {
  /** Changes whenever anything of the list does. */
  readonly view: Readable<{ total: number | null; fault: Refusal | null }>;
  at(index: number): R | undefined;
  /** Fetches what is not here of the rows from one to another; gives whether all could be had. */
  show(first: number, last: number): Promise<boolean>;
  /** Fetches what is looked at now; what was scrolled past while the server still answered is not asked for. */
  look(first: number, last: number): void;
  /** Asks again for what was shown last; what is here stays until it is answered. */
  renew(): Promise<boolean>;
  leave(): void;
}

/** A list whose windows are asked for as they are shown. */
export function createWindowedRows<R>(ask: AskWindow<R>): WindowedRows<R> {
  const view = createStore<{ total: number | null; fault: Refusal | null }>({ total: null, fault: null });
  const windows = new Map<number, readonly R[]>();
  const leave = new AbortController();
  const asked = new Map<number, Promise<boolean>>();
  let shown: readonly [number, number] = [0, 0];

  async function fetchWindow(number: number): Promise<boolean> {
    const answer = await ask({ offset: String(number * WINDOW), limit: String(WINDOW) }, leave.signal);
    if (leave.signal.aborted) return false;
    if (answer.ok) {
      windows.set(number, answer.value.rows);
      view.set({ total: answer.value.total, fault: null });
    } else {
      asked.delete(number);
      view.set({ total: view.get().total, fault: answer });
    }
    return answer.ok;
  }

  async function show(first: number, last: number): Promise<boolean> {
    shown = [first, last];
    const wanted = windowsFor(first, last, view.get().total ?? last + 1).map((number) => {
      const asking = asked.get(number) ?? fetchWindow(number);
      asked.set(number, asking);
      return asking;
    });
    return (await Promise.all(wanted)).every(Boolean);
  }

  let isLooking = false;

  async function lookOn(): Promise<void> {
    isLooking = true;
    for (let looked: typeof shown | null = null; looked !== shown && !leave.signal.aborted; ) {
      const [first, last] = shown;
      const showing = show(first, last);
      looked = shown;
      await showing;
    }
    isLooking = false;
  }

  return {
    view,
    at: (index) => windows.get(Math.floor(index / WINDOW))?.[index % WINDOW],
    show,
    look(first, last) {
      shown = [first, last];
      if (!isLooking) void lookOn();
    },
    renew() {
      asked.clear();
      return view.get().total === 0 ? fetchWindow(0) : show(...shown);
    },
    leave: () => leave.abort(),
  };
}
