import { describe, expect, test } from 'vitest';
import { ShareLink, type ShareLinkData } from '../../evidence/guessable.ts';
import { ana, answer, crashed, judgeOne, showing, silent } from '../samples.ts';
import { shareLink } from './share-link.ts';

const judge = (...data: ShareLinkData[]) => judgeOne(shareLink, 'links', ShareLink, ...data);

const shut = {
  operation: 'DELETE /shares/{id}',
  removal: answer(204),
  after: answer(404),
  again: answer(404),
};

const safe: ShareLinkData = {
  operation: 'POST /notes/{id}/share',
  route: 'GET /shared/{token}',
  owner: ana,
  control: showing(),
  length: 32,
  isObjectId: false,
  guessed: [],
  tries: 2,
  revoked: shut,
};

describe('authorization/share-link', () => {
  test.each<[string, Partial<ShareLinkData>, string]>([
    ['random, and shut when taken back', {}, 'pass'],
    ['let in by a guess, twice', { guessed: [showing(), showing()] }, 'fail'],
    ['let in by a guess, once', { guessed: [showing()] }, 'pass'],
    ['a guess that was refused', { guessed: [answer(404), answer(404)] }, 'pass'],
    ['a guess that could not be opened', { guessed: [silent(), silent()] }, 'unproven'],
    ['still open when taken back', { revoked: { ...shut, after: showing(), again: showing() } }, 'fail'],
    ['open once more only', { revoked: { ...shut, after: showing() } }, 'pass'],
    ['not taken back at all', { revoked: { ...shut, removal: answer(403), after: showing() } }, 'unproven'],
    ['crashed when opened again', { revoked: { ...shut, after: crashed() } }, 'unproven'],
    ['half asked: the link never opened', { control: answer(404) }, 'unproven'],
    ['a short secret', { length: 5 }, 'pass'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...safe, ...change }).status).toBe(status);
  });

  test('a short secret is told', () => {
    expect(judge({ ...safe, length: 5 }).findings[0]?.level).toBe('advice');
    expect(judge({ ...safe, isObjectId: true }).findings[0]?.level).toBe('advice');
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
