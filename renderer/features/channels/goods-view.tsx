import { ArrowLeft, Send, Tag } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import Type from 'typebox';
import type { ChannelGoods } from '#contracts/http/channel-goods.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import css from './channels.module.css';
import type { GoodsFrame } from './goods-frame.ts';

export const Pushed = Type.Object({ ok: Type.Literal(true) });

interface GoodsViewProps extends GoodsFrame {
  row: ChannelGoods;
  onChange: () => void;
}

/** A product as a channel sells it: at each location, what is offered now and later, and what the channel was last told. */
export function GoodsView({ row, channelId, money, nameOf, onChange, onChanged, onLeave }: GoodsViewProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { busy, fault, send } = useSending();
  const [pushed, setPushed] = useState(false);
  useFormKeys(onLeave);
  const { listing, ahead, told, toldAt } = row;
  const statusOf = (status: ChannelGoods['listing']['status']) => t(`channels.goods.statuses.${status ?? 'unsaid'}`);
  const priceOf = (amount: number | null) => (amount === null ? t('channels.goods.prices.store') : money(amount));

  async function push(): Promise<void> {
    const body = { variantIds: [row.variantId] };
    if (!(await send(`/channels/${channelId}/stock/push`, Pushed, { method: 'POST', body }))) return;
    setPushed(true);
    onChanged();
  }
  const facts = [
    ['status', statusOf(listing.status)],
    ['price', priceOf(listing.amount)],
    ['storePrice', row.storeAmount === null ? t('sell.noPrice') : money(row.storeAmount)],
    ['told', told === null ? t('channels.untold') : formats.quantity(told, row.unit)],
    ['toldAt', toldAt === null ? t('channels.never') : formats.dateTime(toldAt)],
  ] as const;
  return (
    <div className={sheet.form} data-testid="channel-goods" data-sku={row.sku}>
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="channel-goods-back">
          {t('products.back')}
        </Action>
        <h2 className={sheet.formTitle}>{row.name}</h2>
        <Action icon={Send} disabled={busy} onClick={() => void push()} data-testid="channel-goods-push">
          {t('channels.push')}
        </Action>
        <Action icon={Tag} onClick={onChange} data-testid="channel-goods-change">
          {t('channels.goods.change')}
        </Action>
      </div>
      <FaultNotice fault={fault} />
      {pushed && (
        <Notice tone="ok" code="channel-pushed" title={t('channels.goods.pushed')} next={t('channels.pushedNext')} />
      )}
      {row.fault !== null && (
        <Notice tone="warn" code="channel-goods-fault" title={t('channels.goods.notTaken')} next={row.fault} />
      )}
      {!row.known && <Notice tone="info" code="channel-goods-unknown" title={t('channels.goods.unknown')} />}
      <div className={sheet.section}>
        <section className={sheet.section}>
          <h3 className={sheet.heading}>{t('channels.goods.offered')}</h3>
          <table className={sheet.table}>
            <tbody>
              {facts.map(([name, text]) => (
                <tr key={name} data-testid={`channel-goods-${name}`}>
                  <th scope="row">{t(`channels.goods.${name}`)}</th>
                  <td>{text}</td>
                </tr>
              ))}
              {ahead.map(({ effectiveAt, status, amount }) => (
                <tr key={effectiveAt} data-testid="channel-goods-ahead">
                  <th scope="row">{formats.dateTime(effectiveAt)}</th>
                  <td>
                    {[
                      ...(status === undefined ? [] : [statusOf(status)]),
                      ...(amount === undefined ? [] : [priceOf(amount)]),
                    ].join(' · ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <section className={sheet.section}>
          <h3 className={sheet.heading}>{t('channels.tabs.stock')}</h3>
          <table className={`${sheet.table} ${css.places}`} data-testid="channel-goods-places">
            <thead>
              <tr>
                <th scope="col">{t('channels.goods.at')}</th>
                {FIGURES.map((name) => (
                  <th key={name} scope="col" data-number>
                    {t(`channels.stock.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {row.places.map((place) => (
                <tr key={place.locationId} data-testid="channel-goods-place">
                  <th scope="row">{nameOf(place.locationId)}</th>
                  {FIGURES.map((name) => (
                    <td key={name} data-number>
                      {formats.quantity(place[name], row.unit)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {row.places.some(({ expected }) => expected > 0) && (
            <p className={sheet.hint}>{t('channels.goods.expectedHint')}</p>
          )}
        </section>
      </div>
    </div>
  );
}

const FIGURES = ['onHand', 'committed', 'staged', 'safetyStock', 'expected', 'sellable'] as const;
