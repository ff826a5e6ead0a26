import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { readOptions } from '#sync-server/options.ts';
import { openServer } from '#sync-server/server.ts';
import { run } from '#tests/fixtures/program.ts';
import { onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { fillTestShop } from '#tests/fixtures/test-shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'omnitill-main-'));
const dataDir = join(folder, 'kept');

beforeAll(async () => {
  const prepared = await openServer({ dataDir: join(dataDir, 'server'), port: 0 });
  await fillTestShop(prepared.context);
  await prepared.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(args: string[], env: Record<string, string> = {}) {
  const clean = { DATABASE_URL: '', OMNITILL_SERVER_PORT: '', OMNITILL_DATA_DIR: '', ...env };
  return run(process.execPath, ['--import', 'tsx', 'sync-server/main.ts', ...args], clean);
}

/** The single line that a refused start prints. */
async function refusal(args: string[], env: Record<string, string> = {}): Promise<string> {
  const program = start(args, env);
  expect(await program.ended).toBe(1);
  const lines = program
    .output()
    .split('\n')
    .filter((line) => line !== '');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

test('starts, answers, keeps one writer to a folder, ends cleanly, and finds everything as it was', async () => {
  const args = ['--port', '0', '--data-dir', dataDir];
  const first = start(args);
  const [, url] = await first.printed(/^server (http:\/\/127\.0\.0\.1:\d+)$/m);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect(await refusal(args)).toBe(`Another server is using the data folder ${join(dataDir, 'server')}.`);
  expect(statSync(join(dataDir, 'server', 'admin-token')).mode & 0o777).toBe(0o600);
  expect(await first.stop('SIGTERM')).toBe(0);
  const second = start(args);
  await second.printed(/^server http/m);
  expect(await second.stop('SIGINT')).toBe(0);
});

test('killed while it is pushed to, it starts again and has every fact it answered for', async () => {
  const prepared = await openServer({ dataDir: join(dataDir, 'server'), port: 0 });
  const register = await enrolTestRegister(prepared);
  const product = await productOf(prepared, 'P1');
  await prepared.close();
  const lines: JournalLine[] = [];
  let answered = 0;
  for (let life = 0; life < 3; life++) {
    const program = start(['--port', '0', '--data-dir', dataDir]);
    const [, url = ''] = await program.printed(/^server (http:.*)$/m);
    const till = register.at(url);
    expect((await till.push([])).watermark).toBeGreaterThanOrEqual(answered);
    for (let pushes = 0; pushes < 5; pushes++) {
      lines.push(register.sale([product]), register.sale([product]));
      answered = (await till.push(lines)).watermark;
      expect(answered).toBe(lines.length);
    }
    lines.push(register.sale([product]));
    const unanswered = till.push(lines).catch(() => undefined);
    await program.stop('SIGKILL');
    await unanswered;
  }
  const last = await openServer({ dataDir: join(dataDir, 'server'), port: 0 });
  expect(await register.at(last.url).push(lines)).toMatchObject({ watermark: lines.length, verdicts: [] });
  expect(await onHandOf(last.context, product.variantId)).toBe(10 - lines.length);
  await last.close();
});

test('a taken port gets one sentence', async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const sentence = await refusal(['--port', String(port), '--data-dir', join(folder, 'port')]);
  expect(sentence).toBe(`Port ${port} is taken; choose another with --port.`);
  taken.close();
});

test('a folder that can’t be, a database that isn’t there, and wrong flags get one sentence', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(await refusal(['--port', '0', '--data-dir', file])).toContain(
    `The data folder ${file}/server cannot be written`,
  );
  const url = 'postgres://someone:secret@127.0.0.1:1/none';
  const unreachable = await refusal(['--port', '0', '--data-dir', join(folder, 'db')], { DATABASE_URL: url });
  expect(unreachable).toContain('The database 127.0.0.1:1/none cannot be reached');
  expect(unreachable).not.toContain('secret');
  expect(await refusal(['--port', 'many'])).toBe('The port must be a number up to 65535, not many.');
  expect(await refusal(['--prot', '1'])).toContain('--help');
});

test('--help lists every option and starts nothing', async () => {
  const program = start(['--help', '--data-dir', join(folder, 'help')]);
  expect(await program.ended).toBe(0);
  for (const word of [
    '--port',
    '--host',
    '--data-dir',
    '--database-url',
    '--demo',
    'OMNITILL_SERVER_PORT',
    'OMNITILL_DATA_DIR',
    'DATABASE_URL',
    'OMNITILL_ADMIN_TOKEN',
  ]) {
    expect(program.output()).toContain(word);
  }
  expect(existsSync(join(folder, 'help'))).toBe(false);
});

test('a flag wins over the environment, which wins over the default', () => {
  const env = { OMNITILL_SERVER_PORT: '9301', OMNITILL_DATA_DIR: '/a', DATABASE_URL: 'postgres://x' };
  expect(readOptions([], env)).toMatchObject({
    port: 9301,
    dataDir: '/a/server',
    databaseUrl: 'postgres://x',
    demo: false,
  });
  const flags = ['--port', '9302', '--data-dir', '/b', '--database-url', 'postgres://y', '--host', '0.0.0.0', '--demo'];
  expect(readOptions(flags, env)).toEqual({
    port: 9302,
    host: '0.0.0.0',
    dataDir: '/b/server',
    databaseUrl: 'postgres://y',
    demo: true,
    demoOrders: false,
    names: [],
  });
  expect(readOptions([], {})).toMatchObject({
    port: 8787,
    host: '127.0.0.1',
    dataDir: 'data/server',
    databaseUrl: undefined,
  });
});
