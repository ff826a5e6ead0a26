import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { findBrowser } from '#scripts/find-browser.ts';
import { buildPrograms } from '#tests/e2e/built-programs.ts';

/**
 * Every figure of docs/PERFORMANCE.md, measured here and now: `npm run bench`, or `npm run bench -- scan-to-line` for one; reports of as
 * many orders as the page's by `npm run bench -- reports --orders 1000000`.
 */
const BENCHES: Record<string, (browser: string) => Promise<unknown>> = {
  'scan-to-line': async () => {
    const { scanToLine } = await import('./scan-to-line.ts');
    return withPrograms(() => scanToLine({ scans: 300, payments: 60 }));
  },
  'paid-to-durable': async () => (await import('./paid-to-durable.ts')).paidToDurable(),
  'push-to-server': async () => (await import('./push-to-server.ts')).pushToServerReport(),
  'product-list': async () => (await import('./product-list.ts')).productList(),
  'first-sync': async (browser) =>
    (await import('./first-sync.ts')).firstSync({ products: [4_000, 100_000], executablePath: browser }),
  scroll: async () => withPrograms((await import('./scroll.ts')).scroll),
  reports: async () => (await import('./reports.ts')).reportsReport(orders),
  forecast: async () => (await import('./forecast.ts')).forecastReport(),
};

/** Measures in a shop, whose programs are built for it. */
async function withPrograms<T>(measure: () => Promise<T>): Promise<T> {
  const remove = await buildPrograms();
  try {
    return await measure();
  } finally {
    remove();
  }
}

const { values, positionals: asked } = parseArgs({ options: { orders: { type: 'string' } }, allowPositionals: true });
const orders = values.orders === undefined ? undefined : Number(values.orders);
const unknown = asked.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown) {
  console.error(`There is no bench ${unknown}: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(1);
}
const browser = await findBrowser(console.error);
if (!browser.ok) {
  console.error(browser.reason);
  process.exit(1);
}
process.env.OMNITILL_CHROMIUM = browser.program;
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
);
for (const [name, measure] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}\n${JSON.stringify(await measure(browser.program), null, 2)}`);
}
process.exit();
