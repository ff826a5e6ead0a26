import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { FACT_KINDS } from '#contracts/facts/kinds.ts';

/** Compiled, because every fact passes here; `parse` of the contracts would say where it differs, but at a tenth of the speed. */
const CHECKS = new Map<string, (payload: unknown) => boolean>(
  Object.entries(FACT_KINDS).flatMap(([kind, versions]) =>
    Object.entries(versions).map(([version, schema]: [string, TSchema]) => {
      const validator = Compile(schema);
      return [`${kind}@${version}`, (payload: unknown) => validator.Check(payload)];
    }),
  ),
);

/** Whether a payload fits its kind's and version's schema; `kind-unknown` when this server has none. */
export function checkPayload(
  kind: string,
  version: number,
  payload: unknown,
): 'ok' | 'payload-invalid' | 'kind-unknown' {
  const check = CHECKS.get(`${kind}@${version}`);
  if (!check) return 'kind-unknown';
  return check(payload) ? 'ok' : 'payload-invalid';
}
