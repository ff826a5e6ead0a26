import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RegisterReport } from '#contracts/http/fleet.ts';
import { DrivenClock, settled } from '#tests/fixtures/driven-clock.ts';
import { registerReport } from '#tests/fixtures/register-report.ts';
import { type Reporter, startReporter } from './register-reporter.ts';

let clock: DrivenClock;
let sent: RegisterReport[];
let sign: string;
let answer: () => Promise<Awaited<ReturnType<Parameters<typeof startReporter>[0]['send']>>>;
let heard: number;
let reporter: Reporter;

beforeEach(() => {
  clock = new DrivenClock();
  sent = [];
  sign = 'a';
  heard = 0;
  answer = async () => ({ ok: true, value: { offer: null } });
  reporter = startReporter({
    clock,
    sign: () => sign,
    read: async () => registerReport(),
    send(report) {
      sent.push(report);
      return answer();
    },
    onAnswer() {
      heard += 1;
    },
  });
});
afterEach(() => reporter.stop());

test('nothing is sent while the register is offline; coming online is told at once, then every minute', async () => {
  reporter.changed();
  await clock.advance(600_000);
  expect(sent).toHaveLength(0);
  reporter.setOnline(true);
  await clock.advance(0);
  expect([sent.length, heard]).toEqual([1, 1]);
  await clock.advance(59_999);
  expect(sent).toHaveLength(1);
  await clock.advance(1);
  expect(sent).toHaveLength(2);
  reporter.setOnline(false);
  await clock.advance(600_000);
  expect([sent.length, clock.waiting()]).toEqual([2, 0]);
});

test('changes are told within five seconds of the last report, however many; what is as it was is not', async () => {
  reporter.setOnline(true);
  await clock.advance(0);
  for (let change = 0; change < 100; change += 1) {
    sign = `b${change}`;
    reporter.changed();
  }
  await clock.advance(4_999);
  expect(sent).toHaveLength(1);
  await clock.advance(1);
  expect(sent).toHaveLength(2);
  reporter.changed();
  await clock.advance(30_000);
  expect(sent).toHaveLength(2);
});

test('what changes while a report is under way is told after it', async () => {
  reporter.setOnline(true);
  let arrive = () => {};
  answer = () =>
    new Promise((resolve) => {
      arrive = () => resolve({ ok: true, value: { offer: null } });
    });
  await clock.advance(0);
  sign = 'b';
  reporter.changed();
  await clock.advance(20_000);
  expect(sent).toHaveLength(1);
  arrive();
  await settled();
  await clock.advance(0);
  expect(sent).toHaveLength(2);
  arrive();
});

test('an answer that does not come, or is a refusal, costs nothing: the next report is a minute later', async () => {
  answer = async () => ({ ok: false, why: 'refused', status: 404, fault: { code: 'not-found' } });
  reporter.setOnline(true);
  await clock.advance(0);
  await clock.advance(60_000);
  expect([sent.length, heard]).toEqual([2, 0]);
});

test('a server that may have something to offer is asked within a second', async () => {
  reporter.setOnline(true);
  await clock.advance(0);
  reporter.nudged();
  reporter.nudged();
  await clock.advance(1_000);
  expect(sent).toHaveLength(2);
});
