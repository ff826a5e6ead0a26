import { EnrolAnswer, EnrolRequest, Problem } from '#contracts/http/api.ts';
import { enrolRegister } from '#sync-server/commands/enrol-register.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { Refusal } from '#sync-server/http/problem.ts';

/** Attempts per address and minute: plenty for people, hopeless for guessing one of 2^40 codes. */
const ATTEMPTS_PER_MINUTE = 30;

export function enrolRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Enrols a register by a one-time code',
    body: EnrolRequest,
    response: { 200: EnrolAnswer, '4xx': Problem },
  };
  const config = { rateLimit: { max: ATTEMPTS_PER_MINUTE, timeWindow: 60_000 } };
  app.post('/registers/enrol', { schema, config }, async ({ body }) => {
    const result = await enrolRegister(context, body);
    if (!result.ok) throw new Refusal(result.code === 'body-invalid' ? 400 : 403, result.code, result.reason);
    return result.answer;
  });
}
