import Type, { type Static } from 'typebox';
import { CaseKind, CaseWords } from '#contracts/facts/case-facts.ts';
import { ConsentChanged } from '#contracts/facts/member-facts.ts';
import { Profile } from '#contracts/member/profile.ts';
import { BusinessDate, Count, CurrencyCode, Id, Instant, Minor, Nullable, Text } from '#contracts/schema.ts';

const strict = { additionalProperties: false };
const { purposeId, given, textVersion, language, channel } = ConsentChanged.properties;

/**
 * GET /members/:memberId/export (register, permission `member-export`): all that is kept under a member, of whom was merged with them too
 * (GDPR, articles 15 and 20: a structured, commonly used and machine-readable format). Amounts are minor units of `currency`, quantities
 * the smallest units of what was sold. 404 for one who is not there, or was erased.
 */
export const MemberExport = Type.Object(
  {
    exportedAt: Instant,
    /** Whoever is one person has several. */
    cards: Type.Array(
      Type.Object(
        {
          memberId: Id,
          cardNumber: Id,
          enrolledAt: Nullable(Instant),
          enrolledIn: Nullable(Id),
          groupId: Nullable(Id),
          tags: Type.Array(Text),
          profile: Nullable(Profile),
        },
        strict,
      ),
    ),
    /** Each time something was said. */
    consents: Type.Array(
      Type.Object({ purposeId, given, textVersion, language, channel, at: Instant, storeId: Id }, strict),
    ),
    points: Type.Array(
      Type.Object(
        {
          date: BusinessDate,
          what: Type.Union([
            Type.Literal('earned'),
            Type.Literal('expired'),
            Type.Literal('given'),
            Type.Literal('spent'),
          ]),
          points: Minor,
          currency: CurrencyCode,
          receiptId: Id,
        },
        strict,
      ),
    ),
    accounts: Type.Array(Type.Object({ currency: CurrencyCode, owed: Minor }, strict)),
    /** Questions, complaints and wishes, with all that was said. */
    cases: Type.Array(
      Type.Object(
        {
          kind: CaseKind,
          openedAt: Instant,
          closedAt: Nullable(Instant),
          said: Type.Array(Type.Object({ at: Instant, words: CaseWords }, strict)),
        },
        strict,
      ),
    ),
    /** Addresses that receipts were mailed to. */
    mailedTo: Type.Array(Text),
    tickets: Type.Array(
      Type.Object(
        {
          orderId: Id,
          receipt: Text,
          at: Instant,
          storeId: Id,
          currency: CurrencyCode,
          total: Minor,
          lines: Type.Array(Type.Object({ name: Text, sku: Text, quantity: Minor, amount: Minor }, strict)),
          returned: Type.Array(Type.Object({ name: Text, sku: Text, quantity: Count, amount: Minor }, strict)),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type MemberExport = Static<typeof MemberExport>;
