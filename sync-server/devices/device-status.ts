import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { VERSION } from '#sync-server/version.ts';
import { readHostConfig } from '#sync-server/views/host-config.ts';
import type { Device } from './find-device.ts';

/** What a device's window shows of the host that it has not: `null` is a browser that was not admitted, or no longer is. */
export async function deviceStatus(
  context: ServerContext,
  device: Device | null,
  fault: Fault | null = null,
): Promise<HostStatus> {
  const at = context.now().toISOString();
  const common = {
    ...{ version: VERSION, fault, serverUrl: null, online: true, onlineSince: at, hostless: true as const },
    ...{ session: null, payments: [], devices: [], customerDisplay: false },
    printer: { configured: false, jobs: [] },
  };
  const kept = device && (await readHostConfig(context.db, device, context.now()));
  if (!device || !kept) {
    return { ...common, phase: 'fresh', config: null, journal: null, signedIn: null, demoPins: null };
  }
  const { operatorId, journalId } = device;
  const { watermark: seq } = await context.db
    .selectFrom('journal')
    .select('watermark')
    .where('journal_id', '=', journalId)
    .executeTakeFirstOrThrow();
  return {
    ...common,
    phase: 'ready',
    config: kept.config,
    journal: { journalId, seq, watermark: seq, ordersWaiting: 0 },
    signedIn:
      operatorId === null ? null : { operatorId, businessDate: device.businessDateAt(at), training: false as const },
    demoPins: kept.demoPins,
  };
}
