import { type Kysely, sql } from 'kysely';
import { type Minor, mulDiv } from '#domain/money/money.ts';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { TransferEffect } from '#sync-server/ingest/effects.ts';

/** A transfer's line with what the sender's stock was worth less (`cost`) and the receiver's more (`taken`). */
export interface TransferValue {
  transferId: string;
  variantId: string;
  sent: number;
  accepted: number;
  damaged: number;
  cost: Minor;
  taken: Minor;
}

/** What transfers are worth while a batch is booked. Their ids are locked since they were looked up. */
export class TransferValues {
  readonly #lines = new Map<string, TransferValue>();
  readonly #receivers = new Map<string, string>();

  static async read(db: Kysely<Tables>, effects: readonly TransferEffect[]): Promise<TransferValues> {
    const values = new TransferValues();
    if (effects.length === 0) return values;
    const ids = effects.map(({ transferId }) => transferId);
    const rows = await db
      .selectFrom('transfer_line')
      .innerJoin('transfer', 'transfer.transfer_id', 'transfer_line.transfer_id')
      .selectAll('transfer_line')
      .select('to_location_id')
      .where('transfer_line.transfer_id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute();
    for (const { transfer_id: transferId, variant_id: variantId, to_location_id, ...figures } of rows) {
      const { sent, accepted, damaged, cost, taken } = figures;
      values.#lines.set(`${transferId}\n${variantId}`, { transferId, variantId, sent, accepted, damaged, cost, taken });
      values.#receivers.set(transferId, to_location_id);
    }
    return values;
  }

  of(transferId: string, variantId: string): TransferValue {
    const key = `${transferId}\n${variantId}`;
    const known = this.#lines.get(key);
    if (known) return known;
    const line = { transferId, variantId, sent: 0, accepted: 0, damaged: 0, cost: 0, taken: 0 };
    this.#lines.set(key, line);
    return line;
  }

  /** Where goods were accepted before this fact sent them: at a cost that was not known then. */
  acceptedBefore({ transferId, fromLocationId, lines }: TransferEffect): { locationId: string; variantId: string }[] {
    const locationId = this.#receivers.get(transferId);
    if (fromLocationId === null || locationId === undefined) return [];
    const variantIds = new Set(lines.map(({ variantId }) => variantId));
    return [...variantIds].flatMap((variantId) => {
      return this.of(transferId, variantId).accepted > 0 ? [{ locationId, variantId }] : [];
    });
  }

  async write(db: Kysely<Tables>, effects: readonly TransferEffect[], heardAt: string): Promise<void> {
    if (effects.length === 0) return;
    for (const effect of effects) await writeTransfer(db, effect, heardAt);
    const rows = [...this.#lines.values()].map(({ transferId, variantId, ...figures }) => {
      return { transfer_id: transferId, variant_id: variantId, ...figures };
    });
    const columns = {
      ...({ transfer_id: 'uuid', variant_id: 'text', sent: 'int8', accepted: 'int8' } as const),
      ...({ damaged: 'int8', cost: 'int8', taken: 'int8' } as const),
    };
    const replace = sql`(transfer_id, variant_id) do update set sent = excluded.sent, accepted = excluded.accepted,
      damaged = excluded.damaged, cost = excluded.cost, taken = excluded.taken`;
    await insertRows(db, 'transfer_line', columns, rows, replace);
  }
}

/** What arriving goods cost: their share of what was sent, less what arrived before took. Null while what was sent is not known. */
export function costOfArrival({ sent, accepted, cost, taken }: TransferValue, quantity: number): Minor | null {
  return sent === 0 ? null : mulDiv(cost, accepted + quantity, sent) - taken;
}

/** A transfer as both sides say; the sender says where it goes, and nobody takes back that it is complete. */
async function writeTransfer(db: Kysely<Tables>, effect: TransferEffect, heardAt: string): Promise<void> {
  const { transferId, journalId, seq, at, fromLocationId, toLocationId, complete } = effect;
  const isSent = fromLocationId !== null;
  await sql`insert into transfer
      (transfer_id, from_location_id, to_location_id, sent_at, sent_journal, sent_seq, complete, heard_at)
    values (${transferId}, ${fromLocationId}, ${toLocationId}, ${isSent ? at : null}, ${isSent ? journalId : null},
      ${isSent ? seq : null}, ${complete}, ${heardAt})
    on conflict (transfer_id) do update set
      to_location_id = case when transfer.from_location_id is null and excluded.from_location_id is not null
        then excluded.to_location_id else transfer.to_location_id end,
      from_location_id = coalesce(transfer.from_location_id, excluded.from_location_id),
      sent_at = coalesce(transfer.sent_at, excluded.sent_at),
      sent_journal = coalesce(transfer.sent_journal, excluded.sent_journal),
      sent_seq = coalesce(transfer.sent_seq, excluded.sent_seq),
      complete = transfer.complete or excluded.complete`.execute(db);
}
