import type { Audited } from '../audited.ts';
import type { DemoOutcome, ShownFlaw } from './judge-demo.ts';
import type { Fixed, Left, MendedOutcome } from './judge-mended.ts';
import type { Mended } from './mend.ts';
import { bold, dim, headline, indented, paint, plural } from './text.ts';

type Seen = Pick<Audited, 'scorecard' | 'auditSeconds'>;

interface DemoText {
  readonly sound: Seen;
  readonly flawed: Audited;
  readonly mended: Pick<Mended, 'scorecard' | 'auditSeconds' | 'kits' | 'repository' | 'diff'>;
  readonly outcome: DemoOutcome;
  readonly after: MendedOutcome;
  readonly reports: { readonly sound: string; readonly flawed: string; readonly mended: string };
  /** Plan, fixes and hand-over of the flawed product. */
  readonly papers: readonly string[];
  readonly seconds: number;
}

/** What the demo tells a founder who has never seen a report. */
export function renderDemo(demo: DemoText): string {
  const { sound, flawed, outcome, after, reports, papers, seconds } = demo;
  return [
    '',
    ...headline('1. The sound product, behind a whole launch', took(sound), 'green', 'Ready'),
    ...indented(sound.scorecard.headline, 2),
    '',
    ...headline('2. The same product with controls switched off', took(flawed), 'red', 'Not ready'),
    ...indented(`${plural(outcome.flaws.length, 'break')}, each proven by the product’s own answers:`, 2),
    '',
    ...outcome.flaws.flatMap(shownFlaw),
    bold('  3. What to do about it'),
    ...papers.map((path) => `    ${path}`),
    '',
    ...secondAudit(demo),
    bold('  Read the reports'),
    `    sound    ${reports.sound}`,
    `    flawed   ${reports.flawed}`,
    `    mended   ${reports.mended}`,
    '',
    ...ending([...outcome.problems, ...after.problems], seconds),
    '',
  ].join('\n');
}

function took({ scorecard, auditSeconds }: Seen): string {
  return `${scorecard.run.requests} requests, ${Math.round(auditSeconds)} s`;
}

function shownFlaw({ flaw, proof }: ShownFlaw): readonly string[] {
  return [
    `    ${paint('red', '✗')} ${bold(flaw.breaks)}`,
    ...indented(proof, 6),
    `      ${dim(`switched off: ${flaw.lowers.join(', ')}`)}`,
    '',
  ];
}

function secondAudit({ mended, after }: DemoText): readonly string[] {
  const { repository, kits, diff } = mended;
  const files = new Set(kits.flatMap((kit) => kit.files)).size;
  const count = after.fixed.length;
  return [
    ...headline(
      '4. The second audit, after the kits',
      took(mended),
      'red',
      `Not ready yet: ${count} of ${plural(count + after.left.length, 'failed check')} hold now`,
    ),
    ...indented(
      `\`launch-ready fix --apply\` wrote ${plural(files, 'file')} of ${plural(kits.length, 'kit')} into a working copy, ${repository}. By hand came one file, hook-up.mjs, with the lines that each kit asks for: where its file is called, and what is taken out for it. The product was started again from there, with the same controls of its own switched off.`,
      2,
    ),
    '',
    ...after.fixed.map(shownFixed),
    '',
    ...indented('What stays for a person, since it lies in the product’s own code:', 2),
    ...after.left.flatMap(shownLeft),
    '',
    ...indented(
      `\`launch-ready diff\` counts single findings: ${diff.trimEnd().split('\n').at(-1) ?? ''}.`,
      2,
    ),
    '',
  ];
}

function shownFixed({ title, kits }: Fixed): string {
  return `    ${paint('green', '✓')} ${title}  ${dim(`by ${kits.join(' and ')}`)}`;
}

function shownLeft({ title, proof, kits }: Left): readonly string[] {
  const note =
    kits.length === 0
      ? 'no kit: its steps are told in words by launch-ready fix'
      : `${kits.join(' and ')} wrote a second wall, which stands only once the product’s queries go through it`;
  return [`    ${paint('red', '✗')} ${title}`, ...indented(proof, 6), `      ${dim(note)}`];
}

function ending(problems: readonly string[], seconds: number): readonly string[] {
  const time = dim(`${Math.round(seconds)} s in all`);
  if (problems.length === 0) return [`  ${paint('green', 'All came out as it must.')}  ${time}`];
  return [
    `  ${paint('red', 'Not everything came out as it must.')}  ${time}`,
    ...problems.map((problem) => `    ${problem}`),
  ];
}
