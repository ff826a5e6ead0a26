import { Problem } from '#contracts/http/api.ts';
import { REPORT_BYTES_MAX, RegisterReport, ReportAnswer } from '#contracts/http/fleet.ts';
import { offerFor } from '#sync-server/commands/change-rollout.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { takeReport } from '#sync-server/fleet/take-report.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';

/** Reports of one register a minute: ten times what a till sends when something changes all the time. */
const REPORTS_PER_MINUTE = 60;

/** What registers tell of themselves, and what they are offered. */
export function registerReportsRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'What a register tells of itself; answers with what it shall install',
    body: RegisterReport,
    response: { 200: ReportAnswer, '4xx': Problem },
    security: [{ register: [] }],
  };
  const rateLimit = {
    max: REPORTS_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request: { headers: { authorization?: string } }) => request.headers.authorization ?? '',
  };
  const options = { schema, onRequest: requireRegister(context), config: { rateLimit }, bodyLimit: REPORT_BYTES_MAX };
  app.post('/registers/report', options, async (request) => {
    const register = registerOf(request);
    await takeReport(context, register, request.body);
    return { offer: await offerFor(context, register, request.body.version) };
  });
}
