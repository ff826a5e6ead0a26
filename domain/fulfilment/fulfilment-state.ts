import {
  type FulfilmentSums,
  type LineSums,
  leftOf,
  owedOf,
  stagedOf,
  toGiveOf,
  toPickOf,
  toPutBackOf,
} from './fulfilment-sums.ts';
import type { DeliveryMethod } from './placed-order.ts';

/**
 * Where a fulfilment stands. It follows from its sums (`fulfilmentState`): `new` nobody looked at it, `accepted` it will be done,
 * `picking` some of it is picked or was looked for, `picked` all there is lies ready to be bagged, `ready` the customer or the
 * carrier may have it, `partly-gone` some left and more is owed, `putting-back` nothing is owed and something is staged,
 * `done` all that was owed left, `refused`, `expired` and `released` nothing left and nothing is owed: the store refused, nobody
 * came, it was cancelled or promised elsewhere, or nothing of it was found.
 */
export const FULFILMENT_STATES = [
  'new',
  'accepted',
  'picking',
  'picked',
  'ready',
  'partly-gone',
  'putting-back',
  'done',
  'refused',
  'expired',
  'released',
] as const;
export type FulfilmentState = (typeof FULFILMENT_STATES)[number];

/** States after which nothing is expected of anybody. */
export const ENDED_STATES: ReadonlySet<FulfilmentState> = new Set(['done', 'refused', 'expired', 'released']);

/** What people and the server do to a fulfilment. */
export const FULFILMENT_ACTIONS = [
  'accept',
  'refuse',
  'pick',
  'short',
  'ready',
  'hand-over',
  'ship',
  'put-back',
  'release',
  'expire',
] as const;
export type FulfilmentAction = (typeof FULFILMENT_ACTIONS)[number];

/** Where goods that leave lead to. A customer who stands there may have what is picked, bagged or not. */
const GONE = ['partly-gone', 'putting-back', 'done'] as const;

/** What may be done in each state, and which states may follow. An action that is not named is not offered, and refused if commanded. */
export const FULFILMENT_TABLE: Readonly<
  Record<FulfilmentState, Partial<Record<FulfilmentAction, readonly FulfilmentState[]>>>
> = {
  new: {
    accept: ['accepted'],
    refuse: ['refused'],
    release: ['new', 'released'],
  },
  accepted: {
    refuse: ['refused'],
    pick: ['picking', 'picked'],
    short: ['picking', 'released'],
    release: ['accepted', 'released'],
  },
  picking: {
    pick: ['picking', 'picked'],
    short: ['picking', 'picked', 'putting-back', 'released'],
    'hand-over': ['partly-gone'],
    ship: ['partly-gone'],
    'put-back': ['picking'],
    release: ['picking', 'picked', 'putting-back', 'released'],
  },
  picked: {
    ready: ['ready'],
    'hand-over': GONE,
    ship: GONE,
    'put-back': ['picked'],
    release: ['picked', 'putting-back'],
  },
  ready: {
    'hand-over': GONE,
    ship: GONE,
    'put-back': ['ready'],
    release: ['ready', 'putting-back'],
    expire: ['putting-back'],
  },
  'partly-gone': {
    pick: ['partly-gone'],
    short: ['partly-gone', 'putting-back', 'done'],
    'hand-over': GONE,
    ship: GONE,
    'put-back': ['partly-gone'],
    release: ['partly-gone', 'putting-back', 'done'],
    expire: ['putting-back', 'done'],
  },
  'putting-back': {
    'put-back': ['putting-back', 'released', 'expired', 'done'],
  },
  done: {},
  refused: {},
  expired: {},
  released: {},
};

const sum = (lines: readonly LineSums[], of: (line: LineSums) => number): number =>
  lines.reduce((total, line) => total + of(line), 0);

/** What a location still owes: nothing where it refused or nobody came. */
function owed(sums: FulfilmentSums): number {
  return sums.refused || sums.expired ? 0 : sum(sums.lines, owedOf);
}

/** The state that a fulfilment's sums come to. */
export function fulfilmentState(sums: FulfilmentSums): FulfilmentState {
  const left = sum(sums.lines, leftOf);
  const staged = sum(sums.lines, stagedOf);
  if (owed(sums) === 0) {
    if (staged > 0) return 'putting-back';
    if (left > 0) return 'done';
    if (sums.refused) return 'refused';
    return sums.expired ? 'expired' : 'released';
  }
  if (left > 0) return 'partly-gone';
  const begun = sum(sums.lines, (line) => line.picked + line.short) > 0;
  if (!begun) return sums.accepted ? 'accepted' : 'new';
  if (sum(sums.lines, toPickOf) > 0) return 'picking';
  return sums.readied ? 'ready' : 'picked';
}

/** What is offered of a fulfilment: what the table allows for its state, as far as its delivery and its sums have any of it. */
export function actionsOf(sums: FulfilmentSums, method: DeliveryMethod): FulfilmentAction[] {
  const row = FULFILMENT_TABLE[fulfilmentState(sums)];
  const toPick = sum(sums.lines, toPickOf);
  const toGive = sum(sums.lines, toGiveOf);
  const toPutBack = sum(sums.lines, (line) => (sums.refused || sums.expired ? stagedOf(line) : toPutBackOf(line)));
  const has: Partial<Record<FulfilmentAction, boolean>> = {
    pick: toPick > 0,
    short: toPick > 0,
    'hand-over': method === 'pickup' && toGive > 0,
    ship: method === 'ship' && toGive > 0,
    'put-back': toPutBack > 0,
    expire: method === 'pickup',
  };
  return FULFILMENT_ACTIONS.filter((action) => row[action] !== undefined && has[action] !== false);
}
