import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { FactKind, PayloadOf } from '#contracts/facts/kinds.ts';
import { costOf, filledLines } from './draft-lines.ts';
import type { DraftLine, StockDraft, WorkKind } from './stock-draft.ts';

type StockKind = Extract<FactKind, `stock.${string}`>;

/** The fact that each kind of work becomes. */
export const FACT_OF = {
  receive: 'stock.received',
  adjust: 'stock.adjusted',
  send: 'stock.sent',
  accept: 'stock.accepted',
  return: 'stock.returned',
} as const satisfies Record<WorkKind, StockKind>;

/** Why goods come that a supplier sent. */
const DELIVERY = 'delivery';

/** Why work can't be told yet, or null. */
export function missingIn(draft: StockDraft): 'lines' | 'reason' | 'location' | 'supplier' | 'complete' | null {
  const { kind, reason, location, supplier, complete, transferId } = draft;
  if (kind === 'accept') {
    if (transferId === null) return 'location';
    if (complete === null) return 'complete';
    return filledLines(draft).length === 0 && !complete ? 'lines' : null;
  }
  if (filledLines(draft).length === 0) return 'lines';
  if ((kind === 'adjust' || kind === 'return') && reason === null) return 'reason';
  if (kind === 'send' && location === null) return 'location';
  return kind === 'return' && supplier === null ? 'supplier' : null;
}

/** The fact that work becomes at a location. Throws while something is missing in it. */
export function factOf(draft: StockDraft, locationId: string): FactDraft {
  const missing = missingIn(draft);
  if (missing) throw new Error(`factOf: no ${missing}`);
  return { id: draft.draftId, kind: FACT_OF[draft.kind], version: 1, payload: payloadOf(draft, locationId) };
}

function payloadOf(draft: StockDraft, locationId: string): PayloadOf<StockKind> {
  switch (draft.kind) {
    case 'receive':
      return received(draft, locationId);
    case 'adjust':
      return adjusted(draft, locationId);
    case 'send':
      return sent(draft, locationId);
    case 'accept':
      return accepted(draft, locationId);
    case 'return':
      return returned(draft, locationId);
  }
}

/** Lines of which all is missing are told too: they are the shortage. */
function received(draft: StockDraft, locationId: string): PayloadOf<'stock.received'> {
  const { supplier, order, deliveryNote } = draft;
  const lines = shareExpected(draft.lines).filter(
    ({ quantity, damaged, expected }) => quantity + damaged + (expected ?? 0) > 0,
  );
  return {
    locationId,
    reason: draft.reason ?? DELIVERY,
    ...(order ? { purchaseOrderId: order.id } : {}),
    ...(supplier ? { supplierId: supplier.id } : {}),
    ...(deliveryNote.trim() === '' ? {} : { deliveryNote: deliveryNote.trim() }),
    lines: lines.map((line) => {
      const cost = line.quantity + line.damaged > 0 ? costOf(line) : null;
      return {
        variantId: line.variantId,
        quantity: line.quantity,
        ...lotOf(line),
        ...damagedOf(line),
        ...(line.expected === null ? {} : { expected: line.expected }),
        ...(cost === null ? {} : { cost }),
      };
    }),
    ...noteOf(draft),
  };
}

/**
 * What was expected of a variant, over its lots as they came: a line is told to differ only by what all of the variant does. The
 * last one has what is missing.
 */
function shareExpected(lines: readonly DraftLine[]): DraftLine[] {
  const rest = new Map<string, number>();
  for (const { variantId, expected } of lines) {
    if (expected !== null) rest.set(variantId, (rest.get(variantId) ?? 0) + expected);
  }
  return lines.map((line, at) => {
    const left = rest.get(line.variantId);
    if (left === undefined) return line;
    const isLast = !lines.slice(at + 1).some(({ variantId }) => variantId === line.variantId);
    const expected = isLast ? left : Math.min(left, line.quantity + line.damaged);
    rest.set(line.variantId, left - expected);
    return { ...line, expected };
  });
}

function adjusted(draft: StockDraft, locationId: string): PayloadOf<'stock.adjusted'> {
  return {
    locationId,
    reason: draft.reason ?? '',
    lines: filledLines(draft).map((line) => ({
      variantId: line.variantId,
      quantity: draft.sign * line.quantity,
      ...lotOf(line),
    })),
    ...noteOf(draft),
  };
}

function sent(draft: StockDraft, locationId: string): PayloadOf<'stock.sent'> {
  return {
    transferId: draft.transferId ?? '',
    fromLocationId: locationId,
    toLocationId: draft.location?.id ?? '',
    lines: filledLines(draft).map((line) => ({
      lineId: line.lineId,
      variantId: line.variantId,
      quantity: line.quantity,
      ...lotOf(line),
    })),
    ...noteOf(draft),
  };
}

function accepted(draft: StockDraft, locationId: string): PayloadOf<'stock.accepted'> {
  return {
    transferId: draft.transferId ?? '',
    locationId,
    lines: filledLines(draft).map((line) => ({
      variantId: line.variantId,
      quantity: line.quantity,
      ...damagedOf(line),
      ...lotOf(line),
    })),
    complete: draft.complete === true,
  };
}

function returned(draft: StockDraft, locationId: string): PayloadOf<'stock.returned'> {
  return {
    locationId,
    supplierId: draft.supplier?.id ?? '',
    reason: draft.reason ?? '',
    ...(draft.order ? { purchaseOrderId: draft.order.id } : {}),
    lines: filledLines(draft).map((line) => ({
      variantId: line.variantId,
      quantity: line.quantity,
      ...(line.cost === null ? {} : { credit: line.cost }),
      ...lotOf(line),
    })),
    ...noteOf(draft),
  };
}

function lotOf({ batch, expiry, placeId }: DraftLine): { placeId?: string; batch?: string; expiry?: string } {
  return {
    ...(placeId === undefined ? {} : { placeId }),
    ...(batch === '' ? {} : { batch }),
    ...(expiry === '' ? {} : { expiry }),
  };
}

function damagedOf({ damaged }: DraftLine): { damaged?: number } {
  return damaged > 0 ? { damaged } : {};
}

function noteOf({ note, noteId }: StockDraft): { noteId?: string } {
  return note.trim() === '' ? {} : { noteId };
}
