import type { FulfilmentAssigned, OrderPlaced } from '#contracts/facts/fulfilment-facts.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import { type FulfilmentRow, hasEnded } from '#tests/sim/server/memory-online.ts';
import type { SimServer } from '#tests/sim/server/sim-server.ts';
import type { BackOffice, ServerDraft } from './back-office.ts';
import type { Shop } from './shop.ts';

export interface WebShopOptions {
  world: World;
  random: Random;
  shop: Shop;
  server: SimServer;
  office: BackOffice;
  isOpen(): boolean;
}

/** Longest pause between two things that happen to orders. */
const PAUSE_MS = 4_000;
const PRICE = 100;

/** Orders that people place from afar: promised to a store, cancelled, promised to another, given up. All of it is the server's to say. */
export class WebShop {
  readonly #options: WebShopOptions;
  #placed = 0;

  constructor(options: WebShopOptions) {
    this.#options = options;
  }

  begin(): void {
    const { world, random, office, isOpen } = this.#options;
    world.after(random.int(500, PAUSE_MS), () => {
      if (!isOpen()) return;
      const drafts = this.#next();
      if (drafts.length > 0) {
        void office
          .publish(drafts)
          .catch((error: unknown) => world.note('web', `cannot book an order: ${String(error)}`));
      }
      this.begin();
    });
  }

  #next(): ServerDraft[] {
    const { random, server } = this.#options;
    const open = [...server.database.state.fulfilments].filter(
      ([, { known, assigned }]) => assigned && !hasEnded(known),
    );
    if (open.length === 0 || random.chance(0.6)) return this.#place();
    const [fulfilmentId, row] = random.pick(open);
    return random.pick([this.#cancel, this.#promiseElsewhere, this.#giveUp]).call(this, fulfilmentId, row);
  }

  #place(): ServerDraft[] {
    const { world, random, shop } = this.#options;
    const variants = [...new Set(Array.from({ length: random.int(1, 3) }, () => random.pick(shop.variants)))];
    const method = random.pick(['pickup', 'pickup', 'ship'] as const);
    this.#placed += 1;
    const lines = variants.map(({ variantId, sku, name, unit, taxCategory }, index) => {
      const quantity = random.int(1, 4);
      const goods = { variantId, sku, name, unit, taxCategory, taxes: [] };
      return { id: `L${index}`, deliveryId: 'D', quantity, amount: quantity * PRICE, ...goods };
    });
    const order: OrderPlaced = {
      ...{ orderId: random.uuid(world.nowMs), number: `W${this.#placed}`, channelId: 'web', placedAt: world.instant },
      ...{ channelOrderId: `${this.#placed}`, currency: 'GBP', pricesIncludeTax: true, charges: [], lines },
      deliveries: [{ id: 'D', method }],
      total: lines.reduce((sum, { amount }) => sum + amount, 0),
    };
    const promised = lines.map(({ id: lineId, variantId, quantity }) => ({ lineId, variantId, quantity }));
    const { locationId } = random.pick<StoreSettings>(shop.stores);
    return [
      { kind: 'order.placed', payload: order },
      this.#assign({ orderId: order.orderId, deliveryId: 'D', locationId, method, lines: promised, reasons: [] }),
    ];
  }

  /** Some of a line, or all of it, is owed no more. */
  #cancel(fulfilmentId: string, row: FulfilmentRow): ServerDraft[] {
    const { random } = this.#options;
    const lines = promisedOf(row);
    const orderId = row.assigned?.said.orderId;
    if (lines.length === 0 || orderId === undefined) return [];
    const { lineId, quantity: most } = random.pick(lines);
    const quantity = random.int(1, most);
    const cancelled = [{ lineId, quantity, amount: quantity * PRICE }];
    return [
      {
        kind: 'order.cancelled',
        payload: { orderId, asker: 'customer', reason: 'changed-mind', lines: cancelled, charges: [] },
      },
      { kind: 'fulfilment.released', payload: { fulfilmentId, lines: [{ lineId, quantity }], reason: 'cancelled' } },
    ];
  }

  #promiseElsewhere(fulfilmentId: string, row: FulfilmentRow): ServerDraft[] {
    const { random, shop } = this.#options;
    const lines = promisedOf(row);
    if (lines.length === 0 || !row.assigned) return [];
    const { orderId, deliveryId, method } = row.assigned.said;
    const { locationId } = random.pick<StoreSettings>(shop.stores);
    const released = lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
    return [
      { kind: 'fulfilment.released', payload: { fulfilmentId, lines: released, reason: 'elsewhere' } },
      this.#assign({ orderId, deliveryId, locationId, method, lines, reasons: ['chosen'] }),
    ];
  }

  #giveUp(fulfilmentId: string): ServerDraft[] {
    return [{ kind: 'fulfilment.expired', payload: { fulfilmentId } }];
  }

  #assign(promise: Omit<FulfilmentAssigned, 'fulfilmentId'>): ServerDraft {
    const { world, random } = this.#options;
    return { kind: 'fulfilment.assigned', payload: { fulfilmentId: random.uuid(world.nowMs), ...promise } };
  }
}

/** What is promised and was not taken back, as far as the server knows nothing of it has left. */
function promisedOf({ known, assigned }: FulfilmentRow): FulfilmentAssigned['lines'] {
  return (assigned?.said.lines ?? []).flatMap(({ lineId, variantId }) => {
    const sums = known.sums.lines.find((line) => line.lineId === lineId);
    const quantity = sums ? sums.assigned - sums.released - sums.handedOver - sums.shipped : 0;
    return quantity > 0 ? [{ lineId, variantId, quantity }] : [];
  });
}
