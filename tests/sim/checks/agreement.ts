import { pageOf } from '#domain/catalog/variant.ts';
import { pricesOf } from '#tests/sim/server/memory-feed-snapshot.ts';
import type { FeedRow, ServerState } from '#tests/sim/server/server-state.ts';
import type { SimTill } from '#tests/sim/till/sim-till.ts';
import type { TillWindow } from '#tests/sim/till/till-window.ts';
import type { ViewCopy } from '#tests/sim/till/view-copy.ts';
import type { Watched } from './step-checks.ts';

/** The first thing in which tills and server do not agree; undefined when they do. */
export function disagreement(watched: Watched): string | undefined {
  const { server, tills } = watched;
  if (!server.isUp) return 'the server is down';
  const { parked } = server.database.state;
  if (parked.size > 0) return `${parked.size} lines are parked`;
  for (const till of tills) {
    const fault = pushFault(watched, till) ?? pullFault(watched, till);
    if (fault) return `${till.name}: ${fault}`;
  }
  return undefined;
}

/** In what the server has not all of a till's journal, or the till does not know that it has. */
export function pushFault({ server }: Watched, { host, identity, pushState }: SimTill): string | undefined {
  if (!host) return 'is down';
  const seq = host.journal.seq();
  const taken = server.database.state.journals.get(identity.journalId)?.seq ?? 0;
  if (host.journal.fault()) return `its journal: ${JSON.stringify(host.journal.fault())}`;
  if (taken !== seq) return `has ${seq} facts, the server ${taken}`;
  const state = pushState ?? host.push.state();
  if (state.watermark !== seq) return `believes ${state.watermark} of ${seq} facts are taken`;
  return state.fault ? `push: ${JSON.stringify(state.fault)}` : undefined;
}

/** What is ahead counts as in force, whichever clock is ahead of the other. */
const END_OF_TIME = '9999-12-31T23:59:59.999Z';

/** In what a till's views are not the server's. */
export function pullFault(
  { server, variantIds, world }: Watched,
  { window, locationId, identity: { storeId } }: SimTill,
): string | undefined {
  if (!window) return 'has no window';
  const { state } = server.database;
  const rows = [...state.documents.values()].filter(({ feed }) => feed === 'chain' || feed === `store/${storeId}`);
  const copyFault = viewFault(window, rows);
  if (copyFault) return copyFault;
  for (const variantId of variantIds) {
    const shown = window.shown(variantId);
    const onHand = state.stock.get(`${locationId}/${variantId}`);
    if (shown !== onHand) return `shows ${shown} of ${variantId}, the server has ${onHand}`;
  }
  const changes = [...state.priceHistory.values()].flatMap(({ effectiveAt }) => effectiveAt ?? []);
  const instants = new Set([world.instant, ...changes.filter((at) => at > world.instant), END_OF_TIME]);
  return [...instants].map((at) => priceFault(window, state, storeId, at)).find((fault) => fault !== undefined);
}

/** In what price a till would ask at an instant that is not the server's. */
function priceFault({ keeper }: TillWindow, state: ServerState, storeId: string, at: string): string | undefined {
  const pages = [...new Set([...state.variants.keys()].map(pageOf))];
  const published = pricesOf(state, storeId, pages, at).filter(({ effectiveAt }) => effectiveAt === null);
  const inForce = new Map(published.map((row) => [row.variantId, row]));
  for (const variantId of state.variants.keys()) {
    const price = keeper.active.index.prices.get(variantId, at);
    const right = inForce.get(variantId);
    if (price?.version !== right?.version || price?.amount !== right?.amount)
      return `has price ${JSON.stringify(price)} of ${variantId} at ${at}, the server ${JSON.stringify(right)}`;
  }
  return undefined;
}

function viewFault(window: TillWindow, rows: readonly FeedRow[]): string | undefined {
  if (window.keeper.isRenewing) return 'pulls its views anew';
  if (!window.keeper.active.index.stock.own) return 'shows no stock yet';
  const { unreadable } = window.keeper.active.index;
  if (unreadable.size > 0) return `cannot read ${[...unreadable.keys()]}`;
  return rows.map((row) => rowFault(window.keeper.active, row)).find((fault) => fault !== undefined);
}

/**
 * Whether the copy has a feed's row as it stands. Of a withdrawn overlay it need not have heard while its page outranks it; of work on
 * what nobody promised (any more: after a restore) there is nothing to have.
 */
export function rowFault({ documents }: ViewCopy, { id, kind, key, position, deleted }: FeedRow): string | undefined {
  const held = documents.get(id);
  if (deleted) {
    const page = documents.get(`stock-page/${pageOf(key)}`);
    const counts = held && !held._deleted && held.position > (page?.position ?? 0);
    return counts ? `still has ${id} at ${held?.position}, withdrawn at ${position}` : undefined;
  }
  if (kind === 'fulfilment' && !held) return undefined;
  const isShown = !held?._deleted || kind === 'fulfilment';
  if (held?.position !== position || !isShown) return `has ${id} at ${held?.position}, the feed at ${position}`;
  return undefined;
}
