import { ChartFrame, type Place } from './chart-frame.tsx';
import { scaleOf } from './chart-scale.ts';
import css from './charts.module.css';

export interface Bar extends Place {
  now: number;
  /** What it is compared with; null for nothing. */
  before: number | null;
}

interface BarChartProps {
  bars: readonly Bar[];
  label: string;
  written?: ((amount: number) => string) | undefined;
  labelWidth?: number | undefined;
  width?: number | undefined;
  onOpen?: ((key: string) => void) | undefined;
}

const WIDEST = 56;

/** Amounts side by side, over time as a rule: a bar for each place, and a line across it where it was in the period before. */
export function BarChart({ bars, onOpen, ...frame }: BarChartProps) {
  const scale = scaleOf(bars.flatMap(({ now, before }) => [now, before ?? 0]));
  return (
    <ChartFrame
      {...frame}
      places={bars}
      scale={scale}
      onOpen={onOpen && ((index) => onOpen(bars[index]?.key ?? ''))}
      testId="bar-chart"
    >
      {({ slot, x, y }) => {
        const [bar, mark] = [Math.min(slot * 0.64, WIDEST), Math.min(slot * 0.88, WIDEST + 12)];
        return bars.map(({ key, now, before }, index) => (
          <g key={key} data-testid="chart-bar">
            <rect
              className={css.now}
              x={x(index) - bar / 2}
              y={Math.min(y(now), y(0))}
              width={bar}
              height={Math.abs(y(now) - y(0))}
            />
            {before !== null && before !== 0 && (
              <line
                className={css.before}
                x1={x(index) - mark / 2}
                x2={x(index) + mark / 2}
                y1={y(before)}
                y2={y(before)}
              />
            )}
          </g>
        ));
      }}
    </ChartFrame>
  );
}
