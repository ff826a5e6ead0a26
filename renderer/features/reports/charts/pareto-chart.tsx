import { ChartFrame, type Place } from './chart-frame.tsx';
import { scaleOf } from './chart-scale.ts';
import css from './charts.module.css';

export interface ParetoBar extends Place {
  amount: number;
  class: 'A' | 'B' | 'C';
}

interface ParetoChartProps {
  /** The largest first. */
  bars: readonly ParetoBar[];
  /** Where the classes A and B end, as shares of the whole. */
  limits: readonly number[];
  /** Of everything, also what has no bar. */
  total: number;
  label: string;
  percent: (share: number) => string;
  width?: number | undefined;
  onOpen?: ((key: string) => void) | undefined;
}

const WIDEST = 72;

/** Vilfredo Pareto's drawing: bars by size, and the share of the whole that they come to together. */
export function ParetoChart({ bars, limits, total, percent, onOpen, ...frame }: ParetoChartProps) {
  const scale = scaleOf(bars.map(({ amount }) => amount));
  let sum = 0;
  const shares = bars.map(({ amount }) => {
    sum += amount;
    return total > 0 ? sum / total : 0;
  });
  return (
    <ChartFrame
      {...frame}
      places={bars}
      scale={scale}
      labelWidth={88}
      onOpen={onOpen && ((index) => onOpen(bars[index]?.key ?? ''))}
      testId="pareto-chart"
    >
      {({ left, width, slot, x, y, top, bottom }) => {
        const bar = Math.min(slot * 0.8, WIDEST);
        const shareY = (share: number): number => bottom - share * (bottom - top);
        return (
          <>
            {bars.map(({ key, amount, class: letter }, index) => (
              <rect
                key={key}
                className={css.classed}
                data-class={letter}
                x={x(index) - bar / 2}
                y={Math.min(y(amount), y(0))}
                width={bar}
                height={Math.abs(y(amount) - y(0))}
                data-testid="chart-bar"
              />
            ))}
            {limits.map((limit) => (
              <g key={limit}>
                <line className={css.goal} x1={left} x2={width} y1={shareY(limit)} y2={shareY(limit)} />
                <text className={css.tick} x={width - 4} y={shareY(limit) - 4} textAnchor="end">
                  {percent(limit)}
                </text>
              </g>
            ))}
            <path
              className={css.shareLine}
              d={shares
                .map((share, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${shareY(share).toFixed(1)}`)
                .join('')}
            />
          </>
        );
      }}
    </ChartFrame>
  );
}
