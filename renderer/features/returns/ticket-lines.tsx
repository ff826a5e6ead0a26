import { Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { Returnable } from '#domain/order/returnable.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { SoldTicket } from '#renderer/features/returns/sold-ticket.ts';
import type { Chosen } from '#renderer/features/returns/take-back.ts';
import { waysBack } from '#renderer/features/returns/ways-back.ts';
import { IconAction } from '#renderer/ui/action.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './ticket-lines.module.css';

interface TicketLinesProps {
  ticket: SoldTicket;
  lines: readonly Returnable[];
  chosen: readonly Chosen[];
  onChange: (chosen: Chosen) => void;
}

/** The lines of a ticket with what may still come back: how much, and in which condition. */
export function TicketLines({ ticket, lines, chosen, onChange }: TicketLinesProps) {
  return (
    <ul className={css.lines}>
      {lines.map((returnable) => (
        <TicketLine
          key={returnable.line.id}
          ticket={ticket}
          returnable={returnable}
          chosen={chosen.find(({ lineId }) => lineId === returnable.line.id)}
          onChange={onChange}
        />
      ))}
    </ul>
  );
}

interface TicketLineProps {
  ticket: SoldTicket;
  returnable: Returnable;
  chosen: Chosen | undefined;
  onChange: (chosen: Chosen) => void;
}

function TicketLine({ ticket, returnable, chosen, onChange }: TicketLineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { line, quantity: left, refund } = returnable;
  const quantity = chosen?.quantity ?? 0;
  const ways = waysBack(ticket, returnable);
  const now: Chosen = chosen ?? { lineId: line.id, quantity: 0, condition: ways[0]?.condition ?? 'restock' };
  const mostOf = (condition: Chosen['condition']): number => ways.find((way) => way.condition === condition)?.most ?? 0;
  const most = mostOf(now.condition);
  // What is weighed or measured comes back as a whole.
  const step = UNIT_SCALE[line.unit] === 1 ? 1 : left;
  const to = (next: number): void => onChange({ ...now, quantity: Math.max(0, Math.min(most, next)) });
  return (
    <li className={css.line} data-testid="return-line" data-line={line.id} data-left={left} data-quantity={quantity}>
      <div className={css.what}>
        <span className={css.name}>{line.name}</span>
        <span className={css.left}>
          {left === 0
            ? t('returns.nothingLeft')
            : ways.length === 0
              ? t(ticket.known === 'server' ? 'returns.onTheirWay' : 'returns.askOnline')
              : t('returns.left', { quantity: formats.quantity(left, line.unit), amount: formats.money(refund) })}
        </span>
      </div>
      <div className={css.stepper}>
        <IconAction
          icon={Minus}
          label={t('returns.less', { name: line.name })}
          disabled={quantity === 0}
          onClick={() => to(quantity - step)}
          data-testid="return-less"
        />
        <output className={css.quantity} data-testid="return-quantity">
          {formats.quantity(quantity, line.unit)}
        </output>
        <IconAction
          icon={Plus}
          label={t('returns.more', { name: line.name })}
          disabled={quantity >= most}
          onClick={() => to(quantity + step)}
          data-testid="return-more"
        />
      </div>
      {quantity > 0 && (
        <div className={css.details}>
          <Tabs
            label={t('returns.condition')}
            value={now.condition}
            options={ways.map(({ condition: value }) => ({ value, label: t(`returns.conditions.${value}`) }))}
            onChange={(condition) => onChange({ ...now, condition, quantity: Math.min(quantity, mostOf(condition)) })}
            testId="condition"
          />
          {line.serial !== undefined && (
            <div className={css.serial}>
              <TextField
                label={t('returns.serial')}
                placeholder={t('returns.serialHint')}
                value={now.serial ?? ''}
                onText={(text) => onChange({ ...now, serial: text.trim() })}
                data-testid="return-serial"
              />
            </div>
          )}
        </div>
      )}
    </li>
  );
}
