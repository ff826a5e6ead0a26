import Type from 'typebox';
import { v7 as uuid } from 'uuid';
import { type Fact, FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import { parseJson } from '#contracts/schema.ts';
import type { FulfilmentKind } from '#domain/fulfilment/fulfilment-permissions.ts';
import { attempt } from '#renderer/app/attempt.ts';
import type { Fulfilment, ItemStorage, TillStore } from '#renderer/store/till-store.ts';

/** Kinds of facts that work on orders makes. */
export type OrderWorkKind = FulfilmentKind | 'stock.adjusted';

/** Tells the host what was done of orders: one after the other, each once. */
export interface OrderJournal {
  /** Makes facts of what the orders are by then; `make` gives none where there is nothing to say. */
  tell(make: (fulfilments: readonly Fulfilment[]) => readonly FactDraft[]): Promise<Fault | null>;
}

export interface OrderJournalPorts {
  host: HostApi;
  store: Pick<TillStore, 'fulfilments' | 'project'>;
  kept: ItemStorage;
}

const KEY = 'omnitill-order-work';
const Drafts = Type.Array(FactDraft);

export function draftOf<K extends OrderWorkKind>(kind: K, payload: PayloadOf<K>): FactDraft {
  return { id: uuid(), kind, version: 1, payload };
}

/**
 * What got no answer is kept on the disk and told again, the same, before anything else: neither a crash nor a network that comes and
 * goes picks anything twice.
 */
export function createOrderJournal({ host, store, kept }: OrderJournalPorts): OrderJournal {
  let last: Promise<unknown> = Promise.resolve();

  async function append(drafts: readonly FactDraft[]): Promise<Fault | null> {
    if (drafts.length === 0) return null;
    kept.setItem(KEY, JSON.stringify(drafts));
    const answer = await attempt(host, 'journal.append', { drafts: [...drafts] });
    if (!answer.ok && 'unanswered' in answer) return answer.fault;
    kept.removeItem(KEY);
    if (!answer.ok) return answer.fault;
    // They are in the journal; what the disk does not take now is read from there later.
    await store.project(answer.facts as Fact[]).catch(() => undefined);
    return null;
  }

  async function next(make: Parameters<OrderJournal['tell']>[0]): Promise<Fault | null> {
    const before = parseJson(Drafts, kept.getItem(KEY) ?? '[]');
    const fault = before.ok ? await append(before.value) : null;
    return fault ?? append(make(await store.fulfilments()));
  }

  return {
    tell(make) {
      const told = last.then(() => next(make));
      last = told.catch(() => undefined);
      return told;
    },
  };
}
