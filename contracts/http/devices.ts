import Type, { type Static } from 'typebox';
import type { HostMethod } from '#contracts/ipc/host.ts';
import { Id, Text, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/**
 * POST /device/admit (with a one-time code of POST /registers/codes): this browser becomes a device of the code's store. Its token
 * travels in a cookie that no script reads. `attemptId` names the asking: the same code with it is answered again.
 */
export const AdmitRequest = Type.Object(
  { code: Type.String({ minLength: 4, maxLength: 40 }), attemptId: Uuid, name: Type.Optional(Text) },
  strict,
);
export type AdmitRequest = Static<typeof AdmitRequest>;
export const AdmitAnswer = Type.Object({ storeId: Id, registerId: Id, name: Text }, strict);
export type AdmitAnswer = Static<typeof AdmitAnswer>;

/** What of `HOST_METHODS` a device without a host has: what needs hardware or a till is not there. */
export const HOSTLESS_METHODS = [
  'host.status',
  'operator.sign-in',
  'operator.sign-out',
  'operator.unlock',
  'vault.put',
  'member.keys',
  'pickup.prove',
  'journal.append',
  'journal.read',
] as const satisfies readonly HostMethod[];
export type HostlessMethod = (typeof HOSTLESS_METHODS)[number];

/** POST /device/calls (device): a call of the host's contract, answered by the server. `active`: somebody touched the device since the last. */
export const DeviceCall = Type.Object(
  { method: Type.String({ maxLength: 60 }), input: Type.Unknown(), active: Type.Optional(Type.Boolean()) },
  strict,
);
export type DeviceCall = Static<typeof DeviceCall>;
