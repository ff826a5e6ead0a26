import { describe, expect, it } from 'vitest';
import type { Drawn } from '#drivers/printer/protocol/drawn.ts';
import { receiptPicture } from './receipt-picture.ts';
import { barcodeModules, qrModules } from './symbols.ts';

const line = (text: string, columns: number): Drawn => ({
  kind: 'line',
  align: 'left',
  pieces: [{ text, bold: false, width: 1, height: 1 }],
  columns,
});

describe('receiptPicture', () => {
  it('puts every word at its column, square characters on two', () => {
    const svg = receiptPicture([line('可乐 Tea   4.95', 15)], { columns: 32, cut: true });
    const placed = [...svg.matchAll(/translate\((\d+) 23\)"[^>]*textLength="(\d+)"[^>]*>([^<]*)</g)].map((found) =>
      found.slice(1),
    );
    expect(placed).toEqual([
      ['0', '24', '可'],
      ['24', '24', '乐'],
      ['60', '36', 'Tea'],
      ['132', '48', '4.95'],
    ]);
  });

  it('writes text as text, whatever it says', () => {
    const svg = receiptPicture([line('<b>&"\'</b>', 11)], { columns: 32, cut: true });
    expect(svg).toContain('&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;');
  });

  it('draws codes to scale, and what cannot be drawn as text', () => {
    const look = { align: 'center', moduleDots: 2, heightDots: 80, label: true } as const;
    const code: Drawn = { kind: 'barcode', symbology: 'code128', text: 'T1-000042', ...look };
    const widths = barcodeModules('code128', 'T1-000042');
    expect(receiptPicture([code], { columns: 48, cut: true }).match(/v80/g)).toHaveLength(
      ((widths?.length ?? 0) + 1) / 2,
    );
    expect(receiptPicture([{ ...code, symbology: 'ean13', text: 'nonsense' }], { columns: 48, cut: true })).toContain(
      'nonsense',
    );
    const size = qrModules('https://example.com')?.size ?? 0;
    const qr = receiptPicture([{ kind: 'qr', text: 'https://example.com', align: 'left', moduleDots: 4 }], {
      columns: 48,
      cut: true,
    });
    expect(qr).toContain(`height="${32 + size * 4 + 16 + 32}"`);
    expect(qrModules('x'.repeat(5000))).toBeNull();
  });
});
