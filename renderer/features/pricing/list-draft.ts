import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import { readPercentage, writePercentage } from '#domain/money/percentage.ts';
import { instantAt, localMinute } from '#domain/session/store-minute.ts';

/** A rule as typed: `categoryId` empty for everything, `ending` as `99/100`, empty for none. */
export interface RuleDraft {
  categoryId: string;
  percent: string;
  ending: string;
}

/** A price list as a form has it: dates and minutes on the store's clocks, empty for none. */
export interface ListDraft {
  name: string;
  names: Readonly<Record<string, string>>;
  currency: string;
  groupIds: readonly string[];
  storeIds: readonly string[] | null;
  from: string;
  until: string;
  priority: string;
  rules: readonly RuleDraft[];
}

export type ListField = 'name' | 'groups' | 'stores' | 'dates' | 'priority' | 'rules';
export type ReadList = { ok: true; list: PriceList } | { ok: false; wrong: ReadonlySet<ListField> };

export function draftOfList(list: PriceList | null, currency: string, timeZone: string): ListDraft {
  const minute = (at: string | null | undefined) => (at ? localMinute(new Date(at), timeZone) : '');
  return {
    name: list?.name ?? '',
    names: { ...list?.names },
    currency: list?.currency ?? currency,
    groupIds: list?.groupIds ?? [],
    storeIds: list?.storeIds ?? null,
    from: minute(list?.from),
    until: minute(list?.until),
    priority: String(list?.priority ?? 0),
    rules: (list?.rules ?? []).map(({ categoryId = '', ppm, ending }) => ({
      categoryId,
      percent: writePercentage(ppm),
      ending: ending ? `${ending.end}/${ending.step}` : '',
    })),
  };
}

/** The list that a form says, or what in it is not right. `before` keeps instants that stand as they were. */
export function readListDraft(draft: ListDraft, listId: string, timeZone: string, before: PriceList | null): ReadList {
  const from = readMinute(draft.from, timeZone, before?.from ?? null);
  const until = readMinute(draft.until, timeZone, before?.until ?? null);
  const priority = /^\d{1,3}$/.test(draft.priority.trim()) ? Number(draft.priority) : null;
  const rules = draft.rules.map(readRule);
  const categories = draft.rules.map(({ categoryId }) => categoryId);
  const wrong = new Set<ListField>();
  if (draft.name.trim() === '') wrong.add('name');
  if (draft.groupIds.length === 0) wrong.add('groups');
  if (draft.storeIds?.length === 0) wrong.add('stores');
  if (from === undefined || until === undefined || (from !== null && until !== null && until <= from))
    wrong.add('dates');
  if (priority === null) wrong.add('priority');
  if (rules.includes(null) || new Set(categories).size < categories.length) wrong.add('rules');
  if (wrong.size > 0 || from === undefined || until === undefined || priority === null) return { ok: false, wrong };
  const names = Object.entries(draft.names).flatMap(([tag, text]) => (text.trim() === '' ? [] : [[tag, text.trim()]]));
  return {
    ok: true,
    list: {
      listId,
      name: draft.name.trim(),
      ...(names.length > 0 ? { names: Object.fromEntries(names) } : {}),
      currency: draft.currency,
      groupIds: [...draft.groupIds],
      storeIds: draft.storeIds === null ? null : [...draft.storeIds],
      from,
      until,
      priority,
      rules: rules.filter((rule) => rule !== null),
    },
  };
}

/** Undefined where it is no time. A minute that stands as it was keeps its seconds. */
function readMinute(text: string, timeZone: string, before: string | null): string | null | undefined {
  if (text === '') return null;
  if (before !== null && localMinute(new Date(before), timeZone) === text) return before;
  return instantAt(text, timeZone) ?? undefined;
}

function readRule({ categoryId, percent, ending }: RuleDraft): PriceList['rules'][number] | null {
  const ppm = readPercentage(percent);
  if (ppm === null || ppm === 0) return null;
  const [end, step] = ending.split('/').map(Number);
  return {
    ...(categoryId === '' ? {} : { categoryId }),
    ppm,
    ...(end === undefined || step === undefined ? {} : { ending: { end, step } }),
  };
}

/** What prices of a currency commonly end in, as `ending` of a rule: .99, .95, .90, whole, and steps of 5 and 10. */
export function endingsOf(digits: number): { end: number; step: number }[] {
  const whole = 10 ** digits;
  if (digits < 2)
    return [
      { end: 0, step: 10 },
      { end: 9, step: 10 },
      { end: 99, step: 100 },
    ];
  const cents = whole / 100;
  return [
    { end: whole - cents, step: whole },
    { end: whole - 5 * cents, step: whole },
    { end: whole - 10 * cents, step: whole },
    { end: 0, step: whole },
    { end: 0, step: 5 * cents },
    { end: 0, step: 10 * cents },
  ];
}
