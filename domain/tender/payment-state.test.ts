import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterNews, isOpen, type PaymentNews, type PaymentState } from './payment-state.ts';

const NEWS: PaymentNews[] = ['lost', 'approved', 'declined', 'voided', 'refunded'];

describe('a payment by a third party', () => {
  it('can come from asked to every state, and no state is a dead end but the four that are final or approved', () => {
    const reached = new Set<PaymentState>(['asked']);
    for (const state of reached) {
      for (const news of NEWS) {
        const next = afterNews(state, news);
        if (next) reached.add(next);
      }
    }
    expect([...reached].sort()).toEqual(['approved', 'asked', 'declined', 'refunded', 'unknown', 'voided']);
  });

  it('never goes back to asked, and never leaves declined, voided or refunded', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...NEWS), { maxLength: 12 }), (story) => {
        let state: PaymentState = 'asked';
        let final: PaymentState | null = null;
        for (const news of story) {
          const next = afterNews(state, news);
          if (final) expect([undefined, final]).toContain(next);
          state = next ?? state;
          expect(next).not.toBe('asked');
          if (state === 'declined' || state === 'voided' || state === 'refunded') final = state;
        }
      }),
    );
  });

  it('hears the same news twice without harm', () => {
    for (const state of ['unknown', 'approved', 'declined', 'voided', 'refunded'] as const) {
      const news = state === 'unknown' ? 'lost' : state;
      expect(afterNews(state, news)).toBe(state);
    }
  });

  it('must not be asked for again while nobody knows', () => {
    expect((['asked', 'unknown', 'approved', 'declined', 'voided', 'refunded'] as const).filter(isOpen)).toEqual([
      'asked',
      'unknown',
    ]);
  });
});
