import { expect, it } from 'vitest';
import type { PlaceRow } from '#contracts/http/places.ts';
import { placeCsv, readPlaceCsv } from './place-csv.ts';

const ROWS: PlaceRow[] = [
  { place: { placeId: 'PLACE-OLD', name: 'Back', kind: 'shelf', archived: true }, revision: 5, products: 0 },
  { place: { placeId: 'PLACE-NOW', name: 'Back', kind: 'back-room' }, revision: 2, products: 4 },
];
const read = (text: string) => readPlaceCsv(new TextEncoder().encode(text), ROWS, () => 'PLACE-NEW');

it('reads what it writes, and that changes nothing', () => {
  const { planned, refused } = read(placeCsv(ROWS));
  expect(refused).toEqual([]);
  expect(planned.map(({ before, after }) => [before, after])).toEqual(ROWS.map(({ place }) => [place, place]));
});

it('means by a name the place in use, makes others, and leaves what is empty', () => {
  const { planned } = read('name,kind\nBack,\nPick-up,pickup\n');
  expect(planned).toEqual([
    { line: 2, before: ROWS[1]?.place, revision: 2, after: ROWS[1]?.place },
    { line: 3, before: null, revision: 0, after: { placeId: 'PLACE-NEW', name: 'Pick-up', kind: 'pickup' } },
  ]);
});

it('says line by line what cannot be', () => {
  const { refused } = read(
    `id,name,kind,status\n,A,cellar,\n,${'x'.repeat(61)},,\n,B,,perhaps\nPLACE-0,C,,\n,D,,\n,D,,`,
  );
  expect(refused.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '2 choice',
    '3 too-long',
    '4 choice',
    '5 id-unknown',
    '7 row-twice',
  ]);
});
