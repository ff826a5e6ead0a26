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

it.each([
  ['nothing', null, null],
  ['others', 'other', 'driver of other'],
])('goes on with %s that were set while its line was lent', async (_, settings, driver) => {
  const ended: string[] = [];
  const slot = driverSlot(made, (one: string) => ended.push(one));
  slot.follow('good');
  const during = await slot.borrow('tried', async (one) => {
    slot.follow(settings);
    return [one, slot.driver()];
  });
  expect(during).toEqual(['driver of tried', null]);
  expect([slot.driver(), ended]).toEqual([driver, ['driver of good', 'driver of tried']]);
});

it('takes its own driver back when the last of two tries is over, and none once it is closed', async () => {
  const slot = driverSlot(made, () => {});
  slot.follow('good');
  const trying = slot.borrow('tried', async () => {
    await slot.borrow('other', async () => undefined);
    return slot.driver();
  });
  expect([await trying, slot.driver()]).toEqual([null, 'driver of good']);
  await slot.borrow('tried', async () => slot.close());
  expect(slot.driver()).toBeNull();
});
