import type { Permission } from '#domain/operator/permission.ts';
import type { Journal } from '#electron/host/journal/journal.ts';

export interface DecidedOnOptions {
  journal: Pick<Journal, 'readKinds' | 'seq'>;
  trains(): boolean;
  isAllowed(permission: Permission, size: number, overrideId?: string, subjectId?: string): Promise<boolean>;
}

/** A decision is not older than so many facts: weeks of selling, also where a cart was parked. */
const DECISIONS_WITHIN = 20_000;

/** Whether who is signed in may do something to a cart or an order: by role, or by what a manager decided on it in this journal. */
export async function mayDoTo(
  { journal, trains, isAllowed }: DecidedOnOptions,
  permission: Permission,
  subject: string,
): Promise<boolean> {
  if (await isAllowed(permission, 0)) return true;
  const since = Math.max(0, journal.seq() - DECISIONS_WITHIN);
  for (const { id, payload } of await journal.readKinds(['override.decided'], since, trains())) {
    const { subjectId } = payload as { subjectId?: string };
    if (subjectId === subject && (await isAllowed(permission, 0, id, subject))) return true;
  }
  return false;
}

/**
 * Whether a cart was taken up here after it was parked: what was decided on it before, perhaps at another register, is for the
 * server to compare.
 */
export async function isTakenUp(
  { journal, trains }: Pick<DecidedOnOptions, 'journal' | 'trains'>,
  cartId: string,
): Promise<boolean> {
  const claims = await journal.readKinds(['cart.claimed'], Math.max(0, journal.seq() - DECISIONS_WITHIN), trains());
  return claims.some(({ payload }) => (payload as { cartId?: string }).cartId === cartId);
}
