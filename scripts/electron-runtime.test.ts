import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { electronFromNpm } from './electron-from-npm.ts';
import { findElectron, tryProgram } from './electron-runtime.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnitill-runtime-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function program(script: string): string {
  const path = join(folder, 'electron');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test.runIf(process.platform === 'linux')('a runtime is one that can say its version', () => {
  expect(tryProgram(program('echo v45.4.1'))).toEqual({ ok: true, version: '45.4.1' });
});

test.runIf(process.platform === 'linux')('one that cannot start is told with its own words', () => {
  const path = program('echo "cannot open shared object file" >&2; exit 127');
  expect(tryProgram(path)).toEqual({ ok: false, reason: `${path} does not start: cannot open shared object file` });
});

test('one that is not there is told', () => {
  expect(tryProgram(join(folder, 'nothing'))).toMatchObject({ ok: false, reason: expect.stringContaining('ENOENT') });
});

test.runIf(process.platform === 'linux')('a folder set on purpose wins over every download', async () => {
  const path = program('echo v40.0.0');
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  const said: string[] = [];
  expect(await findElectron((text) => said.push(text))).toEqual({ ok: true, program: path, version: '40.0.0' });
  expect(said).toEqual([]);
});

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'a runtime from npm that is there is not fetched again',
  async () => {
    program('echo v33.2.1');
    const said: string[] = [];
    expect(await electronFromNpm((text) => said.push(text), folder)).toEqual({ ok: true, folder });
    expect(said).toEqual([]);
  },
);
