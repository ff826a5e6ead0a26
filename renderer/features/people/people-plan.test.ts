import { expect, it } from 'vitest';
import type { PeopleList, PersonRow } from '#contracts/http/people.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import { isSamePerson, type PlannedPerson, peopleCsv, planEdit, readPeopleCsv } from './people-plan.ts';

const isChanged = ({ before, after }: PlannedPerson) => before === null || !isSamePerson(before, after);

const person = (operatorId: string, name: string): PersonRow => ({
  operator: { operatorId, name, initials: 'XX', role: 'cashier', storeIds: ['leeds'], archived: false },
  revision: 3,
  hasBadge: false,
  changedAt: null,
  changedBy: null,
});
const ANN = person('ann', 'Ann "Annie" Lee');
const BO = person('bo', 'Bo');
const LIST: PeopleList = {
  people: [ANN, BO],
  roles: DEFAULT_ROLES.map((role) => ({ role, revision: 0, people: 1, changedAt: null, changedBy: null })),
  stores: [
    { storeId: 'leeds', name: 'Leeds' },
    { storeId: 'york', name: 'York, Shambles' },
  ],
};
let ids = 0;
const read = (text: string) =>
  readPeopleCsv(new TextEncoder().encode(text), LIST, {
    storeId: 'york',
    newId: () => `new-${++ids}`,
    roleNames: (roleId) => (roleId === 'manager' ? ['Manager', '经理'] : []),
  });

it('reads what it writes, and that changes nothing', () => {
  const { planned, refused } = read(peopleCsv(LIST.people));
  expect(refused).toEqual([]);
  expect(planned.map(({ after }) => after.person)).toEqual([ANN.operator, BO.operator]);
  expect(planned.some(isChanged)).toBe(false);
});

it('makes people, who need a PIN, and fills what is left out', () => {
  const { planned, refused } = read(
    'Name;Role;PIN;Stores\nZoë Quill;经理;4711;\nNoa;manager;4712;York, Shambles\nMax;manager;;',
  );
  expect(planned).toMatchObject([
    {
      before: null,
      after: { person: { name: 'Zoë Quill', initials: 'ZQ', role: 'manager', storeIds: ['york'] }, pin: '4711' },
    },
    { before: null, after: { person: { name: 'Noa', storeIds: ['york'] } } },
  ]);
  expect(refused).toEqual([{ line: 4, code: 'pin', text: '' }]);
});

it('says line by line what cannot be', () => {
  const { planned, refused } = read(
    'id,name,role,stores,status\n,Noa,king,,\n,Noa,manager,paris,\nnobody,Noa,manager,,\nann,,cashier,,\nbo,Bo,cashier,leeds york,gone\nbo,Bo,cashier,leeds york,archived\nbo,Bo,cashier,,',
  );
  expect(refused.map(({ line, code, text }) => `${line} ${code} ${text}`)).toEqual([
    '2 role king',
    '3 stores paris',
    '4 unknown nobody',
    '5 name ',
    '6 status gone',
    '8 twice bo',
  ]);
  expect(planned.map(({ after }) => after.person)).toEqual([
    { ...BO.operator, storeIds: ['leeds', 'york'], archived: true },
  ]);
  expect(read('name\nNoa').refused).toEqual([{ line: 1, code: 'column', text: 'role' }]);
});

it('changes what is said of everybody chosen', () => {
  const plan = planEdit([ANN, BO], { role: null, storeIds: ['leeds'], archived: null });
  expect(plan.some(isChanged)).toBe(false);
  const [ann] = planEdit([ANN], { role: 'manager', storeIds: ['york', 'leeds'], archived: null });
  if (!ann) throw new Error('a plan');
  expect(isChanged(ann)).toBe(true);
  expect(ann).toMatchObject({ revision: 3, before: { person: ANN.operator }, after: { person: { role: 'manager' } } });
});
