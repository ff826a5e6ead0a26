import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Place } from '#contracts/facts/place-facts.ts';
import { stagedOf, toPickOf } from '#domain/fulfilment/fulfilment-sums.ts';
import { type PickScan, type PickStop, pickScanned, pickWalk } from '#domain/fulfilment/pick-list.ts';
import { draftOf } from '#renderer/features/orders/shared/order-journal.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';

type PickLine = PayloadOf<'pick.recorded'>['lines'][number];

/** The walk for the orders of a wave: along the store's places by name, with numbers in them as numbers. */
export function walkOf(fulfilments: readonly Fulfilment[], places: readonly Place[]): PickStop[] {
  const walked = places.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return pickWalk(
    fulfilments
      .filter(({ actions }) => actions.includes('pick'))
      .flatMap(({ fulfilmentId, lines }) =>
        lines.map((line) => {
          const walk = walked.findIndex(({ placeId }) => placeId === line.placeId);
          const place = walked[walk];
          return {
            ...{ fulfilmentId, lineId: line.lineId, variantId: line.variantId, sku: line.sku },
            quantity: toPickOf(line),
            place: place ? { placeId: place.placeId, name: place.name, walk } : null,
          };
        }),
      ),
  );
}

/** What a scan comes to, and the facts that say it: one for each order that gets some. */
export function pickDrafts(
  fulfilments: readonly Fulfilment[],
  places: readonly Place[],
  { variantId, quantity }: { variantId: string; quantity: number },
): { scan: PickScan; drafts: FactDraft[] } {
  const walk = walkOf(fulfilments, places);
  const scan = pickScanned(walk, variantId, quantity);
  if (!scan.ok) return { scan, drafts: [] };
  const place = walk.find((stop) => stop.variantId === variantId)?.place;
  const drafts = recorded(fulfilments, scan.shares, (share) => ({
    ...{ lineId: share.lineId, variantId, picked: share.quantity },
    ...(place ? { placeId: place.placeId } : {}),
  }));
  return { scan, drafts };
}

/** All that is still wanted of a variant was looked for and not found. */
export function shortDrafts(
  fulfilments: readonly Fulfilment[],
  places: readonly Place[],
  variantId: string,
): FactDraft[] {
  const stop = walkOf(fulfilments, places).find((one) => one.variantId === variantId);
  return recorded(fulfilments, stop?.shares ?? [], ({ lineId, quantity }) => ({ lineId, variantId, short: quantity }));
}

/** What is picked goes ready; all the rest of these orders is not found here, so that others may promise it. */
export function splitDrafts(fulfilments: readonly Fulfilment[]): FactDraft[] {
  return fulfilments.filter(isBegun).flatMap(({ fulfilmentId, locationId, lines }) => {
    const rest = lines.flatMap((line) => {
      const short = toPickOf(line);
      return short > 0 ? [{ lineId: line.lineId, variantId: line.variantId, short }] : [];
    });
    return rest.length === 0 ? [] : [draftOf('pick.recorded', { fulfilmentId, locationId, lines: rest })];
  });
}

/** Whether some of an order is picked and some is not. */
export function isBegun({ lines, actions }: Fulfilment): boolean {
  return actions.includes('short') && lines.some((line) => stagedOf(line) > 0);
}

function recorded(
  fulfilments: readonly Fulfilment[],
  shares: PickStop['shares'],
  lineOf: (share: PickStop['shares'][number]) => PickLine,
): FactDraft[] {
  return fulfilments.flatMap(({ fulfilmentId, locationId }) => {
    const lines = shares.filter((share) => share.fulfilmentId === fulfilmentId).map(lineOf);
    return lines.length === 0 ? [] : [draftOf('pick.recorded', { fulfilmentId, locationId, lines })];
  });
}
