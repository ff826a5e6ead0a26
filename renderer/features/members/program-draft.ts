import type { ConsentPurpose, MemberProgram } from '#contracts/member/program.ts';

type Tier = MemberProgram['tiers'][number];
type Words = Record<string, string>;

/** A purpose that nobody was asked for yet. */
export function newPurpose(purposes: readonly ConsentPurpose[]): ConsentPurpose {
  const taken = purposes.map(({ purposeId }) => purposeId);
  return { purposeId: freeId('purpose', taken), version: 1, name: '', text: '' };
}

/** A level above those that there are. */
export function newTier(tiers: readonly Tier[]): Tier {
  const highest = Math.max(0, ...tiers.map(({ from }) => from));
  const taken = tiers.map(({ tierId }) => tierId);
  return { tierId: freeId('tier', taken), name: '', from: highest + 100 };
}

function freeId(word: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) if (!taken.includes(`${word}-${number}`)) return `${word}-${number}`;
}

/** A program as it is saved: empty words in a language are left out, and other words of a purpose are the next version of it. */
export function savedProgram(before: MemberProgram, draft: MemberProgram): MemberProgram {
  return {
    points: draft.points,
    tiers: draft.tiers.map(({ names, ...tier }) => {
      const said = saidIn(names);
      return { ...tier, name: tier.name.trim(), ...(said ? { names: said } : {}) };
    }),
    purposes: draft.purposes.map((purpose) => savedPurpose(before, purpose)),
  };
}

function savedPurpose(before: MemberProgram, { names, texts, ...purpose }: ConsentPurpose): ConsentPurpose {
  const [named, worded] = [saidIn(names), saidIn(texts)];
  const saved: ConsentPurpose = {
    ...purpose,
    name: purpose.name.trim(),
    text: purpose.text.trim(),
    ...(named ? { names: named } : {}),
    ...(worded ? { texts: worded } : {}),
  };
  const was = before.purposes.find(({ purposeId }) => purposeId === purpose.purposeId);
  return was && wordsOf(was) !== wordsOf(saved) ? { ...saved, version: was.version + 1 } : saved;
}

function wordsOf({ text, texts = {} }: ConsentPurpose): string {
  return JSON.stringify([text, Object.entries(texts).sort()]);
}

/** Words in the languages that have some; undefined where none has. */
function saidIn(words: Readonly<Words> | undefined): Words | undefined {
  const kept = Object.entries(words ?? {}).filter(([, text]) => text.trim() !== '');
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
