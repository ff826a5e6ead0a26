import { Minus, Plus } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { NumberForm } from '#renderer/features/sell/number-form.tsx';
import { IconAction } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { PhotoField } from './photo-field.tsx';
import css from './prompt.module.css';
import type { Sale } from './sale.ts';
import { usePhoto } from './use-photo.ts';
import { useDepartments } from './use-shelf.ts';

interface UnlistedPanelProps {
  sale: Sale;
  config: RegisterConfig;
  /** Its barcode, where one was scanned. */
  code: string | null;
  /** What it costs, where that was typed before: with a department known it is sold at once. */
  price?: number | null;
  onClose: () => void;
}

/** Where the department of the last unlisted item is kept: the next is mostly of the same. */
const LAST_DEPARTMENT = 'omnitill-last-department';

/** Something the shop does not list: department, price, how many, and a name and a photo if there is time. Its barcode goes to the fix list. */
export function UnlistedPanel({ sale, config, code, price = null, onClose }: UnlistedPanelProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const departments = useDepartments();
  const { multiplier } = useStore(sale.view);
  const [chosenId, setChosenId] = useState<string | null>(() => sessionStorage.getItem(LAST_DEPARTMENT));
  const [name, setName] = useState('');
  const [count, setCount] = useState(multiplier ?? 1);
  const taking = usePhoto();
  const selling = useRef(false);
  const [only] = departments.length === 1 ? departments : [];
  const department = departments.find((one) => one.categoryId === chosenId) ?? only;
  const move = (by: 1 | -1): void => {
    const at = department ? departments.indexOf(department) + by : 0;
    setChosenId(departments[Math.min(Math.max(at, 0), departments.length - 1)]?.categoryId ?? null);
  };

  async function submit(unitPrice: number): Promise<void> {
    if (!department || selling.current) return;
    selling.current = true;
    const done = await sell(department, unitPrice).finally(() => {
      selling.current = false;
    });
    if (!done) return;
    sessionStorage.setItem(LAST_DEPARTMENT, department.categoryId);
    onClose();
  }

  async function sell(of: NonNullable<typeof department>, unitPrice: number): Promise<boolean> {
    const photo = await taking.settled();
    const { categoryId, taxCategory } = of;
    const given = name.trim() === '' ? localName(of, config.store.language) : name.trim();
    return sale.addUnlisted({
      categoryId,
      taxCategory,
      name: given,
      unitPrice,
      quantity: count,
      ...(code === null ? {} : { code }),
      ...(photo === null ? {} : { photo }),
    });
  }

  const sold = useRef(false);
  const sellTyped = useEffectEvent((unitPrice: number) => void submit(unitPrice));
  const known = department !== undefined;
  useEffect(() => {
    if (price === null || !known || sold.current) return;
    sold.current = true;
    sellTyped(price);
  }, [price, known]);

  return (
    <Panel
      title={t('unlisted.title')}
      sub={<span data-testid="unlisted-code">{code ?? t('unlisted.noCode')}</span>}
      closeName={t('app.close')}
      onClose={onClose}
      testId="unlisted-panel"
    >
      {departments.length === 0 ? (
        <p className={css.hint}>{t('unlisted.noDepartments')}</p>
      ) : (
        <NumberForm
          label={t('unlisted.price')}
          digits={config.store.currency.digits}
          ghost={formats.amount(0)}
          submit={t('prompt.add')}
          accepts={() => department !== undefined}
          onSubmit={(unitPrice) => void submit(unitPrice)}
          onClose={onClose}
          onArrow={move}
          testId="unlisted"
        >
          <Choices
            label={t('unlisted.department')}
            value={department?.categoryId ?? null}
            options={departments.map((one) => ({ value: one.categoryId, label: localName(one, i18n.language) }))}
            onChange={setChosenId}
            testId="unlisted-department"
          />
          <div className={css.row}>
            <TextField
              label={t('unlisted.name')}
              placeholder={t('unlisted.name')}
              value={name}
              onText={setName}
              maxLength={200}
              data-testid="unlisted-name"
            />
            <PhotoField taking={taking} />
            <IconAction
              icon={Minus}
              label={t('unlisted.less')}
              disabled={count <= 1}
              onClick={() => setCount(count - 1)}
              data-testid="unlisted-less"
            />
            <output className={css.count} data-testid="unlisted-quantity">
              {formats.count(count)}
            </output>
            <IconAction
              icon={Plus}
              label={t('unlisted.more')}
              onClick={() => setCount(count + 1)}
              data-testid="unlisted-more"
            />
          </div>
          {taking.failed && <Notice {...errorWords(t, 'photo-unreadable')} />}
        </NumberForm>
      )}
    </Panel>
  );
}
