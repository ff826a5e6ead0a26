import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OwnFact, type StockPosition, shownOnHand } from '#domain/stock/position.ts';

describe('shownOnHand', () => {
  const position: StockPosition = { onHand: 10, committed: 0, marks: { mine: 2, theirs: 5 } };
  const own: OwnFact[] = [
    { journalId: 'mine', seq: 2, movements: [{ variantId: 'mug', quantity: -1 }] },
    {
      journalId: 'mine',
      seq: 3,
      movements: [
        { variantId: 'mug', quantity: -2 },
        { variantId: 'tea', quantity: -7 },
      ],
    },
  ];

  it('adds the own facts above the mark, of that variant', () => {
    expect(shownOnHand(position, 'mug', own)).toBe(8);
  });
  it('counts a journal without a mark from its first fact', () => {
    expect(shownOnHand({ ...position, marks: {} }, 'mug', own)).toBe(7);
  });
  it('knows a new incarnation by its own journal', () => {
    const again: OwnFact = { journalId: 'mine-again', seq: 1, movements: [{ variantId: 'mug', quantity: -4 }] };
    expect(shownOnHand(position, 'mug', [...own, again])).toBe(4);
  });
});

/** What can happen between a till, its server, and the other tills. */
type Step =
  | { do: 'sell'; quantity: number }
  /** The host sends up to so many facts; the server takes them, whether or not the answer arrives. */
  | { do: 'push'; facts: number; answered: boolean }
  | { do: 'sold-elsewhere'; quantity: number }
  /** The server renders the page. */
  | { do: 'render' }
  /** The till gets a rendered page: the newest, or late, one from before. */
  | { do: 'pull'; back: number }
  /** The till forgets the facts that its page counts. */
  | { do: 'forget' };

const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ do: fc.constant('sell'), quantity: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('push'), facts: fc.integer({ min: 1, max: 4 }), answered: fc.boolean() }),
    fc.record({ do: fc.constant('sold-elsewhere'), quantity: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('render') }),
    fc.record({ do: fc.constant('pull'), back: fc.nat(3) }),
    fc.record({ do: fc.constant('forget') }),
  ),
  { maxLength: 60 },
);

/** Plays the steps and gives, after each, what the till shows and what it should. */
function play(steps: readonly Step[]): { shown: number; expected: number }[] {
  const journal: OwnFact[] = [];
  let kept: OwnFact[] = [];
  let watermark = 0;
  let acknowledged = 0;
  let elsewhere = 0;
  const first = { page: { onHand: 100, committed: 0, marks: {} } as StockPosition, elsewhere: 0 };
  const rendered = [first];
  let pulled = first;
  const soldUpTo = (seq: number) =>
    journal.slice(0, seq).reduce((sum, fact) => sum + (fact.movements[0]?.quantity ?? 0), 0);
  return steps.map((step) => {
    if (step.do === 'sell') {
      const movements = [{ variantId: 'mug', quantity: -step.quantity }];
      journal.push({ journalId: 'mine', seq: journal.length + 1, movements });
      kept.push({ journalId: 'mine', seq: journal.length, movements });
    } else if (step.do === 'push') {
      watermark = Math.max(watermark, Math.min(journal.length, acknowledged + step.facts));
      if (step.answered) acknowledged = watermark;
    } else if (step.do === 'sold-elsewhere') {
      elsewhere -= step.quantity;
    } else if (step.do === 'render') {
      const page = { onHand: 100 + elsewhere + soldUpTo(watermark), committed: 0, marks: { mine: watermark } };
      rendered.push({ page, elsewhere });
    } else if (step.do === 'pull') {
      pulled = rendered.at(-1 - step.back) ?? pulled;
    } else {
      // Only below what every page still on its way counts.
      const counted = Math.min(
        ...rendered.slice(-4).map(({ page }) => page.marks.mine ?? 0),
        pulled.page.marks.mine ?? 0,
      );
      kept = kept.filter((fact) => fact.seq > counted);
    }
    const expected = 100 + pulled.elsewhere + soldUpTo(journal.length);
    return { shown: shownOnHand(pulled.page, 'mug', kept), expected };
  });
}

describe('any interleaving of sales, pushes, lost answers, pages and late pages', () => {
  it('shows each own fact exactly once, at every moment', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        for (const { shown, expected } of play(drawn)) expect(shown).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('does so in runs that push, render and pull in the middle of selling', () => {
    const sell: Step = { do: 'sell', quantity: 1 };
    const run: Step[] = [
      sell,
      { do: 'render' },
      { do: 'push', facts: 4, answered: false },
      { do: 'pull', back: 0 },
      sell,
      { do: 'push', facts: 4, answered: true },
      { do: 'render' },
      sell,
      { do: 'pull', back: 0 },
      { do: 'forget' },
      { do: 'pull', back: 1 },
    ];
    expect(play(run).map(({ shown }) => shown)).toEqual([99, 99, 99, 99, 98, 98, 98, 97, 97, 97, 97]);
  });
});
