import type { Deadline } from './deadline.ts';

/** What comes of something that can't be broken off, unless the deadline or the signal comes first. */
export function inTime<T>(
  pending: Promise<T>,
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<T | 'timeout' | 'aborted'> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
    };
    const settle = (end: T | 'timeout' | 'aborted'): void => {
      done();
      resolve(end);
    };
    const aborted = (): void => settle('aborted');
    const timer = setTimeout(() => settle('timeout'), deadline.leftMs());
    signal?.addEventListener('abort', aborted, { once: true });
    pending.then(settle, (error: unknown) => {
      done();
      reject(error);
    });
    if (signal?.aborted) aborted();
  });
}
