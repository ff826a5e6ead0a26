import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { END_WITH_STARTER, startChild } from './child.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnitill-child-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function start(script: string, closable = false) {
  return startChild({
    name: 'the thing',
    command: process.execPath,
    args: ['--require', END_WITH_STARTER, '-e', script],
    env: { GREETING: 'hello' },
    readyWord: 'thing',
    readyMs: 20_000,
    closable,
    logFile: join(folder, 'thing.log'),
  });
}

const STAY = 'setInterval(() => {}, 1000);';

test('the ready line says where it is, the log keeps all it prints, stop ends it', async () => {
  const child = start(`console.log('warming up'); console.log('thing ' + process.env.GREETING); ${STAY}`);
  expect(await child.ready).toEqual({ ok: true, said: 'hello' });
  await child.stop();
  expect((await child.ended).sentence).toContain('SIGTERM');
  expect(readFileSync(join(folder, 'thing.log'), 'utf8')).toBe('warming up\nthing hello\n');
});

test('a program that says why it cannot start is quoted', async () => {
  const child = start(`console.error('Port 4310 is taken.'); process.exit(1);`);
  expect(await child.ready).toEqual({ ok: false, reason: 'Port 4310 is taken.' });
});

test('a program that crashes is told by its code and its log', async () => {
  const child = start(`console.log('thing up'); setImmediate(() => { throw new Error('oh'); });`);
  expect(await child.ended).toEqual({
    closed: false,
    sentence: `The thing ended unexpectedly (code 1); see ${join(folder, 'thing.log')}.`,
  });
});

test('only what a person may close ends well by itself', async () => {
  expect(await start('').ended).toMatchObject({ closed: false });
  expect(await start('', true).ended).toMatchObject({ closed: true });
});

test('a program that is not there is told', async () => {
  const options = {
    name: 'the thing',
    command: join(folder, 'none'),
    args: [],
    env: {},
    readyWord: 'thing',
    readyMs: 20_000,
  };
  const child = startChild({ ...options, logFile: join(folder, 'thing.log') });
  expect(await child.ready).toMatchObject({ ok: false, reason: expect.stringContaining('The thing did not start') });
});

test.runIf(process.platform !== 'win32')('a program ends when its starter is killed', async () => {
  const module = JSON.stringify(pathToFileURL(join(import.meta.dirname, 'child.ts')).href);
  const inner = JSON.stringify(`console.log('thing ' + process.pid); ${STAY}`);
  const starter = `
    const { startChild, END_WITH_STARTER } = await import(${module});
    const child = startChild({ name: 'the thing', command: process.execPath, args: ['--require', END_WITH_STARTER, '-e', ${inner}],
      env: {}, readyWord: 'thing', readyMs: 20000, logFile: ${JSON.stringify(join(folder, 'thing.log'))} });
    console.log((await child.ready).said);`;
  const process1 = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', starter], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(process1.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  expect(isAlive(pid)).toBe(true);
  process1.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
