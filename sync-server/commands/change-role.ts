import type { RoleAnswer, RoleChange } from '#contracts/http/people.ts';
import type { Role } from '#contracts/views/register-config.ts';
import { roleChangeFault } from '#domain/operator/people-rules.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readPeople } from '#sync-server/db/read-people.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

/**
 * Makes, changes or removes a role that is still as it was when it was changed. The first change of a chain that has set none
 * publishes the default roles with it: from then on only what is published holds.
 */
export function changeRole(
  context: ServerContext,
  roleId: string,
  { revision, role }: RoleChange,
  actorId: string | null,
): Promise<RoleAnswer> {
  return appendFacts<RoleAnswer>(context, async ({ db }) => {
    const { people, roles } = await readPeople(db);
    const now = roles.find((row) => row.role.roleId === roleId) ?? null;
    if ((now?.revision ?? 0) !== revision) return { facts: [], answer: { ok: false, conflict: { now } } };
    if (isSame(now?.role ?? null, role)) return { facts: [], answer: { ok: true, revision } };
    const rules = roles.map((row) => row.role);
    const actor = people.find((row) => row.operator.operatorId === actorId)?.operator;
    const staff = people.map((row) => row.operator);
    const fault = roleChangeFault(actor, staff, rules, roleId, role);
    if (fault) return { facts: [], answer: { ok: false, faults: [fault] } };
    const isUnset = roles.every((row) => row.revision === 0);
    const unchanged = isUnset ? rules.filter((one) => one.roleId !== roleId) : [];
    const published = [...unchanged.map((one) => roleFact(one.roleId, one, actorId))];
    if (role || now?.revision) published.push(roleFact(roleId, role, actorId));
    return { facts: published, answer: { ok: true, revision: role ? revision + 1 : 0 } };
  });
}

function roleFact(entityId: string, after: Role | null, operatorId: string | null): ServerDraft {
  return { kind: 'settings.published', payload: { entity: 'role', entityId, after }, operatorId };
}
