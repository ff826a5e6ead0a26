import { type Kysely, sql } from 'kysely';
import Type from 'typebox';
import { parse } from '#contracts/schema.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import type { Unit } from '#domain/catalog/variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import type { MessageKind } from './queue-messages.ts';
import { type Reach, reachOf } from './reach.ts';

/** What a message about a fulfilment is made of. */
export interface FulfilmentMessage {
  kind: MessageKind;
  fulfilmentId: string;
  number: string;
  /** BCP 47. */
  language: string;
  reach: Reach;
  store: Pick<StoreSettings, 'name' | 'address' | 'timeZone' | 'currency'>;
  lines: readonly { name: string; quantity: number; unit: Unit }[];
  /** As it is typed; of a pickup. */
  code: string | null;
  keptUntil: Date | null;
  /** Minor units of the order's currency. */
  toPay: number;
  currency: string;
  parcels: readonly { carrier: string; tracking?: string; trackingUrl?: string }[];
}

export type ReadMessage = { ok: true; message: FulfilmentMessage } | { ok: false; reason: string; forGood: boolean };

interface Named {
  /** The fact that it is told for. */
  journalId: string;
  seq: number;
  fulfilmentId: string;
  message: MessageKind;
}

const OVER = { ok: false, reason: 'it does not lie ready any more', forGood: true } as const;

/** Reads what a message tells, as it is now: what was fetched or given up meanwhile is told no more. */
export async function readMessage(db: Kysely<Tables>, named: Named): Promise<ReadMessage> {
  const { fulfilmentId, message: kind } = named;
  const row = await readHead(db, fulfilmentId);
  if (!row) return { ok: false, reason: 'its order or its store is not here', forGood: true };
  if (kind !== 'shipped' && !['ready', 'partly-gone'].includes(row.state)) return OVER;
  const texts = await readTexts(db, [fulfilmentId, ...(row.customer_id === null ? [] : [row.customer_id])]);
  const { name, address, timeZone, currency, language } = row.settings;
  return {
    ok: true,
    message: {
      ...{ kind, fulfilmentId, number: row.number, language: row.language ?? language },
      reach: reachOf(texts.get(row.customer_id ?? '')),
      store: { name, address, timeZone, currency },
      lines: await readLines(db, fulfilmentId, kind),
      code: kind === 'shipped' ? null : (texts.get(fulfilmentId) ?? null),
      keptUntil: row.kept_until,
      ...{ toPay: row.to_pay, currency: row.currency },
      parcels: kind === 'shipped' ? await readParcels(db, named) : [],
    },
  };
}

interface Head {
  state: string;
  number: string;
  language: string | null;
  customer_id: string | null;
  currency: string;
  kept_until: Date | null;
  to_pay: number;
  settings: StoreSettings;
}

async function readHead(db: Kysely<Tables>, fulfilmentId: string): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select state, number, online_order.language, customer_id, currency, store.settings,
      ready_at + make_interval(days => (channel.channel ->> 'keptDays')::int) as kept_until,
      case when ticket_id is not null then 0
        else greatest(0, total - (captured - refunded) - (authorised - voided)) end as to_pay
    from fulfilment join online_order using (order_id) join channel on channel.channel_id = online_order.channel_id
      join store on store.location_id = fulfilment.location_id
    where fulfilment_id = ${fulfilmentId}`.execute(db);
  return rows[0];
}

/** What lies there; of what was sent, what left. */
async function readLines(db: Kysely<Tables>, fulfilmentId: string, kind: MessageKind) {
  const rows = await db
    .selectFrom('fulfilment_line as part')
    .innerJoin('fulfilment', 'fulfilment.fulfilment_id', 'part.fulfilment_id')
    .innerJoin('online_order_line as line', (join) =>
      join.onRef('line.order_id', '=', 'fulfilment.order_id').onRef('line.line_id', '=', 'part.line_id'),
    )
    .select(['name', 'unit', 'picked', 'handed_over', 'shipped', 'put_back'])
    .where('part.fulfilment_id', '=', fulfilmentId)
    .orderBy('line_no')
    .execute();
  return rows
    .map(({ name, unit, picked, handed_over, shipped, put_back }) => {
      return { name, unit, quantity: kind === 'shipped' ? shipped : picked - handed_over - shipped - put_back };
    })
    .filter(({ quantity }) => quantity > 0);
}

const Parcels = Type.Array(
  Type.Object({
    carrier: Type.String(),
    tracking: Type.Optional(Type.String()),
    trackingUrl: Type.Optional(Type.String()),
  }),
);

async function readParcels(db: Kysely<Tables>, { journalId, seq }: Named): Promise<FulfilmentMessage['parcels']> {
  const event = await db
    .selectFrom('online_order_event')
    .select('detail')
    .where('journal_id', '=', journalId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  const parcels = parse(Parcels, event?.detail.parcels);
  return parcels.ok ? parcels.value : [];
}
