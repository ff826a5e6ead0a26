import { Problem } from '#contracts/http/api.ts';
import { AdmitAnswer, AdmitRequest } from '#contracts/http/devices.ts';
import { admitDevice } from '#sync-server/commands/admit-device.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { mustBeOwnPage, setDevice } from '#sync-server/http/device-door.ts';
import { Refusal } from '#sync-server/http/problem.ts';

/** Attempts per address and minute, as for registers. */
const ATTEMPTS_PER_MINUTE = 30;

export function admitDeviceRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Admits a browser as a device without a host by a one-time code',
    body: AdmitRequest,
    response: { 200: AdmitAnswer, '4xx': Problem },
  };
  const config = { rateLimit: { max: ATTEMPTS_PER_MINUTE, timeWindow: 60_000 } };
  app.post('/device/admit', { schema, config }, async (request, reply) => {
    mustBeOwnPage(context, request);
    const result = await admitDevice(context, request.body);
    if (!result.ok) throw new Refusal(403, result.code, result.reason);
    setDevice(context, request, reply, result.token);
    return result.answer;
  });
}
