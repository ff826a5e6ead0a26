import { Session } from 'node:inspector';

/** Counts the blocks of code that are executed, as V8 counts them for coverage. */
export interface StepCounter {
  /** Executed since it was asked last, in the project's own files below these folders. */
  steps(): number;
  stop(): void;
}

interface Coverage {
  result: { url: string; functions: { ranges: { count: number }[] }[] }[];
}

/** Begins to count, in code that is loaded from now on. */
export function countSteps(folders: RegExp): StepCounter {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

  function steps(): number {
    let coverage: Coverage = { result: [] };
    session.post('Profiler.takePreciseCoverage', (_, taken) => {
      coverage = taken;
    });
    return coverage.result
      .filter(({ url }) => folders.test(url))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
      .reduce((sum, count) => sum + count, 0);
  }
  return {
    steps,
    stop() {
      session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}
