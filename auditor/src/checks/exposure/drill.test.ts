import { describe, expect, it } from 'vitest';
import { Drill, type DrillData, type Shot } from '../../evidence/drill.ts';
import { judgeOne } from '../samples.ts';
import { modelDown } from './model-down.ts';

const shot = (sort: Shot['sort'], change: Partial<Shot> = {}): Shot => ({
  asks: 'chat',
  operation: 'POST /api/chat',
  call: { exchange: 'a#1', line: 'POST /api/chat as ana', ...(sort === 'hung' ? {} : { status: 200 }) },
  durationMs: 5,
  sort,
  says: sort,
  leaks: [],
  ...change,
});
const away = { says: 'I am not available right now.' };
const list = (sort: Shot['sort']) => shot(sort, { asks: 'core', operation: 'GET /api/notes' });

const drill = (during: readonly Shot[], change: Partial<DrillData> = {}): DrillData => ({
  withinMs: 8_000,
  before: [shot('served'), list('served')],
  during: [...during],
  after: [shot('served'), list('served')],
  ...change,
});

const leak = { what: 'an address of the inside', mark: '10.0.0.7:11434' };

describe('a product without its model', () => {
  it.each<[string, DrillData, string]>([
    ['says so', drill([shot('served', away), list('served')]), 'pass'],
    ['refuses in words', drill([shot('told'), list('served')]), 'pass'],
    ['refuses in a stock phrase: advice', drill([shot('bare'), list('served')]), 'pass'],
    ['hangs', drill([shot('hung'), list('served')]), 'fail'],
    ['ends halfway', drill([shot('cut'), list('served')]), 'fail'],
    ['drops the connection', drill([shot('dropped')]), 'fail'],
    ['fails without a word', drill([shot('mute')]), 'fail'],
    ['shows its inside', drill([shot('told', { leaks: [leak] })]), 'fail'],
    [
      'shows what it always shows',
      drill([shot('told', { leaks: [leak] })], { before: [shot('served', { leaks: [leak] })] }),
      'pass',
    ],
    ['answers as ever: was it away?', drill([shot('served'), list('served')]), 'unproven'],
    ['never worked', drill([shot('hung')], { before: [shot('hung')] }), 'unproven'],
    ['was not asked', drill([], { before: [] }), 'unproven'],
    ['throttled us', drill([shot('unclear')]), 'unproven'],
    ['does not come back', drill([shot('told')], { after: [shot('told')] }), 'fail'],
    [
      'was not mended',
      drill([shot('told')], { after: [shot('told')], mendTrouble: 'drills.model.mend ended with 1' }),
      'unproven',
    ],
  ])('%s', (_, data, status) => {
    expect(judgeOne(modelDown, 'drills', Drill.model, data).status).toBe(status);
  });
});
