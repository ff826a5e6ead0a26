import Type, { type Static } from 'typebox';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import { StoredValueClass } from '#contracts/facts/order-completed.ts';
import { Count, CurrencyCode, Id, Minor, PositiveInteger, Uuid } from '#contracts/schema.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { readStored, writeStored } from '#electron/host/stored-file.ts';

const strict = { additionalProperties: false };

/** A lease as the server granted it to this register. What was spent of it stands in the journal. */
const KeptLease = Type.Object(
  {
    leaseId: Uuid,
    instrument: Id,
    granted: Count,
    /** How many grants it had. */
    epoch: Count,
    /** What the next grant was asked for, while its answer is not known. */
    asked: Type.Union([PositiveInteger, Type.Null()]),
    /** What the instrument was when the server last spoke of it; null until then. */
    seen: Type.Union([
      Type.Object({ class: StoredValueClass, currency: CurrencyCode, balance: Minor, spentThen: Minor }, strict),
      Type.Null(),
    ]),
  },
  strict,
);
export type KeptLease = Static<typeof KeptLease>;

const LeaseFile = Type.Object({ journalId: Uuid, leases: Type.Array(KeptLease) }, strict);

/** The grants of this register, each durable before it counts. */
export interface LeaseBook {
  leases(): readonly KeptLease[];
  of(instrument: string): KeptLease | undefined;
  /** Puts a lease in place of the one with its id. When this resolves it is on disk. */
  put(lease: KeptLease): Promise<void>;
  drop(leaseId: string): Promise<void>;
}

/** Opens the book. One that is damaged or of another journal is empty: what it held is for the server to write off. */
export async function openLeaseBook(file: string, journalId: string): Promise<LeaseBook> {
  const stored = await readStored(file, LeaseFile);
  let leases = stored.found === 'value' && stored.value.journalId === journalId ? stored.value.leases : [];

  async function keep(next: KeptLease[]): Promise<void> {
    await writeStored(file, { journalId, leases: next });
    leases = next;
  }

  return {
    leases: () => leases,
    of: (instrument) => leases.find((lease) => lease.instrument === instrument),
    put: (lease) => keep([...leases.filter(({ leaseId }) => leaseId !== lease.leaseId), lease]),
    drop: (leaseId) => keep(leases.filter((lease) => lease.leaseId !== leaseId)),
  };
}

/** What the journal says of leases: spent by lease, and which were given back. */
export const LeaseUse = Type.Object({ spent: Type.Record(Type.String(), Minor), returned: Type.Array(Uuid) }, strict);
export type LeaseUse = Static<typeof LeaseUse>;

/** Leases given back are dropped from the book at once; so many are remembered for a book that was not written then. */
const RETURNED_KEPT = 200;

export function noLeaseUse(): LeaseUse {
  return { spent: {}, returned: [] };
}

export function foldLeaseUse(use: LeaseUse, fact: Envelope): boolean {
  if (fact.kind === 'value.redeemed') {
    const { leaseId, amount } = fact.payload as PayloadOf<'value.redeemed'>;
    if (leaseId === undefined) return false;
    use.spent[leaseId] = (use.spent[leaseId] ?? 0) + amount;
    return true;
  }
  if (fact.kind !== 'lease.returned') return false;
  const { leaseId } = fact.payload as PayloadOf<'lease.returned'>;
  delete use.spent[leaseId];
  use.returned = [...use.returned, leaseId].slice(-RETURNED_KEPT);
  return true;
}

/** What may still be spent of a lease. */
export function leftOf(lease: KeptLease | undefined, use: LeaseUse): number {
  if (!lease || use.returned.includes(lease.leaseId)) return 0;
  return Math.max(0, lease.granted - (use.spent[lease.leaseId] ?? 0));
}
