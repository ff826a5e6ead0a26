import { expect, test } from '@playwright/test';
import { openOneTill } from '#tests/e2e/one-till.ts';
import { MANAGER } from '#tests/e2e/till-page.ts';
import { Album, TONGUES } from './album.ts';
import { speak } from './speak.ts';

/** Of the demo shop (resources/demo/specials.csv). */
const TEA = '2902000000036';
const PHONE = '07700 900123';
const CARD = 'CLUB-778899';

for (const tongue of TONGUES) {
  test(`a member of many sides, ${tongue}`, async () => {
    const one = await openOneTill({ operator: MANAGER });
    const { till } = one;
    try {
      await speak(till.page, tongue);
      await till.productsHere();
      const album = new Album('members', tongue, ['desktop', 'lying']);
      album.listen(till.page);
      const look = (name: string): Promise<void> => album.look(till.page, name);
      await till.press('F6');
      await till.get('member-search').fill(PHONE);
      await till.get('member-enrol').click();
      await till.get('enrol-name').fill('Wolfeschlegelsteinhausenbergerdorff-Ångström 王小明');
      await till.scan(CARD);
      await expect(till.get('enrol-cardNumber')).toHaveValue(CARD);
      await look('enrol');
      await till.get('enrol-save').click();
      await expect(till.get('member')).toContainText('Ångström');
      await till.press('F6');
      await look('panel');
      await till.get('member-remove').click();
      await till.scan(CARD);
      await expect(till.page.locator('[data-code="member-on-sale"]')).toBeVisible();
      await look('card-scanned');
      await till.scan(TEA);
      await till.payExact();
      await look('paid');
      await till.nextSale();
      await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
      await till.get('rail-members').click();
      await look('find');
      await till.get('member-search').fill(PHONE);
      await till.get('member-result').click();
      await expect(till.get('member-bought')).toHaveCount(1);
      for (const tag of ['Florist', '常客', 'Pays by invoice at the end of each month']) {
        await till.get('tag-text').fill(tag);
        await till.get('tag-add').click();
        await expect(till.get('member-tag').filter({ hasText: tag })).toBeVisible();
      }
      await till.get('case-new').click();
      await till.get('case-words').fill('The lid of the tin is loose, and it came a week late. 盖子松了。');
      await look('case-new');
      await till.get('case-save').click();
      await expect(till.page.locator('[data-code="case-open"]')).toBeVisible();
      await look('member');
      await till.get('member-history').scrollIntoViewIfNeeded();
      await look('member-history');
      await till.get('members-back').click();
      await till.get('members-cases').click();
      await expect(till.get('case-row')).toHaveCount(1);
      await look('cases');
      await till.get('cases-open').click();
      await expect(till.get('case')).toHaveAttribute('data-state', 'open');
      await look('case');
      await till.get('case-answer').fill('Given a new one');
      await till.get('case-close').click();
      await expect(till.get('case')).toHaveAttribute('data-state', 'closed');
      await look('case-closed');
      await till.get('members-back').click();
      await till.get('members-tags').click();
      await look('tags-none');
      await till.get('tags-filter').selectOption({ label: '常客' });
      await expect(till.get('tags-row')).toHaveCount(1);
      await look('tags');
      await till.get('members-back').click();
      await till.get('members-duplicates').click();
      await look('duplicates-none');
      album.close();
    } finally {
      await one.close();
    }
  });
}
