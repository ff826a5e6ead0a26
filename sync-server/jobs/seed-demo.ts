import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import Type from 'typebox';
import { readProductCsv } from '#contracts/product-csv/product-csv.ts';
import { parse as parseValue } from '#contracts/schema.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { hashBadge } from '#sync-server/commands/hash-badge.ts';
import { hashPin } from '#sync-server/commands/hash-pin.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { publishSettings, type SettingsChange } from '#sync-server/commands/publish-settings.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { demoStore } from './demo-store.ts';
import { seedMembership } from './seed-membership.ts';

/** The demo shop has been open so long: its shelves have their labels, and nothing of it is new. */
const AGE_MS = 28 * 86_400_000;

const Members = Type.Array(Type.Object({ cardNumber: Type.String(), name: Type.String() }));

/**
 * Fills a server with the demo shop through its commands: stores, tax rules, operators, products with opening stock, members.
 * A server that has it all is left alone; a seed that was cut short is taken up again.
 */
export async function seedDemo(server: ServerContext): Promise<void> {
  const context = { ...server, now: () => new Date(server.now().getTime() - AGE_MS) };
  const members = demoMembers();
  const specials = demoProducts('specials.csv');
  const isWhole = await isImported(context, specials.at(-1)?.sku ?? '');
  if (isWhole && (await isEnrolled(context, members.at(-1)?.cardNumber ?? ''))) return;
  for (const change of await settings(context)) {
    const published = await publishSettings(context, change);
    if (!published.ok) throw new Error(`demo ${change.entity} ${change.entityId}: ${published.reason}`);
  }
  // Thousands, which take long to read: only where they are needed.
  const { refused } = await importProducts(context, [...demoProducts('products.csv.gz'), ...specials]);
  if (refused.length > 0) throw new Error(`demo products: ${JSON.stringify(refused.slice(0, 3))}`);
  for (const member of members) await enrolMember(context, member);
  await seedMembership(context);
}

/** Store and tax rules of every store, then the chain's roles and operators. */
async function settings(context: ServerContext): Promise<SettingsChange[]> {
  const { stores, operators, roleNames } = demoStore();
  const storeIds = stores.map(({ settings }) => settings.storeId);
  const changes: SettingsChange[] = stores.flatMap(({ settings, taxRules }) => [
    { entity: 'store', entityId: settings.storeId, after: settings },
    { entity: 'tax-rules', entityId: settings.storeId, after: taxRules },
  ]);
  for (const role of DEFAULT_ROLES) {
    const after = { ...role, names: roleNames[role.roleId] ?? {} };
    changes.push({ entity: 'role', entityId: role.roleId, after });
  }
  for (const { pin, badge, ...operator } of operators) {
    const hashes = { pinHash: await hashPin(context, pin), badgeHash: hashBadge(context, badge) };
    const after = { ...operator, storeIds, ...hashes, demoPin: pin };
    changes.push({ entity: 'operator', entityId: operator.operatorId, after });
  }
  return changes;
}

function demoProducts(file: 'products.csv.gz' | 'specials.csv') {
  const { stores, categoryNames, departments } = demoStore();
  const csvStores = stores.map(({ settings }) => ({ storeId: settings.storeId, digits: settings.currency.digits }));
  const bytes = readDemo(file);
  const { rows, refused } = readProductCsv(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, csvStores);
  if (refused.length > 0) throw new Error(`resources/demo/${file}: ${JSON.stringify(refused.slice(0, 3))}`);
  return rows.map((row) => ({
    ...row,
    categoryNames: categoryNames[row.category],
    categoryTax: departments[row.category],
  }));
}

function demoMembers() {
  const members = parseValue(Members, parse(readDemo('members.csv'), { columns: true }));
  if (!members.ok) throw new Error(`resources/demo/members.csv${members.at}: ${members.message}`);
  return members.value;
}

function readDemo(file: string): Buffer {
  return readFileSync(new URL(`../../resources/demo/${file}`, import.meta.url));
}

async function isImported({ db }: ServerContext, sku: string): Promise<boolean> {
  const found = await db.selectFrom('variant').select('variant_id').where('sku', '=', sku).executeTakeFirst();
  return found !== undefined;
}

async function isEnrolled({ db }: ServerContext, cardNumber: string): Promise<boolean> {
  const found = await db
    .selectFrom('member')
    .select('member_id')
    .where('card_number', '=', cardNumber)
    .executeTakeFirst();
  return found !== undefined;
}
