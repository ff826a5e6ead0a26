import { parseArgs } from 'node:util';
import { SMALL, WHOLE } from './shop/shop.ts';
import { simulate } from './simulate.ts';

const HELP = `npm run sim -- [--seeds N] [--from S] [--keep-going] [--seed S]

Simulates the fleet, three tills of two stores and a server, from seeds, and checks the invariants at every step.
  --seeds N   how many seeds to run (500)
  --from S    the first of them (1)
  --keep-going  names every seed that fails, instead of ending at the first
  --seed S    runs one seed and prints what happens
  --small     two tills of one store: nobody counts, prices hold at once, nobody orders from afar`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    small: { type: 'boolean', default: false },
    'keep-going': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const shape = values.small ? SMALL : WHOLE;

if (values.help) console.log(HELP);
else if (values.seed !== undefined) process.exitCode = await replay(Number(values.seed));
else process.exitCode = await runMany(Number(values.from), Number(values.seeds), values['keep-going']);

async function replay(seed: number): Promise<number> {
  const outcome = await simulate(seed, { shape, listener: (line) => console.log(line) });
  console.log(`seed ${seed}: ${outcome.sales} sales, ${outcome.steps} steps, trace ${outcome.hash}`);
  if (!outcome.failure) return 0;
  console.error(outcome.failure);
  return 1;
}

async function runMany(from: number, count: number, keepGoing: boolean): Promise<number> {
  const began = performance.now();
  const total = { sales: 0, steps: 0, failed: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const { sales, steps, failure, tail } = await simulate(seed, { shape });
    total.sales += sales;
    total.steps += steps;
    if (!failure) continue;
    total.failed += 1;
    if (!keepGoing) console.error(tail.join('\n'));
    console.error(`seed ${seed} fails: ${failure.message}\nreplay: npm run sim -- --seed ${seed}`);
    if (!keepGoing) return 1;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const verdict = total.failed === 0 ? 'every invariant holds' : `${total.failed} seeds fail`;
  console.log(`${count} seeds, ${total.sales} sales, ${total.steps} steps in ${seconds} s: ${verdict}`);
  return total.failed === 0 ? 0 : 1;
}
