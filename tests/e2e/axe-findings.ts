import type { Page } from '@playwright/test';
import axe from 'axe-core';

/**
 * What all of axe's rules find on a page, whose frames are all its own. A page keeps its axe from one look to the next, and
 * axe describes in full only what it finds: the description of what is in order takes longer than the rules.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  for (const frame of page.frames()) {
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source);
  }
  return page.evaluate(async () => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    // A colour on its way from one to another is neither: all is looked at as it comes to rest.
    const atRest = new CSSStyleSheet();
    atRest.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }');
    document.adoptedStyleSheets.push(atRest);
    const { violations } = await here.run({ resultTypes: ['violations'] });
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== atRest);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}
