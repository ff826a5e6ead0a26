import Type from 'typebox';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import { Count } from '#contracts/schema.ts';
import { HostConfig } from '#contracts/views/register-config.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { type AnnouncementRelay, createAnnouncementRelay } from './announcement-relay.ts';
import type { Clock } from './clock.ts';
import type { Stamp } from './journal/compose-line.ts';
import { type AppendResult, type Journal, openJournal } from './journal/journal.ts';
import type { JournalStorage } from './journal/journal-storage.ts';
import { createOperators, type Operators } from './operators.ts';
import type { TillPaths } from './paths.ts';
import { openPinAttempts } from './pin-attempts.ts';
import type { PrintDevice } from './printing/print-device.ts';
import { openPrintQueue, type PrintQueue } from './printing/print-queue.ts';
import { openJobFolder } from './printing/stored-job.ts';
import { type Push, startPush } from './push.ts';
import { type EnrolledRegistration, journalKeys } from './registration.ts';
import { createServerApi, type ServerApi } from './server-api.ts';
import { type ServerLink, startServerLink } from './server-link.ts';
import { latestWriter, readStored } from './stored-file.ts';

/** An enrolled register at work. */
export interface Till {
  journal: Journal;
  push: Push;
  link: ServerLink;
  operators: Operators;
  prints: PrintQueue;
  api: ServerApi;
  announcements: AnnouncementRelay;
  config(): HostConfig | null;
  /** Journals, and sets the push going. */
  append(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult>;
  close(): Promise<void>;
}

export interface TillOptions {
  registration: EnrolledRegistration;
  serverUrl: string;
  paths: TillPaths;
  storage: JournalStorage;
  device: PrintDevice | null;
  fetch: typeof fetch;
  clock: Clock;
  random(): number;
  newId(): string;
  onChange(): void;
  /** Facts the host journalled by itself. */
  onJournalled(facts: Envelope[]): void;
}

const Watermark = Type.Object({ watermark: Count }, { additionalProperties: false });
/** While the journal takes no facts, it is tried again so often. */
const RECOVER_MS = 5_000;

/** Opens an enrolled register's journal and starts everything that works on it. */
export async function startTill(options: TillOptions): Promise<Till> {
  const { registration, paths, clock, random, newId, onChange } = options;
  const { enrolment, journalId, token, pepper } = registration;
  const { sign, verify } = journalKeys(registration);
  const { storeId, registerId, receiptSeries } = enrolment;
  const identity = { storeId, registerId, journalId, receiptSeries };
  const journal = await openJournal({ storage: options.storage, identity, sign, verify });
  const closing = new AbortController();
  const api = createServerApi({
    serverUrl: options.serverUrl,
    token,
    fetch: options.fetch,
    clock,
    closing: closing.signal,
  });

  const storedConfig = await readStored(paths.config, HostConfig);
  let config = storedConfig.found === 'value' ? storedConfig.value : null;
  const configFile = latestWriter(paths.config);
  const storedMark = await readStored(paths.watermark, Watermark);
  const watermarkFile = latestWriter(paths.watermark);

  async function append(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult> {
    const result = await journal.append(drafts, stamp);
    if (result.ok) push.wake('appended');
    else recoverLater();
    onChange();
    return result;
  }

  async function appendOwn(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult> {
    const result = await append(drafts, stamp);
    if (result.ok) options.onJournalled(result.facts);
    return result;
  }

  let cancelRecovery = () => {};
  function recoverLater(): void {
    cancelRecovery();
    cancelRecovery = clock.after(RECOVER_MS, async () => {
      await journal.recover();
      if (journal.fault() && journal.fault()?.code !== 'journal-damaged') recoverLater();
      onChange();
    });
  }

  const announcements = createAnnouncementRelay();
  const link = startServerLink({
    api,
    clock,
    random,
    onState(state) {
      announcements.setOnline(state.online);
      onChange();
    },
    onConnected: () => push.wake('connected'),
    onAnnouncement(announcement) {
      push.wake('announced');
      announcements.hear(announcement);
    },
    onConfig(fetched) {
      config = fetched;
      configFile.write(fetched);
      onChange();
    },
  });

  const push: Push = startPush({
    journal,
    clock,
    random,
    watermark: storedMark.found === 'value' ? storedMark.value.watermark : 0,
    async send(lines) {
      const answer = await api.push(lines);
      if (!answer.ok && answer.why === 'unreachable') link.doubt();
      return answer;
    },
    onChange({ watermark }) {
      watermarkFile.write({ watermark });
      onChange();
    },
  });

  const attempts = await openPinAttempts(paths.pinAttempts);
  const operators = createOperators({
    journal,
    append: appendOwn,
    config: () => config,
    pepper,
    attempts,
    clock,
    newId,
    onChange,
  });
  const prints = await openPrintQueue({
    folder: await openJobFolder(paths.printJobs),
    device: options.device,
    journal: { has: journal.has, append: appendOwn },
    clock,
    onChange,
  });

  return {
    journal,
    push,
    link,
    operators,
    prints,
    api,
    announcements,
    config: () => config,
    append,
    async close() {
      cancelRecovery();
      closing.abort(new Error('the host closes'));
      announcements.setOnline(false);
      await prints.close();
      await Promise.all([push.stop(), link.stop()]);
      await journal.close();
      await Promise.all([configFile.settled(), watermarkFile.settled()]);
    },
  };
}
