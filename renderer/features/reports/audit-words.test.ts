import { describe, expect, it } from 'vitest';
import { createI18n } from '#renderer/app/i18n.ts';
import { auditDetail, auditKind } from './audit-words.ts';

const { t } = createI18n('en');
const words = {
  t,
  formats: { money: (minor: number) => `£${minor / 100}`, percent: (ppm: number) => `${ppm / 10_000}%` },
  nameOf: (id: string) => (id === 'mia' ? 'Mia' : id),
};

describe('the audit list', () => {
  it('says what was asked for, how much, and who allowed it', () => {
    const detail = { permission: 'discount', size: 300_000, deciderId: 'mia', verdict: 'granted', askerId: 'ada' };
    expect(auditDetail(detail, words)).toBe(`${t('override.permissions.discount')} · 30% · Mia`);
  });

  it('leaves out sizes that mean nothing, and ids', () => {
    const detail = { permission: 'no-sale', size: 0, subjectId: '0192f000-0000-7000-8000-0000000000aa' };
    expect(auditDetail(detail, words)).toBe(t('override.permissions.no-sale'));
  });

  it('names items, reasons and amounts', () => {
    expect(auditDetail({ name: 'Mug', amount: 1020, quantity: 2 }, words)).toBe('Mug · £10.2');
    expect(auditDetail({ reason: 'change' }, words)).toBe('Change');
  });

  it('has words for its kinds, and shows a new one as it is', () => {
    expect(auditKind(t, 'override.refused')).not.toContain('.');
    expect(auditKind(t, 'moon.landed')).toBe('moon.landed');
  });
});
