import { rowFault } from './checks/agreement.ts';
import { Truth } from './checks/truth.ts';
import { Violation } from './checks/violation.ts';
import { Random } from './kernel/random.ts';
import type { Trace } from './kernel/trace.ts';
import { World } from './kernel/world.ts';
import { Line } from './network/network.ts';
import { nonceAt } from './server/server-state.ts';
import { type ServerWraps, SimServer } from './server/sim-server.ts';
import { BackOffice, type ServerDraft } from './shop/back-office.ts';
import { Counting } from './shop/counting.ts';
import { makeKeys } from './shop/keys.ts';
import { hostConfigOf, makeShop, type Shape, type Shop } from './shop/shop.ts';
import { WebShop } from './shop/web-shop.ts';
import { runCashier } from './till/cashier.ts';
import { countShelf } from './till/count-clerk.ts';
import { workOrders } from './till/order-clerk.ts';
import { SimTill, type TillWraps } from './till/sim-till.ts';
import type { TillWindow } from './till/till-window.ts';
import type { ViewCopy } from './till/view-copy.ts';

/** What a test puts between the parts, to plant a bug. */
export interface FleetWraps {
  server?: ServerWraps;
  till?: (till: () => SimTill) => TillWraps;
}

const TILLS = ['till-1', 'till-2'] as const;
/** The till of the second store. */
const OTHER_TILL = 'till-3';
/** Where goods go when there is no second store, and come from. */
const NOWHERE = 'york-floor';
/** How often prices are published ahead, how long before they hold at most, and how often some are withdrawn. */
const AHEAD = 0.5;
const AHEAD_MS = 120_000;
const WITHDRAWN = 0.3;

/** Tills and a server, and all that is between them. */
export class Fleet {
  readonly world: World;
  readonly random: Random;
  readonly shop: Shop;
  readonly server: SimServer;
  readonly truth: Truth;
  readonly tills: readonly SimTill[];
  readonly lines: readonly Line[];
  readonly publicKeys: ReadonlyMap<string, string>;
  readonly #office: BackOffice;
  readonly #counting: Counting | null;
  readonly #webShop: WebShop | null;
  #open = true;
  #priceVersion = 1;
  readonly #datedPrices: Random | null;
  readonly #atWork = new Set<TillWindow>();

  constructor(seed: number, trace: Trace, shape: Shape, wraps: FleetWraps = {}) {
    this.random = new Random(`seed ${seed}`);
    this.world = new World(this.random, trace);
    this.shop = makeShop(this.random.fork('shop'), shape);
    const [first, second] = this.shop.stores;
    const counters = [
      ...TILLS.map((name) => ({ name, store: first })),
      ...(second ? [{ name: OTHER_TILL, store: second }] : []),
    ];
    const registers = counters.map(({ name, store }, index) => {
      const journalId = this.random.uuid(this.world.nowMs);
      const keys = makeKeys(this.random.fork(name), journalId);
      const identity = { storeId: store.storeId, registerId: name, journalId, receiptSeries: `R${index + 1}` };
      return { name, identity, keys, token: `token of ${name}`, config: hostConfigOf(this.shop, store) };
    });
    this.truth = new Truth(
      this.shop.opening,
      new Map(registers.map(({ identity, config }) => [identity.journalId, config.config.store.locationId])),
    );
    this.publicKeys = new Map(registers.map(({ identity, keys }) => [identity.journalId, keys.publicKey]));
    const { world, random } = this;
    this.server = new SimServer({
      world,
      random,
      registers: new Map(registers.map(({ token, identity }) => [token, identity])),
      configs: new Map(registers.map(({ identity, config }) => [identity.storeId, config])),
      wraps: wraps.server,
    });
    const journalId = random.uuid(world.nowMs);
    const keys = makeKeys(random.fork('server'), journalId);
    this.#office = new BackOffice({ world, random, server: this.server, keys, journalId });
    this.#counting = shape.counts
      ? new Counting({
          random: random.fork('shelf'),
          stores: this.shop.stores,
          truth: this.truth,
          server: this.server,
          office: this.#office,
        })
      : null;
    this.#webShop = shape.orders
      ? new WebShop({
          ...{ world, random: random.fork('web shop'), shop: this.shop, server: this.server, office: this.#office },
          isOpen: () => this.#open,
        })
      : null;
    this.#datedPrices = shape.datedPrices ? random.fork('dated prices') : null;
    this.lines = registers.map(({ name }) => {
      return new Line({ world, random: random.fork(name), name, listener: () => this.server.listener() });
    });
    this.tills = registers.map((register, index): SimTill => {
      const line = this.lines[index];
      if (!line) throw new Error('a till without a line');
      const till: SimTill = new SimTill({
        world,
        random,
        ...register,
        operatorId: this.shop.operator.operatorId,
        line,
        onWindow: (window) => this.#work(till, window),
        onPulled: (copy) => this.#checkPulled(till, copy),
        wraps: wraps.till?.(() => till),
      });
      return till;
    });
  }

  get officeId(): string {
    return this.#office.journalId;
  }

  get variantIds(): string[] {
    return this.shop.variants.map(({ variantId }) => variantId);
  }

  get locationIds(): string[] {
    return this.shop.stores.map(({ locationId }) => locationId);
  }

  /** Somebody is in the middle of a sale. */
  get isBusy(): boolean {
    return [...this.#atWork].some(({ program }) => program.alive);
  }

  /** Server and tills run, each till with its window. */
  get isUp(): boolean {
    return this.server.isUp && this.tills.every(({ window }) => window !== undefined);
  }

  /** Brings the server up with a shop in it, and the tills beside it. */
  async start(): Promise<void> {
    const { server, world, shop } = this;
    server.database.enrol(this.#office.journal);
    server.start();
    let ready = false;
    void this.#office.publish(this.#opening()).then(() => {
      ready = true;
    });
    while (!ready) if (!(await world.step())) throw new Error('the server does not take its own facts');
    for (const till of this.tills) till.start();
    world.note('shop', `${shop.rules.pricesIncludeTax ? 'with' : 'without'} tax, rounded by ${shop.rules.rounding}`);
    this.#changePrices();
    this.#webShop?.begin();
  }

  /** Books what was counted, once all is heard. */
  async approveCounts(): Promise<void> {
    let done = false;
    let failure: unknown;
    void this.#counting
      ?.approve()
      .catch((error: unknown) => {
        failure = error;
      })
      .then(() => {
        done = true;
      });
    while (this.#counting && !done) if (!(await this.world.step())) throw new Error('the counts are not booked');
    if (failure !== undefined) throw failure;
  }

  /** No more sales are begun. */
  closeShop(): void {
    this.#open = false;
  }

  #work(till: SimTill, window: TillWindow): void {
    const { world, shop, truth } = this;
    const random = this.random.fork(`cashier at ${till.name}, ${world.elapsedMs}`);
    const { operatorId } = shop.operator;
    const { cashRounding, denominations } = shop.stores[0];
    const counting = this.#counting;
    const countRandom = this.random.fork(`clerk at ${till.name}, ${world.elapsedMs}`);
    const clerkRandom = this.random.fork(`orders at ${till.name}, ${world.elapsedMs}`);
    const { rules } = shop;
    const isOpen = () => this.#open;
    this.#atWork.add(window);
    window.program.start(async () => {
      await runCashier({
        world,
        random,
        window,
        disk: till.windowDisk,
        operatorId,
        locationId: till.locationId,
        otherLocationId: this.locationIds.find((locationId) => locationId !== till.locationId) ?? NOWHERE,
        variantIds: this.variantIds,
        rules,
        cashRounding,
        denominations,
        isOpen,
        count: async () => {
          if (!counting) return;
          await countShelf({
            world,
            random: countRandom,
            window,
            variantIds: this.variantIds,
            shelf: (variantId) => counting.shelf(till, variantId),
            offered: (factId, said) => counting.offered(factId, said, this.tills),
          });
        },
        workOrders: async () => {
          if (!this.#webShop) return;
          await workOrders({ world, random: clerkRandom, window, locationId: till.locationId });
        },
        offered: (draft) => truth.offer(draft),
        paid: (draft, { facts }) => {
          window.program.note(`paid ${draft.id.slice(-4)} as ${facts.map(({ seq }) => seq).join(', ')}`);
          truth.tell(draft, facts);
        },
      });
      this.#atWork.delete(window);
    });
  }

  /** I6: what a pull has passed, it has brought; asked while the server still knows where it ended. */
  #checkPulled(till: SimTill, copy: ViewCopy): void {
    const { state } = this.server.database;
    const { position = 0, nonce } = copy.checkpoint ?? {};
    const feed = `store/${till.identity.storeId}`;
    if (nonce !== `${position}.${nonceAt(state, feed, position)}`) return;
    for (const row of state.documents.values()) {
      if (row.feed !== feed || row.position > position) continue;
      const fault = rowFault(copy, row);
      if (fault) this.world.fail(new Violation('I6', `${till.name} pulled to ${position}: ${fault}`));
    }
  }

  #opening(): ServerDraft[] {
    const { variants, opening, prices, rules, stores, operator } = this.shop;
    const registers = this.tills.map(({ name, identity }) => {
      const publicKey = this.publicKeys.get(identity.journalId) ?? '';
      return { kind: 'register.enrolled' as const, payload: { ...identity, name, incarnation: 1, publicKey } };
    });
    const lines = [...opening].map(([variantId, quantity]) => ({ variantId, quantity }));
    return [
      ...stores.map((store) => ({
        kind: 'settings.published' as const,
        payload: { entity: 'store' as const, entityId: store.storeId, after: store },
      })),
      ...stores.map(({ storeId }) => ({
        kind: 'settings.published' as const,
        payload: { entity: 'tax-rules' as const, entityId: storeId, after: rules },
      })),
      {
        kind: 'settings.published' as const,
        payload: { entity: 'operator' as const, entityId: operator.operatorId, after: operator },
      },
      ...registers,
      {
        kind: 'catalogue.published' as const,
        payload: { categories: [{ categoryId: 'things', name: 'Things' }], variants },
      },
      ...stores.map(({ storeId }) => ({
        kind: 'prices.published' as const,
        payload: pricesPublished(storeId, 1, prices),
      })),
      ...stores.map(({ locationId }) => ({
        kind: 'stock.received' as const,
        payload: { locationId, reason: 'opening', lines },
      })),
      ...(this.#counting?.plans ?? []).map((payload) => ({ kind: 'count.planned' as const, payload })),
    ];
  }

  /** Prices change now and then. */
  #changePrices(): void {
    const random = this.random.fork('prices');
    const change = () => {
      if (!this.#open) return;
      const prices = new Map(this.variantIds.filter(() => random.chance(0.3)).map((id) => [id, random.int(0, 3_000)]));
      this.#priceVersion += 1;
      if (prices.size > 0) {
        void this.#office
          .publish(this.#dated(prices))
          .catch((error: unknown) => this.world.note('office', `cannot publish: ${String(error)}`));
      }
      this.world.after(random.int(1_000, 60_000), change);
    };
    this.world.after(random.int(1_000, 60_000), change);
  }

  /** In every store, at once or ahead; now and then some that were to come are withdrawn. */
  #dated(prices: ReadonlyMap<string, number>): ServerDraft[] {
    const random = this.#datedPrices;
    const { world, shop } = this;
    const version = this.#priceVersion;
    return shop.stores.map(({ storeId }) => {
      const payload = pricesPublished(storeId, version, prices);
      const isAhead = random?.chance(AHEAD) === true;
      const effectiveAt = new Date(world.nowMs + (isAhead ? random.int(1, AHEAD_MS) : 0)).toISOString();
      const ahead = [...this.server.database.state.priceHistory.values()].filter(
        (price) => price.storeId === storeId && (price.effectiveAt ?? '') > world.instant,
      );
      const withdrawn = ahead
        .filter(() => random?.chance(WITHDRAWN) === true)
        .map(({ variantId, version: of }) => ({ variantId, version: of }));
      return {
        kind: 'prices.published',
        payload: {
          ...payload,
          ...(isAhead ? { effectiveAt } : {}),
          ...(withdrawn.length > 0 ? { withdrawn } : {}),
        },
      };
    });
  }
}

function pricesPublished(storeId: string, version: number, prices: ReadonlyMap<string, number>) {
  return { storeId, version, prices: [...prices].map(([variantId, amount]) => ({ variantId, amount })) };
}
