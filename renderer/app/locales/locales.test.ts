import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '#contracts/errors/registry.ts';
import en from './en.json';
import zhCN from './zh-CN.json';

const RENDERER = join(import.meta.dirname, '../..');
const PLURAL = /_(zero|one|two|few|many|other)$/;
/** Attributes whose text people read or hear. */
const READ_ATTRIBUTES = new Set(['aria-label', 'alt', 'description', 'label', 'placeholder', 'title', 'text', 'next']);
/** What is the same in every language: keys on the keyboard, currency-free signs, an example address. */
const SAME_EVERYWHERE = /^(F\d{1,2}|Esc|Enter|Ctrl [A-Z]|https:\/\/shop\.example)$/;

interface Source {
  path: string;
  text: string;
  tree: unknown;
}

const sources: Source[] = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|\.d\.ts$|^store\//.test(path))
  .map((path) => {
    const text = readFileSync(join(RENDERER, path), 'utf8');
    return { path, text, tree: parseSync(path, text).program };
  });

function leaves(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  const entries = Object.entries(value ?? {}).map(([key, one]) => leaves(one, path === '' ? key : `${path}.${key}`));
  return new Map(entries.flatMap((found) => [...found]));
}

const english = leaves(en);
const chinese = leaves(zhCN);
const keysOf = (words: Map<string, string>): string[] =>
  [...new Set([...words.keys()].map((key) => key.replace(PLURAL, '')))].sort();
const gapsOf = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

/** Every node of a syntax tree of the type that is asked for. */
function nodes(tree: unknown, type: string): Record<string, unknown>[] {
  if (Array.isArray(tree)) return tree.flatMap((one) => nodes(one, type));
  if (tree === null || typeof tree !== 'object') return [];
  const here = (tree as { type?: unknown }).type === type ? [tree as Record<string, unknown>] : [];
  return [...here, ...Object.values(tree).flatMap((one) => nodes(one, type))];
}

describe('the locales', () => {
  it('have the same keys, and words under all of them', () => {
    expect(keysOf(chinese)).toEqual(keysOf(english));
    for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe('');
  });

  it('have the same gaps to fill', () => {
    for (const [key, text] of chinese) {
      const other = english.get(key) ?? english.get(key.replace(PLURAL, '')) ?? '';
      expect(gapsOf(text), key).toEqual(gapsOf(other));
    }
  });

  it('have the plurals of their language', () => {
    for (const [words, forms] of [
      [english, ['one', 'other']],
      [chinese, ['other']],
    ] as const) {
      for (const key of words.keys()) {
        const form = PLURAL.exec(key)?.[1];
        if (form === undefined) continue;
        const base = key.replace(PLURAL, '');
        expect([...words.keys()].filter((one) => one.replace(PLURAL, '') === base && PLURAL.test(one))).toEqual(
          forms.map((one) => `${base}_${one}`),
        );
      }
    }
  });

  it('say of every error what happened and what to do', () => {
    for (const words of [english, chinese]) {
      const codes = keysOf(words)
        .filter((key) => key.startsWith('error.'))
        .map((key) => key.split('.')[1]);
      expect([...new Set(codes)].sort()).toEqual(Object.keys(ERRORS).sort());
      for (const code of Object.keys(ERRORS)) {
        expect(words.get(`error.${code}.title`), code).toBeTruthy();
        expect(words.get(`error.${code}.next`), code).toBeTruthy();
      }
    }
  });

  it('have no key that nothing shows', () => {
    const literal = new Set<string>();
    const patterns: RegExp[] = [];
    for (const { tree } of sources) {
      for (const { value } of nodes(tree, 'Literal')) if (typeof value === 'string') literal.add(value);
      for (const { quasis } of nodes(tree, 'TemplateLiteral')) {
        const parts = (quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
        if (/^[a-zA-Z]+\./.test(parts[0] ?? '')) {
          patterns.push(new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[^.]+')}$`));
        }
      }
    }
    const unused = keysOf(english).filter((key) => !literal.has(key) && !patterns.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });
});

describe('the screens', () => {
  it('are sources that were read', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it('have no words of their own', () => {
    const found: string[] = [];
    for (const { path, tree } of sources) {
      for (const { value } of nodes(tree, 'JSXText')) {
        if (/\p{L}/u.test(String(value)) && !SAME_EVERYWHERE.test(String(value).trim()))
          found.push(`${path}: ${value}`);
      }
      for (const { name, value } of nodes(tree, 'JSXAttribute')) {
        const { type, value: text } = (value ?? {}) as { type?: string; value?: unknown };
        if (type !== 'Literal' || !READ_ATTRIBUTES.has((name as { name: string }).name)) continue;
        if (/\p{L}/u.test(String(text)) && !SAME_EVERYWHERE.test(String(text))) found.push(`${path}: ${text}`);
      }
    }
    expect(found).toEqual([]);
  });
});
