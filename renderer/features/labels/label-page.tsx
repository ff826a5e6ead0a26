import type { Label } from '#contracts/ipc/devices.ts';
import type { LabelStock } from '#drivers/label/protocol/label-layout.ts';
import { PrintPage } from '#renderer/app/print-page.tsx';
import { LabelPreview } from './label-preview.tsx';
import css from './labels.module.css';

interface LabelPageProps {
  all: () => readonly Label[];
  stock: LabelStock;
}

/** Every label as often as it is wanted, in its own size, side by side on sheets. */
export function LabelPage({ all, stock }: LabelPageProps) {
  return (
    <PrintPage>
      <Labels all={all} stock={stock} />
    </PrintPage>
  );
}

function copiesOf(labels: readonly Label[]): { label: Label; key: string }[] {
  return labels.flatMap((label, row) =>
    Array.from({ length: label.copies }, (_, copy) => ({ label, key: `${row}/${copy}` })),
  );
}

function Labels({ all, stock }: LabelPageProps) {
  return (
    <div className={css.labelSheet} data-testid="label-sheet">
      {copiesOf(all()).map(({ label, key }) => (
        <div key={key} className={css.oneLabel} style={{ width: `${stock.widthMm}mm`, height: `${stock.heightMm}mm` }}>
          <LabelPreview label={label} stock={stock} />
        </div>
      ))}
    </div>
  );
}
