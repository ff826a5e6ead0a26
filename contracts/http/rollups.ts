import Type, { type Static } from 'typebox';
import { Count } from '#contracts/schema.ts';

const strict = { additionalProperties: false };
const Row = Type.Union([Type.Object({}), Type.Null()]);

/**
 * GET /rollups/check (administrator): whether what reports sum is what the orders say, and what is kept of orders what their lines
 * say. POST /rollups/rebuild {} (administrator) reckons both anew, while no ticket is booked, and answers the check after it.
 */
export const RollupCheck = Type.Object(
  {
    ok: Type.Boolean(),
    tables: Type.Array(
      Type.Object(
        {
          table: Type.String(),
          rows: Count,
          differing: Count,
          /** Some of those that differ: as kept, and as the orders say; null where there is none. */
          examples: Type.Array(Type.Object({ kept: Row, reckoned: Row }, strict)),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type RollupCheck = Static<typeof RollupCheck>;
