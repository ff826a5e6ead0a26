import type { Fault, HostApi, HostInput, HostMethod, HostOutput } from '#contracts/ipc/host.ts';
import { HostUnreachable } from '#renderer/app/browser-host.ts';

/** The methods whose answer may be a fault. */
export type FallibleMethod = {
  [M in HostMethod]: [Extract<HostOutput<M>, { ok: false }>] extends [never] ? never : M;
}[HostMethod];

/** The host gave no answer: whether it did what was asked is not known. */
export interface Unanswered {
  ok: false;
  unanswered: true;
  fault: Fault;
}

/** Calls the host; an answer that never came is a fault (`host-unreachable`, or what the host says of it) instead of a throw. */
export async function attempt<M extends FallibleMethod>(
  host: HostApi,
  method: M,
  input: HostInput<M>,
): Promise<HostOutput<M> | Unanswered> {
  try {
    return await host.call(method, input);
  } catch (error) {
    const code = error instanceof HostUnreachable ? error.code : 'host-unreachable';
    return { ok: false, unanswered: true, fault: { code, detail: String(error) } };
  }
}
