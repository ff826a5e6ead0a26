const WORDS = {
  scan: ['Let the customer scan the code', '请顾客扫码付款'],
  confirming: ['The customer confirms on the phone', '顾客正在手机上确认'],
  refused: ['The wallet declined', '钱包拒绝付款'],
  closed: ['Not paid in time, or given up', '未及时付款或已取消'],
  unreachable: ['The wallet does not answer', '钱包没有应答'],
} as const;

/** What the cashier reads while a wallet works. Languages: `zh…`, else English. */
export function walletWords(key: keyof typeof WORDS, language: string): string {
  return WORDS[key][language.toLowerCase().startsWith('zh') ? 1 : 0];
}
