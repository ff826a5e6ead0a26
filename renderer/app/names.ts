import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Tender } from '#domain/tender/tender.ts';

/** Who did something, also somebody who signs in here no more; undefined where nobody is known. */
export function knownName({ operators, others = [] }: RegisterConfig, operatorId: string | null): string | undefined {
  return [...operators, ...others].find((one) => one.operatorId === operatorId)?.name;
}

/** The same for a screen: the id where nobody is known, a dash where nobody did it. */
export function operatorName(config: RegisterConfig, operatorId: string | null): string {
  return knownName(config, operatorId) ?? operatorId ?? '–';
}

/** A tender in the language of the screen. */
export function tenderName(tenders: readonly Tender[], tenderId: string, language: string): string {
  const tender = tenders.find((one) => one.tenderId === tenderId);
  return tender?.names?.[language] ?? tender?.name ?? tenderId;
}
