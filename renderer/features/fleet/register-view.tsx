import { ArrowLeft, KeyRound, OctagonX, Pencil, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RevokeAnswer } from '#contracts/http/api.ts';
import { type FleetAnswer, FleetHistory } from '#contracts/http/fleet.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import css from './fleet.module.css';
import { HistoryChart } from './history-chart.tsx';
import { RegisterFacts } from './register-facts.tsx';
import { useFleetWords } from './use-fleet-words.ts';
import type { BoardRegister } from './watch.ts';
import { WellbeingMark } from './wellbeing-mark.tsx';

interface RegisterViewProps {
  fleet: FleetAnswer;
  row: BoardRegister;
  /** The register this window belongs to. */
  ownId: string;
  onChange: () => void;
  onCode: () => void;
  onDone: (title: string) => void;
  onLeave: () => void;
}

const TONES = { urgent: 'bad', soon: 'warn', note: 'info' } as const;

/** One register: what needs attention and what to do, how it reported last, its last days, and what can be done with it. */
export function RegisterView({ fleet, row, ownId, onChange, onCode, onDone, onLeave }: RegisterViewProps) {
  const { t } = useTranslation();
  const words = useFleetWords(fleet.at);
  const { register, warnings, being } = row;
  const { registerId, name, inService, online } = register;
  const [asked, setAsked] = useState(false);
  const { busy, fault, send } = useSending();
  const history = useServer(`/fleet/registers/${encodeURIComponent(registerId)}/history`, FleetHistory);
  useKeyLayer('screen', {
    onScan: () => {},
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });

  async function revoke(): Promise<void> {
    const said = await send('/registers/revoke', RevokeAnswer, { method: 'POST', body: { registerId } });
    setAsked(false);
    if (said) onDone(t('fleet.actions.revoked', { name }));
  }
  const store = fleet.stores.find(({ storeId }) => storeId === register.storeId);
  return (
    <div className={sheet.form} data-testid="fleet-detail" data-register={registerId} data-being={being}>
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="fleet-detail-back">
          {t('fleet.detail.back')}
        </Action>
        <WellbeingMark being={being} />
        <h2 className={sheet.formTitle}>
          {name} · {store?.name ?? register.storeId} · {t(`fleet.beings.${being}`)}
        </h2>
      </div>
      <div className={sheet.actions}>
        <Action icon={Pencil} onClick={onChange} data-testid="fleet-change">
          {t('fleet.actions.change')}
        </Action>
        {store && !store.archived && !register.hostless && (
          <Action icon={inService ? RefreshCw : KeyRound} onClick={onCode} data-testid="fleet-replace">
            {inService ? t('fleet.actions.replace') : t('fleet.actions.code')}
          </Action>
        )}
        {inService && registerId !== ownId && (
          <Action tone="bad" icon={OctagonX} onClick={() => setAsked(true)} data-testid="fleet-revoke">
            {t('fleet.actions.revoke')}
          </Action>
        )}
      </div>
      {inService && registerId === ownId && <p className={css.hint}>{t('fleet.actions.ownRevoke')}</p>}
      {asked && (
        <Notice tone="warn" code="revoke-sure" title={t('fleet.actions.revoke')} next={t('fleet.actions.revokeSure')}>
          <Action tone="bad" disabled={busy} onClick={() => void revoke()} data-testid="fleet-revoke-sure">
            {t('fleet.actions.revokeYes')}
          </Action>
          <Action disabled={busy} onClick={() => setAsked(false)} data-testid="fleet-revoke-not">
            {t('fleet.actions.no')}
          </Action>
        </Notice>
      )}
      <FaultNotice fault={fault} />
      <section className={sheet.section}>
        <h3 className={sheet.heading}>{t('fleet.detail.warnings')}</h3>
        {warnings.length === 0 && <p className={css.hint}>{t('fleet.detail.fine')}</p>}
        {warnings.map((warning) => (
          <Notice
            key={`${warning.code} ${warning.device ?? ''}`}
            tone={TONES[warning.urgency]}
            code={warning.code}
            {...words.warning(warning)}
          />
        ))}
      </section>
      <div className={css.split}>
        <section className={sheet.section}>
          <h3 className={sheet.heading}>{t('fleet.detail.state')}</h3>
          <RegisterFacts register={register} words={words} />
        </section>
        <section className={sheet.section}>
          <h3 className={sheet.heading}>{t('fleet.detail.history')}</h3>
          {history.answer?.ok && (
            <HistoryChart history={history.answer.value} at={fleet.at} online={online} words={words} />
          )}
          {history.answer && !history.answer.ok && <p className={css.hint}>{t('fleet.detail.historyNone')}</p>}
          <h3 className={sheet.heading}>{t('fleet.detail.lives')}</h3>
          <ul className={css.lives}>
            {register.incarnations.map(({ journalId, incarnation, receiptSeries, revokedAt, seenAt }) => (
              <li key={journalId} className={css.storeRow}>
                <span className={css.grow}>
                  {t('fleet.detail.life', { series: receiptSeries, number: incarnation })}
                  <span className={css.hint}>
                    {' · '}
                    {revokedAt === null
                      ? t('fleet.detail.lifeNow')
                      : t('fleet.detail.lifeOut', { time: words.time(revokedAt) })}
                    {' · '}
                    {seenAt === null ? t('fleet.neverSeen') : t('fleet.seenAt', { ago: words.ago(seenAt) })}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}
