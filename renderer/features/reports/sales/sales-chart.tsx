import { useElementSize } from '@mantine/hooks';
import { useFormats } from '#renderer/app/till-context.tsx';
import { labelEvery, scaleOf } from './chart-scale.ts';
import css from './sales.module.css';

export interface Bar {
  key: string;
  /** Below the bar. */
  label: string;
  /** What is said when it is pointed at. */
  title: string;
  now: number;
  before: number;
}

interface SalesChartProps {
  bars: readonly Bar[];
  /** What the picture says, for who does not see it: the table beside has the figures. */
  label: string;
  /** How an amount is written beside its line; money where nothing is said. */
  written?: (amount: number) => string;
  /** What the label of a bar takes, in pixels. */
  labelWidth?: number;
}

const HEIGHT = 220;
const [LEFT, TOP, BOTTOM] = [80, 8, 24];
const LABEL_WIDTH = 56;
const WIDEST = 56;

/** Amounts over time, turnover as a rule: a bar for each span, and a line across it where it was in the period before. */
export function SalesChart({ bars, label, written, labelWidth = LABEL_WIDTH }: SalesChartProps) {
  const formats = useFormats();
  const write = written ?? formats.money;
  const { ref, width } = useElementSize();
  const { min, max, ticks } = scaleOf(bars.flatMap(({ now, before }) => [now, before]));
  const y = (amount: number): number => TOP + ((max - amount) / (max - min)) * (HEIGHT - TOP - BOTTOM);
  const slot = Math.max(0, width - LEFT) / Math.max(bars.length, 1);
  const [bar, mark] = [Math.min(slot * 0.64, WIDEST), Math.min(slot * 0.88, WIDEST + 12)];
  const every = labelEvery(bars.length, width - LEFT, labelWidth);
  return (
    <div ref={ref} className={css.chart}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label} data-testid="sales-chart">
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              className={css.grid}
              data-zero={tick === 0 || undefined}
              x1={LEFT}
              x2={width}
              y1={y(tick)}
              y2={y(tick)}
            />
            <text className={css.tick} x={LEFT - 8} y={y(tick)} dy="0.32em" textAnchor="end">
              {write(tick)}
            </text>
          </g>
        ))}
        {bars.map(({ key, label: below, title, now, before }, index) => {
          const middle = LEFT + slot * (index + 0.5);
          return (
            <g key={key} data-testid="sales-bar">
              <title>{title}</title>
              <rect className={css.slot} x={middle - slot / 2} y={TOP} width={slot} height={HEIGHT - TOP - BOTTOM} />
              <rect
                className={css.now}
                x={middle - bar / 2}
                y={Math.min(y(now), y(0))}
                width={bar}
                height={Math.abs(y(now) - y(0))}
              />
              {before !== 0 && (
                <line
                  className={css.before}
                  x1={middle - mark / 2}
                  x2={middle + mark / 2}
                  y1={y(before)}
                  y2={y(before)}
                />
              )}
              {index % every === 0 && (
                <text className={css.tick} x={middle} y={HEIGHT - 6} textAnchor="middle">
                  {below}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
