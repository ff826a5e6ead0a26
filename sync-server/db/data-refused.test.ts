import { expect, test } from 'vitest';
import { refusingData } from '#sync-server/db/data-refused.ts';
import { DataRefused } from '#sync-server/ingest/ingest-store.ts';

const failing = (error: Error) => refusingData(() => Promise.reject(error));
const coded = (code: string) => Object.assign(new Error('of the database'), { code });

test('what is about the data is refused, figures beyond what numbers can count too', async () => {
  for (const error of [coded('22P05'), coded('23514'), new RangeError('int8 9007199254740992')])
    await expect(failing(error)).rejects.toBeInstanceOf(DataRefused);
});

test('what may pass when tried again, and what is a bug, stays what it is', async () => {
  for (const error of [coded('40P01'), coded('08006'), new TypeError('undefined')])
    await expect(failing(error)).rejects.toBe(error);
});
