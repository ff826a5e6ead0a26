import { createHash, generateKeyPairSync, pbkdf2Sync, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newPickupCode, shownPickupCode } from '#domain/fulfilment/pickup-code.ts';
import { openPinAttempts } from '#electron/host/operator/pin-attempts.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import { TestTill } from '#tests/fixtures/test-till.ts';
import { createPickupProofs } from './pickup-proofs.ts';

const OWN_LOCATION = 'leeds';
const [MINE, OTHER] = [uuid(1), uuid(2)];
const CODE = newPickupCode(new Uint8Array([1, 2, 3, 4, 5, 6]));
const WRONG = newPickupCode(new Uint8Array([6, 5, 4, 3, 2, 1]));

function hashed(code: string) {
  const salt = Buffer.from('salt of its own ');
  const hash = pbkdf2Sync(code, salt, 1000, 32, 'sha256').toString('base64url');
  return { salt: salt.toString('base64url'), iterations: 1000, hash };
}
const candidates = [
  { fulfilmentId: OTHER, pickup: hashed(newPickupCode(new Uint8Array([7, 7, 7, 7, 7, 7]))) },
  { fulfilmentId: MINE, pickup: hashed(CODE) },
];

const handedOver = (how: 'typed' | 'scanned', fulfilmentId = MINE) => ({
  kind: 'fulfilment.handed-over',
  payload: {
    ...{ fulfilmentId, locationId: OWN_LOCATION, collector: 'customer', proof: { kind: 'code', how } },
    lines: [{ lineId: 'L1', variantId: 'V1', quantity: 1 }],
  },
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-pickup-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function openProofs(publicKey?: string) {
  const clock = new DrivenClock();
  const attempts = await openPinAttempts(join(folder, 'attempts.json'));
  return { clock, proofs: createPickupProofs({ serverKey: () => publicKey, attempts, clock }) };
}

test('a code that was typed opens its pickup, which may then be handed over by it, and by no other way', async () => {
  const { proofs } = await openProofs();
  expect(proofs.fault(handedOver('typed'))).toEqual({ code: 'pickup-unproven' });
  const found = await proofs.prove({ code: shownPickupCode(CODE), candidates });
  expect(found).toEqual({ ok: true, fulfilmentId: MINE, how: 'typed' });
  expect(proofs.fault(handedOver('typed'))).toBeNull();
  expect(proofs.fault(handedOver('scanned'))).toEqual({ code: 'pickup-unproven' });
  expect(proofs.fault(handedOver('typed', OTHER))).toEqual({ code: 'pickup-unproven' });
});

test('wrong codes must wait longer and longer, side by side too, and after a restart', async () => {
  const { proofs, clock } = await openProofs();
  const tries = await Promise.all(Array.from({ length: 6 }, () => proofs.prove({ code: WRONG, candidates })));
  const codes = tries.map((answer) => (answer.ok ? 'ok' : answer.fault.code));
  expect(codes).toEqual([...Array(4).fill('pickup-code-unknown'), ...Array(2).fill('pickup-code-locked')]);
  const again = await openProofs();
  expect(await again.proofs.prove({ code: CODE, candidates })).toMatchObject({ fault: { code: 'pickup-code-locked' } });
  await clock.advance(60_000);
  expect(await proofs.prove({ code: CODE, candidates })).toMatchObject({ ok: true });
});

test('a signed text opens the pickup that it names, at a till that knows the server’s key, and no changed one does', async () => {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
  const payload = Buffer.from(JSON.stringify({ fulfilmentId: MINE, number: 'W-1' })).toString('base64url');
  const text = `OP1.${payload}`;
  const signature = sign(null, createHash('sha256').update(text).digest(), pair.privateKey).toString('base64url');
  const { proofs } = await openProofs(publicKey);
  const code = `${text}.${signature}`;
  const forged = Buffer.from(JSON.stringify({ fulfilmentId: OTHER, number: 'W-1' })).toString('base64url');
  for (const wrong of [`OP1.${forged}.${signature}`, `${code}.x`, `OP1.${payload}.`, `OP1..${signature}`]) {
    expect(await proofs.prove({ code: wrong, candidates: [] })).toMatchObject({
      fault: { code: 'pickup-code-invalid' },
    });
  }
  expect(await proofs.prove({ code, candidates: [] })).toEqual({ ok: true, fulfilmentId: MINE, how: 'scanned' });
  expect(proofs.fault(handedOver('scanned'))).toBeNull();
  const keyless = await openProofs();
  expect(await keyless.proofs.prove({ code, candidates: [] })).toMatchObject({
    fault: { code: 'pickup-code-invalid' },
  });
});

test('the host journals a hand-over by code once the code was shown to it, and one by identity as it is', async () => {
  const till = new TestTill(folder);
  await till.open();
  await till.signIn('mia');
  const draft = { id: uuid(10), version: 1, ...handedOver('typed') };
  expect(await till.ask('journal.append', { drafts: [draft] })).toBe('pickup-unproven');
  const byIdentity = { ...draft, id: uuid(11), payload: { ...draft.payload, proof: { kind: 'identity' } } };
  expect(await till.ask('journal.append', { drafts: [byIdentity] })).toBe('ok');
  expect(await till.ask('pickup.prove', { code: CODE, candidates })).toBe('ok');
  expect(await till.ask('journal.append', { drafts: [draft] })).toBe('ok');
  await till.close();
});
