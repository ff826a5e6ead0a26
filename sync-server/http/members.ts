import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { MemberExport } from '#contracts/http/member-export.ts';
import {
  Duplicates,
  EraseAnswer,
  MemberHistory,
  MemberHistoryQuery,
  MemberKnown,
  MergeAnswer,
  MergeRequest,
  UnmergeRequest,
} from '#contracts/http/members.ts';
import { Id } from '#contracts/schema.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { eraseMember } from '#sync-server/commands/erase-member.ts';
import { mergeMembers, partMembers, unmergeMembers } from '#sync-server/commands/merge-members.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { readDuplicates } from '#sync-server/views/duplicate-list.ts';
import { readMemberExport } from '#sync-server/views/member-export.ts';
import { readMemberHistory } from '#sync-server/views/member-history.ts';
import { readMemberKnown } from '#sync-server/views/member-known.ts';

const Which = Type.Object({ memberId: Id });

/** What is known of a member, and its erasure. */
export function membersRoute(app: App, context: ServerContext): void {
  const may = (permission: Permission) => [requireRegister(context), requirePermission(context, permission)];
  const security = [{ register: [] }];
  const known = {
    summary: 'What is known of a member',
    params: Which,
    response: { 200: MemberKnown, '4xx': Problem },
    security,
  };
  app.get('/members/:memberId', { schema: known, onRequest: may('members') }, async ({ params }) => {
    const found = await readMemberKnown(context.db, params.memberId);
    if (!found) throw new Refusal(404, 'not-found', 'there is no such member');
    return found;
  });
  const history = {
    summary: 'What a member bought in stores and online, newest first',
    params: Which,
    querystring: MemberHistoryQuery,
    response: { 200: MemberHistory, '4xx': Problem },
    security,
  };
  app.get('/members/:memberId/history', { schema: history, onRequest: may('members') }, ({ params, query }) =>
    readMemberHistory(context.db, params.memberId, query.cursor),
  );
  const erase = {
    summary: 'Erases what is known of a member',
    params: Which,
    response: { 200: EraseAnswer, '4xx': Problem },
    security,
  };
  app.post('/members/:memberId/erase', { schema: erase, onRequest: may('member-erase') }, (request) =>
    eraseMember(context, request.params.memberId, {
      storeId: registerOf(request).storeId,
      operatorId: operatorOf(request),
    }),
  );
  const all = {
    summary: 'All that is kept under a member',
    params: Which,
    response: { 200: MemberExport, '4xx': Problem },
    security,
  };
  app.get('/members/:memberId/export', { schema: all, onRequest: may('member-export') }, async ({ params }) => {
    const found = await readMemberExport(context.db, params.memberId, context.now());
    if (!found) throw new Refusal(404, 'not-found', 'there is no such member');
    return found;
  });
  mergeRoutes(app, context, may('member-merge'));
}

/** Members who seem to be one person, and what somebody made of them. */
function mergeRoutes(app: App, context: ServerContext, onRequest: ReturnType<typeof requireRegister>[]): void {
  const answers = <A extends TSchema>(summary: string, answer: A) => {
    return { summary, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const list = answers('Members who seem to be one person', Duplicates);
  app.get('/members/duplicates', { schema: list, onRequest }, () => readDuplicates(context.db));
  const merge = { ...answers('Makes two members one person', MergeAnswer), body: MergeRequest };
  app.post('/members/merge', { schema: merge, onRequest }, (request) =>
    mergeMembers(context, request.body, operatorOf(request)),
  );
  const part = { ...answers('Says that two members are two people', MergeAnswer), body: MergeRequest };
  app.post('/members/part', { schema: part, onRequest }, (request) =>
    partMembers(context, request.body, operatorOf(request)),
  );
  const unmerge = { ...answers('Makes two of members who were merged', MergeAnswer), body: UnmergeRequest };
  app.post('/members/unmerge', { schema: unmerge, onRequest }, (request) =>
    unmergeMembers(context, request.body.mergeId, operatorOf(request)),
  );
}
