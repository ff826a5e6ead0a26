import type { ServerContext } from '#sync-server/context.ts';

/** Moves when something about registers is worth looking at; it has no documents to pull. */
export const FLEET_FEED = 'fleet';

/** Tells those who look at the fleet to look again. */
export function announceFleet({ announcer, now }: Pick<ServerContext, 'announcer' | 'now'>): void {
  announcer.publish(new Map([[FLEET_FEED, now().getTime()]]));
}
