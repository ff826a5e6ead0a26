import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ParcelToBook } from './carrier-port.ts';
import { simulatedCarrier, TROUBLE } from './simulated-carrier.ts';
import { withTimeLimit } from './time-limit.ts';

const to = { name: 'Wang Li', lines: ['1 High Street'], postalCode: 'LS1 4DY', city: 'Leeds', country: 'GB' };
const parcel = (change: Partial<ParcelToBook> = {}): ParcelToBook => ({
  ...{ parcelId: randomUUID(), from: { name: 'Shop', lines: [] }, to, grams: 900, reference: 'W1' },
  ...change,
});
const at = (postalCode: string) => parcel({ to: { ...to, postalCode } });

test('the same parcel is booked once, under a number of the post', async () => {
  const carrier = simulatedCarrier();
  const one = parcel();
  const booked = await carrier.book(one);
  expect(booked).toMatchObject({ ok: true, value: { to: ['Wang Li', '1 High Street', 'LS1 4DY Leeds', 'GB'] } });
  expect(await carrier.book(one)).toEqual(booked);
  const tracking = booked.ok ? booked.value.tracking : '';
  expect(tracking).toMatch(/^CD\d{9}GB$/);
  const other = await carrier.book(parcel());
  expect(other.ok && other.value.tracking).not.toBe(tracking);
});

test('it refuses an address, what is too heavy and what was cancelled; it is down', async () => {
  const carrier = simulatedCarrier();
  expect(await carrier.book(at(TROUBLE.address))).toEqual({ ok: false, code: 'carrier-address' });
  expect(await carrier.book(at(TROUBLE.down))).toEqual({ ok: false, code: 'carrier-unreachable' });
  expect(await carrier.book(parcel({ grams: 30_001 }))).toEqual({ ok: false, code: 'carrier-refused' });
  const one = parcel();
  expect(await carrier.cancel(one.parcelId)).toEqual({ ok: true, value: null });
  expect(await carrier.book(one)).toEqual({ ok: false, code: 'carrier-refused' });
});

test('who takes too long is unreachable; asked again it answers', async () => {
  const slow = at(TROUBLE.slow);
  expect(await withTimeLimit(simulatedCarrier(60_000), 5).book(slow)).toEqual({
    ok: false,
    code: 'carrier-unreachable',
  });
  expect(await withTimeLimit(simulatedCarrier(1), 60_000).book(slow)).toMatchObject({ ok: true });
});
