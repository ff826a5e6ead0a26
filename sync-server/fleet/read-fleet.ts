import { type Kysely, sql } from 'kysely';
import type { FleetAnswer, FleetHistory, FleetRegister, FleetStore, RegisterReport } from '#contracts/http/fleet.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { updateWindowOf } from '#domain/fleet/update-window.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { channelRegisters } from '#sync-server/db/channel-registers.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { VERSION } from '#sync-server/version.ts';
import { silentSince } from './note-connection.ts';
import { readRelease } from './read-release.ts';

/** The stores named, with all their registers as they were last heard of. */
export async function readFleet(context: ServerContext, storeIds: readonly string[]): Promise<FleetAnswer> {
  const { db, now } = context;
  const stores = await db.selectFrom('store').selectAll().where('store_id', 'in', wanted(storeIds)).execute();
  const { release, fault } = await readRelease(context);
  return {
    at: now().toISOString(),
    serverVersion: VERSION,
    stores: stores.map(({ settings, revision }) => fleetStore(settings, revision)).sort(byName),
    registers: await readRegisters(context, storeIds),
    codes: await readCodes(context, storeIds),
    release,
    releaseFault: fault,
  };
}

export function fleetStore(settings: StoreSettings, revision: number): FleetStore {
  const { storeId, name, legalName, address, taxNumber, currency, language, timeZone, dayStartsAt, archived } =
    settings;
  return {
    storeId,
    name,
    revision,
    archived: archived === true,
    ...(legalName === undefined ? {} : { legalName }),
    address,
    taxNumber,
    currency: currency.code,
    language,
    timeZone,
    dayStartsAt,
    updateWindow: updateWindowOf(settings),
  };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

/** Kysely makes no empty list. */
function wanted(storeIds: readonly string[]): string[] {
  return storeIds.length > 0 ? [...storeIds] : [''];
}

async function readRegisters(context: ServerContext, storeIds: readonly string[]): Promise<FleetRegister[]> {
  const { db } = context;
  const registers = await db
    .selectFrom('register')
    .leftJoin('update_request', 'update_request.register_id', 'register.register_id')
    .select(['register.register_id', 'store_id', 'name', 'revision', 'update_request.version'])
    .where('store_id', 'in', wanted(storeIds))
    .where('register.register_id', 'not in', channelRegisters(db))
    .orderBy('register.register_id')
    .execute();
  const journals = await journalsOf(db, storeIds);
  const silent = silentSince(context);
  return registers.flatMap((register): FleetRegister[] => {
    const own = journals.filter(({ register_id }) => register_id === register.register_id);
    const [newest] = own;
    if (!newest) return [];
    const isOnline = ({ connection, seen_at }: (typeof own)[number]) =>
      connection !== null && seen_at !== null && (newest.hostless || seen_at.toISOString() >= silent);
    const online = isOnline(newest);
    return [
      {
        registerId: register.register_id,
        storeId: register.store_id,
        name: register.name,
        revision: register.revision,
        hostless: newest.hostless,
        inService: own.some(({ revoked_at }) => revoked_at === null),
        hasFacts: own.some(({ watermark, parked, quarantined }) => watermark + parked + quarantined > 0),
        online,
        onlineSince: sinceOf(newest, online),
        seenAt: newest.seen_at?.toISOString() ?? null,
        clockMs: newest.clock_ms,
        report: newest.report && withoutArrived(newest.report, newest.watermark),
        parked: total(own, 'parked'),
        quarantined: total(own, 'quarantined'),
        incarnations: own.map((row) => ({
          journalId: row.journal_id,
          incarnation: row.incarnation,
          receiptSeries: row.receipt_series,
          revokedAt: row.revoked_at?.toISOString() ?? null,
          firstSeenAt: row.first_seen_at?.toISOString() ?? null,
          seenAt: row.seen_at?.toISOString() ?? null,
          online: isOnline(row),
        })),
        asked: register.version,
      },
    ];
  });
}

/** What arrived after it was told does not wait any more, though nothing was told since. */
function withoutArrived(report: RegisterReport, watermark: number): RegisterReport {
  const { seq, waiting: told, ordersWaiting, waitingSince } = report.journal;
  const waiting = Math.min(told, Math.max(0, seq - watermark));
  const since = waiting === 0 ? null : waitingSince;
  const journal = { ...report.journal, waiting, ordersWaiting: Math.min(ordersWaiting, waiting), waitingSince: since };
  return { ...report, journal };
}

/** A connection that fell silent is offline since it was last heard. */
function sinceOf(
  { connection, changed_at, seen_at }: { connection: string | null; changed_at: Date | null; seen_at: Date | null },
  online: boolean,
): string | null {
  const since = !online && connection !== null ? seen_at : changed_at;
  return since?.toISOString() ?? null;
}

function total(rows: readonly { parked: number; quarantined: number }[], key: 'parked' | 'quarantined'): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}

/** Newest incarnations first. */
function journalsOf(db: Kysely<Tables>, storeIds: readonly string[]) {
  return db
    .selectFrom('journal')
    .leftJoin('register_contact', 'register_contact.journal_id', 'journal.journal_id')
    .select([
      'journal.journal_id',
      'register_id',
      'incarnation',
      'receipt_series',
      'watermark',
      'revoked_at',
      'first_seen_at',
      'seen_at',
      'connection',
      'changed_at',
      'clock_ms',
      'report',
      sql<boolean>`exists (select from device where device.journal_id = journal.journal_id)`.as('hostless'),
      sql<number>`(select count(*)::int4 from parked where parked.journal_id = journal.journal_id)`.as('parked'),
      sql<number>`(select count(*)::int4 from quarantine where quarantine.journal_id = journal.journal_id)`.as(
        'quarantined',
      ),
    ])
    .where('store_id', 'in', wanted(storeIds))
    .orderBy('incarnation', 'desc')
    .execute();
}

async function readCodes({ db, now }: ServerContext, storeIds: readonly string[]): Promise<FleetAnswer['codes']> {
  const rows = await db
    .selectFrom('register_code')
    .select(['code_id', 'kind', 'store_id', 'register_id', 'name', 'expires_at'])
    .where('store_id', 'in', wanted(storeIds))
    .where('used_by', 'is', null)
    .where('expires_at', '>', now())
    .orderBy('expires_at')
    .execute();
  return rows.map((row) => ({
    codeId: row.code_id,
    kind: row.kind,
    storeId: row.store_id,
    registerId: row.register_id,
    name: row.name,
    expiresAt: row.expires_at.toISOString(),
  }));
}

/** What a register told over time, oldest first; null where it is in none of the stores. */
export async function readHistory(
  { db }: ServerContext,
  registerId: string,
  storeIds: readonly string[],
): Promise<FleetHistory | null> {
  const register = await db
    .selectFrom('register')
    .select('store_id')
    .where('register_id', '=', registerId)
    .executeTakeFirst();
  if (!register || !storeIds.includes(register.store_id)) return null;
  const rows = await db
    .selectFrom('register_history')
    .innerJoin('journal', 'journal.journal_id', 'register_history.journal_id')
    .select(['at', 'kind', 'waiting', 'clock_ms', 'free', 'version'])
    .where('register_id', '=', registerId)
    .orderBy('at')
    .execute();
  return {
    points: rows.map(({ at, kind, waiting, clock_ms, free, version }) => {
      return { at: at.toISOString(), kind, waiting, clockMs: clock_ms, free, version };
    }),
  };
}
