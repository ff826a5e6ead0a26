import type { TaxRules } from '#domain/tax/tax-rules.ts';

/**
 * The tax rules that hold on a business date (`YYYY-MM-DD`): of those that have begun by then the ones that began last, of two for
 * one date the newer version. What was withdrawn is as if it had never been. Before the first of them the first holds. Undefined of none.
 */
export function taxRulesOn<R extends TaxRules>(versions: readonly R[], businessDate: string): R | undefined {
  const ordered = inOrder(standing(versions));
  return ordered.findLast(({ from = '' }) => from <= businessDate) ?? ordered[0];
}

/** What of a version's time is past or to come. */
export type TaxVersionState = 'past' | 'current' | 'ahead' | 'replaced' | 'withdrawn' | 'withdrawal';

/**
 * What became of each version by a business date, in the order given. `publishedOn` is the business date that it was published on,
 * null where that is not known. A version that a newer one for the same date replaced before that date came never was in force.
 */
export function taxVersionStates(
  versions: readonly { rules: TaxRules; publishedOn: string | null }[],
  businessDate: string,
): TaxVersionState[] {
  const current = taxRulesOn(
    versions.map(({ rules }) => rules),
    businessDate,
  );
  return versions.map(({ rules }) => {
    if (rules === current) return 'current';
    if (rules.withdraws !== undefined) return 'withdrawal';
    if (versions.some(({ rules: { withdraws } }) => withdraws === rules.version)) return 'withdrawn';
    const successor = versions.find(
      ({ rules: other, publishedOn }) =>
        rules.from !== undefined &&
        other.from === rules.from &&
        other.version > rules.version &&
        publishedOn !== null &&
        publishedOn < rules.from,
    );
    if (successor) return 'replaced';
    return (rules.from ?? '') > businessDate ? 'ahead' : 'past';
  });
}

/** The versions that hold on a business date or later, soonest first; none that another replaces or withdraws. */
export function lastingTaxRules<R extends TaxRules>(versions: readonly R[], businessDate: string): R[] {
  const current = taxRulesOn(versions, businessDate);
  const begin = inOrder(standing(versions)).filter((rules) => rules !== current && (rules.from ?? '') > businessDate);
  const ahead = begin.filter(({ from }, index) => begin[index + 1]?.from !== from);
  return current ? [current, ...ahead] : ahead;
}

/** What holds on some day: no withdrawal, nothing withdrawn. */
function standing<R extends TaxRules>(versions: readonly R[]): readonly R[] {
  const withdrawals = versions.filter(({ withdraws }) => withdraws !== undefined);
  if (withdrawals.length === 0) return versions;
  const isTaken = ({ version, from }: R): boolean =>
    withdrawals.some(({ withdraws = 0, from: date }) => date === from && version <= withdraws);
  return versions.filter((rules) => rules.withdraws === undefined && !isTaken(rules));
}

function inOrder<R extends TaxRules>(versions: readonly R[]): R[] {
  return versions.toSorted((a, b) => {
    const [begun, begins] = [a.from ?? '', b.from ?? ''];
    return begun === begins ? a.version - b.version : begun < begins ? -1 : 1;
  });
}
