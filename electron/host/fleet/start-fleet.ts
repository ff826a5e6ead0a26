import { statfs } from 'node:fs/promises';
import { arch, platform, release } from 'node:os';
import type { RegisterReport } from '#contracts/http/fleet.ts';
import type { DeviceState } from '#contracts/ipc/devices.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { updateWindowOf } from '#domain/fleet/update-window.ts';
import { timeOfDayAt } from '#domain/session/business-date.ts';
import { type Clock, instant } from '#electron/host/clock.ts';
import type { Journal } from '#electron/host/journal/journal.ts';
import type { Operators } from '#electron/host/operator/operators.ts';
import type { Payments } from '#electron/host/payments/payments-port.ts';
import type { PrintQueue } from '#electron/host/printing/print-queue.ts';
import type { Push } from '#electron/host/push.ts';
import type { ServerApi } from '#electron/host/server-api.ts';
import type { SessionKeeper } from '#electron/host/session/session-keeper.ts';
import { openUpdateKeeper } from '#electron/host/updates/update-keeper.ts';
import type { Updater } from '#electron/host/updates/updater.ts';
import { startReporter } from './register-reporter.ts';
import type { ViewsHeard } from './views-heard.ts';

/** What the program is that runs here. */
export interface Program {
  version: string;
  runtime: 'electron' | 'browser';
  /** Null: nothing can be installed here. */
  updater: Updater | null;
}

export interface FleetParts {
  program: Program;
  api: Pick<ServerApi, 'report'>;
  journal: Pick<Journal, 'seq' | 'countAfter' | 'fault' | 'read'>;
  push: Pick<Push, 'state'>;
  sessions: { real: SessionKeeper; practised: SessionKeeper };
  operators: Pick<Operators, 'signedIn'>;
  payments: Pick<Payments, 'list'>;
  prints: Pick<PrintQueue, 'jobs'>;
  views: Pick<ViewsHeard, 'state'>;
  devices(): readonly DeviceState[];
  config(): HostConfig | null;
  paths: { folder: string; update: string };
  clock: Clock;
  random(): number;
  onChange(): void;
}

/** What a register does as one of many: it tells how it is, and keeps its program up to date. */
export interface Fleet {
  changed(): void;
  setOnline(online: boolean): void;
  nudged(): void;
  /** The version that was offered and not installed, and why. */
  updateFault(): { version: string; code: string } | null;
  close(): Promise<void>;
}

const DEVICES_MAX = 20;

export async function startFleet(parts: FleetParts): Promise<Fleet> {
  const { program, journal, clock } = parts;
  const updates = await openUpdateKeeper({
    updater: program.updater,
    file: parts.paths.update,
    version: program.version,
    situation: () => situationOf(parts),
    clock,
    random: parts.random,
    onChange: parts.onChange,
  });
  const reporter = startReporter({
    clock,
    sign: () => JSON.stringify(newsOf()),
    read: report,
    send: parts.api.report,
    onAnswer: ({ offer }) => updates.offered(offer),
  });

  /** All of a report but what changes by itself. */
  function newsOf() {
    const { devices, printsFailed, session, training, faults } = quickly(parts);
    const { percent, ...update } = updates.state();
    return [waiting() > 0, faults, devices, printsFailed, session, training, update, percent === null];
  }

  const waiting = (): number => Math.max(0, journal.seq() - parts.push.state().watermark);

  async function report(): Promise<RegisterReport> {
    const { faults, ...told } = quickly(parts);
    const { watermark } = parts.push.state();
    const [oldest] = waiting() > 0 ? await journal.read(watermark, 1) : [];
    return {
      at: instant(clock),
      version: program.version,
      runtime: { kind: program.runtime, os: `${platform()} ${release()} ${arch()}`.slice(0, 100) },
      journal: {
        seq: journal.seq(),
        waiting: waiting(),
        ordersWaiting: journal.countAfter('order.completed', watermark),
        waitingSince: oldest?.at ?? null,
        fault: faults.journal,
      },
      views: { at: parts.views.state().at, fault: faults.views },
      disk: await diskOf(parts.paths.folder),
      ...told,
      update: updates.state(),
    };
  }

  return {
    changed() {
      updates.look();
      reporter.changed();
    },
    setOnline: reporter.setOnline,
    nudged: reporter.nudged,
    updateFault() {
      const { version, fault } = updates.state();
      return version !== null && fault !== null ? { version, code: fault } : null;
    },
    async close() {
      await updates.close();
      await reporter.stop();
    },
  };
}

/** What is at hand without asking the disk. */
function quickly({ journal, push, sessions, operators, prints, views, ...parts }: FleetParts) {
  const opened = sessions.real.current()?.opened;
  return {
    faults: { journal: (journal.fault() ?? push.state().fault)?.code ?? null, views: views.state().fault },
    devices: parts.devices().flatMap(troubleOf).slice(0, DEVICES_MAX),
    printsFailed: prints.jobs().filter(({ state }) => state === 'failed').length,
    session: opened ? { openedAt: opened.at, businessDate: opened.businessDate } : null,
    training: operators.signedIn()?.training === true,
  };
}

function troubleOf({ device, deviceId, fault, paper }: DeviceState): RegisterReport['devices'] {
  const short = paper === 'low' || paper === 'out' ? { paper } : {};
  if (!fault && !('paper' in short)) return [];
  return [{ device, deviceId, fault: fault?.code ?? null, ...short }];
}

/** Null where the system does not tell. */
async function diskOf(folder: string): Promise<RegisterReport['disk']> {
  const stats = await statfs(folder).catch(() => null);
  if (!stats) return null;
  const [free, total] = [stats.bavail * stats.bsize, stats.blocks * stats.bsize];
  return Number.isSafeInteger(free) && Number.isSafeInteger(total) ? { free, total } : null;
}

function situationOf({ journal, push, sessions, operators, payments, prints, clock, ...parts }: FleetParts) {
  const store = parts.config()?.config.store;
  return {
    time: store ? timeOfDayAt(clock.now(), store.timeZone) : null,
    window: store ? updateWindowOf(store) : null,
    sessionOpen: sessions.real.current() !== null || sessions.practised.current() !== null,
    signedIn: operators.signedIn() !== null,
    paymentsOpen: payments.list().length > 0,
    waiting: Math.max(0, journal.seq() - push.state().watermark),
    printing: prints.jobs().some(({ state }) => state === 'queued' || state === 'printing'),
  };
}
