import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const biome = join(process.cwd(), 'node_modules/.bin/biome');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'purity-'));
  for (const layer of ['domain', 'sync-server']) mkdirSync(join(folder, layer));
  for (const file of ['biome.json', 'domain/purity.grit']) copyFileSync(file, join(folder, file));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines (from 1) of a file that the project's own linter settings call an error. */
function errorsIn(path: string, lines: readonly string[]): number[] {
  writeFileSync(join(folder, path), `${lines.join('\n')}\n`);
  const { status, stdout } = spawnSync(biome, ['lint', '--reporter=github', '--max-diagnostics=none', path], {
    cwd: folder,
    encoding: 'utf8',
  });
  const found = [...stdout.matchAll(/^::error .*?line=(\d+),/gm)].map(([, line]) => Number(line));
  expect(status).toBe(found.length > 0 ? 1 : 0);
  return [...new Set(found)].sort((a, b) => a - b);
}

const IMPURE = [
  'export const a = Date.now();',
  'export const b = new Date();',
  'export const c = new Date;',
  'export const d = Date();',
  'export const e = [1].map(Date.now);',
  'export const f = Math.random();',
  'export const g = { chance: Math.random };',
  'export const h = crypto.randomUUID();',
  'export const i = performance.now();',
  'export const j = () => console.log(1);',
  'export const k = setTimeout(() => 1, 1);',
  'export const l = setInterval(() => 1, 1);',
  'export const m = globalThis.name;',
  'export const n = process.env;',
  "export const o = fetch('/');",
];

const PURE = [
  'export const a = new Date(0);',
  "export const b = Date.parse('2026-11-21T10:00:00.000Z');",
  'export const c = Math.max(1, 2);',
  'export const d = (crypto: { sign(): string }) => crypto.sign();',
  'export const e = (at: number) => new Date(at).toISOString();',
];

describe('the linter keeps domain/ pure', () => {
  it('is the linter this project uses', () => {
    expect(execFileSync(biome, ['--version'], { encoding: 'utf8' })).toContain('2.5');
  });
  it('finds every clock, every chance and everything ambient', () => {
    expect(errorsIn('domain/impure.ts', IMPURE)).toEqual(IMPURE.map((_, index) => index + 1));
  });
  it('lets pure code be', () => {
    expect(errorsIn('domain/pure.ts', PURE)).toEqual([]);
  });
  it('leaves tests and other layers alone', () => {
    expect(errorsIn('domain/impure.test.ts', IMPURE)).toEqual([]);
    expect(errorsIn('sync-server/impure.ts', IMPURE)).toEqual([]);
  });
});
