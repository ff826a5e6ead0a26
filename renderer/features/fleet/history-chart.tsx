import { useTranslation } from 'react-i18next';
import type { FleetHistory } from '#contracts/http/fleet.ts';
import css from './fleet.module.css';
import { historyShape } from './history-shape.ts';
import type { FleetWords } from './use-fleet-words.ts';

interface HistoryChartProps {
  history: FleetHistory;
  at: string;
  online: boolean;
  words: FleetWords;
}

const WIDTH = 640;
const HEIGHT = 96;
const BAND = 14;

/** When a register was connected, as a band, and above it how many records waited, as steps. */
export function HistoryChart({ history, at, online, words }: HistoryChartProps) {
  const { t } = useTranslation();
  const shape = historyShape(history.points, Date.parse(at), online);
  if (!shape) return <p className={css.hint}>{t('fleet.detail.historyNone')}</p>;
  const x = (share: number): number => Math.round(share * WIDTH * 10) / 10;
  const floor = HEIGHT - BAND - 6;
  const y = (waiting: number): number => floor - (shape.most === 0 ? 0 : (waiting / shape.most) * (floor - 6));
  const steps = shape.waiting.map(({ share, waiting }, index) =>
    index === 0 ? `M${x(share)} ${y(waiting)}` : `H${x(share)}V${y(waiting)}`,
  );
  return (
    <figure className={css.chart}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('fleet.detail.historyLabel', { most: shape.most })}
        data-testid="fleet-history"
        preserveAspectRatio="none"
      >
        <rect className={css.bandOff} x={0} y={HEIGHT - BAND} width={WIDTH} height={BAND} />
        {shape.connected.map(({ from, to }) => (
          <rect
            key={from}
            className={css.bandOn}
            x={x(from)}
            y={HEIGHT - BAND}
            width={Math.max(1, x(to) - x(from))}
            height={BAND}
          />
        ))}
        <path className={css.chartLine} d={`${steps.join('')}H${WIDTH}`} />
      </svg>
      <figcaption className={css.chartFoot}>
        <span>{words.ago(shape.from)}</span>
        <span className={css.keyOn}>{t('fleet.detail.connected')}</span>
        <span className={css.keyLine}>{t('fleet.detail.waitingLine')}</span>
        <span>{t('fleet.detail.now')}</span>
      </figcaption>
    </figure>
  );
}
