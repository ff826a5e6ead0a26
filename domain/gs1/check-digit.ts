/**
 * The check digit for the digits before it: weights 3, 1, 3, ... from the right, to the next multiple of ten
 * (GS1 General Specifications, section 7.9). Takes 1 to 17 digits.
 */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}
