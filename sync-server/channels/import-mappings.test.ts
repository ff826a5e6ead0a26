import { beforeAll, expect, test } from 'vitest';
import { noteVariants } from '#sync-server/channels/map-variants.ts';
import { openTestChannel } from '#tests/fixtures/test-channel.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { importMappings } from './import-mappings.ts';

const server = openTestServer();

beforeAll(async () => {
  if (server.missing) return;
  const { context } = server.server;
  await openTestChannel(context, 'web');
  const seen = ['a', 'b'].map((id) => ({
    externalVariantId: id,
    externalProductId: id,
    name: id,
    sku: `THEIRS-${id}`,
  }));
  await noteVariants(context.db, 'web', seen, context.now().toISOString());
});

async function run(externalVariantId: string, sku: string | null | undefined, dryRun = false) {
  const mapping = { externalVariantId, ...(sku === undefined ? {} : { sku }) };
  const rows = [{ line: 2, mapping }];
  return importMappings(server.server.context, 'web', { dryRun, rows });
}

function statusOf(externalVariantId: string) {
  return server.server.context.db
    .selectFrom('channel_variant')
    .select(['status', 'variant_id'])
    .where('external_variant_id', '=', externalVariantId)
    .executeTakeFirstOrThrow();
}

test('a trial changes nothing; a row maps, another leaves alone, and what it was before takes it back', async () => {
  await run('a', 'P1', true);
  expect((await statusOf('a')).status).toBe('unmatched');
  const { done } = await run('a', 'P1');
  expect(done).toMatchObject([{ changed: true, before: { externalVariantId: 'a' }, after: { sku: 'P1' } }]);
  expect((await statusOf('a')).status).toBe('chosen');
  expect((await run('a', 'P1')).done[0]?.changed).toBe(false);
  expect((await run('a', null)).done[0]?.before).toEqual({ externalVariantId: 'a', sku: 'P1' });
  expect((await statusOf('a')).status).toBe('ignored');
  await run('a', undefined);
  expect(await statusOf('a')).toEqual({ status: 'unmatched', variant_id: null });
});

test('a product that the channel was told of under another name is told again', async () => {
  const { db, now } = server.server.context;
  await run('a', 'P2');
  const { variant_id } = await statusOf('a');
  const told = { channel_id: 'web', variant_id: variant_id ?? '', location_id: '', quantity: 3, fault: null };
  await db
    .insertInto('channel_told')
    .values({ ...told, told_at: now().toISOString() })
    .execute();
  const toldNow = () =>
    db
      .selectFrom('channel_told')
      .selectAll()
      .where('variant_id', '=', variant_id ?? '')
      .execute();
  await run('b', 'P2', true);
  expect(await toldNow()).toHaveLength(1);
  await run('b', 'P2');
  expect(await toldNow()).toEqual([]);
  for (const id of ['a', 'b']) await run(id, undefined);
});

test('what neither side knows is refused by itself', async () => {
  expect((await run('nothing', 'P1')).refused).toMatchObject([{ line: 2, code: 'not-found' }]);
  expect((await run('b', 'NOBODY')).refused).toMatchObject([{ line: 2, code: 'variant-unknown' }]);
  expect((await statusOf('b')).status).toBe('unmatched');
});
