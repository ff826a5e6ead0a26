import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OwnMovements } from './own-movements.ts';
import { StockIndex } from './stock-index.ts';

const JOURNAL = 'J';
const AS_OF = '2026-11-02T10:00:00.000Z';

function sale(seq: number, ...lines: [variantId: string, quantity: number][]) {
  return {
    journalId: JOURNAL,
    seq,
    movements: lines.map(([variantId, quantity]) => ({ variantId, quantity: -quantity })),
  };
}
function page(marks: Record<string, number>, ...stock: [string, number, number][]) {
  return { marks, asOf: AS_OF, stock };
}
function overlay(variantId: string, onHand: number, marks: Record<string, number>) {
  return { variantId, onHand, committed: 0, marks, asOf: AS_OF };
}
function started(own = new OwnMovements()): StockIndex {
  const index = new StockIndex(JOURNAL);
  index.begin(own);
  return index;
}

describe('StockIndex', () => {
  it('shows no figure before own facts are known', () => {
    const index = new StockIndex(JOURNAL);
    index.setPage('p', 1, page({}, ['V1', 5, 0]));
    expect(index.shown('V1')).toBeNull();
    const own = new OwnMovements();
    own.add([sale(1, ['V1', 2])]);
    index.begin(own);
    expect(index.shown('V1')).toEqual({ onHand: 3, asOf: AS_OF });
  });

  it('prefers the overlay while it is newer than its page', () => {
    const index = started();
    expect(index.setPage('p', 5, page({}, ['V1', 5, 0], ['V2', 1, 0]))).toEqual(['V1', 'V2']);
    expect(index.setOverlay(7, overlay('V1', 4, {}))).toEqual(['V1']);
    expect(index.shown('V1')?.onHand).toBe(4);
    expect(index.setPage('p', 9, page({}, ['V1', 3, 0], ['V2', 1, 0]))).toEqual(['V1']);
    expect(index.shown('V1')?.onHand).toBe(3);
  });

  it('keeps a withdrawn overlay until the page that folds it in is here', () => {
    const index = started();
    index.setPage('p', 1, page({}, ['V1', 5, 0]));
    index.setOverlay(2, overlay('V1', 4, {}));
    expect(index.withdrawOverlay('V1')).toEqual([]);
    expect(index.shown('V1')?.onHand).toBe(4);
    expect(index.setPage('p', 3, page({}, ['V1', 4, 0]))).toEqual([]);
    expect(index.setPage('p', 4, page({}))).toEqual(['V1']);
    expect(index.shown('V1')).toBeNull();
  });

  it('lets own facts go only when every document held counts them', () => {
    const own = new OwnMovements();
    const index = started(own);
    own.add([sale(1, ['V1', 1]), sale(2, ['V1', 1]), sale(3, ['V2', 1])]);
    index.setPage('p', 1, page({ J: 1 }, ['V1', 9, 0]));
    index.setOverlay(2, overlay('V1', 8, { J: 2 }));
    index.letGo();
    expect(own.of('V1').map(({ seq }) => seq)).toEqual([2]);
    expect(own.of('V2').map(({ seq }) => seq)).toEqual([3]);
    expect(own.settledThrough()).toBe(1);
    index.setPage('p', 3, page({ J: 3 }, ['V1', 8, 0], ['V2', 4, 0]));
    index.setOverlay(4, overlay('V1', 8, { J: 3 }));
    index.letGo();
    expect(own.settledThrough()).toBe(3);
  });
});

/** Other tills move stock in thousands, this one in single pieces: what is left modulo 1,000 says which own facts count. */
const OTHERS = 1000;
const VARIANTS = ['V0', 'V1', 'V2', 'V3'];
const PAGE_OF: Record<string, string> = { V0: 'pA', V1: 'pA', V2: 'pB', V3: 'pB' };

type Step =
  | { do: 'sell'; variant: number; quantity: number }
  | { do: 'other'; variant: number }
  | { do: 'take'; upTo: number }
  | { do: 'fold'; variant: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('sell' as const), variant: fc.nat(3), quantity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('other' as const), variant: fc.nat(3) }),
  fc.record({ do: fc.constant('take' as const), upTo: fc.nat(10) }),
  fc.record({ do: fc.constant('fold' as const), variant: fc.nat(3) }),
);

interface Sent {
  id: string;
  position: number;
  apply: (index: StockIndex) => void;
}

/** A server that renders a document whenever stock changes, and everything it ever sent. */
class Server {
  readonly sent: Sent[] = [];
  readonly sales: { variantId: string; quantity: number }[] = [];
  readonly #figures = new Map(VARIANTS.map((variantId) => [variantId, 500]));
  readonly #overlays = new Set<string>();
  #watermark = 0;

  constructor() {
    this.#page('pA');
    this.#page('pB');
  }

  /** The figure when everything has been taken. */
  final(variantId: string): number {
    const waiting = this.sales.slice(this.#watermark).filter((sale) => sale.variantId === variantId);
    return waiting.reduce((onHand, { quantity }) => onHand - quantity, this.#figures.get(variantId) ?? 0);
  }

  run(step: Step): void {
    if (step.do === 'sell') this.sales.push({ variantId: VARIANTS[step.variant] ?? '', quantity: step.quantity });
    if (step.do === 'other') this.#move([{ variantId: VARIANTS[step.variant] ?? '', quantity: -OTHERS }]);
    if (step.do === 'fold') this.#fold(PAGE_OF[VARIANTS[step.variant] ?? ''] ?? '');
    if (step.do !== 'take') return;
    const taken = this.sales.slice(this.#watermark, this.#watermark + step.upTo);
    this.#watermark += taken.length;
    this.#move(taken);
  }

  /** One transaction: what it sends shows all of it. */
  #move(sold: readonly { variantId: string; quantity: number }[]): void {
    for (const { variantId, quantity } of sold)
      this.#figures.set(variantId, (this.#figures.get(variantId) ?? 0) - quantity);
    for (const variantId of new Set(sold.map((one) => one.variantId))) {
      this.#overlays.add(variantId);
      const data = overlay(variantId, this.#figures.get(variantId) ?? 0, this.#marks());
      this.#send(`overlay/${variantId}`, (index, position) => index.setOverlay(position, data));
    }
  }

  #fold(pageId: string): void {
    this.#page(pageId);
    for (const variantId of [...this.#overlays].filter((held) => PAGE_OF[held] === pageId)) {
      this.#overlays.delete(variantId);
      this.#send(`overlay/${variantId}`, (index) => index.withdrawOverlay(variantId));
    }
  }

  #page(pageId: string): void {
    const held = VARIANTS.filter((variantId) => PAGE_OF[variantId] === pageId);
    const data = page(
      this.#marks(),
      ...held.map((id): [string, number, number] => [id, this.#figures.get(id) ?? 0, 0]),
    );
    this.#send(pageId, (index, position) => index.setPage(pageId, position, data));
  }

  #marks(): Record<string, number> {
    return { J: this.#watermark };
  }

  #send(id: string, apply: (index: StockIndex, position: number) => void): void {
    const position = this.sent.length + 1;
    this.sent.push({ id, position, apply: (index) => apply(index, position) });
  }
}

describe('stock shown, whatever order documents arrive in', () => {
  it('counts each own fact exactly once at every moment, and ends at the server’s figure', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.infiniteStream(fc.nat()), (steps, draw) => {
        const server = new Server();
        const own = new OwnMovements();
        const index = started(own);
        const positions = new Map<string, number>();
        const random = (below: number) => Number(draw.next().value) % below;
        const deliver = (sent: Sent) => {
          // As the copy on disk does: a version older than the one held is not taken.
          if ((positions.get(sent.id) ?? 0) >= sent.position) return;
          positions.set(sent.id, sent.position);
          sent.apply(index);
        };
        const check = () => {
          for (const variantId of VARIANTS) {
            const shown = index.shown(variantId);
            if (!shown) continue;
            const sold = server.sales.filter((one) => one.variantId === variantId);
            const expected = sold.reduce((left, { quantity }) => left - quantity, 500);
            expect((shown.onHand - expected) % OTHERS, variantId).toBe(0);
          }
        };
        for (const one of steps) {
          server.run(one);
          if (one.do === 'sell') {
            const { variantId, quantity } = server.sales.at(-1) ?? { variantId: '', quantity: 0 };
            own.add([sale(server.sales.length, [variantId, quantity])]);
          }
          check();
          for (let count = random(3); count > 0; count--) {
            const sent = server.sent[random(server.sent.length)];
            if (sent) deliver(sent);
            check();
            if (random(3) === 0) index.letGo();
            check();
          }
        }
        for (const sent of server.sent) deliver(sent);
        index.letGo();
        for (const variantId of VARIANTS) expect(index.shown(variantId)?.onHand).toBe(server.final(variantId));
      }),
      { numRuns: 400 },
    );
  });
});
