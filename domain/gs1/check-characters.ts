/** Character set 82 in the order of its values (GS1 General Specifications, figure 7.11-1). */
const SET_82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
/** Characters that check characters are written in (section 7.9.5). */
const SET_32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** The prime weights, from the right (section 7.9.5): as many as an element may be long. */
const PRIMES = firstPrimes(97);

/**
 * The two check characters for the characters before them, as a global model number has (GS1 General Specifications,
 * section 7.9.5). Undefined where there is a character outside set 82, or more than 97.
 */
export function checkCharacters(text: string): string | undefined {
  if (text.length > PRIMES.length) return undefined;
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const value = SET_82.indexOf(text[at] ?? '');
    if (value < 0) return undefined;
    sum += value * (PRIMES[text.length - 1 - at] ?? 0);
  }
  sum %= 1021;
  return `${SET_32[sum >> 5]}${SET_32[sum & 31]}`;
}

/** Whether an account number's two check digits are right: the remainder by 97 is 1 (ISO 13616, ISO/IEC 7064 MOD 97-10). */
export function isIbanChecked(iban: string): boolean {
  if (!/^[0-9A-Z]+$/.test(iban)) return false;
  let rest = 0;
  for (const character of `${iban.slice(4)}${iban.slice(0, 4)}`) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest === 1;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}
