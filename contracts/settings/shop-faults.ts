import type { SettingsFault } from '#contracts/http/settings.ts';
import type { FirstShop } from '#contracts/http/setup.ts';
import { isWeakPin } from '#domain/operator/weak-pin.ts';
import { taxRulesFaults } from '#domain/tax/tax-rules-faults.ts';
import { faultIf } from './fault-if.ts';
import { storeFaults } from './store-faults.ts';

/** Why a first shop cannot be opened so: what its settings, its taxes and its owner lack, by path. */
export function shopFaults({ store, rules, owner, registerName }: FirstShop): SettingsFault[] {
  const below = (path: string, faults: readonly SettingsFault[]): SettingsFault[] =>
    faults.map(({ at, code }) => ({ at: at === '' ? path : `${path}.${at}`, code }));
  return [
    ...below('store', storeFaults(store)),
    ...below('rules', taxRulesFaults(rules)),
    ...faultIf(owner.name.trim() === '', 'owner.name', 'text-missing'),
    ...faultIf(isWeakPin(owner.pin), 'owner.pin', 'pin-weak'),
    ...faultIf(registerName.trim() === '', 'registerName', 'text-missing'),
  ];
}
