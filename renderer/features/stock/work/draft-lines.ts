import { type Minor, mulDiv } from '#domain/money/money.ts';
import type { DraftLine, StockDraft } from './stock-draft.ts';

/** As many lines as one fact takes. */
export const LINES_MAX = 1000;

/** Goods that were scanned or chosen. */
export interface AddedGoods {
  variantId: string;
  quantity: number;
  batch?: string;
  expiry?: string;
}

/** A line of nothing yet. */
export function emptyLine(lineId: string, variantId: string, more: Partial<DraftLine> = {}): DraftLine {
  return {
    lineId,
    variantId,
    quantity: 0,
    damaged: 0,
    expected: null,
    cost: null,
    batch: '',
    expiry: '',
    ...more,
  };
}

/**
 * More goods: onto the line of the same variant and lot, onto one of the variant that has no lot yet and nothing on it, else as
 * a new line on top. The line becomes the chosen one. Nothing changes where there are as many lines as a fact takes.
 */
export function addGoods(draft: StockDraft, added: AddedGoods, newId: () => string): StockDraft {
  const { variantId, quantity, batch = '', expiry = '' } = added;
  const same = draft.lines.filter((line) => line.variantId === variantId);
  const saysLot = batch !== '' || expiry !== '';
  const line = saysLot
    ? (same.find((one) => one.batch === batch && one.expiry === expiry) ?? same.find(isBlank))
    : (same.find(({ lineId }) => lineId === draft.chosen) ?? same[0]);
  if (line) {
    const lot = saysLot ? { batch, expiry } : {};
    return setLine({ ...draft, chosen: line.lineId }, line.lineId, { quantity: line.quantity + quantity, ...lot });
  }
  if (draft.lines.length >= LINES_MAX) return draft;
  const [like] = same;
  const shared = like ? { ...(like.pack ? { pack: like.pack } : {}), hadLots: true } : {};
  const fresh = emptyLine(newId(), variantId, { quantity, batch, expiry, ...shared });
  return { ...draft, lines: [fresh, ...draft.lines], chosen: fresh.lineId };
}

function isBlank({ batch, expiry, quantity, damaged }: DraftLine): boolean {
  return batch === '' && expiry === '' && quantity === 0 && damaged === 0;
}

export function setLine(draft: StockDraft, lineId: string, part: Partial<DraftLine>): StockDraft {
  return { ...draft, lines: draft.lines.map((line) => (line.lineId === lineId ? { ...line, ...part } : line)) };
}

/** Without a line; the next one becomes the chosen one. */
export function removeLine(draft: StockDraft, lineId: string): StockDraft {
  const at = draft.lines.findIndex((line) => line.lineId === lineId);
  const lines = draft.lines.filter((line) => line.lineId !== lineId);
  const chosen = draft.chosen === lineId ? (lines[at]?.lineId ?? lines.at(-1)?.lineId ?? null) : draft.chosen;
  return { ...draft, lines, chosen };
}

/** To the next line or the one before. */
export function moveChosen(draft: StockDraft, by: 1 | -1): StockDraft {
  const at = draft.lines.findIndex(({ lineId }) => lineId === draft.chosen);
  const next = draft.lines[Math.min(Math.max(at + by, 0), draft.lines.length - 1)];
  return next ? { ...draft, chosen: next.lineId } : draft;
}

/** Everything that should come has come, and nothing of it is damaged. */
export function allAsExpected(draft: StockDraft): StockDraft {
  const lines = draft.lines.map((line) =>
    line.expected === null ? line : { ...line, quantity: Math.max(0, line.expected - line.damaged) },
  );
  return { ...draft, lines };
}

/** What all of a line costs: as somebody said, else by its order's packs (rounded half up); null where neither is known. */
export function costOf({ cost, pack, quantity, damaged }: DraftLine): Minor | null {
  if (cost !== null) return cost;
  return pack ? mulDiv(pack.cost, quantity + damaged, pack.size) : null;
}

/** What of a variant came, against what should have. */
export interface Arrival {
  variantId: string;
  expected: number;
  /** On the shelf. */
  good: number;
  damaged: number;
  /** Above zero is missing, below zero too much. */
  missing: number;
}

/** Arrivals of all variants of which something was expected, in the order of their lines. */
export function arrivalsOf({ lines }: Pick<StockDraft, 'lines'>): Arrival[] {
  const arrivals = new Map<string, Arrival>();
  for (const { variantId, quantity, damaged, expected } of lines) {
    const so = arrivals.get(variantId) ?? { variantId, expected: 0, good: 0, damaged: 0, missing: 0 };
    arrivals.set(variantId, {
      ...so,
      expected: so.expected + (expected ?? 0),
      good: so.good + quantity,
      damaged: so.damaged + damaged,
      missing: so.missing + (expected ?? 0) - quantity - damaged,
    });
  }
  return [...arrivals.values()];
}

/** Whether papers said what should come. */
export function hasExpected({ lines }: Pick<StockDraft, 'lines'>): boolean {
  return lines.some(({ expected }) => expected !== null);
}

/** Lines on which something is. Only what comes in is told to be damaged. */
export function filledLines({ kind, lines }: Pick<StockDraft, 'kind' | 'lines'>): DraftLine[] {
  const comes = kind === 'receive' || kind === 'accept';
  return lines.filter(({ quantity, damaged }) => quantity > 0 || (comes && damaged > 0));
}

/** Lines that say neither batch nor expiry although the product had them before. */
export function lotsMissing({ kind, lines }: StockDraft): DraftLine[] {
  if (kind !== 'receive') return [];
  return filledLines({ kind, lines }).filter(({ hadLots, batch, expiry }) => hadLots && batch === '' && expiry === '');
}

/** Whether somebody has to say if more of a transfer is to come: what was sent is not known, or not all of it is here. */
export function asksComplete(draft: StockDraft): boolean {
  if (draft.kind !== 'accept') return false;
  return !draft.sentKnown || arrivalsOf(draft).some(({ missing }) => missing > 0);
}

/** To the last step; a transfer that is all here is complete without a question. */
export function toReview(draft: StockDraft): StockDraft {
  const complete = draft.kind === 'accept' && !asksComplete(draft) ? true : null;
  return { ...draft, step: 'review', complete };
}
