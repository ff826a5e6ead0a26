import { expect, it } from 'vitest';
import type { Place } from '#contracts/facts/place-facts.ts';
import { newPlaceId, readPlace } from './place-code.ts';

const place = (placeId: string, more: Partial<Place> = {}): Place => ({
  placeId,
  name: placeId,
  kind: 'shelf',
  ...more,
});

it('a new place has a code that a label printer and a person can read', () => {
  let at = 0;
  expect(newPlaceId(() => (at++ % 32) / 32)).toBe('PLACE-01234567');
  expect(newPlaceId(() => 0.999)).toBe('PLACE-ZZZZZZZZ');
});

it('a scanned label means its place, whatever the case, as long as it is used', () => {
  const places = [place('PLACE-AB'), place('Shelf 3'), place('PLACE-OLD', { archived: true })];
  expect([readPlace(' place-ab ', places), readPlace('SHELF 3', places)]).toEqual([places[0], places[1]]);
  expect([readPlace('PLACE-OLD', places), readPlace('4006381333931', places), readPlace('PLACE-AB')]).toEqual([
    null,
    null,
    null,
  ]);
});
