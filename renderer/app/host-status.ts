import type { HostApi, HostStatus } from '#contracts/ipc/host.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';

/** What the window knows of its host. */
export interface HostView {
  /** The last status; `null` until the first arrives. */
  status: HostStatus | null;
  /** Whether the host answered the last time it was asked. */
  reachable: boolean;
}

const ASK_EVERY_MS = 5000;

/**
 * Follows the host's status: what it pushes, and an answer every few seconds, so that a lost push or a host that went
 * away is noticed. Gives the view and a function that stops following.
 */
export function followHost(host: HostApi): { view: Readable<HostView>; stop: () => void } {
  const view = createStore<HostView>({ status: null, reachable: true });
  const stopEvents = host.subscribe((event) => {
    if (event.type === 'status') view.set({ status: event.status, reachable: true });
  });
  const ask = async (): Promise<void> => {
    try {
      const status = await host.call('host.status', {});
      view.update((current) => (same(current, status) ? current : { status, reachable: true }));
    } catch {
      view.update((current) => (current.reachable ? { ...current, reachable: false } : current));
    }
  };
  void ask();
  const timer = setInterval(() => void ask(), ASK_EVERY_MS);
  return {
    view,
    stop() {
      clearInterval(timer);
      stopEvents();
    },
  };
}

function same(current: HostView, status: HostStatus): boolean {
  return current.reachable && JSON.stringify(current.status) === JSON.stringify(status);
}
