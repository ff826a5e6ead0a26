import { Plus } from 'lucide-react';
import { OrderActions } from '#renderer/features/settings/order-actions.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import css from './channels.module.css';

interface OrderedListProps {
  label: string;
  hint: string;
  wrong: string | null;
  /** Those that are chosen, in their order. */
  list: readonly string[];
  /** All there are. */
  options: readonly { value: string; label: string }[];
  /** At least one stays chosen. */
  needed: boolean;
  onList: (list: string[]) => void;
  testId: string;
}

/** Some of a list, in an order that matters. */
export function OrderedList({ label, hint, wrong, list, options, needed, onList, testId }: OrderedListProps) {
  const nameOf = (value: string): string => options.find((option) => option.value === value)?.label ?? value;
  const others = options.filter(({ value }) => !list.includes(value));
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      <ol className={css.ordered} data-testid={testId}>
        {list.map((value, index) => (
          <li key={value} className={css.orderedRow}>
            <span className={css.grow}>{nameOf(value)}</span>
            <OrderActions
              name={nameOf(value)}
              list={list}
              index={index}
              stays={needed && list.length === 1}
              onList={onList}
              testId={`${testId}-${value}`}
            />
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <div className={sheet.actions}>
          {others.map(({ value, label: name }) => (
            <Action key={value} icon={Plus} onClick={() => onList([...list, value])} data-testid={`${testId}-add`}>
              {name}
            </Action>
          ))}
        </div>
      )}
    </Field>
  );
}
