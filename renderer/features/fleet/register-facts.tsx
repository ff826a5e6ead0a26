import { useTranslation } from 'react-i18next';
import type { FleetRegister } from '#contracts/http/fleet.ts';
import { CLOCK_OFF_MS } from '#domain/fleet/warnings.ts';
import css from './fleet.module.css';
import type { FleetWords } from './use-fleet-words.ts';

/** What a register told last, fact by fact. */
export function RegisterFacts({ register, words }: { register: FleetRegister; words: FleetWords }) {
  const { t } = useTranslation();
  const { report, online, onlineSince, seenAt, clockMs } = register;
  const contact =
    online && onlineSince
      ? t('fleet.seenSince', { time: words.time(onlineSince) })
      : seenAt === null
        ? t('fleet.neverSeen')
        : t('fleet.seenAt', { ago: words.ago(seenAt) });
  const clockOff = { off: words.span(clockMs ?? 0) };
  const isClockRight = clockMs === null || Math.abs(clockMs) <= CLOCK_OFF_MS;
  const clock = isClockRight
    ? t('fleet.detail.clockRight')
    : clockMs > 0
      ? t('fleet.detail.clockAhead', clockOff)
      : t('fleet.detail.clockBehind', clockOff);
  if (!report) {
    return (
      <dl className={css.list}>
        <dt>{t('fleet.detail.contact')}</dt>
        <dd>{contact}</dd>
        <dt>{t('fleet.detail.reported')}</dt>
        <dd>{register.hostless ? t('fleet.detail.hostless') : t('fleet.detail.never')}</dd>
      </dl>
    );
  }
  const { journal, session, disk, runtime, views, devices, update, version } = report;
  const inTrouble = devices.map(({ device }) => words.deviceName(device));
  return (
    <dl className={css.list} data-testid="fleet-facts">
      <dt>{t('fleet.detail.contact')}</dt>
      <dd>{contact}</dd>
      <dt>{t('fleet.detail.waiting')}</dt>
      <dd>
        {journal.waiting > 0 ? t('fleet.waiting', { count: journal.waiting }) : t('fleet.waitingNone')}
        {journal.waitingSince && ` · ${t('fleet.detail.oldest')}: ${words.ago(journal.waitingSince)}`}
      </dd>
      <dt>{t('fleet.detail.session')}</dt>
      <dd>
        {session
          ? t('fleet.detail.sessionSince', { time: words.time(session.openedAt) })
          : t('fleet.detail.sessionNone')}
      </dd>
      <dt>{t('fleet.detail.clock')}</dt>
      <dd>{clock}</dd>
      {disk && (
        <>
          <dt>{t('fleet.detail.disk')}</dt>
          <dd>{t('fleet.detail.diskOf', { free: words.size(disk.free), total: words.size(disk.total) })}</dd>
        </>
      )}
      <dt>{t('fleet.detail.devices')}</dt>
      <dd>{inTrouble.length > 0 ? [...new Set(inTrouble)].join(', ') : t('fleet.detail.devicesFine')}</dd>
      {views.at && (
        <>
          <dt>{t('fleet.detail.views')}</dt>
          <dd>{t('fleet.detail.viewsAt', { ago: words.ago(views.at) })}</dd>
        </>
      )}
      <dt>{t('fleet.detail.program')}</dt>
      <dd>
        {t('fleet.version', { version })} · {t(`fleet.detail.${runtime.kind}`)} · {runtime.os}
      </dd>
      <dt>{t('fleet.detail.update')}</dt>
      <dd>{update.state === 'none' && update.version === null ? t('fleet.updates.done') : words.update(update)}</dd>
    </dl>
  );
}
