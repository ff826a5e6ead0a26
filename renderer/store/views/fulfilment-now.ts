import type { Static, TSchema } from 'typebox';
import type { Fact } from '#contracts/facts/envelope.ts';
import {
  FulfilmentClaimed,
  FulfilmentDecided,
  FulfilmentHandedOver,
  FulfilmentPutBack,
  FulfilmentReadied,
  FulfilmentShipped,
  PickRecorded,
} from '#contracts/facts/fulfilment-facts.ts';
import { parse } from '#contracts/schema.ts';
import type { FulfilmentView } from '#contracts/views/fulfilment.ts';
import { isFulfilmentKind } from '#domain/fulfilment/fulfilment-permissions.ts';
import { actionsOf, fulfilmentState } from '#domain/fulfilment/fulfilment-state.ts';
import { addToFulfilment, type FulfilmentMore } from '#domain/fulfilment/fulfilment-sums.ts';
import type { Fulfilment, FulfilmentLine } from '#renderer/store/till-store.ts';

type Substitutes = NonNullable<FulfilmentLine['substitutes']>;

/** What a fact says of its fulfilment: its sums, and the rest as it is from then on. */
interface Said {
  more: FulfilmentMore;
  is?: Pick<FulfilmentView, 'bags' | 'placeId'>;
  /** Parcels that left. */
  gone?: readonly { parcelId: string }[];
  /** Null: nobody works on it. */
  claimedBy?: string | null;
  substitutes?: readonly { lineId: string; substitute: Substitutes[number] }[];
}

const NOTHING: Said = { more: {} };

/**
 * A fulfilment as this till knows it: what the server said and, on top, this till's own facts (oldest first) that it does not count yet.
 * A fact is counted once, whatever order documents, answers and announcements arrive in; those of training count nothing.
 */
export function fulfilmentNow(view: FulfilmentView, own: readonly Fact[]): Fulfilment {
  let now = view;
  for (const fact of own) if (countsOn(view, fact)) now = withSaid(now, saidBy(fact));
  return { ...now, state: fulfilmentState(now), actions: actionsOf(now, now.method) };
}

function countsOn({ fulfilmentId, marks }: FulfilmentView, { journalId, seq, training, payload, kind }: Fact): boolean {
  if (training || !isFulfilmentKind(kind) || seq <= (marks[journalId] ?? 0)) return false;
  return (payload as { fulfilmentId?: unknown }).fulfilmentId === fulfilmentId;
}

function withSaid(
  view: FulfilmentView,
  { more, is = {}, gone = [], claimedBy, substitutes = [] }: Said,
): FulfilmentView {
  const { lines, ...axes } = addToFulfilment(view, more);
  const sums = new Map(lines.map((line) => [line.lineId, line]));
  const { claimedBy: before, parcels: packed = [], ...rest } = view;
  const parcels = packed.filter(({ parcelId }) => !gone.some((one) => one.parcelId === parcelId));
  const claimed = claimedBy === undefined ? before : (claimedBy ?? undefined);
  return {
    ...rest,
    ...axes,
    ...is,
    lines: view.lines.map((line) => ({
      ...line,
      ...sums.get(line.lineId),
      ...substituted(line, substitutes),
    })),
    ...(claimed === undefined ? {} : { claimedBy: claimed }),
    ...(parcels.length === 0 ? {} : { parcels }),
  };
}

function substituted(
  { lineId, substitutes = [] }: FulfilmentLine,
  added: NonNullable<Said['substitutes']>,
): Pick<FulfilmentLine, 'substitutes'> {
  const all = new Map(substitutes.map((one) => [one.variantId, one]));
  for (const { substitute } of added.filter((one) => one.lineId === lineId)) {
    const quantity = (all.get(substitute.variantId)?.quantity ?? 0) + substitute.quantity;
    all.set(substitute.variantId, { ...substitute, quantity });
  }
  return all.size === 0 ? {} : { substitutes: [...all.values()] };
}

function saidBy(fact: Fact): Said {
  if (fact.version !== 1) return NOTHING;
  switch (fact.kind) {
    case 'fulfilment.decided':
      return said(FulfilmentDecided, fact, ({ decision }) => {
        return { more: decision === 'accept' ? { accepted: true } : { refused: true } };
      });
    case 'fulfilment.claimed':
      return said(FulfilmentClaimed, fact, ({ operatorId }) => ({ more: {}, claimedBy: operatorId }));
    case 'pick.recorded':
      return said(PickRecorded, fact, pickSaid);
    case 'fulfilment.readied':
      return said(FulfilmentReadied, fact, ({ bags, placeId }) => {
        return { more: { readied: true }, is: { bags, ...(placeId === undefined ? {} : { placeId }) } };
      });
    case 'fulfilment.handed-over':
      return said(FulfilmentHandedOver, fact, ({ lines }) => {
        return { more: { lines: lines.map(({ lineId, quantity }) => ({ lineId, handedOver: quantity })) } };
      });
    case 'fulfilment.shipped':
      return said(FulfilmentShipped, fact, ({ lines, parcels }) => {
        return { more: { lines: lines.map(({ lineId, quantity }) => ({ lineId, shipped: quantity })) }, gone: parcels };
      });
    case 'fulfilment.put-back':
      return said(FulfilmentPutBack, fact, ({ lines }) => {
        return { more: { lines: lines.map(({ lineId, quantity }) => ({ lineId, putBack: quantity })) } };
      });
    default:
      return NOTHING;
  }
}

function pickSaid({ lines }: PickRecorded): Said {
  const more = lines.map(({ lineId, picked = 0, short = 0, substitute }) => {
    return { lineId, picked: picked + (substitute?.quantity ?? 0), short };
  });
  const substitutes = lines.flatMap(({ lineId, substitute }) => {
    if (!substitute) return [];
    const { variantId, sku, name, quantity } = substitute;
    return [{ lineId, substitute: { variantId, sku, name, quantity } }];
  });
  return { more: { lines: more }, substitutes };
}

function said<S extends TSchema>(schema: S, { payload }: Fact, of: (payload: Static<S>) => Said): Said {
  const parsed = parse(schema, payload);
  return parsed.ok ? of(parsed.value) : NOTHING;
}
