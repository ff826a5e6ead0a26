import { useEffect, useMemo } from 'react';
import { createProductRows, type ListQuery, type ProductRows } from './product-rows.ts';

/** The list that answers a query, asked anew with every `turn`; the answers of one before are dropped. */
export function useProductRows({ search, categoryId, status, sort, descending }: ListQuery): ProductRows {
  const rows = useMemo(
    () => createProductRows({ search, categoryId, status, sort, descending }),
    [search, categoryId, status, sort, descending],
  );
  useEffect(() => {
    void rows.show(0, 0);
    return rows.leave;
  }, [rows]);
  return rows;
}
