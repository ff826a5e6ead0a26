import type { CameraAnswer } from './camera-answer.ts';

type Seen = Extract<CameraAnswer, { ok: true }>['scans'][number];

/** Symbols that correct their own errors: QR Code, Data Matrix, Aztec, PDF417 (ISO/IEC 15424). */
const CORRECTS_ITSELF = /^\][QdzL]/;

/**
 * Which scan may be believed: a symbol that corrects its own errors at once, bars only when two frames one after another show
 * the same, and nothing while several codes are in the picture.
 */
export function createAgreement(): (seen: readonly Seen[]) => Seen | null {
  let last = '';
  return (seen) => {
    const [only, ...others] = seen;
    const key = only && others.length === 0 ? `${only.symbology} ${only.text}` : '';
    const agreed = key !== '' && (key === last || CORRECTS_ITSELF.test(only?.symbology ?? ''));
    last = key;
    return agreed && only ? only : null;
  };
}
