import type { Random } from './kernel/random.ts';
import type { World } from './kernel/world.ts';
import type { Line } from './network/network.ts';
import { GOOD_LINE, type LineState } from './network/network.ts';
import type { ServerState } from './server/server-state.ts';
import { NO_SERVER_TROUBLE, type SimServer } from './server/sim-server.ts';
import { NO_DISK_TROUBLE } from './till/journal-disk.ts';
import type { SimTill } from './till/sim-till.ts';

export interface WeatherOptions {
  world: World;
  random: Random;
  server: SimServer;
  tills: readonly SimTill[];
  lines: readonly Line[];
}

/** Everything that goes wrong in a run. Each run draws which kinds of trouble it has and how much of each. */
export class Weather {
  readonly #options: WeatherOptions;
  readonly #random: Random;
  readonly #backups: ServerState[] = [];
  #over = false;
  /** The server went on from a backup. */
  restored = false;

  constructor(options: WeatherOptions) {
    this.#options = options;
    this.#random = options.random.fork('weather');
  }

  begin(): void {
    const { server, tills, lines } = this.#options;
    const random = this.#random;
    server.trouble = {
      crash: random.pick([0, 0, 0.001, 0.004]),
      broken: random.pick([0, 0, 0.003, 0.01]),
      callMs: random.pick([8, 8, 60, 400]),
    };
    for (const till of tills) {
      till.disk.trouble = { crash: random.pick([0, 0, 0.004, 0.015]), fails: random.pick([0, 0, 0.01, 0.04]) };
    }
    const stormy = random.pick([0, 0.3, 0.6, 0.9]);
    for (const line of lines)
      this.#again(6_000, () => line.become(random.chance(stormy) ? this.#badLine() : GOOD_LINE));
    const { world } = this.#options;
    this.#again(1_500, () => this.#backups.push(server.database.state));
    if (random.chance(0.3)) this.#again(20_000, () => this.#crashServer());
    if (random.chance(0.4)) this.#again(30_000, () => this.#restore());
    if (random.chance(0.4)) this.#again(15_000, () => random.pick(tills).crash('from outside', random.chance(0.5)));
    if (random.chance(0.4)) this.#again(12_000, () => random.pick(tills).reload());
    if (random.chance(0.2)) this.#once(25_000, () => this.#moveClock());
    world.note(
      'weather',
      `lines ${stormy}, server ${JSON.stringify(server.trouble)}, disks ${JSON.stringify(tills.map((till) => till.disk.trouble))}`,
    );
  }

  /** From here on nothing goes wrong any more. */
  heal(): void {
    const { server, tills, lines, world } = this.#options;
    this.#over = true;
    server.trouble = NO_SERVER_TROUBLE;
    for (const till of tills) till.disk.trouble = NO_DISK_TROUBLE;
    for (const line of lines) line.become(GOOD_LINE);
    if (this.#random.chance(0.15)) this.#restore();
    server.start();
    world.note('weather', 'clears up');
  }

  #badLine(): LineState {
    const random = this.#random;
    const state = {
      upCut: random.chance(0.3),
      downCut: random.chance(0.3),
      lost: random.pick([0, 0.1, 0.4]),
      duplicated: random.pick([0, 0.2, 0.6]),
      delayMs: random.pick([50, 500, 6_000, 25_000]),
    };
    return state;
  }

  #crashServer(): void {
    const { server, world } = this.#options;
    server.crash('from outside');
    world.after(this.#random.int(100, 6_000), () => server.start());
  }

  #restore(): void {
    const backup = this.#backups.at(-this.#random.int(1, Math.min(8, this.#backups.length)));
    if (!backup) return;
    this.restored = true;
    this.#options.server.restore(backup);
  }

  #moveClock(): void {
    const till = this.#random.pick(this.#options.tills);
    till.skewMs = this.#random.pick([-86_400_000, -3_600_000, 3_600_000, 86_400_000]);
    this.#options.world.note(till.name, `clock is off by ${till.skewMs / 1000} s`);
  }

  /** Calls again and again at random, every `mostMs` or oftener, until it is over. */
  #again(mostMs: number, run: () => void): void {
    this.#once(mostMs, () => {
      run();
      this.#again(mostMs, run);
    });
  }

  #once(mostMs: number, run: () => void): void {
    this.#options.world.after(this.#random.int(1, mostMs), () => {
      if (!this.#over) run();
    });
  }
}
