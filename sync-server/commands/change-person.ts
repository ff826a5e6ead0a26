import type { Person, PersonAnswer, PersonChange } from '#contracts/http/people.ts';
import type { OperatorSettings } from '#contracts/views/register-config.ts';
import { staffChangeFault } from '#domain/operator/people-rules.ts';
import { hashBadge } from '#sync-server/commands/hash-badge.ts';
import { hashPin } from '#sync-server/commands/hash-pin.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readOperator } from '#sync-server/db/read-operator.ts';
import { readPeople } from '#sync-server/db/read-people.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

/**
 * Makes an operator, or changes one who is still as they were when they were changed. What they are already changes nothing.
 * `actorId` is who asks: nobody gives more than they have (`staffChangeFault`).
 */
export async function changePerson(
  context: ServerContext,
  { revision, operator, pin, badge }: PersonChange,
  actorId: string | null,
): Promise<PersonAnswer> {
  // Outside of the transaction: it takes long on purpose.
  const pinHash = pin === undefined ? undefined : await hashPin(context, pin);
  const badgeHash = typeof badge === 'string' ? hashBadge(context, badge) : badge;
  return appendFacts<PersonAnswer>(context, async (tx) => {
    const { people, roles, stores } = await readPeople(tx.db);
    const before = await readOperator(tx.db, operator.operatorId);
    const now = people.find((row) => row.operator.operatorId === operator.operatorId) ?? null;
    if ((before?.revision ?? 0) !== revision) return { facts: [], answer: { ok: false, conflict: { now } } };
    const known = new Set(stores.map(({ storeId }) => storeId));
    if (!operator.storeIds.every((storeId) => known.has(storeId))) return refused('store-unknown');
    if (!before && pinHash === undefined) return refused('pin-missing');
    const rules = roles.map(({ role }) => role);
    const actor = people.find((row) => row.operator.operatorId === actorId)?.operator;
    const staff = people.map((row) => row.operator);
    const fault = staffChangeFault(actor, staff, operator, rules, pin !== undefined || badge !== undefined);
    if (fault) return refused(fault);
    const after = settingsAfter(before?.settings, operator, pinHash, badgeHash);
    if (await isBadgeTaken(tx, after)) return refused('badge-taken');
    if (isSame(before?.settings, after)) return { facts: [], answer: { ok: true, revision } };
    const payload = { entity: 'operator' as const, entityId: operator.operatorId, after };
    return {
      facts: [{ kind: 'settings.published', payload, operatorId: actorId }],
      answer: { ok: true, revision: revision + 1 },
    };
  });
}

function refused(fault: string): { facts: []; answer: { ok: false; faults: string[] } } {
  return { facts: [], answer: { ok: false, faults: [fault] } };
}

/** A demo tells the PIN it was filled with as long as it is that one. */
function settingsAfter(
  before: OperatorSettings | undefined,
  { archived, ...operator }: Person,
  pinHash: string | undefined,
  badgeHash: string | null | undefined,
): OperatorSettings {
  const badge = badgeHash === undefined ? before?.badgeHash : (badgeHash ?? undefined);
  const demoPin = pinHash === undefined ? before?.demoPin : undefined;
  return {
    ...operator,
    pinHash: pinHash ?? before?.pinHash ?? '',
    ...(badge === undefined ? {} : { badgeHash: badge }),
    ...(demoPin === undefined ? {} : { demoPin }),
    ...(archived ? { archived } : {}),
  };
}

/** A badge says who somebody is, so two people cannot have the same; who is archived gives theirs up to the next. */
async function isBadgeTaken({ db }: SqlIngestTransaction, { operatorId, badgeHash, archived }: OperatorSettings) {
  if (badgeHash === undefined || archived) return false;
  const holder = await db
    .selectFrom('operator')
    .select('operator_id')
    .where('badge_hash', '=', badgeHash)
    .where('operator_id', '<>', operatorId)
    .where('archived', '=', false)
    .executeTakeFirst();
  return holder !== undefined;
}
