import { Compile } from 'typebox/compile';
import { Envelope } from '#contracts/facts/envelope.ts';
import type { ParseEnvelope } from '#domain/journal/verify-run.ts';

const validator = Compile(Envelope);

/** Parses a fact's envelope from its text; compiled, because every fact passes here. */
export const parseEnvelope: ParseEnvelope = (text) => {
  try {
    const value: unknown = JSON.parse(text);
    return validator.Check(value) ? { ok: true, value } : { ok: false };
  } catch {
    return { ok: false };
  }
};
