import type { HostInput } from '#contracts/ipc/host.ts';
import type { CashierOptions } from './cashier.ts';

/** How often a cashier, between two sales, closes the session, or puts change into the drawer. */
const CLOSES = 0.06;
const ADDS_CASH = 0.05;

/** What a cashier does about the session before a sale: finishes a close that was begun, has it open, now and then more. */
export async function keepShift(options: CashierOptions): Promise<void> {
  const { random, disk } = options;
  if (!disk.closing && random.chance(CLOSES)) disk.closing = await countDrawer(options);
  if (disk.closing) await close(options, disk.closing);
  await openSession(options);
  if (random.chance(ADDS_CASH)) await addCash(options);
}

/** Until one is open, whoever opened it. */
export async function openSession({ window, random }: CashierOptions): Promise<void> {
  const { program } = window;
  for (;;) {
    const float = random.pick([0, 5_000, 10_000]);
    const answer = await window.ask((sessions) => sessions.open({ float, difference: { reason: 'miscount' } }));
    if (answer.ok || answer.fault.code === 'session-open-already') return;
    program.note(`cannot open a session: ${answer.fault.code}`);
    await program.wait(random.int(500, 4_000));
  }
}

/** What a Z is asked for with: cash as counted, mostly right. */
async function countDrawer({ window, random, world }: CashierOptions): Promise<HostInput<'session.close'> | null> {
  const report = await window.ask((sessions) => sessions.report());
  if (!report.ok) return null;
  const declared = report.totals.tenders.map(({ tender, expected }) => {
    const amount = random.chance(0.7) ? expected : Math.max(0, expected + random.int(-500, 500));
    return { tender, amount };
  });
  const differences = declared.map(({ tender }) => ({ tender, reason: 'miscount' }));
  return { factId: random.uuid(world.nowMs), declared, differences, left: 0 };
}

/** Asks for the same Z until it is made, over crashes too. */
async function close({ window, random, disk }: CashierOptions, closing: HostInput<'session.close'>): Promise<void> {
  const { program } = window;
  for (;;) {
    // A double tap asks twice.
    const asked = random.chance(0.2) ? [closing, closing] : [closing];
    const answers = await Promise.all(asked.map((input) => window.ask((sessions) => sessions.close(input))));
    const made = new Set(answers.flatMap((answer) => (answer.ok ? [JSON.stringify(answer.closed)] : [])));
    if (made.size > 1) throw new Error('one Z was answered with two');
    if (made.size === 1) break;
    program.note(`cannot close: ${JSON.stringify(answers)}`);
    await program.wait(random.int(500, 4_000));
  }
  program.note('closed the session');
  disk.closing = null;
}

async function addCash({ window, random, world }: CashierOptions): Promise<void> {
  const factId = random.uuid(world.nowMs);
  const amount = random.int(1, 2_000);
  await window.ask((sessions) => sessions.moveCash({ factId, direction: 'in', amount, reason: 'change' }));
}
