import type { HostInput, HostOutput } from '#contracts/ipc/host.ts';
import type { Asked } from '#domain/operator/order-asked.ts';
import type { Journal } from '#electron/host/journal/journal.ts';
import { isTakenUp } from './decided-on.ts';
import { isPermission, type Operators } from './operators.ts';

export interface AskedAllowedOptions {
  journal: Pick<Journal, 'readKinds' | 'seq'>;
  operators: Pick<Operators, 'isAllowed' | 'covers' | 'signedIn'>;
}

/** Whether a part of what has the id `subjectId` is allowed: by role, by the decision it names, or since its cart was taken up. */
export function createAskedAllowed({ journal, operators }: AskedAllowedOptions) {
  const trains = () => operators.signedIn()?.training === true;
  return async ({ permission, size, overrideId, itemIds }: Asked, subjectId: string, cartId?: string) => {
    if (await operators.isAllowed(permission, Math.max(0, size))) return true;
    const use = { permission, size: Math.max(0, size), subjectId, ...(itemIds ? { itemIds } : {}) };
    if (overrideId !== undefined && (await operators.covers(overrideId, use))) return true;
    return cartId !== undefined && isTakenUp({ journal, trains }, cartId);
  };
}

/** Answers a window which parts of a cart its ticket would be refused for. */
export function createAskedCheck(options: AskedAllowedOptions) {
  const isAllowed = createAskedAllowed(options);
  return async ({ cartId, asked }: HostInput<'permission.check'>): Promise<HostOutput<'permission.check'>> => {
    if (!options.operators.signedIn()) return { ok: false, fault: { code: 'not-signed-in' } };
    const refused: number[] = [];
    for (const [index, { permission, ...each }] of asked.entries()) {
      if (!isPermission(permission)) return { ok: false, fault: { code: 'draft-invalid' } };
      if (!(await isAllowed({ permission, ...each }, cartId, cartId))) refused.push(index);
    }
    return { ok: true, refused };
  };
}
