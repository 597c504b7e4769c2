import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type Desk } from '../io/fixtures/desk.ts';
import type { Interviewer } from './score-screen.ts';
import { scoreByDialogue } from './score.ts';

let folder = '';
let desk: Desk;
beforeEach(() => {
  desk = openDesk();
  ({ folder } = desk);
});
afterEach(() => desk.clear());

const file = () => join(folder, 'answers.yaml');
const kept = () => readFileSync(file(), 'utf8');

/** Somebody who answers by a word of the question; what is not listed gets the rest, and undefined is Ctrl+C. */
function person(replies: readonly (readonly [about: string, reply: string | undefined])[], rest = 'yes') {
  const asked: string[] = [];
  const left = [...replies];
  const reply = (message: string) => {
    asked.push(message);
    const at = left.findIndex(([about]) => message.includes(about));
    return at === -1 ? { answer: rest } : { answer: left.splice(at, 1)[0]?.[1] };
  };
  const interviewer: Interviewer = {
    choose: async (message, choices, current) => {
      const { answer } = reply(message);
      if (answer === undefined) return undefined;
      return (choices.find((one) => one.value === answer) ?? choices.find((one) => one.value === current))
        ?.value;
    },
    text: async (message, _, problem) => {
      const { answer } = reply(message);
      const typed = answer === 'yes' ? '' : answer;
      return typed !== undefined && problem(typed) === undefined ? typed : undefined;
    },
  };
  return { interviewer, asked };
}

const score = (interviewer: Interviewer, more: object = {}) =>
  scoreByDialogue(interviewer, { runs: join(folder, 'runs'), currency: 'EUR', ...more });

describe('the questionnaire as a dialogue', () => {
  it('asks one question at a time and ends with risk, cost, advice and the profile that fits', async () => {
    const { interviewer, asked } = person([
      ['called', 'Acme Assist'],
      ['buyers and sellers', 'no'],
      ['inside one company', 'no'],
      ['Will a team that did not build it', 'no'],
      ['Do members pay', 'no'],
      ['p95', 'no'],
      ['red flag', 'no'],
      ['hour of work', '90 EUR'],
    ]);
    expect(await score(interviewer)).toBe(0);
    expect(asked[0]).toMatch(/^1 of \d+ · What is your product called/);
    expect(asked.at(-1)).toMatch(/^(\d+) of \1 · What does an hour/);
    expect(new Set(asked).size).toBe(asked.length);
    expect(desk.printed).toContain('# Acme Assist: risk, cost and advice');
    expect(desk.printed).toMatch(/## Risk: \d+ of 100/);
    expect(desk.printed).toMatch(/## Cost: .* hours?, \d+ to \d+ EUR/);
    expect(desk.printed).toContain('b2b-onboarding fits best');
    expect(statSync(file()).mode & 0o077).toBe(0);
  });

  it('goes back, skips, stops, and goes on where it was left', async () => {
    const first = person([
      ['other businesses', 'no'],
      ['buyers and sellers', 'back'],
      ['other businesses', 'yes'],
      ['buyers and sellers', 'unknown'],
      ['Do members pay', undefined],
    ]);
    expect(await score(first.interviewer)).toBe(0);
    expect(desk.printed).toContain('goes on from there');
    expect(desk.printed).not.toContain('## Risk');
    expect(kept()).toMatch(/sells-to-businesses: yes[\s\S]*two-sided: unknown/);
    expect(kept()).not.toContain('paying-members');

    const second = person([['already', 'on']]);
    await score(second.interviewer);
    expect(second.asked[0]).toContain('There are answers of yours');
    expect(second.asked[1]).toContain('Do members pay');
    expect(desk.printed).toContain('## Risk');
  });

  it('shows what complete answers come to without asking again, and can begin anew', async () => {
    await score(person([]).interviewer);
    const again = person([]);
    await score(again.interviewer);
    expect(again.asked).toHaveLength(1);
    const anew = person([
      ['already', 'anew'],
      ['called', 'Other'],
      ['other businesses', 'quit'],
    ]);
    await score(anew.interviewer);
    expect(kept()).toContain('product: "Other"');
    expect(kept()).toContain('answers: {}');
  });

  it('does not ask for a profile or a price that was given', async () => {
    const { interviewer, asked } = person([]);
    await score(interviewer, { profile: 'internal-ops', rate: 50, currency: 'USD' });
    expect(asked.join('\n')).not.toContain('judged by');
    expect(desk.printed).toContain('Judged as internal-ops');
    expect(desk.printed).toContain('USD');
  });

  it('says what is wrong with a file that was edited', async () => {
    writeFileSync(file(), 'answers:\n  secrets: maybe\n');
    await expect(score(person([]).interviewer)).rejects.toThrow('answers.yaml');
  });
});
