import { expect, it } from 'vitest';
import { hashOf } from './hash-of.ts';

it('is SHA-256 in hex (FIPS 180-2, B.1), whatever holds the text', async () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await hashOf('abc')).toBe(abc);
  expect(await hashOf(new TextEncoder().encode('abc').buffer)).toBe(abc);
  expect(await hashOf(new Blob(['abc']))).toBe(abc);
});
