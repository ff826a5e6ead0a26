import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ExceptionList, type ExceptionRow } from '#contracts/http/exceptions.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

interface OrderExceptionsProps {
  orderId: string;
  onException: (exception: ExceptionRow) => void;
}

/** What was found wrong with an order: what waits for somebody and what was settled, each to be opened. */
export function OrderExceptions({ orderId, onException }: OrderExceptionsProps) {
  const { t } = useTranslation();
  const { answer } = useServer('/reports/exceptions', ExceptionList, { store: 'all', order: orderId });
  if (!answer?.ok) return null;
  return answer.value.map((exception) => {
    const { exceptionId, code, status } = exception;
    const isOpen = status === 'open';
    return (
      <Notice
        key={exceptionId}
        tone={isOpen ? 'warn' : 'info'}
        code={code}
        title={isOpen ? errorWords(t, code).title : t('onlineOrders.settled', { what: errorWords(t, code).title })}
      >
        <Action icon={TriangleAlert} onClick={() => onException(exception)} data-testid="online-order-exception">
          {t(isOpen ? 'onlineOrders.settle' : 'onlineOrders.lookAtSettled')}
        </Action>
      </Notice>
    );
  });
}
