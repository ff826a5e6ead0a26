import { gramsOf, type ScaleDialog, type ScaleReading, type ScaleStep } from './scale-dialog.ts';

const [SOH, STX, ETX, EOT, ENQ, ACK, DC1, NAK] = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x11, 0x15];
const FRAME_BYTES = 15;
const TEXT = /^([SU])([ -])(\d{2}\.\d{3})kg$/;

/**
 * CAS AP-1, PD-II, ER and CI (ECR type): `ENQ` is answered by `ACK` (data is there) or `NAK`; then `DC1` by
 * `SOH STX STA SIGN W4W3.W2W1W0 kg BCC ETX EOT`: STA `S` stable or `U`, SIGN a space, `-` or `F` (overflow), BCC the XOR of
 * all between STX and itself (CAS AP-1 protocol sheet; the same block in the Ohaus Aviator 7000 service manual, section 6.1.1,
 * page 36). Usually 9600 baud, 8 data bits, no parity. An XOR lets two errors through that undo each other, so a weight is none
 * before a second one equals it.
 */
export function cas(): ScaleDialog {
  let frame: number[] = [];
  let stage: 'idle' | 'enquired' | 'asked' = 'idle';

  function take(byte: number): ScaleStep | null {
    if (stage === 'enquired') {
      if (byte === ACK) {
        stage = 'asked';
        return { send: Uint8Array.of(DC1) };
      }
      return byte === NAK ? { reading: { kind: 'not-yet' } } : null;
    }
    if (frame.length === 0 && byte === NAK) return { reading: { kind: 'not-yet' } };
    if (frame.length === 0 && byte !== SOH) return byte === ACK ? null : { reading: { kind: 'garbled' } };
    frame.push(byte);
    return frame.length === FRAME_BYTES ? { reading: readFrame(frame) } : null;
  }

  return {
    zero: null,
    ask() {
      frame = [];
      stage = 'enquired';
      return Uint8Array.of(ENQ);
    },
    push(bytes) {
      const steps: ScaleStep[] = [];
      for (const byte of bytes) {
        if (stage === 'idle') break;
        const step = take(byte);
        if (!step) continue;
        if ('reading' in step) stage = 'idle';
        steps.push(step);
      }
      return steps;
    },
  };
}

function readFrame(frame: readonly number[]): ScaleReading {
  const block = frame.slice(2, 12);
  const bcc = block.reduce((sum, byte) => sum ^ byte, 0);
  const framed = frame[1] === STX && frame[12] === bcc && frame[13] === ETX && frame[14] === EOT;
  const text = String.fromCharCode(...block);
  if (framed && /^[SU]F/.test(text)) return { kind: 'sight', sight: 'overload' };
  const [, state, sign, digits] = (framed && TEXT.exec(text)) || [];
  if (digits === undefined) return { kind: 'garbled' };
  if (state === 'U') return { kind: 'sight', sight: 'motion' };
  if (sign === '-') return { kind: 'sight', sight: 'underload' };
  return { kind: 'weight', grams: gramsOf(digits), tare: 'none' };
}
