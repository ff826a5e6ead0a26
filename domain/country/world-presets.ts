import { CA_PROVINCES } from '#domain/country/ca-provinces.ts';
import { taxSet } from '#domain/country/country-preset.ts';
import { makePreset, type PresetRow } from '#domain/country/make-preset.ts';
import { US_STATES } from '#domain/country/us-states.ts';

const ROWS: readonly PresetRow[] = [
  {
    country: 'GB',
    currency: ['GBP'],
    languages: ['en-GB', 'cy-GB'],
    timeZone: 'Europe/London',
    tax: {
      name: 'VAT',
      percents: { standard: 20, reduced: 5, zero: 0 },
      source: 'HMRC, "VAT rates"; rounding: VAT Notice 700, 17.5 to 17.6',
    },
    taxNumber: ['VAT registration number', 'GB980780684'],
    receipt: {
      shows: ['seller-name', 'seller-address', 'tax-number', 'date', 'tax-per-rate'],
      source: 'VAT Regulations 1995 (SI 1995/2518), reg. 16 (retailers’ invoices)',
    },
  },
  {
    country: 'CH',
    currency: ['CHF'],
    languages: ['de-CH', 'fr-CH', 'it-CH'],
    timeZone: 'Europe/Zurich',
    tax: {
      name: 'MWST',
      percents: { standard: 8.1, reduced: 2.6, 'second-reduced': 3.8 },
      source: 'MWSTG Art. 25 (SR 641.20), rates since 1 January 2024',
    },
    taxNumber: ['UID / MWST-Nr.', 'CHE-107.787.577 MWST'],
    receipt: {
      shows: ['seller-name', 'seller-address', 'tax-number', 'date', 'tax-per-rate'],
      source: 'MWSTG Art. 26; Kassenzettel bis CHF 400: MWSTV Art. 57',
    },
  },
  {
    country: 'NO',
    currency: ['NOK'],
    languages: ['nb-NO', 'nn-NO'],
    timeZone: 'Europe/Oslo',
    tax: {
      name: 'mva.',
      percents: { standard: 25, reduced: 15, 'super-reduced': 12 },
      source: 'Stortingets vedtak om merverdiavgift; Skatteetaten, "Merverdiavgift: satser"',
    },
    taxNumber: ['Organisasjonsnummer', '995525828MVA'],
    receipt: {
      shows: ['seller-name', 'tax-number', 'date', 'receipt-number', 'tax-per-rate', 'register'],
      source: 'Kassasystemforskriften § 2-8 (FOR-2015-12-18-1616)',
    },
    fiscal: ['software', 'Produkterklæring, SAF-T Kassasystem', 'Kassasystemlova (LOV-2015-06-19-58)'],
  },
  {
    country: 'US',
    currency: ['USD'],
    languages: ['en-US', 'es-US'],
    timeZone: 'America/New_York',
    tax: {
      model: 'sales-tax',
      name: 'Sales tax',
      percents: { standard: 0, zero: 0 },
      pricesIncludeTax: false,
      rounding: 'receipt',
      schemes: US_STATES,
      varies: true,
      source:
        'Tax Foundation, "State and Local Sales Tax Rates, 2025"; rounding: Streamlined Sales and Use Tax Agreement, sec. 324',
    },
    taxNumber: ['Sales tax permit number', '12-3456789'],
    receipt: {
      shows: ['seller-name', 'date', 'tax-amount'],
      source: 'State law; sales tax is stated apart from the price',
    },
  },
  {
    country: 'CA',
    currency: ['CAD'],
    languages: ['en-CA', 'fr-CA'],
    timeZone: 'America/Toronto',
    tax: {
      model: 'gst',
      name: 'GST',
      percents: { standard: 5, zero: 0 },
      pricesIncludeTax: false,
      schemes: CA_PROVINCES,
      source: 'Canada Revenue Agency, "GST/HST calculator (and rates)"; provinces’ finance ministries; Revenu Québec',
    },
    taxNumber: ['GST/HST number', '123026635RT0001'],
    receipt: {
      shows: ['seller-name', 'tax-number', 'date', 'tax-per-rate'],
      source: 'Input Tax Credit Information (GST/HST) Regulations, SOR/91-45, s. 3',
    },
    fiscal: ['device', 'SEV / WEB-SRM (Québec)', 'Revenu Québec, mandatory billing: restaurants and bars', 'partly'],
  },
  {
    country: 'AU',
    currency: ['AUD'],
    languages: ['en-AU'],
    timeZone: 'Australia/Sydney',
    tax: {
      model: 'gst',
      name: 'GST',
      percents: { standard: 10, zero: 0 },
      source: 'A New Tax System (Goods and Services Tax) Act 1999, ss 9-70, 9-90; ATO, "GST-free sales"',
    },
    taxNumber: ['ABN', '51 824 753 556'],
    receipt: {
      shows: ['seller-name', 'tax-number', 'date', 'tax-amount'],
      header: ['TAX INVOICE'],
      source: 'GST Act s 29-70; ATO, "Tax invoices"',
    },
  },
  {
    country: 'NZ',
    currency: ['NZD'],
    languages: ['en-NZ', 'mi-NZ'],
    timeZone: 'Pacific/Auckland',
    tax: {
      model: 'gst',
      name: 'GST',
      percents: { standard: 15, zero: 0 },
      source: 'Goods and Services Tax Act 1985, s 8',
    },
    taxNumber: ['GST number', '49-091-850'],
    receipt: {
      shows: ['seller-name', 'tax-number', 'date', 'tax-amount'],
      source: 'GST Act 1985, s 19F (taxable supply information)',
    },
  },
  {
    country: 'CN',
    currency: ['CNY'],
    languages: ['zh-CN'],
    timeZone: 'Asia/Shanghai',
    tax: {
      name: '增值税',
      percents: { standard: 13, reduced: 9, 'super-reduced': 6 },
      schemes: [
        {
          schemeId: 'CN-small',
          name: 'Small-scale taxpayer',
          names: { 'zh-CN': '小规模纳税人' },
          rates: taxSet('增值税', { standard: 1 }),
        },
        {
          schemeId: 'CN-general',
          name: 'General taxpayer',
          names: { 'zh-CN': '一般纳税人' },
          rates: taxSet('增值税', { standard: 13, reduced: 9, 'super-reduced': 6 }),
        },
      ],
      source:
        '增值税法（2026年1月1日起施行）第十、十一条；财政部 税务总局公告2023年第19号（3%减按1%，至2027年12月31日）',
    },
    taxNumber: ['统一社会信用代码', '91350100M000100Y43'],
    receipt: {
      shows: ['seller-name', 'date', 'receipt-number'],
      source: '消费者权益保护法第二十二条（购货凭证）',
    },
    fiscal: ['invoice', '发票（数电发票）', '发票管理办法（国务院令第764号）'],
  },
  {
    country: 'HK',
    currency: ['HKD'],
    languages: ['zh-HK', 'en-HK'],
    timeZone: 'Asia/Hong_Kong',
    tax: {
      model: 'none',
      name: 'Tax',
      percents: { zero: 0 },
      source: 'Inland Revenue Department: no tax on sales or added value',
    },
    taxNumber: ['Business registration number', '12345678'],
    receipt: { shows: ['seller-name', 'date'], source: 'Business Registration Ordinance (Cap. 310)' },
  },
  {
    country: 'TW',
    currency: ['TWD'],
    languages: ['zh-TW'],
    timeZone: 'Asia/Taipei',
    tax: { name: '營業稅', percents: { standard: 5, zero: 0 }, source: '加值型及非加值型營業稅法第7、10條' },
    taxNumber: ['統一編號', '04595257'],
    receipt: { shows: ['seller-name', 'tax-number', 'date', 'receipt-number'], source: '統一發票使用辦法第9條' },
    fiscal: ['invoice', '統一發票', '加值型及非加值型營業稅法第32條；電子發票實施作業要點'],
  },
  {
    country: 'JP',
    currency: ['JPY', 0],
    languages: ['ja-JP'],
    timeZone: 'Asia/Tokyo',
    tax: {
      name: '消費税',
      percents: { standard: 10, reduced: 8 },
      source: '消費税法29条、附則（軽減税率）；端数処理は一枚につき税率ごとに一回（消費税法施行令70条の10）',
    },
    taxNumber: ['登録番号', 'T7000012050002'],
    receipt: {
      shows: ['seller-name', 'tax-number', 'date', 'tax-per-rate'],
      source: '消費税法57条の4第2項（適格簡易請求書）',
    },
  },
  {
    country: 'KR',
    currency: ['KRW', 0],
    languages: ['ko-KR'],
    timeZone: 'Asia/Seoul',
    tax: { name: '부가세', percents: { standard: 10, zero: 0 }, source: '부가가치세법 제30조' },
    taxNumber: ['사업자등록번호', '116-82-00276'],
    receipt: {
      shows: ['seller-name', 'seller-address', 'tax-number', 'date', 'tax-amount'],
      source: '부가가치세법 제36조 (영수증)',
    },
    fiscal: ['reporting', '현금영수증', '조세특례제한법 제126조의3'],
  },
  {
    country: 'SG',
    currency: ['SGD'],
    languages: ['en-SG', 'zh-SG', 'ms-SG', 'ta-SG'],
    timeZone: 'Asia/Singapore',
    tax: {
      model: 'gst',
      name: 'GST',
      percents: { standard: 9, zero: 0 },
      source: 'Goods and Services Tax Act 1993, s 16; IRAS: 9 % since 1 January 2024',
    },
    taxNumber: ['GST registration number (UEN)', '00192200M'],
    receipt: {
      shows: ['seller-name', 'seller-address', 'tax-number', 'date', 'receipt-number', 'tax-amount'],
      source: 'GST (General) Regulations, reg. 13 (simplified tax invoices)',
    },
  },
  {
    country: 'IN',
    currency: ['INR'],
    languages: ['en-IN', 'hi-IN'],
    timeZone: 'Asia/Kolkata',
    tax: {
      model: 'gst',
      name: 'GST',
      percents: {
        standard: [
          ['CGST', 9],
          ['SGST', 9],
        ],
        reduced: [
          ['CGST', 2.5],
          ['SGST', 2.5],
        ],
        'second-reduced': [
          ['CGST', 20],
          ['SGST', 20],
        ],
        zero: 0,
      },
      source: 'CGST notification 9/2025 – Central Tax (Rate), rates since 22 September 2025: 5, 18 and 40 %',
    },
    taxNumber: ['GSTIN', '27AAPFU0939F1ZV'],
    receipt: {
      shows: ['seller-name', 'seller-address', 'tax-number', 'date', 'receipt-number', 'tax-per-rate'],
      header: ['TAX INVOICE'],
      source: 'CGST Rules 2017, rule 46',
    },
  },
  {
    country: 'BR',
    currency: ['BRL'],
    languages: ['pt-BR'],
    timeZone: 'America/Sao_Paulo',
    tax: {
      name: 'ICMS',
      percents: { standard: 18, zero: 0 },
      varies: true,
      source: 'Each state sets its ICMS rate: São Paulo 18 % (RICMS/SP art. 52)',
    },
    taxNumber: ['CNPJ', '16.727.230/0001-97'],
    receipt: {
      shows: ['seller-name', 'seller-address', 'tax-number', 'date', 'receipt-number', 'tax-amount'],
      source: 'Lei 12.741/2012 (tributos aproximados)',
    },
    fiscal: ['reporting', 'NFC-e', 'Ajuste SINIEF 19/16'],
  },
  {
    country: 'MX',
    currency: ['MXN'],
    languages: ['es-MX'],
    timeZone: 'America/Mexico_City',
    tax: {
      name: 'IVA',
      percents: { standard: 16, reduced: 8, zero: 0 },
      source: 'Ley del IVA, arts. 1 y 2-A; 8 % by decree in the northern and southern border regions',
    },
    taxNumber: ['RFC', 'GODE561231GR8'],
    receipt: {
      shows: ['seller-name', 'seller-address', 'tax-number', 'date', 'receipt-number'],
      source: 'CFF art. 29-A; Resolución Miscelánea Fiscal 2.7.1.21 (comprobantes simplificados)',
    },
    fiscal: ['invoice', 'CFDI 4.0', 'CFF art. 29: on request, and a global one of all other sales'],
  },
  {
    country: 'ZA',
    currency: ['ZAR'],
    languages: ['en-ZA', 'af-ZA', 'zu-ZA'],
    timeZone: 'Africa/Johannesburg',
    tax: { name: 'VAT', percents: { standard: 15, zero: 0 }, source: 'Value-Added Tax Act 89 of 1991, ss 7, 11' },
    taxNumber: ['VAT number', '4020216632'],
    receipt: {
      shows: ['seller-name', 'seller-address', 'tax-number', 'date', 'receipt-number', 'tax-amount'],
      header: ['TAX INVOICE'],
      source: 'VAT Act 89 of 1991, s 20(5) (abridged tax invoices)',
    },
  },
  {
    country: 'AE',
    currency: ['AED'],
    languages: ['ar-AE', 'en-AE'],
    timeZone: 'Asia/Dubai',
    tax: { name: 'VAT', percents: { standard: 5, zero: 0 }, source: 'Federal Decree-Law No. 8 of 2017, Arts. 3, 45' },
    taxNumber: ['TRN', '100123456700003'],
    receipt: {
      shows: ['seller-name', 'seller-address', 'tax-number', 'date', 'tax-amount'],
      header: ['TAX INVOICE'],
      source: 'Cabinet Decision No. 52 of 2017, Art. 59 (simplified tax invoices)',
    },
  },
];

/** Countries outside of the European Union. */
export const WORLD_PRESETS = ROWS.map(makePreset);
