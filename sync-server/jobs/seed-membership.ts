import { readFileSync } from 'node:fs';
import { MemberProgram } from '#contracts/member/program.ts';
import { parseJson } from '#contracts/schema.ts';
import { pointsInstrument } from '#domain/member/points.ts';
import { changeProgram } from '#sync-server/commands/change-program.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readProgram } from '#sync-server/db/read-program.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

/** Every so many members said yes to more than one purpose; every so many have points to spend. */
const AGREES = 2;
const HAS_POINTS = 3;

/** Gives the demo's chain a program, and its members what they said and earned before it opened. Once. */
export async function seedMembership(context: ServerContext): Promise<void> {
  const { version } = await readProgram(context.db);
  if (version > 0) return;
  const file = readFileSync(new URL('../../resources/demo/member-program.json', import.meta.url), 'utf8');
  const program = parseJson(MemberProgram, file);
  if (!program.ok) throw new Error(`resources/demo/member-program.json${program.at}: ${program.message}`);
  const store = await context.db.selectFrom('store').select('settings').orderBy('store_id').executeTakeFirstOrThrow();
  const members = await context.db.selectFrom('member').select('member_id').orderBy('card_number').execute();
  const currency = store.settings.currency.code;
  await appendFacts(context, async () => ({
    facts: members.flatMap(({ member_id }, index) => historyOf(context, program.value, member_id, index, currency)),
    answer: null,
  }));
  const changed = await changeProgram(context, { version, program: program.value }, null);
  if (!changed.ok) throw new Error(`demo program: ${JSON.stringify(changed)}`);
}

function historyOf(
  context: ServerContext,
  { purposes }: MemberProgram,
  memberId: string,
  index: number,
  currency: string,
): ServerDraft[] {
  const consents = purposes.slice(0, (index % AGREES) + 1).map(({ purposeId, version }): ServerDraft => {
    const said = { given: true, textVersion: version, language: 'en', channel: 'office' } as const;
    return { kind: 'consent.changed', payload: { memberId, purposeId, ...said } };
  });
  if (index % HAS_POINTS !== 0) return consents;
  const value = { instrument: pointsInstrument(memberId, currency), class: 'points', currency, memberId } as const;
  const points: ServerDraft = {
    kind: 'value.issued',
    payload: { ...value, amount: 120 + index * 25, orderId: context.newId() },
  };
  return [...consents, points];
}
