import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { FulfilmentKind } from '#domain/fulfilment/fulfilment-permissions.ts';
import type { FulfilmentAction } from '#domain/fulfilment/fulfilment-state.ts';
import { stagedOf, toGiveOf, toPickOf, toPutBackOf } from '#domain/fulfilment/fulfilment-sums.ts';
import type { Fulfilment, FulfilmentLine } from '#renderer/store/till-store.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import type { TillWindow } from './till-window.ts';

/** How often somebody sees to an online order between two sales, and goes on with another thing of them. */
const WORKS = 0.7;

export interface OrderClerkOptions {
  world: World;
  random: Random;
  window: TillWindow;
  locationId: string;
}

/** Does what comes next of online orders that the till knows of; the same is asked for until it is journalled. */
export async function workOrders(options: OrderClerkOptions): Promise<void> {
  const { random, window } = options;
  while (random.chance(WORKS)) {
    const works = (await window.fulfilments()).flatMap((fulfilment) => {
      return fulfilment.actions.filter(isWork).map((action) => ({ fulfilment, action }));
    });
    if (works.length === 0) return;
    await journal(options, draftOf(options, random.pick(works)));
  }
}

async function journal({ window, random }: OrderClerkOptions, draft: FactDraft): Promise<void> {
  for (;;) {
    const answer = await window.append([draft]);
    if (answer.ok) return;
    window.program.note(`cannot journal ${draft.kind}: ${answer.fault.code}`);
    await window.program.wait(random.int(500, 4_000));
  }
}

type Work = Exclude<FulfilmentAction, 'release' | 'expire'>;

function isWork(action: FulfilmentAction): action is Work {
  return action !== 'release' && action !== 'expire';
}

function draftOf(
  { random, world, locationId }: OrderClerkOptions,
  { fulfilment: { fulfilmentId, lines, refused, expired }, action }: { fulfilment: Fulfilment; action: Work },
): FactDraft {
  const id = random.uuid(world.nowMs);
  const make = <K extends FulfilmentKind>(kind: K, payload: PayloadOf<K>): FactDraft => ({
    ...{ id, kind, version: 1, payload },
  });
  const at = { fulfilmentId, locationId };
  const some = (of: (line: FulfilmentLine) => number) => {
    const all = lines.flatMap((line) => {
      const most = of(line);
      return most > 0 ? [{ lineId: line.lineId, variantId: line.variantId, quantity: random.int(1, most) }] : [];
    });
    return random.chance(0.7) ? all : all.slice(0, 1);
  };
  switch (action) {
    case 'accept':
      return make('fulfilment.decided', { fulfilmentId, decision: 'accept' });
    case 'refuse':
      // Mostly it is done.
      return random.chance(0.3)
        ? make('fulfilment.decided', { fulfilmentId, decision: 'refuse', reason: 'too-busy' })
        : make('fulfilment.decided', { fulfilmentId, decision: 'accept' });
    case 'pick':
      return make('pick.recorded', {
        ...at,
        lines: some(toPickOf).map(({ quantity: picked, ...line }) => ({ ...line, picked })),
      });
    case 'short':
      return make('pick.recorded', {
        ...at,
        lines: some(toPickOf).map(({ quantity, ...line }) => {
          return random.chance(0.3) ? { ...line, short: quantity } : { ...line, picked: quantity };
        }),
      });
    case 'ready':
      return make('fulfilment.readied', { fulfilmentId, bags: 1 });
    case 'hand-over':
      return make('fulfilment.handed-over', {
        ...{ ...at, lines: some(toGiveOf), proof: { kind: 'identity' }, collector: 'customer' },
      });
    case 'ship':
      return make('fulfilment.shipped', { ...at, lines: some(toGiveOf), parcels: [] });
    case 'put-back':
      return make('fulfilment.put-back', { ...at, lines: some(refused || expired ? stagedOf : toPutBackOf) });
  }
}
