import { dialog06 } from './dialog06.ts';
import { bytesOf, textOf, weightsOf } from './testing/scale-fuzz.ts';

const UNIT_PRICE = 499;
const SECRET = { checksum: 0x1234, polynomial: 0x8005 };

/** Record 02: kilograms, weight, unit price of five or six digits, price (Ohaus Aviator 7000 service manual, section 6.1.3, page 39). */
function result(grams: number, unitPrice: number, amount: number, priceDigits = 6): string {
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  const fields = ['02', '3', digits(grams, 5), digits(unitPrice, priceDigits), digits(amount, 6)];
  return `\x02${fields.join('\x1b')}\x03`;
}

/** A weight is said by a record that repeats the price of a kilogram and whose price is right to a unit. */
export default {
  name: 'Dialog 06',
  samples: [
    `\x06${result(1234, UNIT_PRICE, 616)}`,
    `\x06${result(1234, 0, 0)}\x06${result(1234, 0, 0)}`,
    '\x15\x0209\x1b20\x03',
    '\x15\x0209\x1b31\x03',
    `\x0211\x1b25A\x03\x0211\x1b1\x03\x06${result(250, UNIT_PRICE, 125)}`,
  ].map(bytesOf),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const text = textOf(bytes);
    for (const unitPrice of [UNIT_PRICE, 0]) {
      for (const secret of [null, SECRET]) {
        for (const weight of weightsOf(() => dialog06(secret), { tare: 0, unitPrice }, bytes, splits)) {
          const { grams, price, tare } = weight;
          const exact = (grams * unitPrice) / 1000;
          const near = [Math.floor(exact) - 1, Math.floor(exact), Math.ceil(exact), Math.ceil(exact) + 1];
          const said = near.filter((amount) => amount >= 0 && Math.abs(amount - exact) <= 1);
          const records = said.flatMap((amount) => [5, 6].map((length) => result(grams, unitPrice, amount, length)));
          if (!records.some((record) => text.includes(record))) throw new Error(`no record says ${grams} g`);
          if (price !== undefined && !said.includes(price)) throw new Error(`${grams} g do not cost ${price}`);
          if (tare !== 'none') throw new Error('a tare that was not told');
        }
      }
    }
  },
};
