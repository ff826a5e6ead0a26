import type { Section } from './rail.tsx';

/** Sections that are opened from More. */
const UNDER_MORE = ['devices', 'labels', 'products'] as const;
/** One of those, or a screen of the back office by its id. */
export type UnderMore = (typeof UNDER_MORE)[number] | { office: string };

/** The screen of the back office that stands on the rail itself. */
const ON_RAIL = 'members';

/** Whether a section is opened from More. */
function isUnderMore(section: Section | UnderMore): section is UnderMore {
  return typeof section === 'object' || UNDER_MORE.some((one) => one === section);
}

/** Which entry of the rail a section belongs to. */
export function railSection(section: Section | UnderMore): Section {
  if (typeof section === 'object' && section.office === ON_RAIL) return ON_RAIL;
  return isUnderMore(section) ? 'more' : section;
}

/** What an entry of the rail opens. */
export function openedBy(section: Section): Section | UnderMore {
  return section === ON_RAIL ? { office: ON_RAIL } : section;
}

/** Whether a screen of the back office is opened from More. */
export function isInMore(officeId: string): boolean {
  return officeId !== ON_RAIL;
}

/** As keys and support know a section. */
export function sectionName(section: Section | UnderMore): string {
  return typeof section === 'object' ? section.office : section;
}
