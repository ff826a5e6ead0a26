import type { ProgramAnswer, ProgramChange } from '#contracts/http/member-program.ts';
import type { MemberProgram } from '#contracts/member/program.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readProgram } from '#sync-server/db/read-program.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

/**
 * Changes what membership is in the chain, if it is still as whoever changes it saw. Words that somebody may have said yes to are not
 * rewritten: another text is another version (GDPR art. 7(1): it must be shown what was agreed to).
 */
export function changeProgram(
  context: ServerContext,
  { version, program }: ProgramChange,
  operatorId: string | null,
): Promise<ProgramAnswer> {
  return appendFacts<ProgramAnswer>(context, async ({ db }) => {
    const now = await readProgram(db);
    if (now.version !== version) return { facts: [], answer: { ok: false, now } };
    if (isSame(now.program, program)) return { facts: [], answer: { ok: true, version } };
    const fault = programFault(now.program, program);
    if (fault) return { facts: [], answer: { ok: false, faults: [fault] } };
    const payload = { version: version + 1, program };
    return {
      facts: [{ kind: 'member-program.published', payload, operatorId }],
      answer: { ok: true, version: version + 1 },
    };
  });
}

function programFault(
  before: MemberProgram,
  after: MemberProgram,
): 'program-ids-twice' | 'consent-text-changed' | null {
  const ids = [after.purposes.map(({ purposeId }) => purposeId), after.tiers.map(({ tierId }) => tierId)];
  if (ids.some((own) => new Set(own).size < own.length)) return 'program-ids-twice';
  for (const { purposeId, version, text, texts = {} } of before.purposes) {
    const next = after.purposes.find((one) => one.purposeId === purposeId);
    if (!next || next.version < version) return 'consent-text-changed';
    if (next.version === version && !isSame([next.text, next.texts ?? {}], [text, texts]))
      return 'consent-text-changed';
  }
  return null;
}
