import { rowFault } from './checks/agreement.ts';
import { Truth } from './checks/truth.ts';
import { Violation } from './checks/violation.ts';
import { Random } from './kernel/random.ts';
import type { Trace } from './kernel/trace.ts';
import { World } from './kernel/world.ts';
import { Line } from './network/network.ts';
import { nonceAt } from './server/server-state.ts';
import { type ServerWraps, SimServer } from './server/sim-server.ts';
import { BackOffice } from './shop/back-office.ts';
import { makeKeys } from './shop/keys.ts';
import { hostConfigOf, LOCATION_ID, makeShop, type Shop, STORE_ID } from './shop/shop.ts';
import { runCashier } from './till/cashier.ts';
import { SimTill, type TillWraps } from './till/sim-till.ts';
import type { TillWindow } from './till/till-window.ts';
import type { ViewCopy } from './till/view-copy.ts';

/** What a test puts between the parts, to plant a bug. */
export interface FleetWraps {
  server?: ServerWraps;
  till?: (till: () => SimTill) => TillWraps;
}

const TILLS = ['till-1', 'till-2'] as const;

/** Two tills and a server, and all that is between them. */
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
  #open = true;
  #priceVersion = 1;
  readonly #atWork = new Set<TillWindow>();

  constructor(seed: number, trace: Trace, wraps: FleetWraps = {}) {
    this.random = new Random(`seed ${seed}`);
    this.world = new World(this.random, trace);
    this.shop = makeShop(this.random.fork('shop'));
    this.truth = new Truth(this.shop.opening);
    const registers = TILLS.map((name, index) => {
      const journalId = this.random.uuid(this.world.nowMs);
      const keys = makeKeys(this.random.fork(name), journalId);
      const identity = { storeId: STORE_ID, registerId: name, journalId, receiptSeries: `R${index + 1}` };
      return { name, identity, keys, token: `token of ${name}` };
    });
    this.publicKeys = new Map(registers.map(({ identity, keys }) => [identity.journalId, keys.publicKey]));
    const { world, random } = this;
    this.server = new SimServer({
      world,
      random,
      registers: new Map(registers.map(({ token, identity }) => [token, identity])),
      config: hostConfigOf(this.shop),
      wraps: wraps.server,
    });
    const journalId = random.uuid(world.nowMs);
    const keys = makeKeys(random.fork('server'), journalId);
    this.#office = new BackOffice({ world, random, server: this.server, keys, journalId });
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
        config: hostConfigOf(this.shop),
        line,
        onWindow: (window) => this.#work(till, window),
        onPulled: (copy) => this.#checkPulled(till, copy),
        wraps: wraps.till?.(() => till),
      });
      return till;
    });
  }

  get variantIds(): string[] {
    return this.shop.variants.map(({ variantId }) => variantId);
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
  }

  /** No more sales are begun. */
  closeShop(): void {
    this.#open = false;
  }

  #work(till: SimTill, window: TillWindow): void {
    const { world, shop, truth } = this;
    const random = this.random.fork(`cashier at ${till.name}, ${world.elapsedMs}`);
    const { operatorId } = shop.operator;
    const { cashRounding, denominations } = shop.store;
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
        variantIds: this.variantIds,
        rules,
        cashRounding,
        denominations,
        isOpen,
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
    if (nonce !== `${position}.${nonceAt(state, `store/${STORE_ID}`, position)}`) return;
    for (const row of state.documents.values()) {
      if (row.feed !== `store/${STORE_ID}` || row.position > position) continue;
      const fault = rowFault(copy, row);
      if (fault) this.world.fail(new Violation('I6', `${till.name} pulled to ${position}: ${fault}`));
    }
  }

  #opening() {
    const { variants, opening, prices, rules, store, operator } = this.shop;
    const registers = this.tills.map(({ name, identity }) => {
      const publicKey = this.publicKeys.get(identity.journalId) ?? '';
      return { kind: 'register.enrolled' as const, payload: { ...identity, name, incarnation: 1, publicKey } };
    });
    const lines = [...opening].map(([variantId, quantity]) => ({ variantId, quantity }));
    return [
      { kind: 'settings.published' as const, payload: { entity: 'store' as const, entityId: STORE_ID, after: store } },
      {
        kind: 'settings.published' as const,
        payload: { entity: 'tax-rules' as const, entityId: STORE_ID, after: rules },
      },
      {
        kind: 'settings.published' as const,
        payload: { entity: 'operator' as const, entityId: operator.operatorId, after: operator },
      },
      ...registers,
      {
        kind: 'catalogue.published' as const,
        payload: { categories: [{ categoryId: 'things', name: 'Things' }], variants },
      },
      { kind: 'prices.published' as const, payload: pricesPublished(1, prices) },
      { kind: 'stock.received' as const, payload: { locationId: LOCATION_ID, reason: 'opening', lines } },
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
          .publish([{ kind: 'prices.published', payload: pricesPublished(this.#priceVersion, prices) }])
          .catch((error: unknown) => this.world.note('office', `cannot publish: ${String(error)}`));
      }
      this.world.after(random.int(1_000, 60_000), change);
    };
    this.world.after(random.int(1_000, 60_000), change);
  }
}

function pricesPublished(version: number, prices: ReadonlyMap<string, number>) {
  return { storeId: STORE_ID, version, prices: [...prices].map(([variantId, amount]) => ({ variantId, amount })) };
}
