import type { HostApi, HostStatus } from '#contracts/ipc/host.ts';
import type { StopBook } from '#domain/catalog/sale-stop.ts';
import { attempt } from '#renderer/app/attempt.ts';
import type { Readable } from '#renderer/app/external-store.ts';
import type { HostView } from '#renderer/app/host-status.ts';
import type { TillStore } from '#renderer/store/till-store.ts';
import { listsFor } from './listings.ts';
import type { SalePorts } from './sale.ts';
import { createSideJournal } from './side-journal.ts';

/** Why nothing can be rung up now. Training needs no shift; what was begun before a shift became overdue is still finished. */
export function barredBy(
  { session, signedIn }: Pick<HostStatus, 'session' | 'signedIn'>,
  newCart: boolean,
): 'session-not-open' | 'session-overdue' | null {
  if (signedIn?.training) return null;
  if (!session) return 'session-not-open';
  return session.overdue && newCart ? 'session-overdue' : null;
}

/** Whether money was taken for a cart, or may have been, by somebody who must be asked to give it back. */
export function holdsMoney({ payments }: Pick<HostStatus, 'payments'>, cartId: string): boolean {
  const taken = new Set(['asked', 'unknown', 'approved']);
  return payments.some((payment) => payment.cartId === cartId && taken.has(payment.state));
}

const NO_STOPS: StopBook = new Map();

/** What a sale asks of the till's host. */
export function hostPorts(
  host: HostApi,
  hostView: Readable<HostView>,
  store: () => TillStore | null,
): Pick<
  SalePorts,
  'journal' | 'businessDate' | 'barred' | 'holdsMoney' | 'training' | 'stops' | 'listsFor' | 'unallowed'
> {
  const status = (): HostStatus | null => hostView.get().status;
  return {
    journal: createSideJournal({
      host,
      journalled: (facts) =>
        void store()
          ?.project(facts)
          .catch(() => undefined),
      later: (callback, delayMs) => void setTimeout(callback, delayMs),
    }),
    businessDate() {
      const current = status();
      return current?.session?.businessDate ?? current?.signedIn?.businessDate ?? new Date().toISOString().slice(0, 10);
    },
    barred(newCart) {
      const current = status();
      return current ? barredBy(current, newCart) : null;
    },
    stops: () => store()?.saleStops() ?? NO_STOPS,
    listsFor(groupId) {
      const config = status()?.config;
      const pricing = store()?.groupPricing();
      return config && pricing ? listsFor(pricing, config, groupId) : [];
    },
    async unallowed(cartId, asked) {
      const sizes = asked.map(({ itemIds, size, ...each }) => {
        return { ...each, size: Math.max(0, size), ...(itemIds ? { itemIds: [...itemIds] } : {}) };
      });
      const answer = await attempt(host, 'permission.check', { cartId, asked: sizes });
      return answer.ok ? asked.filter((_, index) => answer.refused.includes(index)) : [];
    },
    training: () => status()?.signedIn?.training === true,
    holdsMoney(cartId) {
      const current = status();
      return current !== null && holdsMoney(current, cartId);
    },
  };
}
