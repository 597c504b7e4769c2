import { describe, expect, it, test } from 'vitest';
import { HandoverPapers } from '../../evidence/handover-papers.ts';
import { outlineOf } from '../../intake/outline.ts';
import { checklists } from '../../checks/handover/checklists.ts';
import { gathered } from '../../checks/samples.ts';
import { notApplicable, verdict, type Verdict } from '../../core/verdict.ts';
import { diffScorecards } from '../diff.ts';
import { emptyInput, HOSTILE, hostileInput, largeInput } from '../fixtures/extremes.ts';
import { knownProduct, unknownProduct } from '../fixtures/handover.ts';
import { readyInput, sampleInput } from '../fixtures/sample.ts';
import type { ReportInput } from '../input.ts';
import { closingTicks } from './acceptance.ts';
import type { HandoverInput } from './input.ts';
import { handoverPack } from './pack.ts';
import { packHtml } from './pack-html.ts';
import { packMarkdown } from './pack-markdown.ts';
import { gapsOf } from './paper.ts';
import { agendaMinutes } from './walkthrough.ts';

const FILES = {
  incident: 'incident.md',
  failedDeploy: 'failed-deploy.md',
  keyRotation: 'key-rotation.md',
} as const;

/** What our own check says of the papers, once they are named in the target file. */
function judged(input: HandoverInput) {
  const files = packMarkdown(handoverPack(input));
  const names = ['incident', 'failedDeploy', 'keyRotation'] as const;
  const papers = names.map((checklist) => {
    const path = FILES[checklist];
    const outline = outlineOf(files.get(path) ?? '');
    const found = { ...outline, unfilled: [...outline.unfilled], topics: [...outline.topics] };
    return { checklist, paper: { kind: 'found' as const, path, changedOn: '2026-11-20', ...found } };
  });
  return checklists.judge({
    papers: gathered(HandoverPapers, { papers }),
    said: { evidence: [], missing: [] },
  });
}

const everything = (input: HandoverInput) => [...packMarkdown(handoverPack(input)).values()].join('\n');
const of = (report: ReportInput): HandoverInput => ({ ...knownProduct, report });

describe('the papers of a product that is known', () => {
  it('pass our own check of checklists, with nothing to advise', () => {
    expect(judged(knownProduct)).toMatchObject({ status: 'pass', findings: [] });
  });

  it('leave a gap only where no earlier run is named', () => {
    const gaps = handoverPack(knownProduct).papers.flatMap(gapsOf);
    expect(gaps).toEqual([expect.stringContaining('--since')]);
  });

  it('name the founder’s own commands, owners and routes', () => {
    const files = packMarkdown(handoverPack(knownProduct));
    expect(files.get('rollback.md')).toContain('```\n./ops/rollback.sh\n```');
    expect(files.get('switch-off.md')).toContain('set CHAT\\_ENABLED=false');
    expect(files.get('failed-deploy.md')).toContain('`GET /api/version`');
    expect(files.get('incident.md')).toContain('oncall@example.com');
    expect(files.get('owners.md')).toContain('| `DATABASE_URL` | Jon Berg |');
  });

  it('list secrets by name, never a variable that is none, and say where a value is shared', () => {
    const secrets = packMarkdown(handoverPack(knownProduct)).get('secrets.md') ?? '';
    expect(secrets).toMatch(/`OPENAI_API_KEY` \| Mara Lind \| staging, production \| the same value/);
    expect(secrets).not.toContain('LOG_LEVEL');
  });

  it('give the last day of waivers, words and certificates, the soonest first', () => {
    const report = withWaiver(sampleInput, '2026-12-31');
    const certificates = [{ host: 'app.example.com', until: '2027-03-01T00:00:00.000Z' }];
    const risks = packMarkdown(handoverPack({ ...knownProduct, report, certificates })).get('risks.md') ?? '';
    const days = [...risks.matchAll(/^\| (\d{4}-\d{2}-\d{2}) /gmu)].map((match) => match[1]);
    expect(days).toEqual(days.toSorted((a = '', b = '') => (a < b ? -1 : 1)));
    expect(days).toEqual(expect.arrayContaining(['2026-12-31', '2027-01-18', '2027-03-01']));
  });
});

describe('the papers of a product that is not known', () => {
  it('do not pass our own check: a gap is no checklist', () => {
    const { status, findings } = judged(unknownProduct);
    expect(status).toBe('fail');
    expect(findings.map((one) => one.what).join()).toContain('was never filled in');
  });

  it('say what nobody has said, and make nothing up', () => {
    const text = everything(unknownProduct);
    for (const open of [
      'nobody is named who decides',
      'no command is known that rolls back',
      'no monitor is known',
    ])
      expect(text).toContain(`**TBD:** ${open}`);
  });
});

describe('the closing list', () => {
  const MAIL = ['email/spf', 'email/dkim', 'email/dmarc'];
  const passed = verdict({ decided: 1, undecided: [], findings: [] });
  const open = verdict({ decided: 0, undecided: [{ cell: 'c', because: 'nobody answered' }], findings: [] });
  const failed: Verdict = { ...passed, status: 'fail' };
  const line = (what: string, verdicts: Readonly<Record<string, Verdict>>) => {
    const checks = Object.entries(verdicts).map(([id, one]) => ({ id, title: id, ...one }));
    return closingTicks({ ...sampleInput.scorecard, checks }).find((one) => one.what === what);
  };
  const mail = (change: Readonly<Record<string, Verdict>>) =>
    line('Mail authenticated', { ...Object.fromEntries(MAIL.map((id) => [id, passed])), ...change });

  it('has seven lines and ticks nothing of an empty run', () => {
    const ticks = closingTicks(emptyInput.scorecard);
    expect(ticks).toHaveLength(7);
    expect(ticks.every((one) => one.state === 'open' && one.because.startsWith('not proven'))).toBe(true);
  });

  test.each([
    ['all behind it passed', {}, 'done'],
    ['one of them stayed open', { 'email/dkim': open }, 'open'],
    ['one of them failed', { 'email/dkim': failed }, 'failed'],
    ['one of them rests on a word', { 'email/dkim': { ...passed, attested: ['Mara Lind'] } }, 'attested'],
    [
      'all were said not to apply',
      Object.fromEntries(MAIL.map((id) => [id, notApplicable('no mail')])),
      'not-applicable',
    ],
  ])('when %s', (_, change, state) => {
    expect(mail(change)?.state).toBe(state);
  });

  it('is not ticked by a part of its checks', () => {
    expect(line('Mail authenticated', { 'email/spf': passed })?.state).toBe('open');
  });

  it('never claims a CDN, which nothing here can see', () => {
    expect(line('CDN protecting traffic', {})?.because).toContain('not proven');
  });
});

test.each<[string, ReportInput]>([
  ['nothing asked', emptyInput],
  ['nothing wrong', readyInput],
  ['two thousand findings', largeInput],
])('are short and whole with %s', (_, report) => {
  const pack = handoverPack(of(report));
  const files = packMarkdown(pack);
  expect(files.size).toBe(pack.papers.length + 1);
  const unfit = [...files].filter(([, text]) => !/^# \S/.test(text) || text.split('\n').length >= 300);
  expect(unfit).toEqual([]);
  expect(packHtml(pack).match(/<section class="paper"/gu)).toHaveLength(pack.papers.length);
});

test('run nothing that a hostile product wrote', () => {
  const { target } = knownProduct;
  const hostile = of(hostileInput);
  const pack = handoverPack({
    ...hostile,
    target: {
      ...target,
      environments: { ...target.environments, rollback: { run: `${HOSTILE}\n\`\`\`\n# owned` } },
      handover: { ...target.handover, access: {}, switchOff: HOSTILE },
    },
    certificates: [{ host: HOSTILE, until: HOSTILE }],
  });
  expect(packHtml(pack)).not.toContain('<script');
  const text = [...packMarkdown(pack).values()].join('\n');
  expect(text).not.toContain('\u202e');
  // What would end a block of code stands in a longer one.
  expect(text).toMatch(/^````\n[^\n]*\n```\n# owned\n````$/mu);
  expect(outsideCode(text)).not.toContain('<script');
});

test('tell what changed since an earlier run', () => {
  const diff = diffScorecards(sampleInput.scorecard, readyInput.scorecard);
  const changes = packMarkdown(handoverPack({ ...of(readyInput), diff })).get('changes.md') ?? '';
  expect(changes).toContain('## Fixed, and tried again\n\n- ');
  expect(changes).toContain('(Not ready) to run');
});

test('walk through it in the hour that the plan gives', () => {
  expect(agendaMinutes()).toBe(60);
});

function outsideCode(text: string): string {
  return text.replaceAll(/(`+)[^`][\s\S]*?\1/gu, '');
}

function withWaiver(input: ReportInput, expires: string): ReportInput {
  const waived = { owner: 'Mara Lind', reason: 'behind the VPN', expires, expired: false };
  const checks = input.scorecard.checks.map((check) => ({
    ...check,
    findings: check.findings.map((finding) => ({ ...finding, waived })),
  }));
  return { ...input, scorecard: { ...input.scorecard, checks } };
}
