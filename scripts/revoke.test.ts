import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Program, run } from '#tests/fixtures/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'omnitill-revoke-'));
const running: Program[] = [];
afterAll(async () => {
  for (const program of running) await program.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]): Program {
  const env = { OMNITILL_DATA_DIR: folder, DATABASE_URL: '' };
  const program = run(process.execPath, ['scripts/start.mjs', ...args], env);
  running.push(program);
  return program;
}

async function revoke(registerId: string, url: string): Promise<{ code: number | string; said: string }> {
  const program = start('revoke', registerId, '--server', url);
  const code = await program.ended;
  return { code, said: program.output().trim() };
}

/** Enrols a register of the demo shop, as a till would; answers its id and token. */
async function enrol(url: string): Promise<{ registerId: string; token: string }> {
  const adminToken = readFileSync(join(folder, 'server', 'admin-token'), 'utf8').trim();
  const post = async (path: string, body: unknown, token?: string) => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    return (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const { code } = await post('/registers/codes', { storeId: 'high-street', name: 'Front' }, adminToken);
  const { publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
  return post('/registers/enrol', { code, journalId: randomUUID(), publicKey: key });
}

test('a register is taken out of service through the running server; one that is not there is told', {
  timeout: 120_000,
}, async () => {
  const server = start('server', '--server-port', '0');
  const url = (await server.printed(/^server (http\S+)$/m))[1] ?? '';
  const { registerId, token } = await enrol(url);
  const standing = async () =>
    (await fetch(`${url}/register-config`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await revoke('nowhere-R9', url)).toEqual({
    code: 1,
    said: `The register was not revoked: there is no register nowhere-R9; there are: ${registerId} (Front).`,
  });
  expect(await standing()).toBe(200);
  expect(await revoke(registerId, url)).toEqual({
    code: 0,
    said: `Front (${registerId}) is out of service. What it sold before still arrives.`,
  });
  expect(await standing()).toBe(403);
});
