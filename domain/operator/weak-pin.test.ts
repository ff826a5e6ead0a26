import { expect, test } from 'vitest';
import { isWeakPin } from './weak-pin.ts';

test.each(['0000', '111111', '1212', '343434', '1122', '1234', '4321', '0123', '7890', '9876', '1984', '2026', '2580'])(
  '%s is guessed first',
  (pin) => expect(isWeakPin(pin)).toBe(true),
);

test.each(['7391', '4826', '0417', '58203', '902817'])('%s is not', (pin) => expect(isWeakPin(pin)).toBe(false));

test('what is shorter than four figures is weak', () => expect(isWeakPin('739')).toBe(true));
