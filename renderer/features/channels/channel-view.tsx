import { ArrowLeft, CirclePause, CirclePlay, PlugZap, Settings2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelAnswer, ChannelCheck, type ChannelRow } from '#contracts/http/channels.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { settingsOf } from './channel-draft.ts';
import { ChannelKeys } from './channel-keys.tsx';
import { ChannelProducts } from './channel-products.tsx';
import { ChannelState } from './channel-state.tsx';
import { ChannelStock } from './channel-stock.tsx';
import css from './channels.module.css';
import { CopyAction } from './copy-action.tsx';

interface ChannelViewProps {
  row: ChannelRow;
  locations: readonly { locationId: string; storeId: string; name: string }[];
  again: () => void;
  onEdit: () => void;
  onLeave: () => void;
}

const TABS = ['state', 'products', 'stock'] as const;

/** One channel: how it is reached and what waits, what its products are here, and what it was told that it may sell. */
export function ChannelView({ row, locations, again, onEdit, onLeave }: ChannelViewProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof TABS)[number]>('state');
  const { busy, fault, setFault, send } = useSending();
  const { channel } = row;
  const isActive = channel.status === 'active';
  useFormKeys(onLeave);

  async function turn(): Promise<void> {
    const settings = { ...settingsOf(channel), status: isActive ? ('paused' as const) : ('active' as const) };
    const body = { revision: channel.revision, channel: settings };
    const said = await send(`/channels/${channel.channelId}`, ChannelAnswer, { method: 'PUT', body });
    if (said && !said.ok) setFault('fault' in said ? said.fault : 'change-conflict');
    if (said) again();
  }

  return (
    <div className={sheet.form} data-testid="channel" data-channel={channel.channelId}>
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="channel-back">
          {t('products.back')}
        </Action>
        <h2 className={sheet.formTitle}>{channel.name}</h2>
        <ChannelState row={row} />
        <Action
          icon={isActive ? CirclePause : CirclePlay}
          disabled={busy}
          onClick={() => void turn()}
          data-testid="channel-turn"
        >
          {t(isActive ? 'channels.pause' : 'channels.resume')}
        </Action>
        <Action icon={Settings2} onClick={onEdit} data-testid="channel-edit">
          {t('channels.settings')}
        </Action>
      </div>
      <FaultNotice fault={fault} />
      <div className={sheet.tabs}>
        <Tabs
          label={channel.name}
          value={tab}
          options={TABS.map((value) => ({ value, label: t(`channels.tabs.${value}`) }))}
          onChange={setTab}
          testId="channel-tab"
        />
      </div>
      {tab === 'state' && <ChannelStatus row={row} again={again} />}
      {tab === 'products' && <ChannelProducts channelId={channel.channelId} onChanged={again} />}
      {tab === 'stock' && <ChannelStock row={row} locations={locations} />}
    </div>
  );
}

/** How a channel is reached, whether it lets the server do what it must, where webhooks go, and its keys. */
function ChannelStatus({ row, again }: { row: ChannelRow; again: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const serverUrl = useStore(useTill().hostView).status?.serverUrl ?? window.location.origin;
  const { channel, health, webhookPath } = row;
  const time = (at: string | null): string => (at === null ? t('channels.never') : formats.dateTime(at));
  const isOwn = channel.kind === 'generic';
  const rows = [
    ['kind', t(`channels.kinds.${channel.kind}`)],
    ['heardAt', time(health.heardAt)],
    ...(isOwn ? [] : [['webhookAt', time(health.webhookAt)] as const]),
    ['toLookAt', formats.count(health.toLookAt)],
    ['toTell', formats.count(health.toTell)],
    ['unmapped', formats.count(health.unmapped)],
  ] as const;
  const address = new URL(isOwn ? '/channel/v1' : webhookPath, serverUrl).href;
  return (
    <div className={sheet.columns}>
      <section className={sheet.section}>
        <h2 className={sheet.heading}>{t('channels.tabs.state')}</h2>
        {health.fault !== null && (
          <Notice
            tone="warn"
            code={`channel-${health.state}`}
            title={t(health.state === 'signed-out' ? 'channels.signedOut' : 'channels.down', {
              since: time(health.since),
            })}
            next={
              health.state === 'signed-out'
                ? t('channels.signedOutNext')
                : t('channels.downNext', { retry: time(health.retryAt) })
            }
          />
        )}
        <table className={sheet.table} data-testid="channel-health">
          <tbody>
            {rows.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{t(`channels.health.${name}`)}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {health.fault !== null && (
          <details>
            <summary>{t('channels.said')}</summary>
            <p className={sheet.hint} data-selectable>
              {health.fault}
            </p>
          </details>
        )}
        {!isOwn && <CheckChannel channelId={channel.channelId} />}
      </section>
      <section className={sheet.section}>
        <h2 className={sheet.heading}>{t(isOwn ? 'channels.api' : 'channels.webhook')}</h2>
        <p className={sheet.hint}>{t(isOwn ? 'channels.apiHint' : 'channels.webhookHint')}</p>
        <div className={css.copied}>
          <code className={css.address} data-selectable data-testid="channel-address">
            {address}
          </code>
          <CopyAction key={address} text={address} testId="channel-address-copy" />
        </div>
        {isOwn && <ChannelKeys row={row} onChanged={again} />}
      </section>
    </div>
  );
}

/** Asks the shop system whether it lets the server do what it must. */
function CheckChannel({ channelId }: { channelId: string }) {
  const { t } = useTranslation();
  const { busy, fault, send } = useSending();
  const [check, setCheck] = useState<ChannelCheck | null>(null);
  async function ask(): Promise<void> {
    setCheck(await send(`/channels/${channelId}/check`, ChannelCheck, { method: 'POST', body: {} }));
  }
  return (
    <>
      <div>
        <Action icon={PlugZap} disabled={busy} onClick={() => void ask()} data-testid="channel-check">
          {t('channels.check')}
        </Action>
      </div>
      <FaultNotice fault={fault} />
      {check?.ok && check.missingScopes.length === 0 && (
        <Notice
          tone="ok"
          code="channel-checked"
          title={t('channels.checked', { name: check.shopName })}
          next={t('channels.checkedNext', { currency: check.currency })}
        />
      )}
      {check?.ok && check.missingScopes.length > 0 && (
        <Notice
          tone="warn"
          code="channel-scopes"
          title={t('channels.missing', { scopes: check.missingScopes.join(', ') })}
          next={t('channels.missingNext')}
        />
      )}
      {check && !check.ok && (
        <Notice
          tone="bad"
          code="channel-unreached"
          title={t(check.why === 'signed-out' ? 'channels.notSignedIn' : 'channels.notReached')}
          next={check.why === 'signed-out' ? t('channels.signedOutNext') : check.detail}
        />
      )}
    </>
  );
}
