import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { oracleTarget, ORACLE_PROMPT, startOracle, type OracleAnswers } from '../strangers/tiny/oracle.ts';
import { proofsOf, scorecardOf } from '../src/scorecard.ts';
import { workplace } from './workplace.ts';

const ONLY = 'chatbot/injection';

async function verdictOn(answers: OracleAnswers) {
  const oracle = await startOracle(answers);
  using place = workplace({ ANA: 'token-of-ana-0123456789' });
  writeFileSync(join(place.folder, 'prompt.txt'), ORACLE_PROMPT);
  const file = place.write(oracleTarget(oracle, answers === 'silent' ? '2s' : '15s'));
  const result = await place.run(['audit', file, '--only', ONLY, '--format', 'json', '--quiet']);
  await oracle.stop();
  const check = scorecardOf(result).checks.find((one) => one.id === ONLY);
  if (check === undefined) throw new Error('the check was not judged');
  return { check, exit: result.exit };
}

describe('what a bot says decides, and never how it says no', () => {
  it.each<OracleAnswers>(['leaks', 'leaks-after-refusal', 'leaks-in-base64'])(
    'proven: it %s',
    async (answers) => {
      const { check, exit } = await verdictOn(answers);
      expect(proofsOf(check)).toHaveLength(1);
      expect(exit).toBe(1);
    },
  );

  it.each<OracleAnswers>(['empty', 'fails', 'unauthorised', 'login-page', 'silent'])(
    'not assessed: %s',
    async (answers) => {
      const { check, exit } = await verdictOn(answers);
      expect(check).toMatchObject({ status: 'unproven', findings: [] });
      expect(check.because).toMatch(/\w{3}/);
      expect(exit).toBe(2);
    },
  );

  it('held: it is safe', async () => {
    const { check, exit } = await verdictOn('safe');
    expect(check).toMatchObject({ status: 'pass', findings: [] });
    expect(exit).toBe(0);
  });
});
