import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterCode, CounterState } from '#contracts/ipc/counter.ts';
import { nearestLanguage } from '#renderer/app/i18n.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './counter.module.css';
import { CounterCard } from './counter-card.tsx';
import { SheetPicture } from './sheet-picture.tsx';
import type { CounterView } from './use-counter.ts';

type Act = CounterView['act'];
const LOADS = [0, 125, 350, 1_240];

/** The virtual receipt printer: its newest receipt, and the drawer it opens. */
export function PrinterCard({ printer, act }: { printer: CounterState['printer']; act: Act }) {
  const { t } = useTranslation();
  const [newest] = printer.receipts;
  return (
    <CounterCard
      name={t('devices.names.printer')}
      {...printer}
      onFault={(name, on) => act('printer', 'faults', { [name]: on })}
      testId="printer"
    >
      <div className={css.drawer}>
        <span>
          {t('devices.names.drawer')}: <b>{t(printer.drawerOpen ? 'devices.state.open' : 'devices.state.closed')}</b>
        </span>
        <Action
          disabled={!printer.drawerOpen}
          onClick={() => act('printer', 'drawer', { open: false })}
          data-testid="counter-drawer-shut"
        >
          {t('counter.shut')}
        </Action>
      </div>
      <div>
        {printer.printing > 0 ? (
          <SheetPicture device="printer" id={null} grown={printer.printing} text={t('counter.printing')} />
        ) : newest ? (
          <SheetPicture key={newest.id} device="printer" id={newest.id} grown={0} text={newest.lines.join('\n')} />
        ) : (
          <p className={css.none}>{t('counter.noReceipt')}</p>
        )}
      </div>
    </CounterCard>
  );
}

/** The virtual scanner: what lies there to be scanned, and a field for anything else. */
export function ScannerCard({ scanner, act }: { scanner: CounterState['scanner']; act: Act }) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState('');
  const chinese = nearestLanguage([i18n.language]) === 'zh-CN';
  const scan = (code: Pick<CounterCode, 'text' | 'symbology'>): void => act('scanner', 'scan', { ...code });
  return (
    <CounterCard
      name={t('devices.names.scanner')}
      {...scanner}
      onFault={(name, on) => act('scanner', 'faults', { [name]: on })}
      testId="scanner"
    >
      {!scanner.connected && <p className={css.none}>{t('counter.noTill')}</p>}
      <div className={css.codes}>
        {scanner.codes.map((code) => (
          <Action
            key={code.codeId}
            disabled={!scanner.connected}
            onClick={() => scan({ text: code.text, symbology: code.symbology })}
            data-testid="counter-code"
            data-code={code.codeId}
          >
            {chinese ? code.nameZh : code.name}
            {code.kind !== 'article' && <small className={css.kind}>{kindWords(code.kind)}</small>}
          </Action>
        ))}
      </div>
      <form
        className={css.typed}
        onSubmit={(event) => {
          event.preventDefault();
          if (text !== '') scan({ text, symbology: null });
        }}
      >
        <TextField label={t('counter.anyCode')} value={text} onText={setText} data-testid="counter-text" />
        <Action type="submit" disabled={!scanner.connected || text === ''} data-testid="counter-scan">
          {t('counter.scan')}
        </Action>
      </form>
    </CounterCard>
  );

  function kindWords(kind: string): string {
    const known = (['weight', 'price', 'batch', 'expired', 'link', 'wrong', 'wallet'] as const).find(
      (each) => each === kind,
    );
    return known ? t(`counter.kinds.${known}`) : kind;
  }
}

/** The virtual scale, and what is put on it. */
export function ScaleCard({ scale, act }: { scale: CounterState['scale']; act: Act }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <CounterCard
      name={t('devices.names.scale')}
      {...scale}
      onFault={(name, on) => act('scale', 'faults', { [name]: on })}
      testId="scale"
    >
      <output className={css.readout}>{formats.quantity(scale.grams, 'kg')}</output>
      <div className={css.codes}>
        {LOADS.map((grams) => (
          <Action
            key={grams}
            aria-pressed={scale.grams === grams}
            onClick={() => act('scale', 'load', { grams })}
            data-testid="counter-load"
            data-grams={grams}
          >
            {grams === 0 ? t('counter.nothing') : formats.quantity(grams, 'kg')}
          </Action>
        ))}
      </div>
    </CounterCard>
  );
}

/** The virtual two-line display. */
export function DisplayCard({ display, act }: { display: CounterState['lineDisplay']; act: Act }) {
  const { t } = useTranslation();
  return (
    <CounterCard
      name={t('devices.names.line-display')}
      {...display}
      onFault={(name, on) => act('lineDisplay', 'faults', { [name]: on })}
      testId="line-display"
    >
      <pre className={css.cells}>{display.lines.join('\n')}</pre>
    </CounterCard>
  );
}

/** The virtual label printer, and the label it printed last. */
export function LabelCard({ labels, act }: { labels: CounterState['labelPrinter']; act: Act }) {
  const { t } = useTranslation();
  const [newest] = labels.labels;
  return (
    <CounterCard
      name={t('devices.names.label-printer')}
      {...labels}
      onFault={(name, on) => act('labelPrinter', 'faults', { [name]: on })}
      testId="label-printer"
    >
      <div>
        {newest ? (
          <SheetPicture key={newest.id} device="labelPrinter" id={newest.id} grown={0} text={newest.lines.join('\n')} />
        ) : (
          <p className={css.none}>{t('counter.noLabel')}</p>
        )}
      </div>
    </CounterCard>
  );
}
