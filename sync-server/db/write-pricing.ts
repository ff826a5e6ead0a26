import { type Kysely, sql } from 'kysely';
import { pageOf } from '#domain/catalog/variant.ts';
import { insertRows, lastOf, unnest } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type {
  CustomerGroupEffect,
  MemberGroupedEffect,
  PriceListEffect,
  PricingEffect,
} from '#sync-server/ingest/pricing-effects.ts';

/** Writes groups, who is in them, and price lists, as they are from now on and as they were. */
export async function writePricing(db: Kysely<Tables>, effects: readonly PricingEffect[]): Promise<void> {
  if (effects.length === 0) return;
  await writeGroups(
    db,
    effects.filter((effect) => effect.type === 'customer-group'),
  );
  await writeMemberGroups(
    db,
    effects.filter((effect) => effect.type === 'member-grouped'),
  );
  const lists = effects.filter((effect) => effect.type === 'price-list');
  await writeLists(db, lists);
  await writeEntries(db, lists);
}

async function writeGroups(db: Kysely<Tables>, effects: readonly CustomerGroupEffect[]): Promise<void> {
  const columns = {
    group_id: 'text',
    revision: 'int8',
    archived: 'boolean',
    body: 'jsonb',
    changed_at: 'timestamptz',
    changed_by: 'text',
  } as const;
  const rows = lastOf(effects, ({ published }) => published.group.groupId).map(({ published, at, by }) => ({
    group_id: published.group.groupId,
    revision: published.revision,
    archived: published.group.archived ?? false,
    body: JSON.stringify(published.group),
    changed_at: at,
    changed_by: by,
  }));
  const replace = sql`(group_id) do update set revision = excluded.revision, archived = excluded.archived,
    body = excluded.body, changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
  await insertRows(db, 'customer_group', columns, rows, replace);
}

async function writeMemberGroups(db: Kysely<Tables>, effects: readonly MemberGroupedEffect[]): Promise<void> {
  if (effects.length === 0) return;
  const last = lastOf(effects, ({ memberId }) => memberId).map(({ memberId, groupId }) => {
    return { member_id: memberId, group_id: groupId };
  });
  await sql`update member set group_id = now.group_id
    from ${unnest({ member_id: 'text', group_id: 'text' } as const, last)} as now (member_id, group_id)
    where member.member_id = now.member_id`.execute(db);
  const columns = { member_id: 'text', group_id: 'text', at: 'timestamptz', by: 'text' } as const;
  const joined = effects.flatMap(({ memberId, groupId, at, by }) => {
    return groupId === null ? [] : [{ member_id: memberId, group_id: groupId, at, by }];
  });
  const rows = lastOf(joined, ({ member_id, group_id }) => `${member_id}\n${group_id}`);
  await insertRows(
    db,
    'member_group',
    columns,
    rows,
    sql`(member_id, group_id) do update set at = excluded.at, by = excluded.by`,
  );
}

/** One statement per fact: a large change is many facts of one version, of which only the first has the list itself. */
async function writeLists(db: Kysely<Tables>, effects: readonly PriceListEffect[]): Promise<void> {
  for (const { published, at, by } of effects) {
    const { listId, version, list } = published;
    if (list) {
      const body = JSON.stringify(list);
      const now = {
        version,
        revision: version,
        archived: list.archived ?? false,
        body,
        changed_at: at,
        changed_by: by,
      };
      await db
        .insertInto('price_list')
        .values({ list_id: listId, ...now })
        .onConflict((conflict) => conflict.column('list_id').doUpdateSet(now))
        .execute();
    } else {
      await db.updateTable('price_list').set({ version }).where('list_id', '=', listId).execute();
    }
    await db
      .insertInto('price_list_version')
      .values({ list_id: listId, version, at, by, body: list ? JSON.stringify(list) : null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

async function writeEntries(db: Kysely<Tables>, effects: readonly PriceListEffect[]): Promise<void> {
  const set = effects.flatMap(({ published: { listId, version, entries } }) =>
    entries.map(({ variantId, amount }) => ({ list_id: listId, variant_id: variantId, version, amount })),
  );
  const history = { list_id: 'uuid', variant_id: 'text', version: 'int8', amount: 'int8' } as const;
  await insertRows(db, 'price_list_entry_version', history, set, sql`do nothing`);
  const last = lastOf(set, ({ list_id, variant_id }) => `${list_id}\n${variant_id}`);
  const named = last.flatMap(({ amount, ...row }) => {
    return amount === null ? [] : [{ ...row, amount, page: pageOf(row.variant_id) }];
  });
  const columns = { list_id: 'uuid', variant_id: 'text', page: 'int4', version: 'int8', amount: 'int8' } as const;
  const replace = sql`(list_id, variant_id) do update set version = excluded.version, amount = excluded.amount`;
  await insertRows(db, 'price_list_entry', columns, named, replace);
  const removed = last.filter(({ amount }) => amount === null);
  if (removed.length === 0) return;
  await sql`delete from price_list_entry using ${unnest({ list_id: 'uuid', variant_id: 'text' } as const, removed)}
    as removed (list_id, variant_id)
    where price_list_entry.list_id = removed.list_id and price_list_entry.variant_id = removed.variant_id`.execute(db);
}
