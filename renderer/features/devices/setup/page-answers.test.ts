import { describe, expect, it } from 'vitest';
import { remedyFor, UNANSWERED } from './page-answers.ts';

describe('what the test page tells', () => {
  it('is open until everything is said', () => {
    expect(remedyFor(UNANSWERED)).toBe('open');
    expect(remedyFor({ out: true, wide: true, signs: null })).toBe('open');
    expect(remedyFor({ out: true, wide: true, signs: true })).toBe(null);
  });

  it('is put right from the cable on', () => {
    expect(remedyFor({ out: false, wide: false, signs: false })).toBe('connection');
    expect(remedyFor({ out: true, wide: false, signs: false })).toBe('width');
    expect(remedyFor({ out: true, wide: true, signs: false })).toBe('model');
  });
});
