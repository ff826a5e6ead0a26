/**
 * Works on each, one after another: one that cannot be worked on keeps none of the others from it. Answers the sum; once all were tried,
 * throws what the first of them failed with.
 */
export async function workEach<T>(all: readonly T[], work: (one: T) => Promise<number>): Promise<number> {
  const failed: unknown[] = [];
  let sum = 0;
  for (const one of all) {
    try {
      sum += await work(one);
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
  return sum;
}
