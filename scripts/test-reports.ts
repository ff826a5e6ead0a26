import Type, { type Static } from 'typebox';
import { parseJson } from '#contracts/schema.ts';

/** What came of one step. `skips` are names with their reason. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  skips: string[];
  /** What each file took, in seconds. */
  times: FileTime[];
}

export interface FileTime {
  file: string;
  seconds: number;
}

const VitestReport = Type.Object({
  testResults: Type.Array(
    Type.Object({
      name: Type.String(),
      status: Type.String(),
      startTime: Type.Number(),
      endTime: Type.Number(),
      assertionResults: Type.Array(Type.Object({ fullName: Type.String(), status: Type.String() })),
    }),
  ),
});

/** Adds up a report of Vitest's JSON reporter. A file that could not even be loaded counts as one failure. */
export function tallyVitest(json: string): Tally {
  const report = parseJson(VitestReport, json);
  if (!report.ok) return failure();
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, skips: [], times: [] };
  for (const { name, status, startTime, endTime, assertionResults } of report.value.testResults) {
    tally.times.push({ file: baseName(name), seconds: (endTime - startTime) / 1000 });
    const states = assertionResults.map((test) => test.status);
    tally.passed += states.filter((state) => state === 'passed').length;
    const failed = states.filter((state) => state === 'failed').length;
    tally.failed += status === 'failed' ? Math.max(1, failed) : failed;
    for (const test of assertionResults) {
      if (test.status === 'passed' || test.status === 'failed') continue;
      tally.skipped += 1;
      tally.skips.push(`${test.fullName} (${baseName(name)})`);
    }
  }
  return tally;
}

const PlaywrightTest = Type.Object({
  status: Type.String(),
  results: Type.Array(Type.Object({ duration: Type.Number() })),
  annotations: Type.Array(Type.Object({ type: Type.String(), description: Type.Optional(Type.String()) })),
});
const PlaywrightSuite = Type.Cyclic(
  {
    Suite: Type.Object({
      specs: Type.Array(Type.Object({ title: Type.String(), file: Type.String(), tests: Type.Array(PlaywrightTest) })),
      suites: Type.Optional(Type.Array(Type.Ref('Suite'))),
    }),
  },
  'Suite',
);
const PlaywrightReport = Type.Object({ suites: Type.Array(PlaywrightSuite), errors: Type.Array(Type.Unknown()) });
type Suite = Static<typeof PlaywrightSuite>;

/** Adds up a report of Playwright's JSON reporter. What failed outside of any test counts as one failure each. */
export function tallyPlaywright(json: string): Tally {
  const report = parseJson(PlaywrightReport, json);
  if (!report.ok) return failure();
  const tally: Tally = { passed: 0, failed: report.value.errors.length, skipped: 0, skips: [], times: [] };
  const specs = report.value.suites.flatMap(specsOf);
  const times = new Map<string, number>();
  for (const { title, file, tests } of specs) {
    for (const test of tests) {
      const seconds = test.results.reduce((sum, { duration }) => sum + duration / 1000, 0);
      times.set(file, (times.get(file) ?? 0) + seconds);
      if (test.status === 'expected') tally.passed += 1;
      else if (test.status === 'skipped') {
        tally.skipped += 1;
        const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
        tally.skips.push(reason ? `${title}: ${reason}` : title);
      } else tally.failed += 1;
    }
  }
  tally.times = [...times].map(([file, seconds]) => ({ file: baseName(file), seconds }));
  return tally;
}

function specsOf(suite: Suite): Suite['specs'] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}

function failure(): Tally {
  return { passed: 0, failed: 1, skipped: 0, skips: [], times: [] };
}

function baseName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}
