import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { EraseAnswer, MemberKnown } from '#contracts/http/members.ts';
import { Id } from '#contracts/schema.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { eraseMember } from '#sync-server/commands/erase-member.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
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
}
