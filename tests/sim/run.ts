import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const HELP = `npm run sim -- [--seeds N] [--from S] [--seed S]

Simulates the fleet, two tills and a server, from seeds, and checks the invariants at every step.
  --seeds N   how many seeds to run (500)
  --from S    the first of them (1)
  --seed S    runs one seed and prints what happens`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else if (values.seed !== undefined) process.exitCode = await replay(Number(values.seed));
else process.exitCode = await runMany(Number(values.from), Number(values.seeds));

async function replay(seed: number): Promise<number> {
  const outcome = await simulate(seed, { listener: (line) => console.log(line) });
  console.log(`seed ${seed}: ${outcome.sales} sales, ${outcome.steps} steps, trace ${outcome.hash}`);
  if (!outcome.failure) return 0;
  console.error(outcome.failure);
  return 1;
}

async function runMany(from: number, count: number): Promise<number> {
  const began = performance.now();
  let sales = 0;
  let steps = 0;
  for (let seed = from; seed < from + count; seed++) {
    const outcome = await simulate(seed);
    sales += outcome.sales;
    steps += outcome.steps;
    if (!outcome.failure) continue;
    console.error(outcome.tail.join('\n'));
    console.error(`seed ${seed} fails: ${outcome.failure.message}`);
    console.error(`replay: npm run sim -- --seed ${seed}`);
    return 1;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${count} seeds, ${sales} sales, ${steps} steps in ${seconds} s: every invariant holds`);
  return 0;
}
