import { v7 as uuid } from 'uuid';
import type { Fault, HostApi, HostInput } from '#contracts/ipc/host.ts';
import type { Operator, RegisterConfig } from '#contracts/views/register-config.ts';
import { rolesOf } from '#contracts/views/store-policy.ts';
import { isGranted, type Permission, roleOf } from '#domain/operator/permission.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';

/** Whether something may be done; `overrideId` names the manager's decision where the operator's role does not grant it. */
export type Allowed = { ok: true; overrideId?: string } | { ok: false };

/** What a manager sees of what is asked for, and what a decision is kept with. */
export interface AskedFor {
  /** The discount, product or returned line of the cart, for which alone the decision holds. */
  itemId?: string;
  /** What it comes to, minor units. */
  amount?: number;
  /** Of the product, ticket or person. */
  name?: string;
  /** Which way cash goes. */
  direction?: 'in' | 'out' | 'pickup';
  /** A session is opened on this business date, which is before the last one's. */
  earlierDate?: string;
}

/**
 * Asks whether the signed-in operator may do something of this size (0 where size has no meaning). At once where their role
 * grants it, else a manager's PIN or badge is asked for on the spot. `subjectId` is the cart it is about, or the id that the fact
 * will have which it lets be made: the decision holds for that alone.
 */
export type Allow = (
  permission: Permission,
  size: number,
  subjectId: string | undefined,
  asked?: AskedFor,
) => Promise<Allowed>;

export interface OverrideRequest extends AskedFor {
  permission: Permission;
  size: number;
  subjectId: string;
}

export interface OverrideView {
  /** What a manager is asked for; `null` while nothing is. */
  request: OverrideRequest | null;
  busy: boolean;
  fault: Fault | null;
  /** Until when no other try is taken, milliseconds since 1970. */
  waitUntil: number;
}

export type Credentials = Pick<HostInput<'override.ask'>, 'operatorId' | 'pin' | 'badge'>;

export interface Override {
  view: Readable<OverrideView>;
  allow: Allow;
  /** Who could say yes to what is asked for. */
  deciders(): readonly Operator[];
  /** A manager's PIN or badge. */
  decide(credentials: Credentials): Promise<void>;
  /** Nobody said yes: the refusal is journalled. */
  refuse(): void;
}

export interface OverridePorts {
  host: HostApi;
  config: () => RegisterConfig | null;
  operatorId: () => string | null;
  play: (sound: 'wrong') => void;
  nowMs: () => number;
}

const NOTHING: OverrideView = { request: null, busy: false, fault: null, waitUntil: 0 };

/** What asks a manager; one for the whole window, with one question at a time: a new one refuses the one before. */
export function createOverride({ host, config, operatorId, play, nowMs }: OverridePorts): Override {
  const view = createStore<OverrideView>(NOTHING);
  let answer: (allowed: Allowed) => void = () => undefined;

  function may(operator: Operator | undefined, { permission, size }: OverrideRequest): boolean {
    const current = config();
    return operator !== undefined && current !== null && isGranted(role(current, operator), permission, size);
  }

  function end(allowed: Allowed): void {
    view.set(NOTHING);
    answer(allowed);
  }

  function refuse(): void {
    const { request, busy } = view.get();
    if (!request || busy) return;
    void attempt(host, 'override.ask', sent(request));
    end({ ok: false });
  }

  return {
    view,
    // What nothing is kept with has a subject of its own: the decision is used up with the question.
    async allow(permission, size, subjectId = uuid(), asked = {}) {
      const request = { permission, size, subjectId, ...asked };
      const self = config()?.operators.find((one) => one.operatorId === operatorId());
      if (may(self, request)) return { ok: true };
      refuse();
      play('wrong');
      return new Promise((resolve) => {
        answer = resolve;
        view.set({ ...NOTHING, request });
      });
    },
    deciders() {
      const { request } = view.get();
      const operators = config()?.operators ?? [];
      return request ? operators.filter((one) => one.operatorId !== operatorId() && may(one, request)) : [];
    },
    async decide(credentials) {
      const { request, busy, waitUntil } = view.get();
      if (!request || busy || nowMs() < waitUntil) return;
      view.update((now) => ({ ...now, busy: true, fault: null }));
      const decided = await attempt(host, 'override.ask', { ...sent(request), ...credentials });
      if (decided.ok) return end({ ok: true, overrideId: decided.overrideId });
      play('wrong');
      const waitMs = 'retryAfterMs' in decided ? decided.retryAfterMs : 0;
      view.set({ request, busy: false, fault: decided.fault, waitUntil: nowMs() + waitMs });
    },
    refuse,
  };
}

function sent({ name: _, direction: __, earlierDate: ___, ...request }: OverrideRequest): HostInput<'override.ask'> {
  return request;
}

function role(config: RegisterConfig, operator: Operator) {
  return roleOf(rolesOf(config), operator.role);
}
