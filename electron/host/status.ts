import type { DeviceState } from '#contracts/ipc/devices.ts';
import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import type { Till } from './till.ts';

export interface StatusSource {
  version: string;
  serverUrl: string | null;
  /** Null while the register is not enrolled. */
  till: Till | null;
  enrolFault: Fault | null;
  printerConfigured: boolean;
  devices: DeviceState[];
  deviceFault: Fault | null;
  customerDisplay: boolean;
  counterUrl: string | undefined;
  /** ms since 1970. */
  startedAt: number;
}

/** What the window shows of its host. Of several faults the one that stops most comes first. */
export function hostStatus({ version, serverUrl, till, ...source }: StatusSource): HostStatus {
  const counter = source.counterUrl === undefined ? {} : { counterUrl: source.counterUrl };
  const { devices, customerDisplay } = source;
  const common = { version, serverUrl, devices, customerDisplay, ...counter };
  if (!till) {
    return {
      ...common,
      phase: 'fresh',
      fault: source.enrolFault ?? source.deviceFault,
      config: null,
      journal: null,
      online: false,
      onlineSince: new Date(source.startedAt).toISOString(),
      signedIn: null,
      session: null,
      payments: [],
      demoPins: null,
      printer: { configured: source.printerConfigured, jobs: [] },
    };
  }
  const { journal, push, link, operators, prints } = till;
  const config = till.config();
  const signedIn = operators.signedIn();
  const { watermark, fault: pushFault } = push.state();
  const { online, since, fault: linkFault } = link.state();
  const updateFault = till.fleet.updateFault();
  return {
    ...common,
    phase: journal.fault() ? 'blocked' : 'ready',
    fault: journal.fault() ?? pushFault ?? linkFault ?? source.deviceFault,
    config: config?.config ?? null,
    journal: {
      journalId: journal.journalId,
      seq: journal.seq(),
      watermark,
      ordersWaiting: journal.countAfter('order.completed', watermark),
    },
    online,
    onlineSince: new Date(since).toISOString(),
    signedIn: signedIn && { ...signedIn, businessDate: till.businessDate() },
    session: till.session(),
    payments: till.payments.list(),
    demoPins: config?.demoPins ?? null,
    printer: { configured: source.printerConfigured, jobs: prints.jobs() },
    ...(updateFault ? { updateFault } : {}),
  };
}
