import { expect, test } from 'vitest';
import { inParts, NO_TALLY, type PartSent, type SentSum, sendParts } from './send-parts.ts';

const ROWS = Array.from({ length: 2000 }, (_, at) => ({ line: at + 2, sku: `SKU-${at}` }));

interface Row {
  line: number;
  sku: string;
}

/** A server that knows no sku ending in 7, and remembers what it was sent. */
function server() {
  const taken: string[] = [];
  const send = async (part: readonly Row[]): Promise<PartSent<string>> => {
    const good = part.filter(({ sku }) => !sku.endsWith('7'));
    taken.push(...good.map(({ sku }) => sku));
    const bad = part.filter(({ sku }) => sku.endsWith('7'));
    return {
      ok: true,
      tally: { ...NO_TALLY, created: good.length },
      failed: bad.map(({ line, sku }) => ({ key: sku, line, reason: 'unknown' })),
      back: [`after ${taken.length}`],
    };
  };
  return { taken, send };
}

function watched(send: (part: readonly Row[]) => Promise<PartSent<string>>, stopAfter = Number.POSITIVE_INFINITY) {
  const sums: SentSum<string>[] = [];
  const port = {
    sizeOf: (part: readonly Row[]) => part.length,
    send,
    isStopped: () => (sums.at(-1)?.sent ?? 0) >= stopAfter,
    onSum: (sum: SentSum<string>) => sums.push(sum),
  };
  return { sums, port };
}

test('two thousand rows go in parts with progress: good ones are taken, bad ones told with their line', async () => {
  const { taken, send } = server();
  const { sums, port } = watched(send);
  const ended = await sendParts(inParts(ROWS, 250), port);
  expect(sums.map(({ sent }) => sent)).toEqual([0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000]);
  expect(ended).toMatchObject({ sent: 2000, tally: { created: 1800 }, fault: null, stopped: false, left: 0 });
  expect(ended.failed).toHaveLength(200);
  expect(ended.failed[0]).toEqual({ key: 'SKU-7', line: 9, reason: 'unknown' });
  expect(taken).toHaveLength(1800);
  expect(ended.back).toHaveLength(8);
});

test('stopped on the way, the part under way is done and no other is sent', async () => {
  const { taken, send } = server();
  const { port } = watched(send, 500);
  const ended = await sendParts(inParts(ROWS, 250), port);
  expect(ended).toMatchObject({ sent: 500, stopped: true, fault: null, left: 6 });
  expect(taken).toHaveLength(450);
  expect(ended.back).toHaveLength(2);
});

test('without an answer it ends there, and what was answered before stays done', async () => {
  const { send } = server();
  let parts = 0;
  const { port } = watched(async (part) => {
    parts++;
    return parts > 3 ? { ok: false, offline: true, code: 'offline' } : send(part);
  });
  const ended = await sendParts(inParts(ROWS, 250), port);
  expect(ended).toMatchObject({ sent: 750, fault: { offline: true }, stopped: false, left: 5 });
  expect(parts).toBe(4);
});
