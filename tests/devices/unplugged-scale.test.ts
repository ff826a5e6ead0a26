import { afterEach, describe, expect, it } from 'vitest';
import type { ScaleSettings } from '#contracts/ipc/devices.ts';
import { scaleFor } from '#drivers/scale/transport/scale-for.ts';
import { NO_SOCAT } from '#drivers/sim/pty-pair.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';
import { type Plug, serialCable, tcpCable } from './cable.ts';

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));

/** Dibal PI100, section 7.5: record 02, kilograms, 1.234 of them at 4.99, 6.16. */
const DIALOG06_RESULT = '\x0202\x1b3\x1b01234\x1b000499\x1b000616\x03';

/** What a scale says in turn, to as many questions, until it is believed; and what it weighs then. */
const SCALES: readonly { protocol: ScaleSettings['protocol']; answers: readonly number[][] }[] = [
  {
    protocol: 'mettler-8217',
    answers: [ascii('\x0201.234\r'), ascii('\x0201.234\r')],
  },
  {
    protocol: 'cas',
    answers: [[0x06], casFrame('S 01.234kg'), [0x06], casFrame('S 01.234kg')],
  },
  {
    protocol: 'dialog06',
    answers: [[0x06], ascii(DIALOG06_RESULT), [0x06], ascii(DIALOG06_RESULT)],
  },
];
const UNIT_PRICE = 499;

/** CAS AP-1 protocol sheet: SOH STX, the block, its XOR, ETX EOT. */
function casFrame(block: string): number[] {
  const bytes = ascii(block);
  return [0x01, 0x02, ...bytes, bytes.reduce((sum, byte) => sum ^ byte, 0), 0x03, 0x04];
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Weighs on a scale that is pulled out after so many bytes of what it has to say; not at all when that is all of it. */
async function weighed({ protocol, answers }: (typeof SCALES)[number], plug: Plug, bytes: number) {
  let left = bytes;
  let answered = 0;
  const cable = await plug((asked) => {
    // The last byte of every question is one of these: asked for the weight, acknowledged, told the price.
    const questions = [...asked].filter((byte) => [0x57, 0x05, 0x11, 0x03].includes(byte)).length;
    for (let at = 0; at < questions && left > 0; at += 1) {
      const said = (answers[answered] ?? []).slice(0, left);
      answered += 1;
      left -= said.length;
      cable.write(Uint8Array.from(said));
    }
    if (left === 0 && bytes < answers.flat().length) void cable.unplug();
  });
  closing.push(() => cable.unplug());
  const found = transportAt(cable.address);
  if (!found.ok) throw new Error(found.message);
  const scale = scaleFor({ address: cable.address, protocol }, found.transport, { pollMs: 5, answerMs: 1_000 });
  closing.push(() => scale.close());
  return scale.weigh({ deadlineMs: 10_000, unitPrice: UNIT_PRICE });
}

/** Each protocol at every byte, all of them at once, each on a line of its own: most of the time they wait for what does not come. */
async function expectNoWeight(scale: (typeof SCALES)[number], plug: Plug): Promise<void> {
  const whole = scale.answers.flat().length;
  const places = Array.from({ length: whole }, (_, bytes) => bytes);
  const outcomes = await Promise.all(places.map((bytes) => weighed(scale, plug, bytes)));
  for (const [bytes, outcome] of outcomes.entries()) {
    expect(outcome.ok, `after ${bytes} of ${whole} bytes: ${JSON.stringify(outcome)}`).toBe(false);
  }
  expect(await weighed(scale, plug, whole)).toMatchObject({ ok: true, netGrams: 1234 });
}

describe.each(SCALES)('$protocol, pulled out in the middle of what it says, gives no weight', (scale) => {
  it('over TCP', () => expectNoWeight(scale, tcpCable));

  it.skipIf(NO_SOCAT)(`on a serial port${NO_SOCAT ? `: ${NO_SOCAT}` : ''}`, () => expectNoWeight(scale, serialCable));
});
