import type { Page } from '@playwright/test';
import en from '#renderer/app/locales/en.json' with { type: 'json' };
import zhCN from '#renderer/app/locales/zh-CN.json' with { type: 'json' };
import type { Tongue } from './album.ts';

/** A text that is seen, or stands as an empty field's hint; `cut` when there is more of it than is shown. */
export interface SeenText {
  text: string;
  cut: boolean;
  /** What it is in: the page's language, or a receipt's own. */
  language: string;
}

/** Reads every text on the screen, and says when the page itself is wider than its window. */
export function readTexts(page: Page): Promise<SeenText[]> {
  return page.evaluate(() => {
    const texts: { text: string; cut: boolean; language: string }[] = [];
    const page = document.documentElement.lang;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.trim() ?? '';
      const element = walker.currentNode.parentElement;
      if (!text || !element?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const { width, height } = element.getBoundingClientRect();
      if (width < 2 || height < 2) continue;
      const language = element.closest('[lang]')?.getAttribute('lang') ?? page;
      texts.push({ text, cut: isCut(walker.currentNode, element), language });
    }
    for (const field of document.querySelectorAll<HTMLInputElement>('input[placeholder]')) {
      if (field.checkVisibility()) texts.push({ text: field.placeholder, cut: false, language: page });
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth)
      texts.push({ text: `page ${scrollWidth} wide in ${clientWidth}`, cut: true, language: page });
    return texts;

    /** Wider than what hides the rest of it; what can be scrolled to is not cut. */
    function isCut(node: Node, inside: Element): boolean {
      const range = document.createRange();
      range.selectNodeContents(node);
      // A range knows nothing of `textLength`, by which a label's texts are drawn narrower than their letters are.
      const drawn = inside instanceof SVGTextContentElement ? inside : range;
      const { left, right } = drawn.getBoundingClientRect();
      for (let around: Element | null = inside; around; around = around.parentElement) {
        const { overflowX } = getComputedStyle(around);
        if (overflowX === 'auto' || overflowX === 'scroll') return false;
        const edges = around.getBoundingClientRect();
        if (overflowX !== 'visible' && (left < edges.left - 1 || right > edges.right + 1)) return true;
      }
      return false;
    }
  });
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}/i;
/** `settings.tab.title` where a text of that name is missing. */
const KEY = /^[a-z][A-Za-z]+(\.[A-Za-z][\w-]*){1,5}$/;
/** `2026-03-02`, and times of machines; receipts and reports of shifts are pictures. */
const ISO_DATE = /\b\d{4}-\d\d-\d\d(T|\b)/;
/** `£1,000.00`: one that is cut reads as another. */
const AMOUNT = /\d[.,]\d\d$/;
const UNFILLED = /\{\{|\bundefined\b|\bNaN\b|\bnull\b|\[object/;

/** What no person should read: amounts of which a part is missing, ids, names of texts, dates of machines, and English on a Chinese screen. */
export function wrongTexts(texts: readonly SeenText[], tongue: Tongue): string[] {
  return texts.flatMap(({ text, cut, language }) => {
    if (cut && AMOUNT.test(text)) return [`cut: ${text}`];
    if (UUID.test(text) || KEY.test(text) || ISO_DATE.test(text) || UNFILLED.test(text)) return [`raw: ${text}`];
    return tongue === 'zh-CN' && language.startsWith('zh') && UNTRANSLATED.has(text) ? [`English: ${text}`] : [];
  });
}

/** Names that these shops have in English; they stand as they were entered. */
const ENTERED = ['Till 1', 'Clerk', 'Cashier', 'Manager', 'Shift manager', 'Cash', 'Card'];
/** Every English wording that Chinese says otherwise. */
const UNTRANSLATED = new Set(differing(en, zhCN).filter((text) => !ENTERED.includes(text)));

function differing(english: unknown, chinese: unknown): string[] {
  if (typeof english === 'string') return english !== chinese && /[a-z]{3}/i.test(english) ? [english] : [];
  if (typeof english !== 'object' || english === null) return [];
  const other = (chinese ?? {}) as Record<string, unknown>;
  return Object.entries(english).flatMap(([key, value]) => differing(value, other[key]));
}
