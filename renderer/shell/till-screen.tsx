import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { createStore, useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useCustomerDisplay } from '#renderer/features/customer-display/use-customer-display.ts';
import { DevicesScreen } from '#renderer/features/devices/devices-screen.tsx';
import { SetupOffer } from '#renderer/features/devices/setup-offer.tsx';
import { LabelsScreen } from '#renderer/features/labels/labels-screen.tsx';
import { OpeningChecklist } from '#renderer/features/opening/opening-checklist.tsx';
import { OrdersScreen } from '#renderer/features/orders/orders-screen.tsx';
import { PaidScreen } from '#renderer/features/pay/paid-screen.tsx';
import { PayScreen } from '#renderer/features/pay/pay-screen.tsx';
import { fixSeed } from '#renderer/features/products/fix-seed.ts';
import type { ProductSeed } from '#renderer/features/products/form-parts.ts';
import { ProductsScreen } from '#renderer/features/products/products-screen.tsx';
import { ReceiptsScreen } from '#renderer/features/receipts/receipts-screen.tsx';
import type { Destination } from '#renderer/features/reports/destination.ts';
import { LazyReports } from '#renderer/features/reports/lazy-reports.tsx';
import { exceptionsPlace, firstPlace } from '#renderer/features/reports/report-place.ts';
import { ReturnsScreen } from '#renderer/features/returns/returns-screen.tsx';
import type { AskToLeave } from '#renderer/features/saving/use-leaving.ts';
import { SellScreen } from '#renderer/features/sell/sell-screen.tsx';
import { DrawerGate } from '#renderer/features/shift/drawer-gate.tsx';
import { ShiftScreen, type ShiftTask } from '#renderer/features/shift/shift-screen.tsx';
import type { StockTask } from '#renderer/features/stock/stock-parts.ts';
import { StockScreen } from '#renderer/features/stock/stock-screen.tsx';
import { keepGuideProgress } from '#renderer/features/training/guide-progress.ts';
import { trainNext } from '#renderer/features/training/train-next.ts';
import { TrainingBar } from '#renderer/features/training/training-bar.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { KeysHelp } from './keys-help.tsx';
import { MoreScreen } from './more-screen.tsx';
import { OFFICE_SECTIONS } from './office-sections.ts';
import { OverdueBanner } from './overdue-banner.tsx';
import { Rail, type Section } from './rail.tsx';
import { SectionBoundary } from './section-boundary.tsx';
import { openedBy, railSection, sectionName, type UnderMore } from './section-name.ts';
import css from './till-screen.module.css';
import { useSections } from './till-sections.ts';
import { TopBar } from './top-bar.tsx';
import { useScannedPickup } from './use-scanned-pickup.ts';
import { useSelling } from './use-selling.ts';
import { useTrouble } from './use-trouble.ts';
import { watchIdle } from './watch-idle.ts';

interface TillScreenProps {
  status: HostStatus;
  config: RegisterConfig;
  operatorId: string;
}

/** How long signing out waits for the cart to be on the disk. */
const SAVE_MS = 2000;

/** The till while somebody is signed in: the rail, the section it shows, and what keys and scans do in all of them. */
export function TillScreen({ status, config, operatorId }: TillScreenProps) {
  const { t } = useTranslation();
  const { host, play } = useTill();
  const { sale, checkout, category } = useSelling(config, operatorId, (text) => checkout.takeBack(text));
  useCustomerDisplay(sale, checkout, config);
  const stage = useStore(checkout.stage);
  const [section, setSection] = useState<Section | UnderMore>('sell');
  /** What the products section makes a product of. */
  const [seed, setSeed] = useState<ProductSeed | null>(null);
  /** Whose labels are wanted. */
  const [labelled, setLabelled] = useState<readonly VariantCard[]>([]);
  const askToLeave = useRef<AskToLeave | null>(null);
  /** The page of devices begins with its guide. */
  const [guided, setGuided] = useState(false);
  /** Counts how often the guided sale was begun anew. */
  const [guide, setGuide] = useState(0);
  const [task, setTask] = useState<ShiftTask | null>(null);
  const [stockTask, setStockTask] = useState<StockTask | null>(null);
  /** The receipt that was asked for from another section. */
  const [receipt, setReceipt] = useState('');
  /** The section that a receipt was opened from, which its way back leads to. */
  const [receiptFrom, setReceiptFrom] = useState<Section | UnderMore | null>(null);
  /** What of a screen of the back office is open at first. */
  const [opened, setOpened] = useState<string | null>(null);
  const [reportsPlace] = useState(() =>
    createStore(firstPlace(status.signedIn?.businessDate ?? new Date().toISOString().slice(0, 10))),
  );
  const [helpOpen, setHelpOpen] = useState(false);
  const [typed, setTyped] = useState('');
  /** Pressed on the screen before, meant for ringing up. */
  const keyAhead = useRef<string | null>(null);
  const trouble = useTrouble(status);

  const training = status.signedIn?.training === true;
  const sections = useSections(config, operatorId, training);
  const idleMs = storePolicy(config.store).session.idleMinutes * 60_000;
  const onIdle = useEffectEvent(() => void lock('idle'));
  useEffect(() => watchIdle(window, idleMs, onIdle), [idleMs]);

  async function lock(cause?: 'idle' | 'switch'): Promise<void> {
    const { at } = checkout.stage.get();
    if (cause === 'idle' && (at === 'paying' || at === 'saving')) return;
    if (at === 'saving') return play('wrong');
    await Promise.race([sale.saved(), pause(SAVE_MS)]);
    const answer = await attempt(host, 'operator.sign-out', cause ? { cause } : {});
    if (!answer.ok) sale.notify({ code: answer.fault.code, params: {} });
  }

  function next(typedAhead: string, key: string | null = null): void {
    setTyped(typedAhead);
    keyAhead.current = key;
    checkout.next();
  }

  /** The key that was pressed ahead; once. */
  function hearKey(): string | null {
    const key = keyAhead.current;
    keyAhead.current = null;
    return key;
  }

  const mayOrders = mayOf(config, operatorId, 'online-orders') && !training;
  const pickup = useScannedPickup(mayOrders, checkout, () => setSection('orders'));

  useKeyLayer('app', {
    onScan(scan) {
      if (pickup.take(scan.text)) return;
      if (!training && !status.session) {
        play('wrong');
        setSection('sell');
        return;
      }
      const { at } = checkout.stage.get();
      setSection('sell');
      if (at === 'paying' || at === 'saving') {
        play('wrong');
        sale.notify({ code: 'scan-while-paying', params: {} });
        return;
      }
      next('');
      void sale.enter(scan);
    },
    onKey(event) {
      if (event.key === 'F1') setHelpOpen(!helpOpen);
      else if (event.ctrlKey && event.key.toLowerCase() === 'l') void lock();
      else return false;
      return true;
    },
  });

  function train(): void {
    keepGuideProgress(localStorage, operatorId, 0);
    if (training) {
      setGuide(guide + 1);
      setSection('sell');
    } else {
      trainNext.set(true);
      void lock();
    }
  }

  const shift = { status, config, operatorId };
  const mayProducts = mayOf(config, operatorId, 'catalogue');
  function toProducts(of: ProductSeed | null): void {
    setSeed(of);
    setSection('products');
  }
  const mayDevices = mayOf(config, operatorId, 'settings');
  const toDevices = (withGuide: boolean) => (): void => {
    setGuided(withGuide);
    setSection('devices');
  };
  const Office = typeof section === 'object' ? OFFICE_SECTIONS.find(({ id }) => id === section.office) : undefined;
  const top = (
    <TopBar
      {...shift}
      onLock={() => void lock()}
      onSwitch={() => void lock('switch')}
      onDevices={mayDevices ? toDevices(false) : null}
    />
  );
  function toReceipt(number: string): void {
    setReceipt(number);
    setSection('receipts');
  }
  function toLabels(cards: readonly VariantCard[]): void {
    setLabelled(cards);
    setSection('labels');
  }
  function toOffice(id: string, subject: string | null = null): void {
    setOpened(subject);
    setSection({ office: id });
  }
  function toExceptions(exception: ExceptionRow | null): void {
    reportsPlace.update(exceptionsPlace(exception));
    setSection('reports');
  }
  /** To where something is that a report speaks of. */
  function go(to: Destination): void {
    if (to.to === 'receipt') {
      setReceiptFrom('reports');
      toReceipt(to.number);
    } else if (to.to === 'stock') {
      setStockTask(to.task);
      setSection('stock');
    } else if (to.to === 'shift') {
      setTask(to.task);
      setSection('shift');
    } else if (to.to === 'labels') {
      toLabels([]);
    } else {
      toOffice(to.id, to.opened);
    }
  }
  function toClose(): void {
    setTask({ action: 'close' });
    setSection('shift');
  }
  return (
    <div className={css.till} data-training={training || undefined}>
      <Rail
        sections={sections}
        section={railSection(section)}
        onSection={(next) => {
          const go = (): void => {
            setReceipt('');
            setReceiptFrom(null);
            setOpened(null);
            if (next === 'stock' && section === 'stock') setStockTask(null);
            setSection(openedBy(next));
          };
          if (askToLeave.current) askToLeave.current(go);
          else go();
        }}
      />
      <div className={css.section}>
        {trouble && (
          <div className={css.banner}>
            <Notice {...errorWords(t, trouble)} />
          </div>
        )}
        {training && (
          <TrainingBar
            key={guide}
            operatorId={operatorId}
            sale={sale}
            stage={checkout.stage}
            sessionOpen={status.session !== null}
            onLeave={() => void lock()}
          />
        )}
        {!training && section !== 'shift' && <OverdueBanner session={status.session} />}
        {mayDevices && !training && section === 'sell' && stage.at === 'selling' && (
          <SetupOffer status={status} onSetUp={toDevices(true)} />
        )}
        {mayDevices && !training && section === 'sell' && stage.at === 'selling' && (
          <OpeningChecklist status={status} />
        )}
        <SectionBoundary
          key={sectionName(section)}
          section={sectionName(section)}
          top={top}
          onBack={section === 'sell' ? null : () => setSection('sell')}
        >
          {section === 'shift' && (
            <ShiftScreen
              {...shift}
              top={top}
              task={task}
              onTask={setTask}
              onOpened={() => setSection('sell')}
              onSignOut={() => void lock()}
            />
          )}
          {section === 'reports' && (
            <LazyReports
              {...shift}
              top={top}
              place={reportsPlace}
              onGo={go}
              onMake={mayProducts ? (problem) => toProducts(fixSeed(problem)) : null}
            />
          )}
          {section === 'products' && mayProducts && (
            <ProductsScreen
              {...shift}
              top={top}
              seed={seed}
              guard={askToLeave}
              onLabels={mayOf(config, operatorId, 'labels') ? toLabels : null}
              onLeave={() => setSection('more')}
            />
          )}
          {Office && mayOf(config, operatorId, Office.permission) && (
            <Office.component
              {...shift}
              top={top}
              guard={askToLeave}
              opened={opened}
              onReceipt={(number, from) => {
                setOpened(from);
                setReceiptFrom(section);
                toReceipt(number);
              }}
              onException={toExceptions}
              onLeave={() => setSection('more')}
            />
          )}
          {section === 'receipts' && (
            <ReceiptsScreen
              status={status}
              config={config}
              sale={sale}
              checkout={checkout}
              top={top}
              find={receipt}
              onBack={receiptFrom && (() => setSection(receiptFrom))}
              onSell={() => setSection('sell')}
            />
          )}
          {section === 'orders' && mayOrders && <OrdersScreen {...shift} top={top} scanned={pickup} />}
          {section === 'stock' && mayOf(config, operatorId, 'stock') && (
            <StockScreen {...shift} top={top} task={stockTask} onTask={setStockTask} onReceipt={toReceipt} />
          )}
          {section === 'devices' && mayDevices && (
            <DevicesScreen {...shift} top={top} guided={guided} onLeave={() => setSection('more')} />
          )}
          {section === 'labels' && mayOf(config, operatorId, 'labels') && (
            <LabelsScreen
              status={status}
              config={config}
              top={top}
              wanted={labelled}
              onDevices={mayDevices ? toDevices(false) : null}
              onLeave={() => setSection('more')}
            />
          )}
          {section === 'more' && (
            <MoreScreen
              status={status}
              config={config}
              operatorId={operatorId}
              top={top}
              onKeys={() => setHelpOpen(true)}
              onSignOut={() => void lock()}
              onTrain={train}
              onDevices={toDevices(false)}
              onLabels={() => toLabels([])}
              onProducts={() => toProducts(null)}
              onOffice={toOffice}
              onExceptions={() => toExceptions(null)}
            />
          )}
          {section === 'sell' && stage.at === 'selling' && (
            <DrawerGate {...shift} top={top} sale={sale.view} onClose={toClose} onSwitch={() => void lock('switch')}>
              <SellScreen
                sale={sale}
                category={category}
                checkout={checkout}
                status={status}
                config={config}
                top={top}
                typed={typed}
                hearKey={hearKey}
                onReturn={() => checkout.takeBack('')}
              />
            </DrawerGate>
          )}
          {section === 'sell' && (stage.at === 'paying' || stage.at === 'saving') && (
            <PayScreen sale={sale} checkout={checkout} stage={stage} status={status} config={config} top={top} />
          )}
          {section === 'sell' && stage.at === 'returning' && (
            <ReturnsScreen
              key={stage.orderId}
              sale={sale}
              checkout={checkout}
              status={status}
              config={config}
              top={top}
              text={stage.text}
              orderId={stage.orderId}
            />
          )}
          {section === 'sell' && stage.at === 'paid' && (
            <PaidScreen checkout={checkout} stage={stage} status={status} config={config} top={top} onNext={next} />
          )}
        </SectionBoundary>
      </div>
      <KeysHelp opened={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
