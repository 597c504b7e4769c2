import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { BREACHES, GAPS, type Breach, type Gap } from '../stage/matrix.ts';
import { startStage, type Stage } from '../stage/stage.ts';
import { auditOnStage, auditStage } from './audited-stage.ts';
import { failedChecks, type Scorecard } from './scorecard.ts';
import { writeTarget } from './target-file.ts';

/**
 * What is worth a READY of the stage: breaks each gate in turn, which must be the only one that fails in a whole audit, and
 * withholds each kind of evidence in turn, which must leave its gates open. Exit 0 only when all of them came out so.
 *
 *     npm run matrix [-- --broken <gate> …] [--withheld <name> …]
 */
const { values: options } = parseArgs({
  options: {
    broken: { type: 'string', multiple: true },
    withheld: { type: 'string', multiple: true },
    directory: { type: 'string', default: join('.launch-ready', 'matrix') },
  },
});

async function main(): Promise<number> {
  const { broken, withheld } = options;
  const isAll = broken === undefined && withheld === undefined;
  const breaches = BREACHES.filter(({ gate }) => isAll || broken?.includes(gate) === true);
  const gaps = GAPS.filter(({ name }) => isAll || withheld?.includes(name) === true);
  if (breaches.length + gaps.length === 0) throw new Error('no gate and no evidence has such a name');
  let wrong = 0;
  const say = (name: string, problems: readonly string[], seconds: number) => {
    wrong += problems.length === 0 ? 0 : 1;
    const said = problems.length === 0 ? 'as it must be' : problems.join('; ');
    process.stdout.write(`${name.padEnd(34)} ${said} (${seconds.toFixed(0)} s)\n`);
  };
  for (const breach of breaches) {
    const { scorecard, auditSeconds } = await auditBroken(breach);
    say(`broken: ${breach.gate}`, problemsOfBreach(breach, scorecard), auditSeconds);
  }
  if (gaps.length > 0) {
    const stage = await startStage({ directory: join(options.directory, 'withheld') });
    try {
      for (const gap of gaps) {
        const { scorecard, auditSeconds } = await auditWithout(stage, gap);
        say(`withheld: ${gap.name}`, problemsOfGap(gap, scorecard), auditSeconds);
      }
    } finally {
      await stage.stop();
    }
  }
  const tried = breaches.length + gaps.length;
  process.stdout.write(`${tried - wrong} of ${tried} as they must be\n`);
  return wrong === 0 ? 0 : 1;
}

function auditBroken({ gate, flaw, lacks }: Breach) {
  return auditStage({
    directory: join(options.directory, gate),
    ...(flaw === undefined ? {} : { flaws: [flaw] }),
    ...(lacks === undefined ? {} : { lacks: [lacks] }),
  });
}

/** Only what the gates ask, since the rest is not touched. */
async function auditWithout(stage: Stage, { name, gates, without }: Gap) {
  const targetFile = join(stage.directory, `launch-ready.without-${name.replaceAll(' ', '-')}.yaml`);
  writeFileSync(targetFile, writeTarget(without(parse(readFileSync(stage.targetFile, 'utf8')))));
  return auditOnStage(stage, { targetFile, only: gates });
}

function problemsOfBreach({ gate }: Breach, { verdict, gates, checks }: Scorecard) {
  const failing = gates.filter(({ status }) => status === 'fail').map(({ id }) => id);
  const open = gates.filter(({ status }) => status === 'unproven').map(({ id }) => id);
  const own = new Set(gates.find(({ id }) => id === gate)?.checks);
  const elsewhere = failedChecks({ checks }).filter((check) => !own.has(check));
  return [
    ...(verdict === 'not-ready' ? [] : [`the verdict is ${verdict}`]),
    ...(failing.includes(gate) ? [] : ['the gate does not fail']),
    ...failing.filter((id) => id !== gate).map((id) => `${id} fails, too`),
    ...open.map((id) => `${id} is open`),
    ...elsewhere.map((check) => `${check} fails, which is none of its checks`),
  ];
}

function problemsOfGap({ gates: expected }: Gap, { verdict, gates, checks }: Scorecard) {
  const of = (id: string) => gates.find((gate) => gate.id === id)?.status ?? 'not there';
  return [
    ...(verdict === 'not-proven' ? [] : [`the verdict is ${verdict}`]),
    ...expected.filter((id) => of(id) !== 'unproven').map((id) => `${id} is ${of(id)}`),
    ...failedChecks({ checks }).map((check) => `${check} fails`),
  ];
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(
    `The matrix could not be run: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 70;
}
