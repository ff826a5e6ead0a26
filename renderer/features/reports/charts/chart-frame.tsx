import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useFormats } from '#renderer/app/till-context.tsx';
import { axisWidth, labelEvery, type Scale } from './chart-scale.ts';
import css from './charts.module.css';

/** One place along a chart: a day, an hour, a product. */
export interface Place {
  key: string;
  /** Below the chart. */
  label: string;
  /** All that is known of it, shown and said when it is pointed at. */
  title: string;
}

/** Where things are drawn, in pixels. */
export interface Plot {
  left: number;
  width: number;
  /** The width of one place. */
  slot: number;
  /** The middle of a place. */
  x: (index: number) => number;
  y: (amount: number) => number;
  top: number;
  bottom: number;
}

interface ChartFrameProps {
  /** What the picture says as a whole; the table beside it has the figures. */
  label: string;
  places: readonly Place[];
  scale: Scale;
  /** How an amount is written beside its line; money where nothing is said. */
  written?: ((amount: number) => string) | undefined;
  /** What the label of a place takes, in pixels. */
  labelWidth?: number | undefined;
  /** A width of its own, for paper; otherwise as wide as there is room. */
  width?: number | undefined;
  /** Opens what is behind a place. */
  onOpen?: ((index: number) => void) | undefined;
  testId: string;
  children: (plot: Plot) => ReactNode;
}

const HEIGHT = 220;
const [TOP, BOTTOM] = [8, 24];
const LABEL_WIDTH = 56;

/**
 * Axes, and a cursor that goes along the places: under a pointer, with the arrow keys, and for screen readers, which hear a
 * slider whose value is the place's title. A press, or Enter, opens the place.
 */
export function ChartFrame({ label, places, scale, written, labelWidth, onOpen, testId, ...rest }: ChartFrameProps) {
  const formats = useFormats();
  const { ref, width: room } = useElementSize();
  const [at, setAt] = useState<number | null>(null);
  const onPaper = rest.width !== undefined;
  const width = rest.width ?? room;
  const { min, max, ticks } = scale;
  const write = written ?? formats.money;
  const left = axisWidth(ticks.map(write));
  const bottom = HEIGHT - BOTTOM;
  const y = (amount: number): number => TOP + ((max - amount) / (max - min)) * (bottom - TOP);
  const slot = Math.max(0, width - left) / Math.max(places.length, 1);
  const x = (index: number): number => left + slot * (index + 0.5);
  const every = labelEvery(places.length, width - left, labelWidth ?? LABEL_WIDTH);
  const shown = at === null ? undefined : places[at];
  const placeAt = (pixels: number): number =>
    Math.min(places.length - 1, Math.max(0, Math.floor(pixels / Math.max(slot, 1))));
  return (
    <figure className={css.figure} data-testid={testId}>
      <div ref={ref} className={css.chart}>
        <svg
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          role={onPaper ? 'img' : undefined}
          aria-label={onPaper ? label : undefined}
          aria-hidden={onPaper ? undefined : true}
        >
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                className={css.grid}
                data-zero={tick === 0 || undefined}
                x1={left}
                x2={width}
                y1={y(tick)}
                y2={y(tick)}
              />
              <text className={css.tick} x={left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
                {write(tick)}
              </text>
            </g>
          ))}
          {at !== null && <rect className={css.slot} x={x(at) - slot / 2} y={TOP} width={slot} height={bottom - TOP} />}
          {rest.children({ left, width, slot, x, y, top: TOP, bottom })}
          {places.map(
            (place, index) =>
              index % every === 0 && (
                <text key={place.key} className={css.tick} x={x(index)} y={HEIGHT - 6} textAnchor="middle">
                  {place.label}
                </text>
              ),
          )}
        </svg>
        {!onPaper && places.length > 0 && (
          <input
            type="range"
            className={css.cursor}
            style={{ left }}
            data-opens={onOpen !== undefined || undefined}
            min={0}
            max={places.length - 1}
            value={at ?? 0}
            aria-label={label}
            aria-valuetext={(shown ?? places[0])?.title}
            onChange={(event) => setAt(Number(event.currentTarget.value))}
            onFocus={() => setAt(at ?? 0)}
            onBlur={() => setAt(null)}
            onMouseDown={(event) => event.preventDefault()}
            onPointerMove={(event) => setAt(placeAt(event.nativeEvent.offsetX))}
            onPointerLeave={() => setAt(null)}
            onClick={(event) => onOpen?.(placeAt(event.nativeEvent.offsetX))}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && at !== null) onOpen?.(at);
            }}
            data-testid={`${testId}-cursor`}
          />
        )}
      </div>
      {!onPaper && (
        <figcaption className={css.readout} aria-hidden>
          {shown?.title}
        </figcaption>
      )}
    </figure>
  );
}
