import { describe, expect, test } from 'vitest';
import { ConfusedKeyToken, type ForgedTokenData } from '../../evidence/forged-token.ts';
import { ana, answer, crashed, judgeOne, open, showing, shut, unclear } from '../samples.ts';
import { keyConfusion } from './key-confusion.ts';

const refused: ForgedTokenData = {
  operation: 'GET /notes/{id}',
  person: ana,
  forgery: 'public key 1 as secret (pem)',
  shape: 'jwt',
  control: showing(),
  hasCanary: true,
  none: shut(),
  garbage: shut(),
  attempt: shut(),
  controlAfter: showing(),
};
const believed = { attempt: open(showing()), again: open(showing()) };
const judge = (...data: ForgedTokenData[]) => judgeOne(keyConfusion, 'tokens', ConfusedKeyToken, ...data);

describe('authentication/key-confusion', () => {
  test.each<[string, Partial<ForgedTokenData>, string]>([
    ['let in', believed, 'fail'],
    ['let in as somebody else', { attempt: open(), again: open() }, 'fail'],
    ['let in once only', { ...believed, again: shut() }, 'unproven'],
    ['refused', {}, 'pass'],
    ['refused like garbage, in words', { garbage: shut(200), attempt: shut(200) }, 'pass'],
    ['neither like garbage nor let in', { attempt: shut(404) }, 'unproven'],
    ['crashed', { attempt: unclear(crashed()) }, 'unproven'],
    ['the route is open to anyone', { ...believed, none: open() }, 'unproven'],
    ['the route takes any token', { ...believed, garbage: open() }, 'unproven'],
    ['the genuine token is dead', { control: answer(401) }, 'unproven'],
    ['the genuine token died meanwhile', { controlAfter: answer(401) }, 'unproven'],
    ['half asked: the garbage token crashed', { garbage: unclear() }, 'unproven'],
    ['any signature is believed', { ...believed, anySignature: open() }, 'unproven'],
    ['nothing to forge', { nothingToForge: 'it is opaque', attempt: undefined }, 'pass'],
    ['half asked: a JWT was not forged', { attempt: undefined }, 'unproven'],
    ['cannot be made', { attempt: undefined, impossible: { because: 'no key was found' } }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...refused, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
