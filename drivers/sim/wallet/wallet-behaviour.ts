import Type, { type Static } from 'typebox';

const strict = { additionalProperties: false };

/** What a virtual wallet's customers, network and provider do. */
export const WalletBehaviour = Type.Object(
  {
    /** `pay` at once, `refuse`, or `wait` for the page. A scanned code is USERPAYING until then. */
    customer: Type.Union([Type.Literal('pay'), Type.Literal('refuse'), Type.Literal('wait')]),
    /** So many answers are lost after what they tell of was done. */
    loseAnswers: Type.Integer({ minimum: 0, maximum: 100 }),
    /** So many requests get SYSTEMERROR, and nothing is done. */
    systemErrors: Type.Integer({ minimum: 0, maximum: 100 }),
  },
  strict,
);
export type WalletBehaviour = Static<typeof WalletBehaviour>;
export const WalletChange = Type.Partial(WalletBehaviour);

export const PayRequest = Type.Object(
  {
    out_trade_no: Type.String({ minLength: 1, maxLength: 32 }),
    amount: Type.Integer({ minimum: 1 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    auth_code: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  strict,
);
export const ReverseRequest = Type.Object({ out_trade_no: Type.String({ minLength: 1, maxLength: 32 }) }, strict);
export const RefundRequest = Type.Object(
  {
    out_refund_no: Type.String({ minLength: 1, maxLength: 32 }),
    transaction_id: Type.String({ minLength: 1, maxLength: 64 }),
    amount: Type.Integer({ minimum: 1 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  },
  strict,
);
