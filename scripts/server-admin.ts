import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodeAnswer, type CodeKind, Problem } from '#contracts/http/api.ts';
import { SetupState } from '#contracts/http/setup.ts';
import { parseJson } from '#contracts/schema.ts';

export type CodeIssued = { ok: true; code: string } | { ok: false; message: string };

/** The administrator's token of the server whose data lie in a folder; undefined when there is none. */
export async function adminToken(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(join(dataDir, 'server', 'admin-token'), 'utf8')).trim();
  } catch {
    return undefined;
  }
}

/** The code that opens the first shop of the server whose data lie in a folder; undefined when there is none. */
export async function setupCode(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(join(dataDir, 'server', 'setup-code'), 'utf8')).trim();
  } catch {
    return undefined;
  }
}

/** Whether a running server has no shop yet. */
export async function isUnopened(server: string): Promise<boolean> {
  const state = parseJson(SetupState, await (await fetch(`${server}/setup`)).text());
  return state.ok && state.value.open;
}

/** Asks a running server for a one-time code that enrols a till, or admits a tablet, in a store. */
export async function issueCode(
  dataDir: string,
  server: string,
  storeId: string,
  kind: CodeKind = 'till',
): Promise<CodeIssued> {
  const token = await adminToken(dataDir);
  if (token === undefined) return { ok: false, message: `No administrator token was found in ${dataDir}.` };
  const answer = await fetch(`${server}/registers/codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ storeId, kind }),
  });
  const text = await answer.text();
  const issued = parseJson(CodeAnswer, text);
  if (answer.ok && issued.ok) return { ok: true, code: issued.value.code };
  return { ok: false, message: `The server gave no code for a ${kind}: ${problemOf(text)}.` };
}

/** What a refusal of the server says. */
export function problemOf(text: string): string {
  const problem = parseJson(Problem, text);
  return problem.ok ? problem.value.message : text.slice(0, 200);
}
