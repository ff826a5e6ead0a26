import type { ServerContext } from '#sync-server/context.ts';
import { remindOfPickups } from '#sync-server/messages/queue-messages.ts';
import { completeOrders } from './complete-orders.ts';
import { costLeftGoods } from './cost-left-goods.ts';
import { expirePickups } from './expire-pickups.ts';
import { forgetCodes } from './forget-codes.ts';
import { correctCharges, refundCharges } from './refund-charges.ts';
import { releasePromises } from './release-promises.ts';
import { routeOrders } from './route-orders.ts';
import { cancelGivenBack, tellCounterRefunds } from './settle-at-counter.ts';
import { settleRefunds } from './settle-refunds.ts';
import { tellUncovered } from './tell-uncovered.ts';
import { openTillChannels } from './till-channels.ts';
import { workEach } from './work-each.ts';

/**
 * All that follows for online orders from what was heard since: promises of what is owed no more are taken back, pickups that nobody
 * fetched end, what is open is promised, what left is sold, or charged to the ticket that sold it, what was paid too much is given back,
 * promises that the shelf does not cover are told, customers are reminded, and codes that open nothing any more are forgotten. Each looks
 * at what is, so that once more does nothing more, and what failed before is done now. What fails keeps nothing else from being done: it
 * is thrown at the end.
 */
export async function workOrders(context: ServerContext): Promise<void> {
  await workEach(STEPS, async (step) => {
    await step(context);
    return 0;
  });
}

const STEPS: readonly ((context: ServerContext) => Promise<unknown>)[] = [
  openTillChannels,
  cancelGivenBack,
  releasePromises,
  expirePickups,
  releasePromises,
  routeOrders,
  completeOrders,
  costLeftGoods,
  refundCharges,
  correctCharges,
  settleRefunds,
  tellCounterRefunds,
  tellUncovered,
  remindOfPickups,
  forgetCodes,
];

const EVERY_MS = 2_000;

export interface OrderWorker {
  start(): void;
  close(): Promise<void>;
}

/** Works orders every few seconds, one round after another, until closed. */
export function openOrderWorker(context: ServerContext): OrderWorker {
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  let timer: NodeJS.Timeout | undefined;
  const round = () => {
    if (isBusy) return;
    isBusy = true;
    running = workOrders(context)
      .catch((error: unknown) => {
        process.stderr.write(`Online orders: ${String(error)}\n`);
      })
      .finally(() => {
        isBusy = false;
      });
  };
  return {
    start() {
      timer = setInterval(round, EVERY_MS);
      timer.unref();
      round();
    },
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
