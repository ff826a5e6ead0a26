/** Corners of a line that stays level until a price changes: from the first price until now, or until the last one planned. */
export function stepsOf(
  points: readonly { at: string; amount: number }[],
  nowMs: number,
): { at: number; amount: number }[] {
  const sorted = points.map(({ at, amount }) => ({ at: Date.parse(at), amount })).sort((a, b) => a.at - b.at);
  const corners = sorted.flatMap((point, index) => {
    const before = sorted[index - 1];
    return before ? [{ at: point.at, amount: before.amount }, point] : [point];
  });
  const last = corners.at(-1);
  return last && last.at < nowMs ? [...corners, { at: nowMs, amount: last.amount }] : corners;
}
