import type { Section } from './rail.tsx';

/** Sections that are opened from More. */
const UNDER_MORE = ['devices', 'labels', 'products'] as const;
/** One of those, or a screen of the back office by its id. */
export type UnderMore = (typeof UNDER_MORE)[number] | { office: string };

/** Whether a section is opened from More. */
export function isUnderMore(section: Section | UnderMore): section is UnderMore {
  return typeof section === 'object' || UNDER_MORE.some((one) => one === section);
}

/** As keys and support know a section. */
export function sectionName(section: Section | UnderMore): string {
  return typeof section === 'object' ? section.office : section;
}
