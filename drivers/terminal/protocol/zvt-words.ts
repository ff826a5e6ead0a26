type Words = Readonly<Record<number, readonly [english: string, chinese: string]>>;

/** What the codes of intermediate status (04 FF) mean to a cashier; 40 and above add that the card is to be removed. */
const STATUS: Words = {
  0: ['Confirm the amount on the terminal', '请在终端上确认金额'],
  1: ['Customer: look at the terminal', '请顾客看终端'],
  2: ['Customer: look at the terminal', '请顾客看终端'],
  3: ['Not accepted', '未被接受'],
  4: ['The terminal is asking the bank', '终端正在联系银行'],
  5: ['The terminal is taking the payment back', '终端正在撤销付款'],
  6: ['The terminal is sending earlier payments', '终端正在上传先前的付款'],
  7: ['This card is not taken', '不接受此卡'],
  8: ['The card is not known', '无法识别此卡'],
  9: ['The card has expired', '卡已过期'],
  10: ['Insert, tap or swipe the card', '请插卡、拍卡或刷卡'],
  11: ['Remove the card', '请取回卡片'],
  12: ['The card cannot be read', '无法读取卡片'],
  13: ['The terminal could not process it', '终端无法处理'],
  14: ['One moment', '请稍候'],
  15: ['The terminal is closing its day', '终端正在日结'],
  16: ['The card is not valid', '卡片无效'],
  18: ['The terminal has a fault', '终端故障'],
  19: ['The payment is not possible', '无法付款'],
  20: ['Not enough credit', '余额不足'],
  21: ['Wrong PIN', '密码错误'],
  22: ['The limit is too low', '额度不足'],
  23: ['One moment', '请稍候'],
  24: ['Too many wrong PINs', '密码错误次数过多'],
  28: ['Approved', '已批准'],
  29: ['Declined', '被拒绝'],
  200: ['The terminal waits for you', '终端等待收银员操作'],
};

/** Why a transaction was not done (result codes, chapter "Error messages"). */
const RESULTS: Words = {
  100: ['The card cannot be read', '无法读取卡片'],
  101: ['The card cannot be read', '无法读取卡片'],
  102: ['The terminal could not process it', '终端无法处理'],
  103: ['Not possible with this card', '此卡不支持该操作'],
  104: ['Not possible with this card', '此卡不支持该操作'],
  108: ['Cancelled, or the customer took too long', '已取消或操作超时'],
  111: ['The terminal does not take this currency', '终端不支持此货币'],
  113: ['Not enough credit', '余额不足'],
  120: ['The card has expired', '卡已过期'],
  122: ['The card is not known', '无法识别此卡'],
  131: ['The terminal cannot do this now', '终端现在无法执行'],
  156: ['The terminal is busy', '终端忙'],
  163: ['The terminal has no connection to the bank', '终端无法连接银行'],
  180: ['It was taken back already', '该付款已撤销'],
  181: ['It cannot be taken back on the terminal', '终端无法撤销该付款'],
  195: ['The amount is too high', '金额过大'],
  200: ['The amount is too small', '金额过小'],
};

const REMOVE = ['remove the card', '请取回卡片'] as const;
const DECLINED = ['Declined', '被拒绝'] as const;

/** Words for an intermediate status; the terminal's own text for a code not known here. Languages: `zh…`, else English. */
export function statusWords(code: number, text: string, language: string): string {
  const column = columnOf(language);
  const removes = code >= 0x40 && code < 0x60;
  const words = (STATUS[removes ? code - 0x40 : code] ?? [])[column] ?? text;
  if (!removes || code === 0x4b) return words;
  return words === '' ? REMOVE[column] : `${words}, ${REMOVE[column]}`;
}

/** Words for why it was not done. */
export function resultWords(code: number, text: string | null, language: string): string {
  const column = columnOf(language);
  return RESULTS[code]?.[column] ?? (text ? `${DECLINED[column]}: ${text}` : DECLINED[column]);
}

const NOT_ASKED = {
  'terminal-unreachable': ['The terminal does not answer', '终端没有应答'],
  'terminal-busy': ['The terminal is busy', '终端忙'],
} as const;

/** Words for why the terminal could not be asked. */
export function notAskedWords(fault: keyof typeof NOT_ASKED, language: string): string {
  return NOT_ASKED[fault][columnOf(language)];
}

function columnOf(language: string): 0 | 1 {
  return language.toLowerCase().startsWith('zh') ? 1 : 0;
}
