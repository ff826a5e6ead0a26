import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { DeviceCall, HOSTLESS_METHODS, type HostlessMethod } from '#contracts/http/devices.ts';
import { HOST_METHODS, type HostInput, type HostOutput } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import { keepText } from '#sync-server/commands/keep-text.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { personalPorts } from '#sync-server/db/personal-ports.ts';
import { appendDrafts, readJournal } from '#sync-server/devices/device-facts.ts';
import { signIn, signOut, unlock } from '#sync-server/devices/device-people.ts';
import { deviceStatus } from '#sync-server/devices/device-status.ts';
import type { Device } from '#sync-server/devices/find-device.ts';
import { proveDevicePickup } from '#sync-server/devices/prove-pickup.ts';
import type { App } from '#sync-server/http/app.ts';
import { deviceOf, mustBeDevice } from '#sync-server/http/device-door.ts';
import { gzipAnswer } from '#sync-server/http/gzip-answer.ts';
import { Refusal } from '#sync-server/http/problem.ts';

type Handlers = {
  [M in HostlessMethod]: (context: ServerContext, device: Device, input: HostInput<M>) => Promise<HostOutput<M>>;
};

const HANDLERS: Handlers = {
  'host.status': (context, device) => deviceStatus(context, device),
  'operator.sign-in': signIn,
  'operator.sign-out': (context, device, { cause }) => signOut(context, device, cause),
  'operator.unlock': unlock,
  async 'vault.put'(context, { operatorId }, { subjectId, text }) {
    if (operatorId === null) return { ok: false, fault: { code: 'not-signed-in' } };
    await keepText(context, subjectId, text);
    return { ok: true };
  },
  async 'member.keys'(context, { operatorId }, { contacts }) {
    if (operatorId === null) return { ok: false, fault: { code: 'not-signed-in' } };
    return { ok: true, keys: contacts.map(personalPorts(context).contactKey) };
  },
  'pickup.prove': proveDevicePickup,
  'journal.append': (context, device, { drafts }) => appendDrafts(context, device, drafts),
  'journal.read': readJournal,
};

/** The host's contract for a device without a host, as far as it goes without hardware. */
export function deviceCallsRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'A call of the window of a device without a host',
    description: `Methods: ${HOSTLESS_METHODS.join(', ')}. The device is known by its cookie.`,
    body: DeviceCall,
    response: { 200: Type.Unknown(), '4xx': Problem },
  };
  app.post('/device/calls', { schema, onSend: gzipAnswer }, async (request) => {
    const { method, input, active = false } = request.body;
    if (!isHostless(method)) throw new Refusal(404, 'hostless', `a device without a host has no ${method}`);
    const parsed = parse(HOST_METHODS[method].input, input);
    if (!parsed.ok) throw new Refusal(400, 'body-invalid', `${method}: input${parsed.at} ${parsed.message}`);
    if (method === 'host.status') return statusOf(context, await deviceOf(context, request), active);
    const device = await mustBeDevice(context, request);
    if (active) await noteTouch(context, device);
    const handler = HANDLERS[method] as (
      context: ServerContext,
      device: Device,
      input: unknown,
    ) => Promise<HostOutput<HostlessMethod>>;
    return handler(context, device, parsed.value);
  });
}

/** Also told to a browser that is no device. Whoever lay idle, or works here no more, is signed out by the way. */
async function statusOf(context: ServerContext, device: Device | undefined, active: boolean) {
  if (!device) return deviceStatus(context, null);
  if (device.revoked) return deviceStatus(context, null, { code: 'device-revoked' });
  if (device.lapsed !== null) await signOut(context, device, 'idle');
  else if (active) await noteTouch(context, device);
  return deviceStatus(context, device);
}

/** Keeps whoever is signed in from lying idle; nobody who did is signed in again by it. */
async function noteTouch({ db, now }: ServerContext, { journalId, operatorId }: Device): Promise<void> {
  if (operatorId === null) return;
  await db
    .updateTable('device')
    .set({ active_at: now().toISOString() })
    .where('journal_id', '=', journalId)
    .where('operator_id', '=', operatorId)
    .execute();
}

function isHostless(method: string): method is HostlessMethod {
  return HOSTLESS_METHODS.some((one) => one === method);
}
