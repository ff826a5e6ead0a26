import { expect, it } from 'vitest';
import { driverSlot } from './driver-slot.ts';

const made = (settings: string): string => {
  if (settings === 'bad') throw new Error('bad settings');
  return `driver of ${settings}`;
};

it('has no driver and a fault where none can be made, until there are other settings', () => {
  const slot = driverSlot(made, () => {});
  slot.follow('bad');
  expect([slot.driver(), slot.fault()]).toEqual([null, { code: 'device-address-invalid', detail: 'bad settings' }]);
  slot.follow('good');
  expect([slot.driver(), slot.fault()]).toEqual(['driver of good', null]);
});

it('takes its own driver back when none can be made to lend', async () => {
  const slot = driverSlot(made, () => {});
  slot.follow('good');
  expect(await slot.borrow('bad', async (driver) => driver)).toBeNull();
  expect(slot.driver()).toBe('driver of good');
});
