import type { Order } from '#sync-server/channels/client/omnitill-channel.ts';

export type StepName = 'ordered' | 'paid' | 'preparing' | 'ready' | 'sent' | 'collected';
export interface Step {
  name: StepName;
  state: 'done' | 'now' | 'ahead';
  at?: string;
}
export type Sentence = 'received' | 'preparing' | 'ready' | 'someReady' | 'sent' | 'collected' | 'partly' | 'cancelled';

type Line = Order['lines'][number];

/** What of a line may still be cancelled. */
export function openIn({ ordered, cancelled, gone }: Pick<Line, 'ordered' | 'cancelled' | 'gone'>): number {
  return Math.max(0, ordered - cancelled - gone);
}

/** What of a line its customer has, and has not announced to bring back. */
export function returnableIn({ gone, returnAsked, returned }: Pick<Line, 'gone' | 'returnAsked' | 'returned'>): number {
  return Math.max(0, gone - Math.max(returnAsked, returned));
}

/** How an order stands, in one sentence of the words. */
export function sentenceOf(order: Pick<Order, 'fulfilment' | 'fulfilments' | 'deliveries'>): Sentence {
  const { fulfilment } = order;
  const live = order.fulfilments.filter(({ state }) => !['refused', 'expired', 'released'].includes(state));
  const isReady = live.filter(({ pickupCode }) => pickupCode !== null);
  if (fulfilment === 'cancelled') return 'cancelled';
  if (fulfilment === 'fulfilled') return isCollected(order) ? 'collected' : 'sent';
  if (isReady.length > 0) return isReady.length === live.length ? 'ready' : 'someReady';
  if (fulfilment === 'partly-fulfilled') return 'partly';
  return live.some(({ state }) => state !== 'new') ? 'preparing' : 'received';
}

/** The steps of an order from its payment to its customer; a cancelled one ends where it was. */
export function stepsOf(order: Order): Step[] {
  const sentence = sentenceOf(order);
  const readyAt = order.fulfilments.map(({ readyAt: at }) => at).find((at) => at !== null);
  const isPaid = order.money.captured > 0;
  const names: StepName[] = isCollected(order)
    ? ['ordered', 'paid', 'preparing', 'ready', 'collected']
    : ['ordered', 'paid', 'preparing', 'sent'];
  const past: Readonly<Record<Exclude<Sentence, 'cancelled'>, StepName>> = {
    received: isPaid ? 'paid' : 'ordered',
    preparing: 'preparing',
    someReady: 'preparing',
    ready: 'ready',
    partly: 'preparing',
    sent: 'sent',
    collected: 'collected',
  };
  const reached = sentence === 'cancelled' ? names.indexOf('paid') : names.indexOf(past[sentence]);
  const shown = sentence === 'cancelled' ? names.slice(0, reached + 1) : names;
  return shown.map((name, index) => {
    const isLast = index === names.length - 1 || sentence === 'cancelled';
    const state = index < reached || (index === reached && isLast) ? 'done' : index === reached ? 'now' : 'ahead';
    const at = name === 'ordered' ? order.placedAt : name === 'ready' ? readyAt : undefined;
    return { name, state, ...(at == null ? {} : { at }) };
  });
}

function isCollected({ deliveries }: Pick<Order, 'deliveries'>): boolean {
  return deliveries.every(({ method }) => method === 'pickup');
}
