import { PurchaseOrderAnswer, type PurchaseOrderChange } from '#contracts/http/stock.ts';
import { askServer, sendToServer } from '#renderer/app/server-api.ts';
import { saveFile } from '#renderer/ui/save-file.ts';

/** How a change of an order went: `code` of what stood in its way. */
export type OrderChanged = { ok: true; revision: number; number: number } | { ok: false; codes: readonly string[] };

/** Asks the server to make or change an order. */
export async function changeOrder(change: PurchaseOrderChange): Promise<OrderChanged> {
  const path = `/purchase-orders/${encodeURIComponent(change.order.purchaseOrderId)}`;
  const answer = await askServer(path, PurchaseOrderAnswer, { method: 'PUT', body: change });
  if (!answer.ok) return { ok: false, codes: [answer.offline ? 'enrol-server-unreachable' : answer.code] };
  if (answer.value.ok) return answer.value;
  return { ok: false, codes: [...new Set(answer.value.faults.map(({ code }) => code))] };
}

/** Gives an order to the person as a file; null, or why there is none. */
export async function downloadOrder(purchaseOrderId: string, number: number): Promise<string | null> {
  const csv = await sendToServer(`/purchase-orders/${encodeURIComponent(purchaseOrderId)}/file.csv`, {});
  if (!csv.ok) return csv.offline ? 'enrol-server-unreachable' : csv.code;
  saveFile(document, `order-${number}.csv`, 'text/csv', csv.value);
  return null;
}
