import { expect, test } from 'vitest';
import type { MemberExport } from '#contracts/http/member-export.ts';
import { createFormats } from '#renderer/app/format.ts';
import { createI18n } from '#renderer/app/i18n.ts';
import { exportPage } from './export-member.ts';

const ALL: MemberExport = {
  exportedAt: '2026-11-22T10:00:00.000Z',
  cards: [
    {
      memberId: 'm1',
      cardNumber: 'M1',
      enrolledAt: null,
      enrolledIn: null,
      groupId: null,
      tags: ['Florist'],
      profile: { name: '<script>alert("x")</script>', phone: '+447700900123' },
    },
  ],
  consents: [],
  points: [{ date: '2026-11-21', what: 'earned', points: 14, currency: 'GBP', receiptId: 'o1' }],
  accounts: [],
  cases: [
    {
      kind: 'wish',
      openedAt: '2026-11-21T10:00:00.000Z',
      closedAt: null,
      said: [{ at: '2026-11-21T10:00:00.000Z', words: 'More <tea>' }],
    },
  ],
  mailedTo: ['zoe@example.com'],
  tickets: [],
};

test('the page says what is kept in the language on screen, and what somebody typed is text on it', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const formats = createFormats({
      language,
      storeLanguage: language,
      currency: { code: 'GBP', digits: 2 },
      timeZone: 'UTC',
    });
    const i18n = createI18n(language);
    const page = exportPage(ALL, i18n.t, formats, language);
    expect(page).toContain('+44 7700 900123');
    expect(page).toContain('zoe@example.com');
    expect(page).toContain('More &#60;tea&#62;');
    expect(page).toContain(i18n.t('members.export.earned'));
    expect(page).not.toContain('<script>');
    expect(page).toContain('&#60;script&#62;');
  }
});
