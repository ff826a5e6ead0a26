import { Download, PackageOpen, Play, Save, Square } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FleetAnswer, FleetDone, type Release, RolloutAnswer } from '#contracts/http/fleet.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './fleet.module.css';
import { UpdateRow } from './update-row.tsx';
import { useFleetWords } from './use-fleet-words.ts';

interface UpdatesViewProps {
  fleet: FleetAnswer;
  onChanged: () => void;
}

/** The release on the server, who is offered it, and how far each register is. */
export function UpdatesView({ fleet, onChanged }: UpdatesViewProps) {
  const { t } = useTranslation();
  const { release, releaseFault, serverVersion } = fleet;
  if (!release) {
    return (
      <div className={css.board} data-testid="fleet-updates">
        <FaultNotice fault={releaseFault} />
        <Empty icon={PackageOpen} title={t('fleet.updates.none')} text={t('fleet.updates.noneText')} />
        <p className={css.hint}>{t('fleet.updates.server', { version: serverVersion })}</p>
      </div>
    );
  }
  const { version, rollout } = release;
  return (
    <ReleaseView key={`${version} ${rollout?.revision ?? 0}`} fleet={fleet} release={release} onChanged={onChanged} />
  );
}

function ReleaseView({ fleet, release, onChanged }: UpdatesViewProps & { release: Release }) {
  const { t } = useTranslation();
  const words = useFleetWords(fleet.at);
  const { version, platforms, bytes, rollout } = release;
  const stores = fleet.stores.filter((store) => !store.archived);
  const [all, setAll] = useState(rollout?.storeIds === null);
  const [chosen, setChosen] = useState<readonly string[]>(rollout?.storeIds ?? []);
  const sending = useSending();
  const isChosen = all || chosen.length > 0;
  const moved =
    all !== (rollout?.storeIds === null) || [...chosen].sort().join() !== [...(rollout?.storeIds ?? [])].sort().join();
  const status = rollout?.status ?? null;

  async function change(next: 'running' | 'stopped'): Promise<void> {
    const storeIds = all ? null : [...chosen];
    const body = { version, revision: rollout?.revision ?? 0, storeIds, status: next };
    const said = await sending.send('/updates/rollout', RolloutAnswer, { method: 'PUT', body });
    if (said && !said.ok) sending.setFault(said.faults[0] ?? 'internal');
    onChanged();
  }
  async function now(registerId: string): Promise<void> {
    const said = await sending.send('/updates/now', FleetDone, { method: 'POST', body: { registerId, version } });
    if (said && !said.ok) sending.setFault(said.faults[0] ?? 'internal');
    onChanged();
  }
  const state = status === 'running' ? 'running' : status === 'stopped' ? 'stopped' : 'notOffered';
  return (
    <div className={css.board} data-testid="fleet-updates" data-status={state}>
      <div>
        <h2 className={css.storeName}>{t('fleet.updates.release', { version })}</h2>
        <p className={css.hint}>
          {t('fleet.updates.for', {
            platforms: platforms.map((platform) => t(`fleet.updates.platforms.${platform}`)).join(', '),
            size: words.size(bytes),
          })}
        </p>
      </div>
      <Notice
        tone={state === 'running' ? 'ok' : 'info'}
        code={`rollout-${state}`}
        title={t(`fleet.updates.${state}`)}
        next={t(`fleet.updates.${state}Next`)}
      >
        {status === 'running' && (
          <Action
            tone="bad"
            icon={Square}
            disabled={sending.busy}
            onClick={() => void change('stopped')}
            data-testid="rollout-stop"
          >
            {t('fleet.updates.stop')}
          </Action>
        )}
      </Notice>
      <FaultNotice fault={sending.fault} />
      <section className={sheet.section}>
        <h3 className={sheet.heading}>{t('fleet.updates.rollout')}</h3>
        <p className={css.hint}>{t('fleet.updates.rolloutHint')}</p>
        <div>
          <div className={css.switch}>
            <span>{t('fleet.updates.allStores')}</span>
            <Toggle label={t('fleet.updates.allStores')} on={all} onToggle={setAll} testId="rollout-all" />
          </div>
          {!all &&
            stores.map(({ storeId, name }) => (
              <div key={storeId} className={css.switch}>
                <span>{name}</span>
                <Toggle
                  label={name}
                  on={chosen.includes(storeId)}
                  onToggle={(on) => {
                    const others = chosen.filter((one) => one !== storeId);
                    setChosen(on ? [...others, storeId] : others);
                  }}
                  testId={`rollout-store-${storeId}`}
                />
              </div>
            ))}
        </div>
        {!isChosen && <p className={css.hint}>{t('fleet.updates.chooseStore')}</p>}
        <div className={sheet.actions}>
          {status === 'running' ? (
            <Action
              icon={Save}
              disabled={!moved || !isChosen || sending.busy}
              onClick={() => void change('running')}
              data-testid="rollout-save"
            >
              {t('fleet.updates.save')}
            </Action>
          ) : (
            <Action
              tone="next"
              icon={status === 'stopped' ? Play : Download}
              disabled={!isChosen || sending.busy}
              onClick={() => void change('running')}
              data-testid="rollout-start"
            >
              {status === 'stopped' ? t('fleet.updates.resume') : t('fleet.updates.start')}
            </Action>
          )}
        </div>
      </section>
      <section className={sheet.section}>
        <h3 className={sheet.heading}>{t('fleet.updates.registers')}</h3>
        <ul className={css.lives}>
          {fleet.registers
            .filter(({ inService, hostless }) => inService && !hostless)
            .map((register) => (
              <UpdateRow
                key={register.registerId}
                register={register}
                storeName={fleet.stores.find(({ storeId }) => storeId === register.storeId)?.name ?? register.storeId}
                version={version}
                words={words}
                busy={sending.busy}
                onNow={() => void now(register.registerId)}
              />
            ))}
        </ul>
      </section>
    </div>
  );
}
