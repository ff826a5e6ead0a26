import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Program, run } from '#tests/fixtures/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'omnitill-start-'));
const running: Program[] = [];
afterAll(async () => {
  for (const program of running) await program.stop();
  rmSync(folder, { recursive: true, force: true });
});

const FREE_PORTS = ['--server-port', '0', '--till-port', '0', '--printer-port', '0', '--printer-http-port', '0'];

function start(...args: string[]): Program {
  const env = { OMNITILL_DATA_DIR: folder, DATABASE_URL: '' };
  const program = run(process.execPath, ['scripts/start.mjs', ...args], env);
  running.push(program);
  return program;
}

async function address(shop: Program, name: string): Promise<string> {
  return (await shop.printed(new RegExp(`^${name} (http\\S+)`, 'm')))[1] ?? '';
}

async function exitOf(program: Program): Promise<{ code: number | string; said: string }> {
  const code = await program.ended;
  return { code, said: program.output().trim() };
}

const register = () => readFileSync(join(folder, 'till', 'register.json'), 'utf8');
const token = () => readFileSync(join(folder, 'server', 'admin-token'), 'utf8');

test('npm start: a shop comes up, ends cleanly, and is found as it was', { timeout: 240_000 }, async () => {
  const shop = start('--no-open', ...FREE_PORTS);
  const server = await address(shop, 'server');
  expect(await (await fetch(`${server}/health`)).json()).toMatchObject({ status: 'ok', database: 'embedded' });
  expect((await fetch(await address(shop, 'till'))).headers.get('content-type')).toContain('text/html');
  expect((await fetch(await address(shop, 'printer'))).ok).toBe(true);
  await shop.printed(/^PINs +Ada 1234 · 李娜 2345 · .*$/m);
  await shop.printed(/^code +[0-9A-Z]{8} enrols one more till: npm run till -- --server http/m);
  await expect.poll(register, { timeout: 20_000 }).toContain('high-street-R1');

  expect(await exitOf(start('--no-open', ...FREE_PORTS))).toEqual({
    code: 1,
    said: `A shop is already running on ${folder}; choose another folder with --data-dir.`,
  });
  await importsTwice(server);
  const before = [register(), token()];
  expect(await shop.stop('SIGTERM')).toBe(0);

  const again = start('--no-open', ...FREE_PORTS);
  await again.printed(/^Ctrl-C/m);
  expect([register(), token()]).toEqual(before);
  expect(await again.stop('SIGINT')).toBe(0);
});

/** A CSV goes in once, its bad row is told, and the same again changes nothing. */
async function importsTwice(server: string): Promise<void> {
  const file = join(folder, 'products.csv');
  writeFileSync(file, 'sku,name,category,tax,price\nNEW-1,New tea,Drinks,zero,2.50\nNEW-2,Bad tea,Drinks,zero,2.505\n');
  const told = '  line 3: price "2.505" has more than 2 decimals';
  const first = await exitOf(start('import', file, '--server', server));
  expect(first).toEqual({ code: 0, said: `1 of 1 products …\n1 new, 0 changed, 0 unchanged, 1 refused\n${told}` });
  const second = await exitOf(start('import', file, '--server', server));
  expect(second).toEqual({ code: 0, said: `1 of 1 products …\n0 new, 0 changed, 1 unchanged, 1 refused\n${told}` });
}

test('import opens the server on its folder where none runs; --reset begins anew', { timeout: 120_000 }, async () => {
  const file = join(folder, 'products.csv');
  const alone = await exitOf(start('import', file));
  expect(alone.said).toContain('0 new, 0 changed, 1 unchanged, 1 refused');
  const before = token();
  const server = start('server', '--reset', '--server-port', '0');
  const url = await address(server, 'server');
  expect(token()).not.toBe(before);
  const fresh = await exitOf(start('import', file, '--server', url));
  expect(fresh.said).toContain('1 new, 0 changed, 0 unchanged, 1 refused');
  expect(await server.stop()).toBe(0);
});

test.runIf(process.platform === 'linux')(
  'a server that dies takes the shop down with one sentence',
  { timeout: 120_000 },
  async () => {
    const server = start('server', '--server-port', '0');
    await server.printed(/^Ctrl-C/m);
    const pid = Number(
      readFileSync(`/proc/${server.child.pid}/task/${server.child.pid}/children`, 'utf8').split(' ')[0],
    );
    process.kill(pid, 'SIGKILL');
    const log = join(folder, 'logs', 'server.log');
    expect(await exitOf(server)).toMatchObject({
      code: 1,
      said: expect.stringContaining(`\nThe server ended unexpectedly (SIGKILL); see ${log}.`),
    });
  },
);

test('a port that is taken gets one sentence that names its flag', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const taken = blocker.address();
  const port = String(typeof taken === 'object' ? taken?.port : 0);
  const refused = await exitOf(start('--no-open', ...FREE_PORTS, '--printer-port', port));
  blocker.close();
  expect(refused).toEqual({
    code: 1,
    said: `Port ${port} is taken by another program; choose another with --printer-port PORT.`,
  });
});

test('a folder that cannot be written gets one sentence', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const refused = await exitOf(start('--no-open', ...FREE_PORTS, '--data-dir', join(file, 'shop')));
  expect(refused).toEqual({
    code: 1,
    said: `The data folder ${join(file, 'shop')} cannot be written (ENOTDIR: not a directory); choose another with --data-dir.`,
  });
});
