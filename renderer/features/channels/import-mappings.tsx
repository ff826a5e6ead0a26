import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAPPINGS_MAX, MappingsAnswer, type MappingsRequest } from '#contracts/http/channels.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { Difference } from '#renderer/features/many/difference.tsx';
import { ImportFrame } from '#renderer/features/many/import-frame.tsx';
import { refusalWords } from '#renderer/features/many/refusal-words.ts';
import { inParts, type PartSent } from '#renderer/features/many/send-parts.ts';
import { useManyRun } from '#renderer/features/many/use-many-run.ts';
import { readMappingCsv } from './mapping-csv.ts';

type Rows = MappingsRequest['rows'];
type Done = MappingsAnswer['done'];

const COLUMNS = ['number', 'sku'];
/** Rows that are shown before and after; the sum is of all. */
const SHOWN = 2000;

interface ImportMappingsProps {
  channelId: string;
  onChanged: () => void;
  onLeave: () => void;
}

/** What the products of a shop system are here, from a file: tried out first. */
export function ImportMappings({ channelId, onChanged, onLeave }: ImportMappingsProps) {
  const { t } = useTranslation();
  const [tried, setTried] = useState<Done>([]);

  async function post(rows: Rows, dryRun: boolean): Promise<PartSent<never> & { done?: Done }> {
    const path = `/channels/${channelId}/variants/import`;
    const said = await askServer(path, MappingsAnswer, { method: 'POST', body: { rows, dryRun } });
    if (!said.ok) return { ok: false, offline: said.offline, code: said.offline ? 'offline' : said.code };
    const done = said.value.done.filter(({ changed }) => changed);
    const tally = { created: 0, changed: done.length, unchanged: said.value.done.length - done.length };
    const failed = said.value.refused.map((one) => ({
      ...{ key: String(one.line), line: one.line, reason: refusalWords(t, one) },
    }));
    return { ok: true, tally, failed, back: [], done };
  }

  const run = useManyRun<Rows, Rows>({
    sizeOf: (rows) => rows.length,
    async tryOut(rows) {
      const said = await post(rows, true);
      setTried((before) => [...before, ...(said.done ?? [])].slice(0, SHOWN));
      return said;
    },
    async send(rows) {
      const said = await post(rows, false);
      const back = (said.done ?? []).map(({ line, before }) => ({ line, mapping: before }));
      return said.ok && back.length > 0 ? { ...said, back: [back] } : said;
    },
    takeBack: (rows) => post(rows, false),
  });
  const words = ({ sku }: Done[number]['before']) => [
    { label: t('channels.ours'), text: sku === undefined ? '' : (sku ?? t('channels.variantStatuses.ignored')) },
  ];
  return (
    <ImportFrame<Rows>
      title={t('channels.mappings.title')}
      hint={t('channels.mappings.hint')}
      run={run}
      read={(bytes) => {
        setTried([]);
        const { rows, refused, header } = readMappingCsv(bytes);
        const ignored = header.filter((column) => !COLUMNS.includes(column.toLowerCase()));
        return { parts: inParts(rows, MAPPINGS_MAX), refused, header, ignored };
      }}
      rowsOf={() =>
        tried.map(({ line, name, before, after }) => ({
          ...{ key: String(line), line, name, hint: after.externalVariantId },
          change: <Difference before={words(before)} after={words(after)} />,
        }))
      }
      onChanged={onChanged}
      onLeave={onLeave}
    />
  );
}
