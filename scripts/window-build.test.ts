import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isWindowFresh } from './window-build.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'omnitill-window-'));
  for (const file of ['renderer/shell/main.tsx', 'electron/main/main.ts', 'domain/money.ts']) write(file, 100);
});
afterEach(() => rmSync(root, { recursive: true }));

/** A file that was changed at `at`, in seconds since 1970, as were the folders it is in. */
function write(file: string, at: number): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), '');
  for (let path = file; path !== '.'; path = dirname(path)) utimesSync(join(root, path), at, at);
}

function build(at: number): void {
  for (const file of ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']) write(file, at);
}

test('a window is fresh when all of it is there and younger than every source', () => {
  expect(isWindowFresh(root)).toBe(false);
  build(200);
  expect(isWindowFresh(root)).toBe(true);
  rmSync(join(root, 'out/preload'), { recursive: true });
  expect(isWindowFresh(root)).toBe(false);
});

test('a source that changed makes it old, a test does not', () => {
  build(200);
  write('renderer/app/main.test.tsx', 100);
  utimesSync(join(root, 'renderer/app/main.test.tsx'), 300, 300);
  expect(isWindowFresh(root)).toBe(true);
  write('domain/money.ts', 300);
  expect(isWindowFresh(root)).toBe(false);
});
