import type {
  FulfilmentAssigned,
  FulfilmentDecided,
  FulfilmentHandedOver,
  FulfilmentPutBack,
  FulfilmentReleased,
  FulfilmentShipped,
  PickRecorded,
} from '#contracts/facts/fulfilment-facts.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import type { ServerState } from '#tests/sim/server/server-state.ts';
import type { SimTill } from '#tests/sim/till/sim-till.ts';
import type { TillWindow } from '#tests/sim/till/till-window.ts';
import type { ViewCopy } from '#tests/sim/till/view-copy.ts';
import type { Watched } from './step-checks.ts';
import type { Truth } from './truth.ts';
import { demand } from './violation.ts';

/** What facts say of a line of a fulfilment, counted without the domain's help. */
interface Counted {
  variantId: string;
  assigned: number;
  released: number;
  picked: number;
  short: number;
  handedOver: number;
  shipped: number;
  putBack: number;
}

interface Witnessed {
  /** Where the server promised it, or a till worked on it. */
  locationId: string;
  isAssigned: boolean;
  refused: boolean;
  expired: boolean;
  lines: Map<string, Counted>;
}

type Sum = Exclude<keyof Counted, 'variantId'>;
const SUMS: readonly Sum[] = ['assigned', 'released', 'picked', 'short', 'handedOver', 'shipped', 'putBack'];
/** What stores witness; the rest the server says. */
const WORK: readonly Sum[] = ['picked', 'short', 'handedOver', 'shipped', 'putBack'];

/** I6: what a till shows of an order counts each fact that its document says it counts and each own one that it has, once. */
export class OrderChecks {
  readonly #watched: Watched;
  readonly #seen = new WeakMap<ViewCopy, string>();

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  async check(till: SimTill, window: TillWindow): Promise<void> {
    const copy = window.keeper.active;
    const version = `${copy.applied} ${till.windowDisk.projection.work.size} ${this.#watched.truth.version}`;
    if (copy.index.fulfilments.size === 0 || this.#seen.get(copy) === version) return;
    this.#seen.set(copy, version);
    const own = till.identity.journalId;
    for (const { fulfilmentId, marks, lines } of await window.fulfilments()) {
      const has = (journalId: string, seq: number) =>
        seq <= (marks[journalId] ?? 0) || (journalId === own && till.windowDisk.projection.work.has(seq));
      const right = witnessed(factsOf(this.#watched.truth, has)).get(fulfilmentId)?.lines;
      for (const line of lines) {
        for (const sum of WORK) {
          const counted = right?.get(line.lineId)?.[sum] ?? 0;
          demand(
            line[sum] === counted,
            'I6',
            () => `${till.name} shows ${sum} ${line[sum]} of ${fulfilmentId} ${line.lineId}, not ${counted}`,
          );
        }
      }
    }
  }
}

/** I2, I8: orders on the server are the sum of all facts; what they keep from others follows; what left beyond is told, once. */
export async function checkOrdersAtRest({ truth, server, tills }: Watched, officeId: string): Promise<void> {
  const { state } = server.database;
  const decided = [...state.facts.values()].flatMap(({ fact }) => (fact.journalId === officeId ? [fact] : []));
  const all = witnessed([...decided, ...factsOf(truth, () => true)]);
  demand(
    all.size === state.fulfilments.size,
    'I2',
    () => `${state.fulfilments.size} fulfilments, of ${all.size} that facts speak of`,
  );
  for (const [fulfilmentId, one] of all) {
    checkSums(state, fulfilmentId, one);
    checkTold(state, fulfilmentId, one);
  }
  checkReserved(state, all);
  for (const till of tills) await checkShown(till, all);
}

function checkSums({ fulfilments }: ServerState, fulfilmentId: string, one: Witnessed): void {
  const booked = fulfilments.get(fulfilmentId)?.known.sums.lines ?? [];
  const lines = [...one.lines].filter(([, line]) => SUMS.some((sum) => line[sum] > 0));
  demand(booked.length === lines.length, 'I2', () => `${fulfilmentId} has ${booked.length} lines, not ${lines.length}`);
  for (const [lineId, line] of lines) {
    const has = booked.find((each) => each.lineId === lineId);
    for (const sum of SUMS)
      demand(
        has?.[sum] === line[sum],
        'I2',
        () => `${sum} of ${fulfilmentId} ${lineId} is ${has?.[sum]}, not ${line[sum]}`,
      );
  }
}

function checkTold({ exceptions }: ServerState, fulfilmentId: string, { isAssigned, lines }: Witnessed): void {
  const told = [...exceptions.values()].filter(
    ({ code, detail }) => code === 'order-left-beyond' && detail.fulfilmentId === fulfilmentId,
  );
  const beyond = isAssigned
    ? [...lines.values()].reduce((sum, line) => sum + Math.max(0, left(line) - owing(line)), 0)
    : 0;
  const said = told.map(({ detail }) => detail.quantity);
  const right = beyond === 0 ? said.length === 0 : said.length === 1 && said[0] === beyond;
  demand(right, 'I8', () => `${beyond} of ${fulfilmentId} left beyond what was owed; told: ${JSON.stringify(said)}`);
}

function checkReserved({ committed, staged }: ServerState, all: ReadonlyMap<string, Witnessed>): void {
  const right = { committed: new Map<string, number>(), staged: new Map<string, number>() };
  for (const { locationId, isAssigned, refused, expired, lines } of all.values()) {
    for (const line of lines.values()) {
      const key = `${locationId}/${line.variantId}`;
      const lying = Math.max(0, line.picked - left(line) - line.putBack);
      const owed = Math.max(0, owing(line) - line.short - left(line));
      const kept = isAssigned && !refused && !expired ? Math.max(0, owed - lying) : 0;
      right.committed.set(key, (right.committed.get(key) ?? 0) + kept);
      right.staged.set(key, (right.staged.get(key) ?? 0) + lying);
    }
  }
  for (const [name, booked] of [['committed', committed] as const, ['staged', staged] as const]) {
    for (const key of new Set([...booked.keys(), ...right[name].keys()])) {
      const [is, should] = [booked.get(key) ?? 0, right[name].get(key) ?? 0];
      demand(is === should, 'I2', () => `${is} of ${key} are ${name}, not ${should}`);
    }
  }
}

/** A till shows what its store still has to do, as all facts together say. */
async function checkShown({ name, locationId, window }: SimTill, all: ReadonlyMap<string, Witnessed>): Promise<void> {
  const shown = new Map((await window?.fulfilments())?.map((each) => [each.fulfilmentId, each]));
  for (const [fulfilmentId, one] of all) {
    const isHere = one.isAssigned && one.locationId === locationId && !isOver(one);
    const has = shown.get(fulfilmentId);
    demand((has !== undefined) === isHere, 'I6', () => `${name} ${has ? 'shows' : 'does not show'} ${fulfilmentId}`);
    for (const line of has?.lines ?? [])
      for (const sum of SUMS)
        demand(
          line[sum] === one.lines.get(line.lineId)?.[sum],
          'I6',
          () => `${name} shows ${sum} ${line[sum]} of ${fulfilmentId} ${line.lineId}`,
        );
  }
}

/** Nothing is owed and nothing lies ready. */
function isOver({ refused, expired, lines }: Witnessed): boolean {
  return [...lines.values()].every((line) => {
    const isOwed = !refused && !expired && owing(line) - line.short - left(line) > 0;
    return !isOwed && line.picked - left(line) - line.putBack <= 0;
  });
}

const left = ({ handedOver, shipped }: Counted): number => handedOver + shipped;
const owing = ({ assigned, released }: Counted): number => assigned - released;

function factsOf(truth: Truth, counts: (journalId: string, seq: number) => boolean): Envelope[] {
  return truth.journalIds.flatMap((journalId) => {
    return truth.facts(journalId).flatMap(({ fact }) => (counts(journalId, fact.seq) ? [fact] : []));
  });
}

/** What facts come to, by fulfilment. */
function witnessed(facts: readonly Envelope[]): Map<string, Witnessed> {
  const all = new Map<string, Witnessed>();
  const of = (fulfilmentId: string): Witnessed => {
    const one = all.get(fulfilmentId) ?? {
      ...{ locationId: '', isAssigned: false, refused: false, expired: false, lines: new Map() },
    };
    all.set(fulfilmentId, one);
    return one;
  };
  const add = (
    one: Witnessed,
    sum: Sum,
    lines: readonly { lineId: string; variantId?: string; quantity: number }[],
  ) => {
    for (const { lineId, variantId = '', quantity } of lines) {
      const line = one.lines.get(lineId) ?? {
        ...{ variantId: '', assigned: 0, released: 0, picked: 0, short: 0, handedOver: 0, shipped: 0, putBack: 0 },
      };
      line[sum] += quantity;
      line.variantId ||= variantId;
      one.lines.set(lineId, line);
    }
  };
  for (const { kind, payload } of facts) {
    if (!kind.startsWith('fulfilment.') && kind !== 'pick.recorded') continue;
    const one = of((payload as { fulfilmentId: string }).fulfilmentId);
    if (kind === 'fulfilment.assigned') {
      const { locationId, lines } = payload as FulfilmentAssigned;
      one.isAssigned = true;
      one.locationId = locationId;
      add(one, 'assigned', lines);
    }
    if (kind === 'fulfilment.released') add(one, 'released', (payload as FulfilmentReleased).lines);
    if (kind === 'fulfilment.expired') one.expired = true;
    if (kind === 'fulfilment.decided') one.refused ||= (payload as FulfilmentDecided).decision === 'refuse';
    if (kind === 'pick.recorded') {
      const { locationId, lines } = payload as PickRecorded;
      one.locationId ||= locationId;
      add(
        one,
        'picked',
        lines.map(({ picked: quantity = 0, ...line }) => ({ ...line, quantity })),
      );
      add(
        one,
        'short',
        lines.map(({ short: quantity = 0, ...line }) => ({ ...line, quantity })),
      );
    }
    if (kind === 'fulfilment.handed-over') add(one, 'handedOver', (payload as FulfilmentHandedOver).lines);
    if (kind === 'fulfilment.shipped') add(one, 'shipped', (payload as FulfilmentShipped).lines);
    if (kind === 'fulfilment.put-back') add(one, 'putBack', (payload as FulfilmentPutBack).lines);
  }
  return all;
}
