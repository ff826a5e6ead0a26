import { useTranslation } from 'react-i18next';
import { PriceListHistory } from '#contracts/http/pricing.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { differences, spreadFields } from '#renderer/features/saving/fields.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import sheet from '#renderer/ui/sheet.module.css';
import { digitsOf, type ListProps } from './list-parts.ts';
import { useListWords } from './use-list-words.ts';

/** What became of a list when, and by whom, newest first. */
export function ListHistory({ listId, ...props }: ListProps & { listId: string }) {
  const { config, groups, stores, categories, onLeave } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const { play } = useTill();
  const asked = useServer(`/price-lists/${listId}/history`, PriceListHistory);
  const words = useListWords(groups, stores, categories, digitsOf(props, config.store.currency.code));
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });
  return (
    <Answered asked={asked} offlineText={t('pricing.offline')}>
      {({ changes }) => (
        <table className={sheet.table} data-testid="price-list-history">
          <thead>
            <tr>
              <th scope="col">{t('pricing.when')}</th>
              <th scope="col">{t('pricing.who')}</th>
              <th scope="col">{t('pricing.what')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ version, at, by, list, set, removed }, index) => {
              const before = changes.slice(index + 1).find((one) => one.list !== null)?.list;
              return (
                <tr key={version}>
                  <td>{formats.dateTime(at)}</td>
                  <td>{operatorName(config, by)}</td>
                  <td>
                    {list && !before && <div>{t('pricing.historyMade')}</div>}
                    {list &&
                      before &&
                      differences(spreadFields(before, ['names']), spreadFields(list, ['names'])).map((one) => (
                        <div key={one.field} className={sheet.change}>
                          {words.field(one.field)}: <del>{words.value(one.field, one.before)}</del>{' '}
                          <ins>{words.value(one.field, one.after)}</ins>
                        </div>
                      ))}
                    {set > 0 && <div>{t('pricing.historySet', { count: set })}</div>}
                    {removed > 0 && <div>{t('pricing.historyRemoved', { count: removed })}</div>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Answered>
  );
}
