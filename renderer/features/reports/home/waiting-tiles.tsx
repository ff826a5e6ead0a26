import { UnstyledButton } from '@mantine/core';
import {
  Barcode,
  CalendarClock,
  ClipboardCheck,
  Clock,
  Globe,
  Link2,
  type LucideIcon,
  OctagonX,
  PackagePlus,
  Tag,
  TriangleAlert,
  Truck,
  Unplug,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Waiting, WaitingKind } from '#contracts/http/home.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import css from './home.module.css';
import { waitingPlace } from './waiting-place.ts';

const ICONS: Readonly<Record<WaitingKind, LucideIcon>> = {
  deliveries: PackagePlus,
  transfers: Truck,
  counts: ClipboardCheck,
  labels: Tag,
  fixes: Barcode,
  exceptions: TriangleAlert,
  recalls: OctagonX,
  drafts: Truck,
  late: CalendarClock,
  sessions: Clock,
  'online-orders': Globe,
  channels: Unplug,
  unmapped: Link2,
};

/** What waits for somebody, each tile opening where it is done. */
export function WaitingTiles({ waiting }: { waiting: readonly Waiting[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { onGo } = useReports();
  const [, change] = usePlace();
  const there = waiting.filter(({ count }) => count > 0);
  function open(kind: WaitingKind): void {
    const place = waitingPlace(kind);
    if (place.in === 'reports') change({ report: place.report, scroll: 0 });
    else onGo(place.destination);
  }
  return (
    <section className={css.card} aria-label={t('home.waiting.title')} data-testid="waiting">
      <h2 className={css.heading}>{t('home.waiting.title')}</h2>
      {there.length === 0 && <p className={css.none}>{t('home.waiting.none')}</p>}
      <div className={css.tiles}>
        {there.map(({ kind, count, since }) => {
          const Icon = ICONS[kind];
          return (
            <UnstyledButton
              key={kind}
              type="button"
              className={css.tile}
              onClick={() => open(kind)}
              data-testid={`waiting-${kind}`}
            >
              <Icon size={22} aria-hidden />
              <span className={css.words}>
                <span className={css.what}>{t(`home.waiting.${kind}`, { count })}</span>
                {since !== null && (
                  <span className={css.since}>{t('home.waiting.since', { date: formats.day(since) })}</span>
                )}
              </span>
              <span className={css.count}>{formats.count(count)}</span>
            </UnstyledButton>
          );
        })}
      </div>
    </section>
  );
}
