import type { Stage } from '#renderer/features/pay/stage.ts';
import type { SaleView } from '#renderer/features/sell/sale.ts';

/** What a newcomer does once, in this order, on the real screens. */
export const GUIDED_STEPS = ['scan', 'quantity', 'search', 'discount', 'park', 'pay', 'return', 'close'] as const;
export type GuidedStep = (typeof GUIDED_STEPS)[number];

/** What can be seen of the till at one moment. */
export interface Sight {
  /** How many items were scanned or keyed in whole. */
  entered: number;
  cartId: string | null;
  lines: number;
  largestQuantity: number;
  discounts: number;
  stage: Stage['at'];
  /** The ticket just paid gave something back. */
  gaveBack: boolean;
  sessionOpen: boolean;
}

/** How far somebody got; `before` is what was seen last, `parked` the cart that was put aside. */
export interface GuidedSale {
  /** Index into `GUIDED_STEPS`; beyond the last when everything is done. */
  at: number;
  before: Sight | null;
  parked: string | null;
}

export function beginGuide(at = 0): GuidedSale {
  return { at, before: null, parked: null };
}

export function sightOf(view: Pick<SaleView, 'cart' | 'entered'>, stage: Stage, sessionOpen: boolean): Sight {
  const { cart, entered } = view;
  const lines = cart?.lines ?? [];
  return {
    entered,
    cartId: cart?.id ?? null,
    lines: lines.length,
    largestQuantity: Math.max(0, ...lines.filter(({ unit }) => unit === 'each').map(({ quantity }) => quantity)),
    discounts: (cart?.discounts.length ?? 0) + lines.reduce((sum, line) => sum + line.discounts.length, 0),
    stage: stage.at,
    gaveBack: stage.at === 'paid' && (stage.order.payload.returns?.length ?? 0) > 0,
    sessionOpen,
  };
}

/** The guide after the till was looked at again: a step is done when what it asks for was seen to happen. */
export function look(guide: GuidedSale, sight: Sight): GuidedSale {
  const step = GUIDED_STEPS[guide.at];
  const { before } = guide;
  const parked = parkedOf(guide, sight);
  const next = { at: guide.at, before: sight, parked };
  if (step === undefined || before === null) return next;
  return { ...next, at: happened(step, before, sight, guide.parked) ? guide.at + 1 : guide.at };
}

function parkedOf({ before, parked }: GuidedSale, now: Sight): string | null {
  const putAside =
    before?.cartId != null && now.cartId === null && before.stage === 'selling' && now.stage === 'selling';
  return putAside ? (before?.cartId ?? null) : parked;
}

function happened(step: GuidedStep, before: Sight, now: Sight, parked: string | null): boolean {
  switch (step) {
    case 'scan':
      return now.entered > before.entered;
    case 'quantity':
      return now.largestQuantity >= 2;
    case 'search':
      return now.entered === before.entered && now.lines > before.lines && before.lines > 0;
    case 'discount':
      return now.discounts > before.discounts;
    case 'park':
      return parked !== null && now.cartId === parked;
    case 'pay':
      return now.stage === 'paid' && !now.gaveBack;
    case 'return':
      return now.gaveBack;
    case 'close':
      return before.sessionOpen && !now.sessionOpen;
  }
}
