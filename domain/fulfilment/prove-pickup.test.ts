import { expect, test } from 'vitest';
import { newPickupCode, shownPickupCode } from './pickup-code.ts';
import { type PickupProofPorts, provePickup } from './prove-pickup.ts';

const MINE = newPickupCode(new Uint8Array([1, 2, 3, 4, 5, 6]));
const OTHER = newPickupCode(new Uint8Array([9, 9, 9, 9, 9, 9]));

/** Counts wrong tries; after two there is a wait. */
function ports() {
  const tries = { wrong: 0 };
  const made: PickupProofPorts = {
    signedFor: async (text) => (text === 'OP1.good.sig' ? 'f1' : null),
    typedFor: async (code) => (code === MINE ? 'f1' : null),
    waitMs: async () => (tries.wrong > 2 ? 1000 : 0),
    async begin() {
      if (tries.wrong > 2) return { ok: false, waitMs: 1000 };
      tries.wrong += 1;
      return {
        ok: true,
        async takeBack() {
          tries.wrong -= 1;
        },
      };
    },
  };
  return { ...made, tries };
}

const codeOf = (answer: Awaited<ReturnType<typeof provePickup>>) => (answer.ok ? 'ok' : answer.fault.code);

test('a code opens its pickup however it is written, and a signed text by its signature', async () => {
  const found = { ok: true, fulfilmentId: 'f1' };
  expect(await provePickup(shownPickupCode(MINE).toLowerCase(), ports())).toEqual({ ...found, how: 'typed' });
  expect(await provePickup(' OP1.good.sig\n', ports())).toEqual({ ...found, how: 'scanned' });
  expect(codeOf(await provePickup('OP1.forged.sig', ports()))).toBe('pickup-code-invalid');
});

test('wrong codes are counted and must wait; typing errors and good ones count for nothing', async () => {
  const at = ports();
  const mistyped = MINE.slice(0, -1) + (MINE.endsWith('0') ? '1' : '0');
  for (let times = 0; times < 5; times += 1) {
    expect(codeOf(await provePickup(mistyped, at))).toBe('pickup-code-mistyped');
    expect(codeOf(await provePickup(MINE, at))).toBe('ok');
  }
  expect(at.tries.wrong).toBe(0);
  expect(await provePickup(OTHER, at)).toMatchObject({ fault: { code: 'pickup-code-unknown' }, retryAfterMs: 0 });
  await provePickup(OTHER, at);
  expect(await provePickup(OTHER, at)).toMatchObject({ fault: { code: 'pickup-code-unknown' }, retryAfterMs: 1000 });
  expect(await provePickup(MINE, at)).toMatchObject({ fault: { code: 'pickup-code-locked' }, retryAfterMs: 1000 });
});
