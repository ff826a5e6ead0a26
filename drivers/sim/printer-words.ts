import type { FaultName } from './printer-faults.ts';

/** Every word of the virtual printer's page. */
export interface PrinterWords {
  lang: string;
  title: string;
  lead: string;
  ready: string;
  stopped: string;
  drawer: string;
  drawerOpen: string;
  drawerClosed: string;
  closeDrawer: string;
  pulses: string;
  faults: string;
  receipts: string;
  empty: string;
  printing: string;
  torn: string;
  unknown: string;
  lost: string;
  fault: Record<FaultName, string>;
}

const en: PrinterWords = {
  lang: 'en',
  title: 'Virtual receipt printer',
  lead: 'A stand-in for a network printer. What a till prints comes out here.',
  ready: 'Ready',
  stopped: 'Stopped',
  drawer: 'Cash drawer',
  drawerOpen: 'Open',
  drawerClosed: 'Closed',
  closeDrawer: 'Push it shut',
  pulses: 'Opened so far',
  faults: 'Make trouble',
  receipts: 'Receipts',
  empty: 'No receipt yet. Finish a sale at the till.',
  printing: 'Printing',
  torn: 'Not finished',
  unknown: 'Commands it did not know',
  lost: 'The virtual printer has stopped. This page comes back by itself when it runs again.',
  fault: {
    paperOut: 'No paper',
    paperLow: 'Paper nearly out',
    coverOpen: 'Cover open',
    cutterJam: 'Cutter jammed',
    slow: 'Prints slowly',
    silent: 'Hangs',
    garbage: 'Answers nonsense',
    diesMidJob: 'Dies while printing',
    dead: 'Switched off',
  },
};

const zh: PrinterWords = {
  lang: 'zh-CN',
  title: '虚拟小票打印机',
  lead: '代替网络打印机。收银机打印的小票会出现在这里。',
  ready: '就绪',
  stopped: '已停止',
  drawer: '钱箱',
  drawerOpen: '已打开',
  drawerClosed: '已关闭',
  closeDrawer: '推回钱箱',
  pulses: '打开次数',
  faults: '制造故障',
  receipts: '小票',
  empty: '还没有小票。请在收银机上完成一笔销售。',
  printing: '正在打印',
  torn: '未打完',
  unknown: '无法识别的指令',
  lost: '虚拟打印机已停止。重新运行后，本页会自动恢复。',
  fault: {
    paperOut: '缺纸',
    paperLow: '纸将用尽',
    coverOpen: '机盖打开',
    cutterJam: '切刀卡住',
    slow: '打印缓慢',
    silent: '无响应',
    garbage: '应答错乱',
    diesMidJob: '打印中断电',
    dead: '已关机',
  },
};

/** The words a browser asks for: Chinese when that comes before English in Accept-Language. */
export function wordsFor(acceptLanguage: string | undefined): PrinterWords {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => quality > 0 && /^(zh|en)\b/.test(tag))
    .sort((a, b) => b.quality - a.quality);
  return ranked[0]?.tag.startsWith('zh') ? zh : en;
}
