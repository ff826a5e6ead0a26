import { ChartFrame, type Place, type Plot } from './chart-frame.tsx';
import { scaleOf } from './chart-scale.ts';
import css from './charts.module.css';

export interface Point extends Place {
  /** Null where it has not come yet. */
  now: number | null;
  before: number | null;
}

interface LineChartProps {
  points: readonly Point[];
  label: string;
  /** A line to reach, with its words. */
  goal?: { amount: number; label: string } | undefined;
  /** Which place is now, with its word. */
  current?: { key: string; label: string } | undefined;
  width?: number | undefined;
  onOpen?: ((key: string) => void) | undefined;
}

/** Two lines over time: what is, drawn through with dots, and what was, dashed. */
export function LineChart({ points, goal, current, onOpen, ...frame }: LineChartProps) {
  const scale = scaleOf([...points.flatMap(({ now, before }) => [now ?? 0, before ?? 0]), goal?.amount ?? 0]);
  return (
    <ChartFrame
      {...frame}
      places={points}
      scale={scale}
      onOpen={onOpen && ((index) => onOpen(points[index]?.key ?? ''))}
      testId="line-chart"
    >
      {(plot) => {
        const at = points.findIndex(({ key }) => key === current?.key);
        return (
          <>
            {current && at >= 0 && (
              <g>
                <line className={css.current} x1={plot.x(at)} x2={plot.x(at)} y1={plot.top} y2={plot.bottom} />
                <text className={css.tick} x={plot.x(at) + 6} y={plot.top + 12}>
                  {current.label}
                </text>
              </g>
            )}
            {goal && (
              <g>
                <line
                  className={css.goal}
                  x1={plot.left}
                  x2={plot.width}
                  y1={plot.y(goal.amount)}
                  y2={plot.y(goal.amount)}
                />
                <text
                  className={css.tick}
                  x={plot.width - 4}
                  textAnchor="end"
                  y={plot.y(goal.amount) + (plot.y(goal.amount) < plot.top + 16 ? 16 : -6)}
                >
                  {goal.label}
                </text>
              </g>
            )}
            <path
              className={css.beforeLine}
              d={path(
                plot,
                points.map(({ before }) => before),
              )}
            />
            <path
              className={css.nowLine}
              d={path(
                plot,
                points.map(({ now }) => now),
              )}
            />
            {points.map(
              ({ key, now }, index) =>
                now !== null && (
                  <circle
                    key={key}
                    className={css.now}
                    cx={plot.x(index)}
                    cy={plot.y(now)}
                    r={3.5}
                    data-testid="chart-dot"
                  />
                ),
            )}
          </>
        );
      }}
    </ChartFrame>
  );
}

/** An SVG path through the amounts there are; it begins anew after a gap. */
function path({ x, y }: Plot, amounts: readonly (number | null)[]): string {
  return amounts
    .map((amount, index) => {
      if (amount === null) return '';
      const begins = index === 0 || amounts[index - 1] === null;
      return `${begins ? 'M' : 'L'}${x(index).toFixed(1)} ${y(amount).toFixed(1)}`;
    })
    .join('');
}
