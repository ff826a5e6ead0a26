import { describe } from 'vitest';
import { testSeeds } from './test-seeds.ts';

describe('two stores, three tills and a server under faults, in a second file so that two run side by side', () => {
  testSeeds(101, 301);
});
