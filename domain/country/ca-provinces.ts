import { type TaxScheme, taxSet } from '#domain/country/country-preset.ts';

/**
 * GST, HST and provincial taxes: Canada Revenue Agency, "GST/HST calculator (and rates)"; Nova Scotia 14 % since 1 April 2025;
 * PST of British Columbia, Manitoba and Saskatchewan by their finance ministries, QST by Revenu Québec.
 */
const hst = (percent: number) => taxSet('HST', { standard: percent, zero: 0 });
const gst = taxSet('GST', { standard: 5, zero: 0 });
/** Some goods bear GST alone, as books and children's clothes do in most of these provinces. */
const withPst = (name: string, percent: number) => ({
  ...taxSet('GST', {
    standard: [
      ['GST', 5],
      [name, percent],
    ],
    zero: 0,
  }),
  reduced: [{ code: 'G', name: 'GST 5%', ratePpm: 50_000 }],
});

export const CA_PROVINCES: readonly TaxScheme[] = [
  { schemeId: 'CA-AB', name: 'Alberta', rates: gst },
  { schemeId: 'CA-BC', name: 'British Columbia', rates: withPst('PST', 7) },
  { schemeId: 'CA-MB', name: 'Manitoba', rates: withPst('RST', 7) },
  { schemeId: 'CA-NB', name: 'New Brunswick', rates: hst(15) },
  { schemeId: 'CA-NL', name: 'Newfoundland and Labrador', rates: hst(15) },
  { schemeId: 'CA-NS', name: 'Nova Scotia', rates: hst(14) },
  { schemeId: 'CA-NT', name: 'Northwest Territories', rates: gst },
  { schemeId: 'CA-NU', name: 'Nunavut', rates: gst },
  { schemeId: 'CA-ON', name: 'Ontario', rates: hst(13) },
  { schemeId: 'CA-PE', name: 'Prince Edward Island', rates: hst(15) },
  { schemeId: 'CA-QC', name: 'Québec', rates: withPst('QST', 9.975) },
  { schemeId: 'CA-SK', name: 'Saskatchewan', rates: withPst('PST', 6) },
  { schemeId: 'CA-YT', name: 'Yukon', rates: gst },
];
