import { Ellipsis, ReceiptText, ShoppingBasket } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostApi, HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { createStore, useStore } from '#renderer/app/external-store.ts';
import { KeysHelp } from '#renderer/app/keys-help.tsx';
import { Rail, type Section } from '#renderer/app/rail.tsx';
import { useProgress, useTill } from '#renderer/app/till-context.tsx';
import { TopBar } from '#renderer/app/top-bar.tsx';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import { MoreScreen } from '#renderer/features/more/more-screen.tsx';
import { createCheckout } from '#renderer/features/pay/checkout.ts';
import { PaidScreen } from '#renderer/features/pay/paid-screen.tsx';
import { PayScreen } from '#renderer/features/pay/pay-screen.tsx';
import { receiptOf } from '#renderer/features/receipts/receipt-of.ts';
import { ReceiptsScreen } from '#renderer/features/receipts/receipts-screen.tsx';
import { createSale } from '#renderer/features/sell/sale.ts';
import { scanTiming } from '#renderer/features/sell/scan-timing.ts';
import { SellScreen } from '#renderer/features/sell/sell-screen.tsx';
import type { TillStore } from '#renderer/store/till-store.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './till-screen.module.css';

interface TillScreenProps {
  status: HostStatus;
  config: RegisterConfig;
  operatorId: string;
}

const SECTIONS = [
  { section: 'sell', icon: ShoppingBasket },
  { section: 'receipts', icon: ReceiptText },
  { section: 'more', icon: Ellipsis },
] as const satisfies readonly { section: Section; icon: unknown }[];

/** How long signing out waits for the cart to be on the disk. */
const SAVE_MS = 2000;
/** When a cart left behind could not be taken up, as while the host does not answer. */
const RESUME_AGAIN_MS = 1500;

/** The till while somebody is signed in: the rail, the section it shows, and what keys and scans do in all of them. */
export function TillScreen({ status, config, operatorId }: TillScreenProps) {
  const { t } = useTranslation();
  const { host, play } = useTill();
  const { sale, checkout, category } = useSelling(config, operatorId);
  const stage = useStore(checkout.stage);
  const [section, setSection] = useState<Section>('sell');
  const [helpOpen, setHelpOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const trouble = useTrouble(status);

  async function lock(): Promise<void> {
    if (checkout.stage.get().at === 'saving') return play('wrong');
    await Promise.race([sale.saved(), pause(SAVE_MS)]);
    const answer = await attempt(host, 'operator.sign-out', {});
    if (!answer.ok) sale.notify({ code: answer.fault.code, params: {} });
  }

  function next(typedAhead: string): void {
    setTyped(typedAhead);
    checkout.next();
  }

  useKeyLayer('app', {
    onScan({ text }) {
      const { at } = checkout.stage.get();
      setSection('sell');
      if (at === 'paying' || at === 'saving') {
        play('wrong');
        return sale.notify({ code: 'scan-while-paying', params: {} });
      }
      next('');
      void sale.enter(text);
    },
    onKey(event) {
      if (event.key === 'F1') setHelpOpen(!helpOpen);
      else if (event.ctrlKey && event.key.toLowerCase() === 'l') void lock();
      else return false;
      return true;
    },
  });

  const top = <TopBar status={status} config={config} operatorId={operatorId} onLock={() => void lock()} />;
  return (
    <div className={css.till}>
      <Rail sections={SECTIONS} section={section} onSection={setSection} />
      <div className={css.section}>
        {trouble && (
          <div className={css.banner}>
            <Notice {...errorWords(t, trouble)} />
          </div>
        )}
        {section === 'receipts' && <ReceiptsScreen status={status} config={config} checkout={checkout} top={top} />}
        {section === 'more' && (
          <MoreScreen
            status={status}
            config={config}
            operatorId={operatorId}
            top={top}
            onKeys={() => setHelpOpen(true)}
            onSignOut={() => void lock()}
          />
        )}
        {section === 'sell' && stage.at === 'selling' && (
          <SellScreen
            sale={sale}
            category={category}
            checkout={checkout}
            status={status}
            config={config}
            top={top}
            typed={typed}
          />
        )}
        {section === 'sell' && (stage.at === 'paying' || stage.at === 'saving') && (
          <PayScreen sale={sale} checkout={checkout} stage={stage} config={config} top={top} />
        )}
        {section === 'sell' && stage.at === 'paid' && (
          <PaidScreen checkout={checkout} stage={stage} status={status} config={config} top={top} onNext={next} />
        )}
      </div>
      <KeysHelp opened={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

/** What stands in the way of selling as a whole: a code of the error registry. */
function useTrouble(status: HostStatus): string | null {
  const { hostView, store, storeFault } = useTill();
  const { reachable } = useStore(hostView);
  const database = useStore(store);
  const fault = useStore(storeFault);
  const unread = useProgress()?.fault ?? null;
  if (!reachable) return 'host-unreachable';
  if (status.phase === 'blocked') return status.fault?.code ?? 'internal';
  return database ? unread : fault;
}

/** The sale and its checkout, made once per sign-in; the cart left behind comes back as soon as the database is open. */
function useSelling(config: RegisterConfig, operatorId: string) {
  const { i18n } = useTranslation();
  const { host, hostView, store, play } = useTill();
  const database = useStore(store);
  const [selling] = useState(() => {
    const current = (): RegisterConfig => hostView.get().status?.config ?? config;
    const shared = { store: store.get, config: current, play };
    const sale = createSale({ operatorId, ...shared, timing: scanTiming });
    const checkout = createCheckout({
      host,
      sale,
      ...shared,
      receipt: (order, copy) => receiptOf(order, current(), i18n, copy),
      later: (callback, delayMs) => void setTimeout(callback, delayMs),
    });
    return { sale, checkout, category: createStore<string | null>(null) };
  });
  useEffect(() => {
    if (!database) return;
    let wanted = true;
    const resume = async (): Promise<void> => {
      try {
        await selling.sale.resume(() => catchUp(host, database));
      } catch {
        await pause(RESUME_AGAIN_MS);
        if (wanted) await resume();
      }
    };
    void resume();
    return () => {
      wanted = false;
    };
  }, [database, host, selling]);
  useEffect(() => selling.checkout.attend(), [selling]);
  return selling;
}

/** Remembers what the host journalled and this window did not hear of, so that a cart already paid is known as such. */
async function catchUp(host: HostApi, database: TillStore): Promise<void> {
  const [latest] = await database.recentOrders(1);
  let afterSeq = latest?.seq ?? 0;
  for (let more = true; more; ) {
    const read = await host.call('journal.read', { afterSeq, limit: 500 });
    await database.project(read.facts);
    afterSeq = read.facts.at(-1)?.seq ?? afterSeq;
    more = read.more && read.facts.length > 0;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
