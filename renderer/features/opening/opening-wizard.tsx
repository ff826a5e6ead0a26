import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '#contracts/ipc/host.ts';
import { shopFaults } from '#contracts/settings/shop-faults.ts';
import { COUNTRY_PRESETS } from '#domain/country/presets.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { BusinessStep } from './business-step.tsx';
import { CashStep } from './cash-step.tsx';
import { CountryStep } from './country-step.tsx';
import { type DraftStepProps, stepOf } from './draft-parts.ts';
import { OpeningFrame, type RailStep } from './opening-frame.tsx';
import { GUIDE_STEPS, openingStore, SHOP_STEPS, type ShopStep } from './opening-state.ts';
import { ownerPin } from './owner-pin.ts';
import { OwnerStep, type Secrets } from './owner-step.tsx';
import { ReceiptPreview } from './receipt-preview.tsx';
import { newDraft, type ShopDraft, shopOf } from './shop-draft.ts';
import { TaxStep } from './tax-step.tsx';

interface OpeningWizardProps {
  serverUrl: string;
  /** The host has the server's setup code. */
  coded: boolean;
  /** This till belongs to a shop that is there already. */
  onJoin: () => void;
}

const NO_SECRETS: Secrets = { pin: '', repeated: '', code: '' };

/** From nothing to a shop with its owner and its first till. What was entered is kept, but for the PIN. */
export function OpeningWizard({ serverUrl, coded, onJoin }: OpeningWizardProps) {
  const { t, i18n } = useTranslation();
  const { host, play } = useTill();
  const store = openingStore();
  const opening = useStore(store);
  const [fresh] = useState(() => ({
    ...newDraft(likelyCountry(), i18n.language),
    registerName: t('opening.owner.registerFirst'),
  }));
  const draft = opening.draft ?? fresh;
  const [secrets, setSecrets] = useState(NO_SECRETS);
  const [tried, setTried] = useState<readonly ShopStep[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const shop = shopOf(draft, secrets.pin, {
    card: t('opening.cash.card'),
    cardNames: { 'zh-CN': i18n.getFixedT('zh-CN')('opening.cash.card') },
  });
  const shown = useDeferredValue(shop);
  const faults = [
    ...shopFaults(shop).map(({ at, code }) => ({
      at,
      step: stepOf(at),
      words: errorWords(t, unsaid(at) ?? code).title,
    })),
    ...ownFaults(),
  ];
  const { step } = opening;
  const index = SHOP_STEPS.indexOf(step);

  /** A PIN that was not entered yet is missing rather than weak. */
  function unsaid(at: string): 'text-missing' | null {
    return at === 'owner.pin' && secrets.pin === '' ? 'text-missing' : null;
  }

  function ownFaults(): { at: string; step: ShopStep; words: string }[] {
    const differs = secrets.repeated !== secrets.pin;
    return [
      ...(differs ? [{ at: 'owner.repeated', step: 'owner' as const, words: t('opening.owner.differs') }] : []),
      ...(!coded && secrets.code.trim() === ''
        ? [{ at: 'code', step: 'owner' as const, words: errorWords(t, 'text-missing').title }]
        : []),
    ];
  }

  function keep(changed: ShopDraft): void {
    setFault(null);
    store.update((current) => ({ ...current, phase: 'draft', draft: changed }));
  }

  function go(to: ShopStep): void {
    setFault(null);
    store.update((current) => ({ ...current, draft, step: to }));
  }

  function next(): void {
    setTried([...tried, step]);
    if (faults.some((one) => one.step === step)) {
      play('wrong');
      return;
    }
    const following = SHOP_STEPS[index + 1];
    if (following) {
      go(following);
      return;
    }
    const left = SHOP_STEPS.find((one) => faults.some((fault) => fault.step === one));
    if (left === undefined) {
      void open();
      return;
    }
    setTried(SHOP_STEPS);
    go(left);
  }

  async function open(): Promise<void> {
    if (busy) return;
    setBusy(true);
    store.update((current) => ({ ...current, phase: 'asked', draft }));
    const code = coded ? {} : { code: secrets.code.trim() };
    const answer = await attempt(host, 'setup.open', { serverUrl, ...code, shop });
    setBusy(false);
    if (answer.ok) {
      ownerPin.set(secrets.pin);
      return store.update((current) => ({ ...current, phase: 'guide', draft: null, guide: 'printer', done: [] }));
    }
    play('wrong');
    setFault(answer.fault);
    if (!('unanswered' in answer)) store.update((current) => ({ ...current, phase: 'draft' }));
  }

  const props: DraftStepProps = {
    draft,
    onEdit: (change) => keep({ ...draft, ...change }),
    onDraft: keep,
    wrong: (at) =>
      (tried.includes(step) && faults.find((one) => one.at === at || one.at.startsWith(`${at}.`))?.words) || null,
  };
  return (
    <OpeningFrame
      title={t(`opening.titles.${step}`)}
      steps={railSteps()}
      aside={<ReceiptPreview shop={shown} country={draft.country} />}
      fault={fault}
      onBack={index > 0 ? () => go(SHOP_STEPS[index - 1] ?? 'country') : null}
      next={{
        words: t(step === 'owner' ? (busy ? 'opening.opening' : 'opening.open') : 'opening.next'),
        busy,
        onPress: next,
      }}
      testId={`opening-at-${step}`}
    >
      {step === 'country' && <CountryStep {...props} />}
      {step === 'business' && <BusinessStep {...props} />}
      {step === 'taxes' && <TaxStep {...props} />}
      {step === 'cash' && <CashStep {...props} />}
      {step === 'owner' && <OwnerStep {...props} secrets={secrets} onSecrets={setSecrets} asksCode={!coded} />}
      {step === 'country' && (
        <div>
          <Action tone="quiet" onClick={onJoin} data-testid="opening-join">
            {t('opening.join')}
          </Action>
        </div>
      )}
    </OpeningFrame>
  );

  function railSteps(): RailStep[] {
    const before = SHOP_STEPS.map((id, at): RailStep => {
      const reachable = at < index || tried.includes(id) || opening.draft !== null;
      return {
        id,
        words: t(`opening.steps.${id}`),
        state: at === index ? 'now' : at < index ? 'done' : 'ahead',
        onGo: at !== index && reachable ? () => go(id) : null,
      };
    });
    const after = GUIDE_STEPS.map((id): RailStep => {
      return { id, words: t(`opening.steps.${id}`), state: 'ahead', onGo: null };
    });
    return [...before, ...after];
  }
}

/** The country that this machine seems to be in. */
function likelyCountry(): string {
  const regions = navigator.languages.map((tag) => new Intl.Locale(tag).maximize().region);
  const known = regions.find((region) => COUNTRY_PRESETS.some(({ country }) => country === region));
  return known ?? 'GB';
}
