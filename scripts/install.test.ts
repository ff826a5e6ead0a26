import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from './install.mjs';
import { nodeComplaint } from './node-version.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'omnitill-install-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function lock(file: string, packages: Record<string, { version: string; optional?: boolean }>): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, file), JSON.stringify({ packages: { '': {}, ...packages } }));
}
const WANTED = 'package-lock.json';
const INSTALLED = 'node_modules/.package-lock.json';

test('a checkout without packages is not installed', () => {
  lock(WANTED, { 'node_modules/a': { version: '1.0.0' } });
  expect(isInstalled(root)).toBe(false);
});

test('what is installed is compared with the lock file; packages for other systems may be missing', () => {
  lock(WANTED, { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', optional: true } });
  lock(INSTALLED, { 'node_modules/a': { version: '1.0.0' } });
  expect(isInstalled(root)).toBe(true);
  lock(INSTALLED, { 'node_modules/a': { version: '0.9.0' } });
  expect(isInstalled(root)).toBe(false);
  lock(INSTALLED, { 'node_modules/b': { version: '1.0.0' } });
  expect(isInstalled(root)).toBe(false);
});

test.each(['20.19.0', '20.20.2', '22.12.0', '24.0.0'])('Node.js %s will do', (version) => {
  expect(nodeComplaint(version)).toBeUndefined();
});

test.each(['12.22.0', '18.20.0', '20.18.1', '21.7.3', '22.11.0'])('Node.js %s gets one sentence', (version) => {
  expect(nodeComplaint(version)).toContain(`20.19 or newer`);
});
