/** PINs that people try first (DataGenetics, "PIN analysis", the most frequent ones that no other rule here finds). */
const FREQUENT: ReadonlySet<string> = new Set(['2580', '0852', '1379', '9731', '147258', '159753', '147852', '123654']);

/** A PIN of somebody who may do everything is longer than this many digits. */
const OWNER_PIN_MIN = 4;

/**
 * Whether a PIN is among the first that somebody would guess: one figure or pair over and over, figures in a row up or down, a year,
 * or a pattern of the keypad.
 */
export function isWeakPin(pin: string): boolean {
  if (pin.length < OWNER_PIN_MIN || FREQUENT.has(pin)) return true;
  if (/^(\d)\1*$/.test(pin) || /^(\d\d)\1+$/.test(pin) || /^(\d)\1(\d)\2$/.test(pin)) return true;
  if (/^(19|20)\d\d$/.test(pin)) return true;
  return isRun(pin, 1) || isRun(pin, -1);
}

function isRun(pin: string, step: number): boolean {
  const figures = [...pin].map(Number);
  return figures.every((figure, index) => index === 0 || figure === ((figures[index - 1] ?? 0) + step + 10) % 10);
}
