import { expect, test } from 'vitest';
import type { MemberProgram } from '#contracts/member/program.ts';
import { newPurpose, newTier, savedProgram } from './program-draft.ts';

const NEWS = { purposeId: 'news', version: 3, name: 'News', text: 'You may write to me.', texts: { de: 'Ja.' } };
const PROGRAM: MemberProgram = {
  purposes: [NEWS],
  points: null,
  tiers: [{ tierId: 'tier-1', name: 'Silver', from: 100 }],
};

test('other words of a purpose are its next version; another name or an empty language is not', () => {
  const versionOf = (change: Partial<typeof NEWS> & { texts?: Record<string, string> }) => {
    return savedProgram(PROGRAM, { ...PROGRAM, purposes: [{ ...NEWS, ...change }] }).purposes[0]?.version;
  };
  expect(versionOf({ text: 'You may call me.' })).toBe(4);
  expect(versionOf({ texts: { de: 'Ja.', fr: 'Oui.' } })).toBe(4);
  expect(versionOf({ name: 'Offers', texts: { fr: ' ', de: 'Ja.' } })).toBe(3);
});

test('what is new has an id of its own, and a level stands above the others', () => {
  const taken = { purposeId: 'purpose-1', version: 1, name: 'x', text: 'y' };
  expect(newPurpose([...PROGRAM.purposes, taken]).purposeId).toBe('purpose-2');
  expect(newTier(PROGRAM.tiers)).toEqual({ tierId: 'tier-2', name: '', from: 200 });
});
