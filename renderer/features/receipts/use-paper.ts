import { useEffect, useMemo, useState } from 'react';
import type { PrinterSettings } from '#contracts/ipc/devices.ts';
import { modelProfile } from '#drivers/printer/protocol/models.ts';
import { profileOf } from '#drivers/printer/protocol/printer-profile.ts';
import { profileColumns } from '#drivers/printer/protocol/profile-columns.ts';
import { type ColumnsOf, charColumns } from '#drivers/printer/protocol/text-width.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** Paper as a receipt is laid out on it. */
export interface Paper {
  columns: number;
  columnsOf: ColumnsOf;
}

/** The paper in the register's printer; where none is set up, the usual one of the receipt's width. */
export function usePaper(widthMm: 58 | 80 | undefined): Paper {
  const { host } = useTill();
  const [printer, setPrinter] = useState<PrinterSettings | null>(null);

  useEffect(() => {
    host.call('devices.settings', {}).then(
      ({ settings }) => setPrinter(settings.printer),
      () => undefined,
    );
  }, [host]);

  return useMemo(() => paperOf(printer, widthMm), [printer, widthMm]);
}

/** As the host fits a receipt to its printer: the paper that is set up comes before the receipt's own. */
export function paperOf(
  printer: Pick<PrinterSettings, 'model' | 'widthMm'> | null,
  widthMm: 58 | 80 | undefined,
): Paper {
  const fitted = printer?.widthMm ?? widthMm;
  const model = printer && modelProfile(printer.model, fitted);
  if (model) return { columns: model.columns, columnsOf: profileColumns(model) };
  return { columns: profileOf(fitted).columns, columnsOf: charColumns };
}
