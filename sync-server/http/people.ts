import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { PeopleList, PersonAnswer, PersonChange, RoleAnswer, RoleChange } from '#contracts/http/people.ts';
import { Id } from '#contracts/schema.ts';
import { changePerson } from '#sync-server/commands/change-person.ts';
import { changeRole } from '#sync-server/commands/change-role.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readPeople } from '#sync-server/db/read-people.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

/** Operators and roles of the chain. */
export function peopleRoute(app: App, context: ServerContext): void {
  const onRequest = [requireRegister(context), requirePermission(context, 'people')];
  const security = [{ register: [] }];
  const list = { summary: 'Operators, roles and stores', response: { 200: PeopleList, '4xx': Problem }, security };
  app.get('/people', { schema: list, onRequest }, () => readPeople(context.db));
  const person = {
    summary: 'Makes, changes or archives an operator; sets a PIN or badge',
    params: Type.Object({ operatorId: Id }),
    body: PersonChange,
    response: { 200: PersonAnswer, '4xx': Problem },
    security,
  };
  app.put('/operators/:operatorId', { schema: person, onRequest }, (request) => {
    mustBe(request.body.operator.operatorId === request.params.operatorId);
    return changePerson(context, request.body, operatorOf(request));
  });
  const role = {
    summary: 'Makes, changes or removes a role',
    params: Type.Object({ roleId: Id }),
    body: RoleChange,
    response: { 200: RoleAnswer, '4xx': Problem },
    security,
  };
  app.put('/roles/:roleId', { schema: role, onRequest }, (request) => {
    mustBe(request.body.role === null || request.body.role.roleId === request.params.roleId);
    return changeRole(context, request.params.roleId, request.body, operatorOf(request));
  });
}

function mustBe(same: boolean): void {
  if (!same) throw new Refusal(400, 'body-invalid', 'what is changed is another than what is addressed');
}
