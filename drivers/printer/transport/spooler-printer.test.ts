import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CupsServer, NO_CUPS, startCups } from '#drivers/sim/cups-server.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#drivers/sim/virtual-printer.ts';
import { spoolerQueues } from '#drivers/transport/cups.ts';
import { printerFor } from './printer-for.ts';

const JOB = Buffer.from('\x1b@Receipt \xe9\n\x1dV\x42\x00', 'latin1');

/** The system's real spooler, with a queue to the virtual printer. */
describe.skipIf(NO_CUPS)(`a printer behind a queue ${NO_CUPS ?? ''}`, () => {
  let cups: CupsServer;
  let virtual: VirtualPrinter;
  beforeAll(async () => {
    cups = await startCups();
  });
  afterAll(() => cups.close());
  beforeEach(async () => {
    vi.stubEnv('CUPS_SERVER', cups.socket);
    virtual = await startVirtualPrinter({ port: 0 });
    cups.addQueue('receipts', virtual.port);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await virtual.close();
  });

  it('gets the bytes as they are, and hands over is all that is said', async () => {
    expect(await spoolerQueues()).toEqual(['receipts']);
    expect(await printerFor('spooler:receipts')?.print(JOB)).toEqual({ ok: true, handedOver: true });
    expect(virtual.receipts()[0]?.raw).toBe(JOB.toString('base64'));
    expect(await printerFor('spooler:receipts')?.pulse(2)).toMatchObject({ ok: true });
    expect(virtual.pulses()).toBe(1);
  });

  it('tells that there is no such queue', async () => {
    expect(await printerFor('spooler:none-such')?.print(JOB)).toMatchObject({
      ok: false,
      code: 'printer-unreachable',
      sent: false,
      detail: expect.stringContaining('does not exist'),
    });
  });

  it('takes a job back from a queue that stands still, so that it does not come out later', async () => {
    cups.setQueue('receipts', 'disable');
    expect(await printerFor('spooler:receipts')?.print(JOB)).toMatchObject({ ok: false, code: 'printer-error' });
    cups.setQueue('receipts', 'enable');
    expect(await printerFor('spooler:receipts')?.print(JOB)).toMatchObject({ ok: true });
    expect(virtual.receipts()).toHaveLength(1);
  });

  it('does not wait for ever for a printer that is off', async () => {
    await virtual.setFaults({ dead: true });
    const outcome = await printerFor('spooler:receipts')?.print(JOB, { deadlineMs: 1_500 });
    expect(outcome).toMatchObject({ ok: false, code: 'printer-timeout', sent: true });
  });
});
