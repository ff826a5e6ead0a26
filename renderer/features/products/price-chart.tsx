import { useElementSize } from '@mantine/hooks';
import { useFormats } from '#renderer/app/till-context.tsx';
import { stepsOf } from './price-steps.ts';
import css from './products.module.css';

interface PriceChartProps {
  label: string;
  /** A price and the instant it began. */
  points: readonly { at: string; amount: number }[];
  money: (amount: number) => string;
}

const HEIGHT = 96;
const [LEFT, EDGE] = [72, 10];

/** A price over time: a step at every change. The list beside it has the figures. */
export function PriceChart({ label, points, money }: PriceChartProps) {
  const formats = useFormats();
  const { ref, width } = useElementSize();
  const steps = stepsOf(points, Date.now());
  if (points.length < 2) return null;
  const amounts = points.map(({ amount }) => amount);
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  const [from, to] = [steps[0]?.at ?? 0, steps.at(-1)?.at ?? 1];
  const x = (at: number) => LEFT + ((at - from) / Math.max(to - from, 1)) * Math.max(width - LEFT - EDGE, 0);
  const y = (amount: number) => EDGE + ((high - amount) / Math.max(high - low, 1)) * (HEIGHT - 2 * EDGE - 16);
  const line = steps.map(({ at, amount }, index) => `${index === 0 ? 'M' : 'L'}${x(at)} ${y(amount)}`).join('');
  return (
    <div ref={ref}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label} data-testid="price-chart">
        <path className={css.line} d={line} />
        {[...new Set([high, low])].map((amount) => (
          <text key={amount} className={css.tick} x={LEFT - 8} y={y(amount)} dy="0.32em" textAnchor="end">
            {money(amount)}
          </text>
        ))}
        <text className={css.tick} x={LEFT} y={HEIGHT - 4}>
          {formats.date(new Date(from).toISOString())}
        </text>
        <text className={css.tick} x={width - EDGE} y={HEIGHT - 4} textAnchor="end">
          {formats.date(new Date(to).toISOString())}
        </text>
      </svg>
    </div>
  );
}
