import { sql } from 'kysely';
import Type from 'typebox';
import { AccountAnswer, Problem, StoredValueAnswer } from '#contracts/http/api.ts';
import { Id } from '#contracts/schema.ts';
import { leasedOf } from '#sync-server/commands/grant-lease.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { membersWith, pointsWith } from '#sync-server/db/member-group.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';

const strict = { additionalProperties: false };

/** What an instrument holds, and how much of it registers may spend without asking. */
export function storedValueRoute(app: App, { db, ...context }: ServerContext): void {
  const schema = {
    summary: 'What a gift card, store credit or voucher holds',
    params: Type.Object({ instrument: Id }, strict),
    response: { 200: StoredValueAnswer, '4xx': Problem },
    security: [{ register: [] }],
  };
  const onRequest = requireRegister({ db, ...context });
  app.get('/stored-value/:instrument', { schema, onRequest }, async ({ params: { instrument } }) => {
    const row = await db.selectFrom('stored_value').selectAll().where('instrument', '=', instrument).executeTakeFirst();
    const points = await pointsWith(db, instrument);
    if (!row && !points?.balance) throw new Refusal(404, 'value-unknown', `nothing was ever issued on ${instrument}`);
    const { class: kind, currency } = row ?? { class: 'points' as const, currency: instrument.slice(4, 7) };
    const balance = points?.balance ?? row?.balance ?? 0;
    return {
      instrument,
      class: kind,
      currency,
      balance,
      leased: await leasedOf(db, points?.instruments ?? [instrument]),
    };
  });
}

/**
 * What a member owes, under whichever card of theirs, in one currency: that of the card asked for, or else of another. What is paid is booked
 * under the card that the till names, so that whoever is two again has exactly their own.
 */
export function accountRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'What a member owes',
    params: Type.Object({ accountId: Id }, strict),
    response: { 200: AccountAnswer, '4xx': Problem },
    security: [{ register: [] }],
  };
  app.get(
    '/accounts/:accountId',
    { schema, onRequest: requireRegister(context) },
    async ({ params: { accountId } }) => {
      const group = await membersWith(context.db, [accountId]);
      const { rows } = await sql<{ currency: string; balance: number }>`
        select currency, sum(balance)::int8 as balance from account
        where account_id = any(${[accountId, ...group]}::text[])
        group by currency order by bool_or(account_id = ${accountId}) desc, currency limit 1`.execute(context.db);
      const [row] = rows;
      if (!row) throw new Refusal(404, 'not-found', `nothing was ever put on account ${accountId}`);
      return { accountId, ...row };
    },
  );
}
