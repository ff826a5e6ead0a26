import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contestedFields, type Profile, patchProfile, profilePatch, shownName } from './profile.ts';

const text = fc.string({ minLength: 1, maxLength: 9 });
const profile = fc.record({ name: text, phone: text, email: text }, { requiredKeys: [] }) as fc.Arbitrary<Profile>;

test('what makes one profile of another does, and nothing else', () => {
  fc.assert(
    fc.property(profile, profile, (before, after) => {
      expect(patchProfile(before, profilePatch(before, after))).toEqual(after);
      expect(profilePatch(before, before)).toEqual({});
    }),
  );
});

test('a field is contested where it changed since it was seen', () => {
  expect(contestedFields(['name', 'phone'], 2, { name: 2, phone: 3 })).toEqual(['phone']);
  expect(contestedFields(['email'], 1, {})).toEqual([]);
});

test('without a name somebody is called by the least that tells them apart', () => {
  expect(shownName({ phone: '+447700900123' }, 'M1')).toBe('••• 0123');
  expect(shownName({ email: 'zoe@example.com' }, 'M1')).toBe('z•••@example.com');
  expect(shownName({}, 'M1')).toBe('M1');
});
