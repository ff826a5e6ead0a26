/** What migration 0036-pickup-proofs runs, in order. */
export const PICKUP_PROOFS: readonly string[] = [
  `create table pickup_proof (
      journal_id uuid not null, fulfilment_id uuid not null, how text not null, at timestamptz not null,
      primary key (journal_id, fulfilment_id, how))`,
];
