import Type, { type Static, type TSchema } from 'typebox';
import { CodeKind } from '#contracts/http/api.ts';
import { Revision } from '#contracts/http/catalogue.ts';
import { DeviceName } from '#contracts/ipc/devices.ts';
import { BusinessDate, Count, CurrencyCode, Id, Instant, PositiveInteger, Text, Uuid } from '#contracts/schema.ts';
import { StoreSettings, UpdateWindow } from '#contracts/views/register-config.ts';

const strict = { additionalProperties: false };
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** Most bytes of a report: telemetry stays small. */
export const REPORT_BYTES_MAX = 16_384;
/** Versions as of Semantic Versioning 2.0.0, without build metadata. */
export const Version = Type.String({ pattern: '^\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}(-[0-9A-Za-z.-]{1,40})?$' });

/** Why an update that is there is not installed yet; what `domain/fleet/update-step.ts` answers. */
export const UpdateWait = Type.Union([
  Type.Literal('window'),
  Type.Literal('session'),
  Type.Literal('signed-in'),
  Type.Literal('payment'),
  Type.Literal('facts'),
  Type.Literal('printing'),
  Type.Literal('tried'),
]);
export type UpdateWait = Static<typeof UpdateWait>;

/** How far a register is with updates. `unsupported`: nothing can be installed where it runs (a browser, a development tree). */
export const UpdateState = Type.Object(
  {
    state: Type.Union([
      Type.Literal('unsupported'),
      Type.Literal('none'),
      Type.Literal('downloading'),
      Type.Literal('ready'),
      Type.Literal('installing'),
      Type.Literal('failed'),
    ]),
    version: orNull(Type.String({ maxLength: 60 })),
    percent: orNull(Type.Integer({ minimum: 0, maximum: 100 })),
    waits: orNull(UpdateWait),
    fault: orNull(Id),
  },
  strict,
);
export type UpdateState = Static<typeof UpdateState>;

/** What a register tells of itself: telemetry, no fact. `at` is its own clock's, of which the server takes the difference. */
export const RegisterReport = Type.Object(
  {
    at: Instant,
    version: Type.String({ minLength: 1, maxLength: 60 }),
    runtime: Type.Object(
      {
        kind: Type.Union([Type.Literal('electron'), Type.Literal('browser')]),
        os: Type.String({ maxLength: 100 }),
      },
      strict,
    ),
    journal: Type.Object(
      {
        seq: Count,
        /** Facts that the server has not durably taken, and when the oldest of them was witnessed. */
        waiting: Count,
        ordersWaiting: Count,
        waitingSince: orNull(Instant),
        fault: orNull(Id),
      },
      strict,
    ),
    /** The window's views: when they were last asked for with success, and why not since. */
    views: Type.Object({ at: orNull(Instant), fault: orNull(Id) }, strict),
    /** Bytes on the disk of the data folder; null where they can't be told. */
    disk: orNull(Type.Object({ free: Count, total: Count }, strict)),
    /** Devices with something the matter, and no others. */
    devices: Type.Array(
      Type.Object(
        {
          device: DeviceName,
          deviceId: Id,
          fault: orNull(Id),
          paper: Type.Optional(Type.Union([Type.Literal('low'), Type.Literal('out')])),
        },
        strict,
      ),
      { maxItems: 20 },
    ),
    /** Receipts that did not come out. */
    printsFailed: Type.Integer({ minimum: 0, maximum: 100_000 }),
    session: orNull(Type.Object({ openedAt: Instant, businessDate: BusinessDate }, strict)),
    training: Type.Boolean(),
    update: UpdateState,
  },
  strict,
);
export type RegisterReport = Static<typeof RegisterReport>;

/** A release that the register shall install; `askedAt`: a person asked for it then, so that the hours don't count. */
export const UpdateOffer = Type.Object({ version: Version, askedAt: orNull(Instant) }, strict);
export type UpdateOffer = Static<typeof UpdateOffer>;

/** POST /registers/report (register): at most one a second is taken; the answer offers what to install. */
export const ReportAnswer = Type.Object({ offer: orNull(UpdateOffer) }, strict);
export type ReportAnswer = Static<typeof ReportAnswer>;

/** One life of a register: a journal with its key. */
export const FleetIncarnation = Type.Object(
  {
    journalId: Uuid,
    incarnation: PositiveInteger,
    receiptSeries: Id,
    revokedAt: orNull(Instant),
    firstSeenAt: orNull(Instant),
    seenAt: orNull(Instant),
    online: Type.Boolean(),
  },
  strict,
);
export type FleetIncarnation = Static<typeof FleetIncarnation>;

/** A register as the board shows it; what is told and seen is that of its newest incarnation. */
export const FleetRegister = Type.Object(
  {
    registerId: Id,
    storeId: Id,
    name: Text,
    revision: PositiveInteger,
    /** A browser at the server's address, whose journal the server keeps: it has nothing to report. */
    hostless: Type.Boolean(),
    /** Not every incarnation is revoked. */
    inService: Type.Boolean(),
    /** Facts of it were taken: it can't be moved any more. */
    hasFacts: Type.Boolean(),
    online: Type.Boolean(),
    /** Since when `online` has its value. */
    onlineSince: orNull(Instant),
    seenAt: orNull(Instant),
    /** How far its clock is ahead of the server's, in ms. */
    clockMs: orNull(Type.Integer()),
    report: orNull(RegisterReport),
    /** Facts that wait at the server for what comes before them, and lines that are not authentic. */
    parked: Count,
    quarantined: Count,
    /** Newest first. */
    incarnations: Type.Array(FleetIncarnation, { minItems: 1 }),
    /** A person asked for this version to be installed at once. */
    asked: orNull(Version),
  },
  strict,
);
export type FleetRegister = Static<typeof FleetRegister>;

const { legalName, address, taxNumber, language, timeZone, dayStartsAt } = StoreSettings.properties;

export const FleetStore = Type.Object(
  {
    storeId: Id,
    name: Text,
    revision: PositiveInteger,
    archived: Type.Boolean(),
    legalName,
    address,
    taxNumber,
    currency: CurrencyCode,
    language,
    timeZone,
    dayStartsAt,
    /** Updates are installed from `from` to `to`, local time. */
    updateWindow: UpdateWindow,
  },
  strict,
);
export type FleetStore = Static<typeof FleetStore>;

/** A code that enrolled nothing yet. The code itself is known to nobody any more. */
export const PendingCode = Type.Object(
  {
    codeId: Uuid,
    kind: CodeKind,
    storeId: Id,
    /** Of a register that is replaced. */
    registerId: orNull(Id),
    name: orNull(Text),
    expiresAt: Instant,
  },
  strict,
);
export type PendingCode = Static<typeof PendingCode>;

/** What lies in the server's folder of updates. `fault`: what is there cannot be offered. */
export const Release = Type.Object(
  {
    version: Version,
    platforms: Type.Array(Type.Union([Type.Literal('windows'), Type.Literal('linux'), Type.Literal('mac')])),
    bytes: Count,
    rollout: orNull(
      Type.Object(
        {
          revision: PositiveInteger,
          /** Null: every store. */
          storeIds: orNull(Type.Array(Id)),
          status: Type.Union([Type.Literal('running'), Type.Literal('stopped')]),
          startedAt: Instant,
          startedBy: orNull(Id),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type Release = Static<typeof Release>;

/** GET /fleet (register, permission `settings`): the stores in which the operator works, with all their registers. */
export const FleetAnswer = Type.Object(
  {
    at: Instant,
    serverVersion: Type.String(),
    stores: Type.Array(FleetStore),
    registers: Type.Array(FleetRegister),
    codes: Type.Array(PendingCode),
    release: orNull(Release),
    /** Why what lies in the folder of updates can't be offered. */
    releaseFault: orNull(Id),
  },
  strict,
);
export type FleetAnswer = Static<typeof FleetAnswer>;

/** GET /fleet/registers/:registerId/history (likewise): what it told, oldest first; `on` and `off` are its connection. */
export const FleetHistory = Type.Object(
  {
    points: Type.Array(
      Type.Object(
        {
          at: Instant,
          kind: Type.Union([Type.Literal('report'), Type.Literal('on'), Type.Literal('off')]),
          waiting: Count,
          clockMs: orNull(Type.Integer()),
          free: orNull(Count),
          version: orNull(Text),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type FleetHistory = Static<typeof FleetHistory>;

const faults = Type.Object({ ok: Type.Literal(false), faults: Type.Array(Id, { minItems: 1 }) }, strict);
const done = Type.Object({ ok: Type.Literal(true), revision: Count }, strict);

/**
 * POST /fleet/codes (likewise): a code that lets one in of its kind, once: a new register of this name, or (`registerId`) a till that
 * is replaced.
 */
export const FleetCodeRequest = Type.Object(
  {
    storeId: Id,
    /** A till where none is said. */
    kind: Type.Optional(CodeKind),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    registerId: Type.Optional(Id),
  },
  strict,
);
export type FleetCodeRequest = Static<typeof FleetCodeRequest>;
export const FleetCodeAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), codeId: Uuid, code: Type.String(), storeId: Id, expiresAt: Instant }, strict),
  faults,
]);
export type FleetCodeAnswer = Static<typeof FleetCodeAnswer>;

/** POST /fleet/codes/withdraw (likewise): a code that was not used enrols nothing any more. */
export const CodeWithdrawal = Type.Object({ codeId: Uuid }, strict);
export const FleetDone = Type.Union([Type.Object({ ok: Type.Literal(true) }, strict), faults]);
export type FleetDone = Static<typeof FleetDone>;

/**
 * PUT /registers/:registerId (likewise): renames a register, or moves one to another store. Only one without facts moves; what it
 * was enrolled with is revoked, so that it enrols anew.
 */
export const RegisterChange = Type.Object(
  { revision: Revision, storeId: Id, name: Type.String({ minLength: 1, maxLength: 60 }) },
  strict,
);
export type RegisterChange = Static<typeof RegisterChange>;
export const RegisterChangeAnswer = Type.Union([
  done,
  Type.Object(
    {
      ok: Type.Literal(false),
      conflict: Type.Object({ revision: Count, storeId: Id, name: Text, by: orNull(Id), at: orNull(Instant) }, strict),
    },
    strict,
  ),
  faults,
]);
export type RegisterChangeAnswer = Static<typeof RegisterChangeAnswer>;

/**
 * POST /stores (likewise): another store, with the settings, tax rules and, if wished, prices of one that there is, but for what
 * `settings` says.
 */
export const StoreMaking = Type.Object(
  {
    storeId: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{1,29}$' }),
    copyOf: Id,
    name: Type.String({ minLength: 1, maxLength: 100 }),
    address: Type.Array(Text, { maxItems: 6 }),
    prices: Type.Boolean(),
    settings: Type.Optional(
      Type.Object(
        {
          legalName,
          taxNumber: Type.Optional(taxNumber),
          language: Type.Optional(language),
          timeZone: Type.Optional(timeZone),
          dayStartsAt: Type.Optional(dayStartsAt),
          updateWindow: Type.Optional(UpdateWindow),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type StoreMaking = Static<typeof StoreMaking>;
export const StoreMakingAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), storeId: Id, prices: Count }, strict),
  faults,
]);
export type StoreMakingAnswer = Static<typeof StoreMakingAnswer>;

/** What stands in the way of closing a store, and how much of it; `names` are some of those it is about. */
export const StoreObstacle = Type.Object(
  {
    obstacle: Type.Union([
      Type.Literal('own'),
      Type.Literal('sessions'),
      Type.Literal('facts'),
      Type.Literal('stock'),
      Type.Literal('transit'),
    ]),
    count: Count,
    names: Type.Array(Text, { maxItems: 10 }),
  },
  strict,
);
export type StoreObstacle = Static<typeof StoreObstacle>;
/** GET /stores/:storeId/closing (likewise) */
export const StoreClosing = Type.Object({ obstacles: Type.Array(StoreObstacle), registers: Count }, strict);
export type StoreClosing = Static<typeof StoreClosing>;

/** POST /stores/:storeId/status (likewise): closes a store, whose registers go out of service with it, or opens it again. */
export const StoreStatusChange = Type.Object({ revision: Revision, archived: Type.Boolean() }, strict);
export type StoreStatusChange = Static<typeof StoreStatusChange>;
export const StoreStatusAnswer = Type.Union([
  done,
  Type.Object({ ok: Type.Literal(false), conflict: Type.Object({ now: FleetStore }, strict) }, strict),
  Type.Object({ ok: Type.Literal(false), obstacles: Type.Array(StoreObstacle, { minItems: 1 }) }, strict),
  faults,
]);
export type StoreStatusAnswer = Static<typeof StoreStatusAnswer>;

/** PUT /updates/rollout (likewise): who is offered a version; `storeIds` null is every store the operator may see all of. */
export const RolloutChange = Type.Object(
  {
    version: Version,
    revision: Revision,
    storeIds: orNull(Type.Array(Id, { maxItems: 1000 })),
    status: Type.Union([Type.Literal('running'), Type.Literal('stopped')]),
  },
  strict,
);
export type RolloutChange = Static<typeof RolloutChange>;
export const RolloutAnswer = Type.Union([done, faults]);
export type RolloutAnswer = Static<typeof RolloutAnswer>;

/** POST /updates/now (likewise): one register installs the version as soon as nothing is under way at it, whatever the hour. */
export const UpdateNow = Type.Object({ registerId: Id, version: Version }, strict);
export type UpdateNow = Static<typeof UpdateNow>;
