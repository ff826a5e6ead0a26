import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountAnswer } from '#contracts/http/api.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { TenderForm } from '#renderer/features/pay/tender-form.tsx';
import { MemberFinder } from '#renderer/features/sell/member-finder.tsx';
import { useMemberName } from '#renderer/features/sell/use-member-name.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import css from './account-panel.module.css';

interface AccountPanelProps {
  config: RegisterConfig;
  /** The member already known. */
  memberId: string | null;
  onPay: (memberId: string, amount: number) => void;
  onClose: () => void;
}

/** A payment onto a member's account: who, what they owe, and how much of it is paid now. */
export function AccountPanel({ config, memberId, onPay, onClose }: AccountPanelProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(memberId);
  return (
    <Panel title={t('account.title')} closeName={t('app.close')} onClose={onClose} testId="account-panel">
      {chosen === null ? (
        <MemberFinder onChoose={setChosen} onClose={onClose} />
      ) : (
        <AmountForm
          key={chosen}
          memberId={chosen}
          config={config}
          onPay={(amount) => onPay(chosen, amount)}
          onOther={() => setChosen(null)}
        />
      )}
    </Panel>
  );
}

interface AmountFormProps {
  memberId: string;
  config: RegisterConfig;
  onPay: (amount: number) => void;
  onOther: () => void;
}

/** What the account owes, as the server knows it, and the amount: all of it, or what is keyed in. */
function AmountForm({ memberId, config, onPay, onOther }: AmountFormProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const member = useMemberName(memberId);
  const { loading, answer } = useServer(`/accounts/${encodeURIComponent(memberId)}`, AccountAnswer);
  const owed = owedBy(answer);
  const most = owed !== null && owed > 0 ? owed : null;
  return (
    <TenderForm
      title={member ?? memberId}
      label={t('pay.amount')}
      currency={config.store.currency}
      preset={most}
      ghost={formats.amount(most ?? 0)}
      confirmWord={(amount) => t('pay.take', { amount: formats.money(amount) })}
      canConfirm={(amount) => amount > 0}
      onConfirm={onPay}
      onBack={onOther}
      disabled={false}
      outcome={(amount) =>
        owed === null || amount === null ? null : (
          <span data-testid="account-after">
            {t(owed < amount ? 'account.creditAfter' : 'account.after', {
              amount: formats.money(Math.abs(owed - amount)),
            })}
          </span>
        )
      }
    >
      <div className={css.owed}>
        <span>{t(owed !== null && owed < 0 ? 'account.credit' : 'account.owed')}</span>
        <span className={css.amount} data-testid="account-owed">
          {loading ? '…' : owed === null ? t('sync.unknown') : formats.money(Math.abs(owed))}
        </span>
        <Action tone="quiet" onClick={onOther} data-testid="account-other">
          {t('account.other')}
        </Action>
      </div>
      {!loading && owed === null && (
        <Notice tone="warn" code="account-offline" title={t('account.offline')} next={t('account.offlineNext')} />
      )}
    </TenderForm>
  );
}

/** What is owed; 0 where nothing was ever put on the account, null where the server can't say. */
function owedBy(answer: ReturnType<typeof useServer<typeof AccountAnswer>>['answer']): number | null {
  if (!answer) return null;
  if (answer.ok) return answer.value.balance;
  return !answer.offline && answer.code === 'not-found' ? 0 : null;
}
