import { describe, expect, it } from 'vitest';
import { NO_SOCAT } from '#drivers/sim/pty-pair.ts';
import { torture } from '#tests/devices/print-torture.ts';
import { plugIntoNetwork, plugIntoSerial } from '#tests/devices/printer-plug.ts';

/** A leak of 20 KB a receipt would show. */
const GROWTH_MAX_BYTES = 3_000_000;
const MINUTES_MS = 120_000;

describe('of receipts and a printer that fails at random none is lost and none doubled without COPY', () => {
  it('200 of them, ESC/POS over TCP, and memory stays level', { timeout: MINUTES_MS }, async () => {
    const { lost, doubled, marked, titles, grown } = await torture('escpos', plugIntoNetwork, 200);
    expect({ lost, doubled, titles }).toEqual({ lost: [], doubled: [], titles: 200 });
    // Some did come twice: the mark was needed.
    expect(marked).toBeGreaterThan(0);
    expect(grown).toBeLessThan(GROWTH_MAX_BYTES);
  });

  const serial = NO_SOCAT ? ` (${NO_SOCAT})` : '';
  it.concurrent.for([
    { language: 'starprnt', line: 'TCP', plug: plugIntoNetwork, skipped: false },
    { language: 'escpos', line: `a serial port${serial}`, plug: plugIntoSerial, skipped: NO_SOCAT !== null },
    { language: 'starprnt', line: `a serial port${serial}`, plug: plugIntoSerial, skipped: NO_SOCAT !== null },
  ] as const)('60 of them, $language over $line', { timeout: MINUTES_MS }, async (one, { skip }) => {
    skip(one.skipped);
    const { lost, doubled, marked, titles } = await torture(one.language, one.plug, 60);
    expect({ lost, doubled, titles }).toEqual({ lost: [], doubled: [], titles: 60 });
    expect(marked).toBeGreaterThan(0);
  });
});
