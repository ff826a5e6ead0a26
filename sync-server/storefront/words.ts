import { ENGLISH, type Words } from './words-en.ts';
import { CHINESE } from './words-zh.ts';

export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

export function wordsOf(language: Language): Words {
  return language === 'zh-CN' ? CHINESE : ENGLISH;
}

/** Fills the `{…}` of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** The language of a browser: the first of its `Accept-Language` (RFC 9110, 12.5.4) that the shop speaks, by weight. */
export function languageOf(acceptLanguage = ''): Language {
  const wanted = acceptLanguage
    .split(',')
    .map((part) => {
      const [tag = '', ...rules] = part.trim().toLowerCase().split(';');
      const weight = rules.map((rule) => /^\s*q=([\d.]+)/.exec(rule)?.[1]).find((one) => one !== undefined);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => weight > 0 && /^(en|zh)\b/.test(tag))
    .sort((one, other) => other.weight - one.weight);
  return wanted[0]?.tag.startsWith('zh') ? 'zh-CN' : 'en';
}
