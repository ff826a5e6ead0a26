import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { GroupMembersImport, GroupMembersImportAnswer } from '#contracts/http/group-members.ts';
import {
  CustomerGroupAnswer,
  CustomerGroupChange,
  CustomerGroupList,
  GroupMembers,
  GroupMembersQuery,
  MemberGroupAnswer,
  MemberGroupChange,
} from '#contracts/http/pricing.ts';
import { Id } from '#contracts/schema.ts';
import { changeCustomerGroup, groupMember } from '#sync-server/commands/change-customer-group.ts';
import { importGroupMembers } from '#sync-server/commands/import-group-members.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { readCustomerGroups, readGroupMembers } from '#sync-server/views/customer-group-list.ts';

/** Customer groups of the chain, and who is in them. */
export function customerGroupsRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const onRequest = [requireRegister(context), requirePermission(context, 'prices')];
  const answers = <A extends TSchema>(summary: string, answer: A) => {
    return { summary, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const Group = Type.Object({ groupId: Id });

  app.get('/customer-groups', { schema: answers('Customer groups', CustomerGroupList), onRequest }, async () => {
    return { groups: await readCustomerGroups(db) };
  });
  const members = { ...answers('Members of a group', GroupMembers), params: Group, querystring: GroupMembersQuery };
  app.get('/customer-groups/:groupId/members', { schema: members, onRequest }, (request) =>
    readGroupMembers(db, request.params.groupId, request.query),
  );
  const change = {
    ...answers('Makes, changes or archives a group', CustomerGroupAnswer),
    params: Group,
    body: CustomerGroupChange,
  };
  app.put('/customer-groups/:groupId', { schema: change, onRequest }, (request) => {
    if (request.body.group.groupId !== request.params.groupId)
      throw new Refusal(400, 'body-invalid', 'what is changed is another than what is addressed');
    return changeCustomerGroup(context, request.body, operatorOf(request));
  });
  const file = { ...answers('Who is in which group, from a file', GroupMembersImportAnswer), body: GroupMembersImport };
  app.post('/customer-groups/import', { schema: file, onRequest }, (request) =>
    importGroupMembers(context, request.body, operatorOf(request)),
  );
  const member = {
    ...answers('Puts a member into a group', MemberGroupAnswer),
    params: Type.Object({ memberId: Id }),
    body: MemberGroupChange,
  };
  app.put('/members/:memberId/group', { schema: member, onRequest }, (request) =>
    groupMember(context, request.params.memberId, request.body, operatorOf(request)),
  );
}
