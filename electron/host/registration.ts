import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { Id, parseJson, Text, Uuid } from '#contracts/schema.ts';
import { plainSeal, type Seal } from './seal.ts';
import { readStored, writeStored } from './stored-file.ts';

const strict = { additionalProperties: false };

const Enrolment = Type.Object({ serverUrl: Text, storeId: Id, registerId: Id, receiptSeries: Id }, strict);
export type Enrolment = Static<typeof Enrolment>;

const RegisterFile = Type.Object(
  {
    journalId: Uuid,
    publicKey: Type.String(),
    sealedBy: Type.String(),
    secrets: Type.String(),
    enrolment: Type.Union([Enrolment, Type.Null()]),
  },
  strict,
);

const Secrets = Type.Object(
  {
    /** Ed25519, PKCS 8 DER in base64url. */
    privateKey: Type.String(),
    token: Type.Union([Type.String(), Type.Null()]),
    pepper: Type.Union([Type.String(), Type.Null()]),
  },
  strict,
);
type Secrets = Static<typeof Secrets>;

/** One incarnation of a register: its journal, its keys, and once a server knows it, its enrolment. */
export interface Registration extends Secrets {
  journalId: string;
  /** SPKI DER in base64url. */
  publicKey: string;
  enrolment: Enrolment | null;
}

export type EnrolledRegistration = Registration & { enrolment: Enrolment; token: string; pepper: string };

export function isEnrolled(registration: Registration | null): registration is EnrolledRegistration {
  return registration?.enrolment != null && registration.token !== null && registration.pepper !== null;
}

export type LoadedRegistration = { ok: true; registration: Registration | null } | { ok: false; message: string };

/** Reads `register.json`. One that is damaged or sealed elsewhere is never replaced: its journal would lose its key. */
export async function loadRegistration(file: string, seal: Seal): Promise<LoadedRegistration> {
  const stored = await readStored(file, RegisterFile);
  if (stored.found === 'nothing') return { ok: true, registration: null };
  if (stored.found === 'damaged') return { ok: false, message: `This till's keys cannot be read: ${stored.message}` };
  const { sealedBy, secrets: sealed, ...open } = stored.value;
  const text = [seal, plainSeal].find(({ name }) => name === sealedBy)?.open(sealed);
  if (text === undefined)
    return { ok: false, message: `This till's keys in ${file} are sealed by ${sealedBy}, which is not at hand here.` };
  const secrets = parseJson(Secrets, text);
  if (!secrets.ok) return { ok: false, message: `This till's keys in ${file} cannot be read: ${secrets.message}` };
  return { ok: true, registration: { ...open, ...secrets.value } };
}

export async function saveRegistration(file: string, seal: Seal, registration: Registration): Promise<void> {
  const { privateKey, token, pepper, ...open } = registration;
  const secrets: Secrets = { privateKey, token, pepper };
  await writeStored(file, { ...open, sealedBy: seal.name, secrets: seal.seal(JSON.stringify(secrets)) });
}

/** A new incarnation, not enrolled yet. */
export function newRegistration(journalId: string): Registration {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    journalId,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    token: null,
    pepper: null,
    enrolment: null,
  };
}

/** Signs and proves hashes (hex) with a registration's keys; signatures are base64url over the hash's 32 bytes. */
export function journalKeys(registration: Registration): {
  sign(hash: string): string;
  verify(hash: string, signature: string): boolean;
} {
  const der = (text: string) => Buffer.from(text, 'base64url');
  const priv: KeyObject = createPrivateKey({ key: der(registration.privateKey), format: 'der', type: 'pkcs8' });
  const pub: KeyObject = createPublicKey({ key: der(registration.publicKey), format: 'der', type: 'spki' });
  return {
    sign: (hash) => sign(null, Buffer.from(hash, 'hex'), priv).toString('base64url'),
    verify: (hash, signature) => verify(null, Buffer.from(hash, 'hex'), pub, Buffer.from(signature, 'base64url')),
  };
}
