import { Problem } from '#contracts/http/api.ts';
import { SetupAnswer, SetupRequest, SetupState } from '#contracts/http/setup.ts';
import { hasNoStore, openShop } from '#sync-server/commands/open-shop.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { Refusal } from '#sync-server/http/problem.ts';

/** Attempts per address and minute: plenty for people, hopeless for guessing one of 2^40 codes. */
const ATTEMPTS_PER_MINUTE = 20;

const STATUS = { 'body-invalid': 400, 'setup-code-invalid': 403, 'setup-done': 409 } as const;

/** Opening the chain's first store. */
export function setupRoute(app: App, context: ServerContext): void {
  const state = { summary: 'Whether a first store may be opened', response: { 200: SetupState, '4xx': Problem } };
  app.get('/setup', { schema: state }, async () => ({ open: await hasNoStore(context) }));
  const schema = {
    summary: 'Opens the first store by the setup code',
    body: SetupRequest,
    response: { 200: SetupAnswer, '4xx': Problem },
  };
  const config = { rateLimit: { max: ATTEMPTS_PER_MINUTE, timeWindow: 60_000 } };
  app.post('/setup', { schema, config }, async ({ body }) => {
    const result = await openShop(context, body);
    if (!result.ok) throw new Refusal(STATUS[result.code], result.code, result.reason);
    return result.answer;
  });
}
