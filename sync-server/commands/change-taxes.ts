import type {
  SettingsFault,
  TaxesAnswer,
  TaxesChange,
  TaxesPublication,
  TaxesWithdrawal,
} from '#contracts/http/settings.ts';
import { faultIf } from '#contracts/settings/fault-if.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { taxRulesFaults } from '#domain/tax/tax-rules-faults.ts';
import { taxRulesOn } from '#domain/tax/tax-rules-on.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import { planSettings } from '#sync-server/commands/publish-settings.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { mayChangeStore, readStoreTies, usedTaxCategories } from '#sync-server/db/read-store-ties.ts';
import { readTaxedStores, type TaxedStore } from '#sync-server/db/read-tax-rules.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { readStoreRow, taxVersionRows } from '#sync-server/views/store-settings.ts';

/** The version to publish, or the newest, which says so already. */
type Planned = { after: TaxRules } | { faults: SettingsFault[] };

/**
 * Publishes the next version of a store's tax rules, or withdraws one that is ahead, if `base` still is the newest. Rules begin on the
 * store's business date `from`, or today; a store's first ones hold from its first day on. The newest once more changes nothing.
 * `actorId` is who asks.
 */
export async function changeTaxes(
  context: ServerContext,
  change: TaxesChange,
  actorId: string | null,
): Promise<TaxesAnswer> {
  const { storeId, base } = change;
  return appendFacts<TaxesAnswer>(context, async (tx) => {
    const store = (await readStoreRow(tx.db, storeId))?.store;
    if (!store) return refused([{ at: 'storeId', code: 'store-unknown' }]);
    const [taxed] = await readTaxedStores(tx.db, context.now(), storeId);
    const newest = taxed?.versions.at(-1)?.rules;
    if ((newest?.version ?? 0) !== base) {
      const now = (taxed && taxVersionRows(taxed).at(-1)) ?? null;
      return { facts: [], answer: { ok: false, conflict: { now } } };
    }
    const today = businessDateAt(context.now().toISOString(), store.timeZone, store.dayStartsAt);
    const plan =
      'withdraws' in change
        ? await planWithdrawal(tx, change, taxed, actorId)
        : await planRules(tx, change, taxed, today, actorId);
    if ('faults' in plan) return refused(plan.faults);
    const { after } = plan;
    if (after.version === base) return { facts: [], answer: { ok: true, version: base } };
    const planned = await planSettings(tx, { entity: 'tax-rules', entityId: storeId, after });
    if (!planned.ok) throw new Error(`tax rules of ${storeId}: ${planned.reason}`);
    const facts = planned.facts.map((fact) => ({ ...fact, operatorId: actorId }));
    return { facts, answer: { ok: true, version: after.version } };
  });
}

async function planRules(
  tx: SqlIngestTransaction,
  { storeId, base, rules, from }: TaxesPublication,
  taxed: TaxedStore | undefined,
  today: string,
  actorId: string | null,
): Promise<Planned> {
  const begins = from ?? today;
  const after: TaxRules = { version: base + 1, ...(base > 0 ? { from: begins } : {}), ...rules };
  const newest = taxed?.versions.at(-1)?.rules;
  if (newest && isSame(newest, { ...after, version: base })) return { after: newest };
  const faults = [
    ...faultIf(begins < today, 'from', 'tax-date-past'),
    ...(await faultsOf(tx, storeId, after, taxed, actorId)),
  ];
  return faults.length > 0 ? { faults } : { after };
}

/** A withdrawal names the date, and the rules that hold from then on without what it takes back. */
async function planWithdrawal(
  { db }: SqlIngestTransaction,
  { storeId, base, withdraws }: TaxesWithdrawal,
  taxed: TaxedStore | undefined,
  actorId: string | null,
): Promise<Planned> {
  if (!(await mayChangeStore(db, actorId, storeId))) return { faults: [{ at: '', code: 'store-not-own' }] };
  const versions = (taxed?.versions ?? []).map(({ rules }) => rules);
  const newest = versions.at(-1);
  if (newest?.withdraws === withdraws) return { after: newest };
  const taken = taxed?.lasting.find((rules) => rules.version === withdraws && rules !== taxed.current);
  if (!taxed || taken?.from === undefined) return { faults: [{ at: 'withdraws', code: 'tax-date-past' }] };
  const { from } = taken;
  const withdrawal: TaxRules = { ...taken, version: base + 1, from, withdraws };
  const left = taxRulesOn([...versions, withdrawal], from);
  if (!left) throw new Error(`tax rules of ${storeId}: nothing holds on ${from}`);
  return { after: { ...left, version: base + 1, from, withdraws } };
}

function refused(faults: SettingsFault[]): { facts: []; answer: { ok: false; faults: SettingsFault[] } } {
  return { facts: [], answer: { ok: false, faults } };
}

async function faultsOf(
  { db }: SqlIngestTransaction,
  storeId: string,
  rules: TaxRules,
  taxed: TaxedStore | undefined,
  actorId: string | null,
): Promise<SettingsFault[]> {
  if (!(await mayChangeStore(db, actorId, storeId))) return [{ at: '', code: 'store-not-own' }];
  const used = await usedTaxCategories(db);
  const { hasSold } = await readStoreTies(db, storeId);
  return [
    ...taxRulesFaults(rules),
    ...used.flatMap((category) =>
      faultIf(!Object.hasOwn(rules.rates, category), `rates.${category}`, 'tax-category-used'),
    ),
    ...faultIf(taxed !== undefined && turns(taxed, rules, hasSold), 'pricesIncludeTax', 'tax-regime-fixed'),
  ];
}

/**
 * Whether the rules would turn prices that exclude tax into ones that include it, or the other way round, where that must not be:
 * once something was sold, from a later day on (something may be sold by then), or only until what is ahead turns them back.
 */
function turns({ current, lasting, businessDate }: TaxedStore, rules: TaxRules, hasSold: boolean): boolean {
  const begins = rules.from ?? businessDate;
  const turned = (other: TaxRules) => other.pricesIncludeTax !== rules.pricesIncludeTax;
  const ahead = lasting.filter((other) => other !== current && other.from !== begins);
  return (turned(current) && (hasSold || begins > businessDate)) || ahead.some(turned);
}
