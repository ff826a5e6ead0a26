import Type, { type Static } from 'typebox';
import type { UpdateOffer, UpdateState } from '#contracts/http/fleet.ts';
import { Count, Instant } from '#contracts/schema.ts';
import { compareVersions } from '#domain/fleet/compare-versions.ts';
import { type UpdateGround, updateStep } from '#domain/fleet/update-step.ts';
import { backOffMs, type Clock } from '#electron/host/clock.ts';
import { readStored, writeStored } from '#electron/host/stored-file.ts';
import type { UpdateFault, Updater } from './updater.ts';

const strict = { additionalProperties: false };
const VersionText = Type.String({ minLength: 1, maxLength: 60 });
const Asked = Type.Union([Instant, Type.Null()]);

/** What must outlive the program, for installing ends it. */
const Stored = Type.Object(
  {
    /** The installation that was begun; whoever starts next finds out whether it came about. */
    attempt: Type.Union([Type.Object({ to: VersionText, askedAt: Asked }, strict), Type.Null()]),
    failures: Type.Union([
      Type.Object({ version: VersionText, times: Count, askedAt: Asked, fault: VersionText }, strict),
      Type.Null(),
    ]),
  },
  strict,
);
type Stored = Static<typeof Stored>;

/** What else the keeper must know before it ends the program. */
export type UpdateSituation = Omit<UpdateGround, 'version' | 'offer' | 'ready' | 'failures'>;

export interface UpdateKeeperOptions {
  /** Null: nothing can be installed here. */
  updater: Updater | null;
  file: string;
  /** Of the program that runs. */
  version: string;
  situation(): UpdateSituation;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  onChange(): void;
}

export interface UpdateKeeper {
  state(): UpdateState;
  offered(offer: UpdateOffer | null): void;
  /** Something changed at the till that an update may have waited for. */
  look(): void;
  close(): Promise<void>;
}

/** Between looks, for the hours come by themselves. */
const LOOK_MS = 60_000;
const RETRY = { firstMs: 600_000, capMs: 6 * 3_600_000 };

/**
 * Keeps a register's program up to date: downloads what its server offers, and installs it when `updateStep` says so. What was
 * begun is written down first, so that an installation that did not come about is counted, told, and not tried for ever.
 */
export async function openUpdateKeeper(options: UpdateKeeperOptions): Promise<UpdateKeeper> {
  const { updater, clock, version } = options;
  let stored = await begin(options);
  let offer: UpdateOffer | null = null;
  let ready: string | null = null;
  let percent: number | null = null;
  let busy: 'download' | 'install' | null = null;
  let working: Promise<void> = Promise.resolve();
  let retryAt = 0;
  let closed = false;
  let cancelLook = () => {};

  const stepNow = () => updateStep({ ...options.situation(), version, offer, ready, failures: stored.failures });

  function look(): void {
    if (!updater || busy || closed) return;
    const { step } = stepNow();
    if (step === 'download' && clock.now() >= retryAt) working = download(updater).catch(crashed);
    if (step === 'install' && clock.now() >= retryAt) working = install(updater).catch(crashed);
  }

  async function download(from: Updater): Promise<void> {
    const wanted = offer?.version ?? '';
    busy = 'download';
    percent = 0;
    options.onChange();
    const outcome = await from.download(wanted, (now) => {
      percent = Math.max(0, Math.min(100, Math.round(now)));
      options.onChange();
    });
    busy = null;
    percent = null;
    if (outcome.ok) ready = wanted;
    else await failed(wanted, outcome.fault);
    options.onChange();
    look();
  }

  async function install(from: Updater): Promise<void> {
    const { version: to = '', askedAt = null } = offer ?? {};
    busy = 'install';
    options.onChange();
    const still = await from.verify();
    if (!still.ok) return installFailed(to, still.fault);
    await keep({ ...stored, attempt: { to, askedAt } });
    // While that was read and written somebody may have begun something.
    if (closed || stepNow().step !== 'install') {
      await keep({ ...stored, attempt: null });
      busy = null;
      return options.onChange();
    }
    await installFailed(to, (await from.install()).fault);
  }

  async function installFailed(to: string, fault: UpdateFault): Promise<void> {
    busy = null;
    ready = null;
    await failed(to, fault);
    options.onChange();
  }

  async function failed(wanted: string, fault: UpdateFault): Promise<void> {
    const times = (stored.failures?.version === wanted ? stored.failures.times : 0) + 1;
    retryAt = clock.now() + backOffMs(times - 1, RETRY, options.random());
    await keep({ attempt: null, failures: { version: wanted, times, askedAt: offer?.askedAt ?? null, fault } });
  }

  /** Without a place to write it down nothing is installed: whoever starts next could not tell what happened. */
  async function keep(next: Stored): Promise<void> {
    await writeStored(options.file, next);
    stored = next;
  }

  /** The disk takes no writes: nothing of updates is done for a while. */
  function crashed(): void {
    busy = null;
    percent = null;
    retryAt = clock.now() + RETRY.firstMs;
    options.onChange();
  }

  function state(): UpdateState {
    const nothing = { version: null, percent: null, waits: null, fault: null };
    if (!updater) return { ...nothing, state: 'unsupported' };
    const wanted = offer?.version ?? null;
    if (busy === 'download') return { ...nothing, state: 'downloading', version: wanted, percent };
    if (busy === 'install') return { ...nothing, state: 'installing', version: wanted };
    const { failures } = stored;
    const step = stepNow();
    const waits = step.step === 'wait' ? step.why : null;
    if (failures && failures.version === wanted && ready !== wanted) {
      return { state: 'failed', version: wanted, percent: null, waits, fault: failures.fault };
    }
    if (step.step === 'none' || wanted === null) return { ...nothing, state: 'none' };
    return { ...nothing, state: ready === wanted ? 'ready' : 'none', version: wanted, waits };
  }

  function lookLater(): void {
    cancelLook = clock.after(LOOK_MS, () => {
      look();
      lookLater();
    });
  }
  if (updater) lookLater();

  return {
    state,
    offered(next) {
      if (next?.version !== offer?.version || next?.askedAt !== offer?.askedAt) retryAt = 0;
      offer = next;
      look();
    },
    look,
    async close() {
      closed = true;
      cancelLook();
      if (busy !== 'install') await Promise.race([working, Promise.resolve()]);
    },
  };
}

/** What was begun before the program started: it came about when this is that version, and failed when it is not. */
async function begin({ file, version }: UpdateKeeperOptions): Promise<Stored> {
  const found = await readStored(file, Stored);
  const stored: Stored = found.found === 'value' ? found.value : { attempt: null, failures: null };
  const { attempt, failures } = stored;
  if (!attempt) return stored;
  if (compareVersions(version, attempt.to) >= 0) return settled(file, { attempt: null, failures: null });
  const times = (failures?.version === attempt.to ? failures.times : 0) + 1;
  const { to, askedAt } = attempt;
  return settled(file, { attempt: null, failures: { version: to, times, askedAt, fault: 'update-install' } });
}

async function settled(file: string, stored: Stored): Promise<Stored> {
  await writeStored(file, stored).catch(() => {});
  return stored;
}
