import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actionsOf,
  ENDED_STATES,
  FULFILMENT_STATES,
  FULFILMENT_TABLE,
  type FulfilmentAction,
  type FulfilmentState,
  fulfilmentState,
} from './fulfilment-state.ts';
import {
  addToFulfilment,
  type FulfilmentMore,
  type FulfilmentSums,
  fulfilmentFaults,
  type LineSums,
  NO_FULFILMENT,
  owedOf,
  stagedOf,
  toGiveOf,
  toPickOf,
  toPutBackOf,
} from './fulfilment-sums.ts';
import type { DeliveryMethod } from './placed-order.ts';

/** One step of what people do: an action that is offered, and how much of each line of what there is (0: one piece, 1: all). */
interface Step {
  pick: number;
  whole: boolean;
}
const step: fc.Arbitrary<Step> = fc.record({ pick: fc.nat({ max: 20 }), whole: fc.boolean() });
const assigned: fc.Arbitrary<FulfilmentMore> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.nat({ max: 3 }))
  .map(([a, b]) => ({
    lines: [
      { lineId: 'a', assigned: a },
      { lineId: 'b', assigned: b },
    ],
  }));

const AMOUNT: Partial<Record<FulfilmentAction, { of: (line: LineSums) => number; as: keyof LineSums }>> = {
  pick: { of: toPickOf, as: 'picked' },
  short: { of: toPickOf, as: 'short' },
  'hand-over': { of: toGiveOf, as: 'handedOver' },
  ship: { of: toGiveOf, as: 'shipped' },
  'put-back': { of: toPutBackOf, as: 'putBack' },
  release: { of: owedOf, as: 'released' },
};
const SAID: Partial<Record<FulfilmentAction, FulfilmentMore>> = {
  accept: { accepted: true },
  refuse: { refused: true },
  ready: { readied: true },
  expire: { expired: true },
};

/** What the action adds: all there is of every line, or one piece of the first. */
function factOf(action: FulfilmentAction, sums: FulfilmentSums, whole: boolean): FulfilmentMore {
  const amount = AMOUNT[action];
  if (!amount) return SAID[action] ?? {};
  const of = (line: LineSums): number =>
    action === 'put-back' && (sums.refused || sums.expired) ? stagedOf(line) : amount.of(line);
  const some = sums.lines.filter((line) => of(line) > 0);
  return {
    lines: (whole ? some : some.slice(0, 1)).map((line) => ({
      lineId: line.lineId,
      [amount.as]: whole ? of(line) : 1,
    })),
  };
}

interface Walked {
  from: FulfilmentState;
  action: FulfilmentAction;
  to: FulfilmentState;
}

function walk(first: FulfilmentMore, method: DeliveryMethod, steps: Step[]): { sums: FulfilmentSums; taken: Walked[] } {
  let sums = addToFulfilment(NO_FULFILMENT, first);
  const taken: Walked[] = [];
  for (const { pick, whole } of steps) {
    const offered = actionsOf(sums, method);
    const action = offered[pick % Math.max(1, offered.length)];
    if (!action) break;
    const from = fulfilmentState(sums);
    sums = addToFulfilment(sums, factOf(action, sums, whole));
    taken.push({ from, action, to: fulfilmentState(sums) });
  }
  return { sums, taken };
}

const method = fc.constantFrom<DeliveryMethod>('pickup', 'ship');

describe('states of a fulfilment', () => {
  it('follow each other as the table says, and no allowed step makes a fault', () => {
    fc.assert(
      fc.property(assigned, method, fc.array(step, { maxLength: 25 }), (first, how, steps) => {
        const { sums, taken } = walk(first, how, steps);
        for (const { from, action, to } of taken) {
          expect(FULFILMENT_TABLE[from][action], `${from} -${action}-> ${to}`).toContain(to);
        }
        expect(fulfilmentFaults(sums, true)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('are all reached, and every step of the table is taken by somebody', () => {
    const reached = new Set<string>(['new']);
    const steps = new Set<string>();
    fc.assert(
      fc.property(assigned, method, fc.array(step, { minLength: 10, maxLength: 25 }), (first, how, some) => {
        for (const { from, action, to } of walk(first, how, some).taken) {
          reached.add(to);
          steps.add(`${from} ${action} ${to}`);
        }
      }),
      { numRuns: 12_000, seed: 1 },
    );
    expect([...reached].sort()).toEqual([...FULFILMENT_STATES].sort());
    const named = Object.entries(FULFILMENT_TABLE).flatMap(([from, row]) =>
      Object.entries(row).flatMap(([action, next]) => next.map((to) => `${from} ${action} ${to}`)),
    );
    expect(named.filter((one) => !steps.has(one))).toEqual([]);
  });

  it('end somewhere: what is begun can be brought to an end in every state', () => {
    fc.assert(
      fc.property(assigned, method, fc.array(step, { maxLength: 25 }), (first, how, some) => {
        let { sums } = walk(first, how, some);
        const wayOut: FulfilmentAction[] = ['put-back', 'release'];
        for (let turn = 0; turn < 3; turn++) {
          const action = wayOut.find((one) => actionsOf(sums, how).includes(one));
          if (action) sums = addToFulfilment(sums, factOf(action, sums, true));
        }
        expect(ENDED_STATES).toContain(fulfilmentState(sums));
      }),
    );
  });
});
