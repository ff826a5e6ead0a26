/** ISO 4217, list one of 1 January 2026: minor units other than two. */
const OTHER_DIGITS: Readonly<Record<number, readonly string[]>> = {
  0: [
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'UYI',
    'VND',
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ],
  3: ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'],
  4: ['CLF', 'UYW'],
};

/** How many digits a currency has after the point by ISO 4217. What `Intl` says differs from one version of its data to the next. */
export function isoDigits(code: string): number {
  const other = Object.entries(OTHER_DIGITS).find(([, codes]) => codes.includes(code));
  return other ? Number(other[0]) : 2;
}
