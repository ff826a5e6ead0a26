import { gramsOf, type ScaleDialog, type ScaleReading, type ScaleStep } from './scale-dialog.ts';

const STX = 0x02;
const CR = 0x0d;
const WEIGHT = /^(\d{2}\.\d{3})(N?)$/;
const LONGEST = 12;

/**
 * Mettler-Toledo 8217 (weight only): `W` is answered by `STX xx.xxx CR` in kilograms when the weight is stable and in range (`N`
 * after it: net), else by `STX ? status CR` (Mettler-Toledo Diva service manual, section 6.1.4, status byte in 6.1.4.3; Viva
 * service manual, page 51). Usually 9600 baud, 7 data bits, even parity. Nothing but the parity guards a frame, so a weight is
 * none before a second one equals it. Pounds have two decimals and are no weight here.
 */
export function mettler8217(): ScaleDialog {
  let frame: number[] | null = null;
  let asked = false;

  function take(byte: number): ScaleReading | null {
    if (byte === STX) {
      const cut = frame !== null;
      frame = [];
      return cut ? { kind: 'garbled' } : null;
    }
    if (frame === null) return null;
    if (byte === CR) return readFrame(frame);
    frame.push(byte);
    return frame.length > LONGEST ? { kind: 'garbled' } : null;
  }

  return {
    zero: Uint8Array.of(0x5a),
    ask() {
      frame = null;
      asked = true;
      return Uint8Array.of(0x57);
    },
    push(bytes) {
      const steps: ScaleStep[] = [];
      for (const byte of bytes) {
        if (!asked) break;
        const reading = take(byte);
        if (!reading) continue;
        asked = false;
        frame = null;
        steps.push({ reading });
      }
      return steps;
    },
  };
}

function readFrame(frame: readonly number[]): ScaleReading {
  if (frame.length === 2 && frame[0] === 0x3f) return readStatus(frame[1] ?? 0);
  const [, digits, net] = WEIGHT.exec(String.fromCharCode(...frame)) ?? [];
  if (digits === undefined) return { kind: 'garbled' };
  return { kind: 'weight', grams: gramsOf(digits), tare: net === 'N' ? 'own' : 'none' };
}

/** Bit 6 is always 1, and bit 5 says net, or is always 1 (Rice Lake BenchPro manual, page 30): it is not asked. */
function readStatus(status: number): ScaleReading {
  if ((status & 0xc0) !== 0x40) return { kind: 'garbled' };
  if (status & 0x02) return { kind: 'sight', sight: 'overload' };
  if (status & 0x04) return { kind: 'sight', sight: 'underload' };
  if (status & 0x01) return { kind: 'sight', sight: 'motion' };
  if (status & 0x08) return { kind: 'sight', sight: 'not-zeroed' };
  return status & 0x10 ? { kind: 'sight', sight: 'zero' } : { kind: 'not-yet' };
}
