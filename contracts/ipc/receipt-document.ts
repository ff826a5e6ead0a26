import Type, { type TUnsafe } from 'typebox';
import { Text } from '#contracts/schema.ts';
import type { ReceiptDocument as DomainReceiptDocument } from '#domain/receipt/receipt-document.ts';

const strict = { additionalProperties: false };

const align = Type.Optional(Type.Union([Type.Literal('left'), Type.Literal('center'), Type.Literal('right')]));
const size = Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2)]));
const symbology = Type.Optional(
  Type.Union((['code128', 'ean13', 'ean8', 'upca', 'itf', 'code39'] as const).map((name) => Type.Literal(name))),
);
const line = Type.String({ maxLength: 4000 });
/** A receipt on its way to the printer (`domain/receipt/receipt-document.ts`). */
export const ReceiptDocument: TUnsafe<DomainReceiptDocument> = Type.Unsafe<DomainReceiptDocument>(
  Type.Object(
    {
      language: Text,
      widthMm: Type.Optional(Type.Union([Type.Literal(58), Type.Literal(80)])),
      copyMark: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
      blocks: Type.Array(
        Type.Union([
          Type.Object(
            { kind: Type.Literal('text'), text: line, align, bold: Type.Optional(Type.Boolean()), size },
            strict,
          ),
          Type.Object(
            { kind: Type.Literal('row'), left: line, right: line, bold: Type.Optional(Type.Boolean()), size },
            strict,
          ),
          Type.Object({ kind: Type.Literal('rule') }, strict),
          Type.Object({ kind: Type.Literal('feed'), lines: Type.Integer({ minimum: 1, maximum: 20 }) }, strict),
          Type.Object({ kind: Type.Literal('barcode'), text: line, symbology }, strict),
          Type.Object({ kind: Type.Literal('qr'), text: line }, strict),
          Type.Object(
            {
              kind: Type.Literal('image'),
              width: Type.Integer({ minimum: 8, maximum: 576, multipleOf: 8 }),
              height: Type.Integer({ minimum: 1, maximum: 1000 }),
              dots: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength: 100_000 }),
            },
            strict,
          ),
        ]),
        { maxItems: 10_000 },
      ),
    },
    strict,
  ),
);
