import { expect, test } from 'vitest';
import { tallyPlaywright, tallyVitest } from './test-reports.ts';

test('a Vitest report is added up; a file that could not be loaded is a failure', () => {
  const file = (status: string, ...states: string[]) => ({
    name: '/checkout/domain/a.test.ts',
    status,
    startTime: 1000,
    endTime: 3500,
    assertionResults: states.map((state, index) => ({ fullName: `test ${index}`, status: state })),
  });
  const report = {
    testResults: [file('passed', 'passed', 'skipped', 'todo'), file('failed', 'passed', 'failed'), file('failed')],
  };
  expect(tallyVitest(JSON.stringify(report))).toEqual({
    passed: 2,
    failed: 2,
    skipped: 2,
    skips: ['test 1 (a.test.ts)', 'test 2 (a.test.ts)'],
    times: Array.from({ length: 3 }, () => ({ file: 'a.test.ts', seconds: 2.5 })),
  });
});

test('a Playwright report is added up through its nested suites; a flaky test is a failure', () => {
  const spec = (title: string, status: string, ...annotations: object[]) => ({
    title,
    file: 'sell.spec.ts',
    tests: [{ status, annotations, results: [{ duration: 250 }] }],
  });
  const report = {
    errors: [],
    suites: [
      {
        specs: [spec('sells', 'expected')],
        suites: [
          {
            specs: [spec('prints', 'skipped', { type: 'skip', description: 'no printer' }), spec('pays', 'unexpected')],
            suites: [{ specs: [spec('waits', 'flaky')] }],
          },
        ],
      },
    ],
  };
  expect(tallyPlaywright(JSON.stringify(report))).toEqual({
    passed: 1,
    failed: 2,
    skipped: 1,
    skips: ['prints: no printer'],
    times: [{ file: 'sell.spec.ts', seconds: 1 }],
  });
});

test.each([tallyVitest, tallyPlaywright])('a report that is missing or broken is a failure', (tally) => {
  expect(tally('')).toMatchObject({ passed: 0, failed: 1 });
  expect(tally('{"suites":[]}')).toMatchObject({ passed: 0, failed: 1 });
});
