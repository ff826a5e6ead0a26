import type { TaxRules } from '#domain/tax/tax-rules.ts';

/**
 * The tax rules that hold on a business date (`YYYY-MM-DD`): of those that have begun by then the ones that began last, of two for
 * one date the newer version. Before the first of them the first holds. Undefined of none.
 */
export function taxRulesOn<R extends TaxRules>(versions: readonly R[], businessDate: string): R | undefined {
  const ordered = inOrder(versions);
  return ordered.findLast(({ from = '' }) => from <= businessDate) ?? ordered[0];
}

/** What of a version's time is past or to come. */
export type TaxVersionState = 'past' | 'current' | 'ahead' | 'replaced';

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

/** The versions that hold on a business date or later, soonest first; a version that another replaces is not among them. */
export function lastingTaxRules<R extends TaxRules>(versions: readonly R[], businessDate: string): R[] {
  const current = taxRulesOn(versions, businessDate);
  const begin = inOrder(versions).filter((rules) => rules !== current && (rules.from ?? '') > businessDate);
  const ahead = begin.filter(({ from }, index) => begin[index + 1]?.from !== from);
  return current ? [current, ...ahead] : ahead;
}

function inOrder<R extends TaxRules>(versions: readonly R[]): R[] {
  return versions.toSorted((a, b) => {
    const [begun, begins] = [a.from ?? '', b.from ?? ''];
    return begun === begins ? a.version - b.version : begun < begins ? -1 : 1;
  });
}
