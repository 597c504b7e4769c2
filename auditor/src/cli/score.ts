import { dirname, join } from 'node:path';
import { PROFILE_IDS, type Profile } from '../core/profile.ts';
import { formatProblem } from '../intake/problem.ts';
import { readAnswers, type Answers as Told } from '../intake/answers.ts';
import { readText, writeText } from '../io/files.ts';
import { profileById } from '../profiles/index.ts';
import { adviceOf } from '../report/launch/advice.ts';
import { costOf, type Rate } from '../report/launch/cost.ts';
import { fittingProfiles } from '../report/launch/fit.ts';
import { planLaunch } from '../report/launch/plan.ts';
import { answersFile, questionnaireFile, questionsFor } from '../report/launch/questionnaire.ts';
import { riskOf } from '../report/launch/risk.ts';
import { scoreText, SCORE_SCHEMA, type LaunchScore } from '../report/launch/score.ts';
import { standingOfAnswers, standingOfRun, type Answer, type Standing } from '../report/launch/standing.ts';
import { effort, plural } from '../report/text/words.ts';
import { PARTS } from '../run/parts.ts';
import { EXIT, UsageError } from './exit.ts';
import { storedReport } from './report-input.ts';
import { interview, progressOf, rateOf } from './score-dialogue.ts';
import { openInterviewer, type Interviewer } from './score-screen.ts';

interface ScoreOptions {
  readonly questions?: boolean;
  readonly answers?: string;
  readonly profile?: string;
  readonly rate?: number;
  readonly currency: string;
  readonly json?: boolean;
  readonly runs: string;
}

type Answers = { readonly [id: string]: Answer };

const MAX_BYTES = 256 * 1024;

/** `npx launch-ready score`: risk, cost and advice, of a run or of answers before any run. */
export async function scoreCommand(run: string | undefined, options: ScoreOptions): Promise<number> {
  if (options.questions === true) {
    process.stdout.write(questionnaireFile(chosen(options.profile, undefined)));
    return EXIT.ready;
  }
  const told = options.answers === undefined ? undefined : answersIn(options.answers);
  if (run === undefined && told === undefined) return await askAndScore(options);
  const rate = chosenRate(options, told);
  const score =
    run === undefined && told !== undefined
      ? byAnswers(chosen(options.profile, told.profile), told.product, told.answers, rate)
      : byRun(options.runs, run ?? 'latest', told?.answers ?? {}, rate);
  return print(score, options);
}

function print(score: LaunchScore, { json }: ScoreOptions): number {
  process.stdout.write(json === true ? `${JSON.stringify(score, null, 2)}\n` : scoreText(score));
  return EXIT.ready;
}

/** Asks whoever sits there. Nobody does in a script: then it is said how the same questions are answered in a file. */
async function askAndScore(options: ScoreOptions): Promise<number> {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new UsageError(
      'Name a run (`npx launch-ready score latest`), or answer before any run: `npx launch-ready score --questions > answers.yaml`, then `--answers answers.yaml`. On a terminal, `npx launch-ready score` asks you.',
    );
  return scoreByDialogue(await openInterviewer(), options);
}

/** The questionnaire as a dialogue, its answers kept beside the runs after each question. */
export async function scoreByDialogue(interviewer: Interviewer, options: ScoreOptions): Promise<number> {
  const file = join(dirname(options.runs), 'answers.yaml');
  const kept = readText(file, MAX_BYTES).ok ? answersIn(file) : EMPTY;
  const named = options.profile === undefined ? undefined : chosen(options.profile, undefined).id;
  const begin = kept === EMPTY ? 'on' : await beginning(interviewer, kept);
  if (begin === undefined) return EXIT.ready;
  const { told, isWhole } = await interview(interviewer, {
    told: begin === 'anew' ? EMPTY : kept,
    again: begin === 'again',
    profile: named,
    save: (answers) => keepAnswers(file, answers),
  });
  if (!isWhole) {
    process.stdout.write(
      `Stopped. Your answers are in ${file}, for you alone to read; \`npx launch-ready score\` goes on from there.\n`,
    );
    return EXIT.ready;
  }
  const profile = chosen(options.profile, told.profile);
  print(byAnswers(profile, told.product, told.answers, chosenRate(options, told)), options);
  process.stderr.write(
    `Your answers are in ${file}, for you alone to read. What they say, an audit proves: \`npx launch-ready init\`, then \`npx launch-ready audit\`.\n`,
  );
  return EXIT.ready;
}

const EMPTY: Told = { product: 'the product', answers: {} };

function beginning(interviewer: Interviewer, kept: Told) {
  const { done, of } = progressOf(kept);
  const on = done === of ? 'See what they come to' : `Go on: ${done} of ${of} are answered`;
  return interviewer.choose(
    'There are answers of yours already.',
    [
      { value: 'on', label: on },
      { value: 'again', label: 'Go through them from the first one' },
      { value: 'anew', label: 'Begin anew', hint: 'the answers are lost' },
    ],
    'on',
  );
}

function keepAnswers(file: string, told: Told): void {
  const written = writeText(file, answersFile(told, chosen(undefined, told.profile)));
  if (!written.ok) throw new UsageError(`Cannot keep your answers in ${file}: ${written.because}.`);
}

/** The option counts; otherwise what was told. */
function chosenRate({ rate, currency }: ScoreOptions, told: Told | undefined): Rate | undefined {
  if (rate !== undefined) return { perHour: rate, currency };
  const said = rateOf(told?.rate);
  return said === undefined ? undefined : { currency, ...said };
}

function byRun(runs: string, name: string, answers: Answers, rate: Rate | undefined): LaunchScore {
  const { input, profile } = storedReport(runs, name);
  const { scorecard } = input;
  const { tasks, minutes } = planLaunch(input, { people: 1, hoursPerDay: 8 });
  return scored({
    product: scorecard.run.product,
    profile,
    basis: `run ${scorecard.run.id}`,
    standing: standingOfRun(scorecard),
    answers,
    cost: costOf(minutes, rate, `${plural(tasks.length, 'task')} of the plan, ${effort(minutes)} of work`),
  });
}

function byAnswers(profile: Profile, product: string, answers: Answers, rate: Rate | undefined): LaunchScore {
  const standing = standingOfAnswers(profile, answers);
  const minutes = standing.places
    .filter((place) => place.status === 'fail' || place.status === 'unproven')
    .reduce((sum, { kind, id }) => sum + longestFix(kind, id), 0);
  return scored({
    product,
    profile,
    basis: 'your answers',
    standing,
    answers,
    cost: costOf(minutes, rate, 'the longest fix of each gate and row that is not answered with yes'),
  });
}

/** What mending a place may take: the longest fix among the checks that decide it. */
function longestFix(kind: 'gate' | 'row', id: string): number {
  const minutes = PARTS.checks
    .filter((check) => check.decides.some((place) => place.kind === kind && place.id === id))
    .map((check) => check.fix.minutes);
  return Math.max(0, ...minutes);
}

interface Scored extends Pick<LaunchScore, 'product' | 'basis' | 'cost'> {
  readonly profile: Profile;
  readonly standing: Standing;
  readonly answers: Answers;
}

function scored({ product, profile, basis, standing, answers, cost }: Scored): LaunchScore {
  return {
    schema: SCORE_SCHEMA,
    product,
    profile: profile.id,
    basis,
    attested: standing.attested,
    risk: riskOf(standing),
    cost,
    advice: adviceOf(standing, profile, answers),
    fits: fittingProfiles(answers),
  };
}

function chosen(option: string | undefined, fromFile: Profile['id'] | undefined): Profile {
  const wanted = option ?? fromFile ?? 'b2b-onboarding';
  const id = PROFILE_IDS.find((one) => one === wanted);
  if (id === undefined)
    throw new UsageError(`There is no profile ${wanted}. There are ${PROFILE_IDS.join(', ')}.`);
  return profileById(id);
}

function answersIn(file: string) {
  const read = readText(file, MAX_BYTES);
  if (!read.ok) throw new UsageError(`Cannot read the answers in ${file}: ${read.because}.`);
  const known = (profile: Profile['id'] | undefined) =>
    new Set(questionsFor(chosen(undefined, profile)).flatMap(({ asked }) => asked.map(({ id }) => id)));
  const answers = readAnswers(read.text, file, known);
  if (!answers.ok) throw new UsageError(answers.error.map(formatProblem).join('\n\n'));
  return answers.value;
}
