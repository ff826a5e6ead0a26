import Type from 'typebox';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { DeviceState } from '#contracts/ipc/devices.ts';
import type { Fault, HostInput, HostOutput, TillSession } from '#contracts/ipc/host.ts';
import { Count } from '#contracts/schema.ts';
import { HostConfig, type JournalKey } from '#contracts/views/register-config.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { type AnnouncementRelay, createAnnouncementRelay } from './announcement-relay.ts';
import { createAppendDrafts } from './append-drafts.ts';
import { type Clock, instant } from './clock.ts';
import { type Fleet, type Program, startFleet } from './fleet/start-fleet.ts';
import { createViewsHeard, type ViewsHeard } from './fleet/views-heard.ts';
import type { Stamp } from './journal/compose-line.ts';
import { type AppendResult, type Journal, openJournal } from './journal/journal.ts';
import type { JournalStorage } from './journal/journal-storage.ts';
import { createJournalDoor } from './journal-door.ts';
import { createLookedUp, type LookedUp } from './looked-up.ts';
import { contactKey } from './member/contact-key.ts';
import { createAskedCheck } from './operator/asked-allowed.ts';
import { mayDoTo } from './operator/decided-on.ts';
import { createDraftPermissions } from './operator/draft-permissions.ts';
import { createOperators, type Operators } from './operator/operators.ts';
import { openPinAttempts } from './operator/pin-attempts.ts';
import type { TillPaths } from './paths.ts';
import { openPayments } from './payments/open-payments.ts';
import type { Payments } from './payments/payments-port.ts';
import { createPickupProofs } from './pickup/pickup-proofs.ts';
import { openPictureCache, type PictureCache } from './pictures/picture-cache.ts';
import type { PrintDevice } from './printing/print-device.ts';
import { openPrintQueue, type PrintQueue } from './printing/print-queue.ts';
import { openJobFolder } from './printing/stored-job.ts';
import { type Push, startPush } from './push.ts';
import { receiptCode } from './receipt/receipt-code.ts';
import { type EnrolledRegistration, journalKeys } from './registration.ts';
import { createServerApi, type ServerApi } from './server-api.ts';
import { type ServerLink, startServerLink } from './server-link.ts';
import { createAppendGate } from './session/append-gate.ts';
import { sellingFault } from './session/selling-fault.ts';
import { keepSession } from './session/session-keeper.ts';
import { createSessions, type Sessions } from './session/sessions.ts';
import { businessDateIn, tillSession, watchOverdue } from './session/till-session.ts';
import { openCopy } from './stored-file.ts';
import { openVault, type Vault } from './vault/vault.ts';
import { openVaultFolder } from './vault/vault-folder.ts';

/** What a push is told while texts that its facts name can't be sent. */
const UNREACHABLE = { ok: false, why: 'unreachable', detail: 'the vault has texts that could not be sent' } as const;

/** An enrolled register at work. */
export interface Till {
  journal: Journal;
  push: Push;
  link: ServerLink;
  operators: Operators;
  sessions: Sessions;
  payments: Payments;
  vault: Vault;
  prints: PrintQueue;
  api: ServerApi;
  announcements: AnnouncementRelay;
  pictures: PictureCache;
  lookedUp: LookedUp;
  views: ViewsHeard;
  fleet: Fleet;
  config(): HostConfig | null;
  /** The open session, of training while the operator trains. */
  session(): TillSession | null;
  /** Why whoever is signed in may not take money now; null when they may. */
  sellingFault(): Fault | null;
  /** Whether who is signed in may give out a copy of an order's receipt. */
  mayCopy(orderId: string): Promise<boolean>;
  /** Which parts of a cart its ticket would be refused for. */
  checkAsked(input: HostInput<'permission.check'>): Promise<HostOutput<'permission.check'>>;
  /** What a fact of this moment would carry. */
  businessDate(): string;
  /** Which pickup a code opens. */
  provePickup(input: HostInput<'pickup.prove'>): Promise<HostOutput<'pickup.prove'>>;
  /** When and by whom a fact of this moment is witnessed; null while nobody is signed in. */
  witness(): Stamp | null;
  /** Journals that the drawer is opened to try it. */
  drawerTried(): Promise<AppendResult>;
  /** Journals a window's drafts. */
  append(drafts: readonly FactDraft[]): Promise<AppendResult>;
  /** What cards name a phone number or an e-mail address by. */
  contactKey(contact: string): string;
  /** The signed code of a ticket of this journal. */
  receiptCode(orderId: string): Promise<HostOutput<'receipt.code'>>;
  /** Keys that prove receipts: of this journal, and of the chain's others. */
  receiptKeys(): JournalKey[];
  close(): Promise<void>;
}

export interface TillOptions {
  registration: EnrolledRegistration;
  serverUrl: string;
  terminalUrl?: string;
  walletUrl?: string;
  paths: TillPaths;
  storage: JournalStorage;
  /** What prints now. */
  device(): PrintDevice | null;
  /** The hardware that is set up, and what is known of it. */
  devices(): readonly DeviceState[];
  /** What the program is, with what updates it from this register's server. */
  program: Program;
  fetch: typeof fetch;
  clock: Clock;
  random(): number;
  newId(): string;
  onChange(): void;
  /** Facts the host journalled by itself. */
  onJournalled(facts: Envelope[]): void;
}

/** Some thousands of thumbnails, and the large pictures that were looked at last. */
const PICTURES_MAX_BYTES = 150_000_000;

/** While a customer waits, another register's sale is looked for no longer. */
const LOOK_UP_MS = 3000;

const Watermark = Type.Object({ watermark: Count }, { additionalProperties: false });

/** Opens an enrolled register's journal and starts everything that works on it. */
export async function startTill(options: TillOptions): Promise<Till> {
  const { registration, paths, clock, random, newId, onChange } = options;
  const { enrolment, journalId, token, pepper, publicKey } = registration;
  const { sign, verify } = journalKeys(registration);
  const { storeId, registerId, receiptSeries } = enrolment;
  const identity = { storeId, registerId, journalId, receiptSeries };
  const journal = await openJournal({ storage: options.storage, identity, sign, verify });
  const keptConfig = await openCopy(paths.config, HostConfig);
  const config = keptConfig.value;
  const keptMark = await openCopy(paths.watermark, Watermark);
  const watermark = keptMark.value()?.watermark ?? 0;
  const closing = new AbortController();
  const { serverUrl, fetch } = options;
  const api = createServerApi({ serverUrl, token, fetch, clock, head: journal.seq, closing: closing.signal });

  const gate = createAppendGate();
  let wakePush = () => {};
  const door = createJournalDoor({
    journal,
    gate,
    clock,
    appended: () => wakePush(),
    onJournalled: options.onJournalled,
    onChange,
  });

  const real = await keepSession(journal, false);
  const practised = await keepSession(journal, true);
  const keeperOf = (training: boolean) => (training ? practised : real);

  /** While a session is open, everything belongs to its business date. */
  function businessDateOf(training: boolean): string {
    const known = config();
    const today = known ? businessDateIn(known, clock.now()) : '';
    return keeperOf(training).current()?.opened.businessDate ?? today;
  }

  function stampOf(operatorId: string | null, training: boolean): Stamp {
    const stamp: Stamp = { at: instant(clock), businessDate: businessDateOf(training), operatorId };
    return training ? { ...stamp, training: true } : stamp;
  }

  const attempts = await openPinAttempts(paths.pinAttempts);
  const append = door.appendOwnInTurn;
  const operators = createOperators({
    journal,
    append,
    stampOf,
    config,
    sessionId: (training) => keeperOf(training).current()?.totals.sessionId ?? null,
    pepper,
    attempts,
    clock,
    newId,
    onChange,
  });
  const pickups = createPickupProofs({ serverKey: () => config()?.serverKey, attempts, clock });
  const { signedIn } = operators;
  const trains = () => signedIn()?.training === true;

  function witness(): Stamp | null {
    const now = signedIn();
    return now && stampOf(now.operatorId, now.training);
  }

  function session(): TillSession | null {
    const current = keeperOf(trains()).current();
    const known = config();
    return current && known ? tillSession(current, known, clock.now()) : null;
  }

  const lookedUp = createLookedUp(async (orderId) => {
    if (!link.state().online) return undefined;
    const answer = await api.forward(`/orders/${orderId}`, {}, AbortSignal.timeout(LOOK_UP_MS)).catch(() => null);
    return answer?.ok ? answer.json().catch(() => undefined) : undefined;
  });

  /** Not without a session, which is not closed meanwhile: a ticket could not be completed with the money. */
  function requestPayment(draft: FactDraft, stamp: Stamp): Promise<AppendResult> {
    return gate.shared(async () => {
      const fault = sellingFault(signedIn(), config(), real.current());
      return fault ? { ok: false, fault } : door.appendOwn([draft], stamp);
    });
  }

  const pictures = await openPictureCache(paths.pictures, PICTURES_MAX_BYTES);
  const folder = await openVaultFolder(paths.vault);
  const vault = await openVault({ folder, send: api.vault, clock, seq: journal.seq, watermark });
  const prints = await openPrintQueue({
    folder: await openJobFolder(paths.printJobs),
    device: options.device,
    journal: { has: journal.has, append },
    clock,
    onChange,
  });
  const payments = await openPayments({
    journal,
    append,
    witness,
    request: requestPayment,
    isAllowed: operators.isAllowed,
    isLookedUp: lookedUp.hasReference,
    config,
    api,
    online: () => link.state().online,
    watermark: () => push.state().watermark,
    folder: paths.payments,
    terminalUrl: options.terminalUrl,
    walletUrl: options.walletUrl,
    clock,
    random,
    newId,
    onChange,
  });
  const sessions = createSessions({
    journal,
    receiptSeries,
    keeperOf,
    gate,
    append: door.appendOwn,
    stampOf,
    operators,
    config,
    paymentsOpen: payments.anyOpen,
    onClosed: () => void payments.returnLeases().catch(() => {}),
    pulse: prints.pulse,
    clock,
    newId,
  });

  const announcements = createAnnouncementRelay();
  const views = createViewsHeard(clock);
  const fleet = await startFleet({
    program: options.program,
    api,
    journal,
    push: { state: () => push.state() },
    sessions: { real, practised },
    operators,
    payments,
    prints,
    views,
    devices: options.devices,
    config,
    paths,
    clock,
    random,
    onChange,
  });
  const link = startServerLink({
    api,
    clock,
    random,
    onState(state) {
      announcements.setOnline(state.online);
      fleet.setOnline(state.online);
      onChange();
    },
    onConnected() {
      push.wake('connected');
      payments.connected();
    },
    onAnnouncement(announcement) {
      if (announcement.topic !== 'fleet') push.wake('announced');
      if (announcement.topic === 'config') fleet.nudged();
      announcements.hear(announcement);
    },
    onConfig(fetched) {
      keptConfig.keep(fetched);
      void operators.review();
      onChange();
    },
  });
  const push: Push = startPush({
    journal,
    clock,
    random,
    watermark,
    async send(lines) {
      const answer = (await vault.flush()) ? await api.push(lines) : UNREACHABLE;
      if (!answer.ok && answer.why === 'unreachable') link.doubt();
      return answer;
    },
    onChange(state) {
      vault.heardWatermark(state.watermark);
      keptMark.keep({ watermark: state.watermark });
      onChange();
    },
  });
  wakePush = () => push.wake('appended');
  const endWatch = watchOverdue(clock, session, onChange);
  const ownKey: JournalKey = { journalId, registerId, storeId, receiptSeries, publicKey, revoked: false };

  return {
    journal,
    push,
    link,
    operators,
    sessions,
    payments,
    vault,
    prints,
    api,
    announcements,
    pictures,
    lookedUp,
    views,
    fleet,
    config,
    session,
    sellingFault: () => sellingFault(signedIn(), config(), real.current()),
    businessDate: () => businessDateOf(trains()),
    witness,
    async drawerTried() {
      const stamp = witness();
      if (!stamp) return { ok: false, fault: { code: 'not-signed-in' } };
      const payload: PayloadOf<'drawer.opened'> = { cause: 'no-sale', reason: 'test' };
      return append([{ id: newId(), kind: 'drawer.opened', version: 1, payload }], stamp);
    },
    append: createAppendDrafts({
      journal,
      operators,
      permissions: createDraftPermissions({ journal, operators, isSale: lookedUp.isSale }),
      pickupFault: pickups.fault,
      payments,
      gate,
      sessions: real,
      config,
      stampOf,
      append: door.append,
    }),
    provePickup: pickups.prove,
    checkAsked: createAskedCheck({ journal, operators }),
    mayCopy: (orderId) => {
      return mayDoTo({ journal, trains, isAllowed: operators.isAllowed }, 'receipt-copy', orderId);
    },
    contactKey: (contact) => contactKey(contact, pepper),
    async receiptCode(orderId) {
      const fact = await journal.fact(orderId);
      if (fact?.kind !== 'order.completed' || fact.training) return { ok: false, fault: { code: 'not-found' } };
      return { ok: true, code: receiptCode(fact, sign) };
    },
    receiptKeys: () => [ownKey, ...(config()?.journalKeys ?? [])],
    async close() {
      door.close();
      endWatch();
      closing.abort(new Error('the host closes'));
      announcements.setOnline(false);
      await fleet.close();
      await payments.close();
      await prints.close();
      await Promise.all([push.stop(), link.stop()]);
      await vault.close();
      await journal.close();
      await Promise.all([keptConfig.settled(), keptMark.settled()]);
    },
  };
}
