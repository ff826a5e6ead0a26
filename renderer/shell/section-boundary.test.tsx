import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createI18n, LANGUAGES } from '#renderer/app/i18n.ts';
import { SectionBoundary } from './section-boundary.tsx';
import { detailsOf } from './section-fault.tsx';

const back = vi.fn();

/** A boundary as it is after what it holds threw. */
function failedWith(error: unknown, onBack: (() => void) | null = back): SectionBoundary {
  const boundary = new SectionBoundary({ section: 'stock', top: 'bar', onBack, children: 'what it holds' });
  boundary.state = SectionBoundary.getDerivedStateFromError(error);
  return boundary;
}

function shown(boundary: SectionBoundary, i18n: ReturnType<typeof createI18n>): string {
  return renderToStaticMarkup(
    <MantineProvider>
      <I18nextProvider i18n={i18n}>{boundary.render()}</I18nextProvider>
    </MantineProvider>,
  );
}

afterEach(() => vi.restoreAllMocks());

describe('a section', () => {
  it('is shown as long as nothing in it fails', () => {
    const boundary = new SectionBoundary({ section: 'stock', top: 'bar', onBack: back, children: 'what it holds' });
    expect(boundary.render()).toBe('what it holds');
  });

  it.each(LANGUAGES)('that failed says so, that nothing is lost, and the way on (%s)', (language) => {
    const i18n = createI18n(language);
    const html = shown(failedWith(new RangeError('no such page')), i18n);
    for (const word of ['title', 'next', 'back', 'again', 'kept', 'copy'] as const)
      expect(html).toContain(i18n.t(`sectionFault.${word}`).replace(/'/g, '&#x27;'));
    expect(html).toContain('RangeError: no such page');
    expect(html).toContain('bar');
    expect(html).not.toContain('what it holds');
  });

  it('from which there is no way back is tried again', () => {
    const html = shown(failedWith(null, null), createI18n('en'));
    expect(html).not.toContain('section-fault-back');
    expect(html).toContain('section-fault-again');
  });

  it('tells the log which it was and what failed', () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const error = new Error('gone');
    failedWith(error).componentDidCatch(error, { componentStack: 'in Stock' });
    expect(told).toHaveBeenCalledWith('the section stock failed', error, 'in Stock');
  });

  it('may fail with anything', () => {
    expect([undefined, null, 'text', { a: 1 }].map(detailsOf)).toEqual([
      'undefined',
      'null',
      'text',
      '[object Object]',
    ]);
  });
});
