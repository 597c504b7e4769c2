import { PROFILE_IDS, type Profile } from '../core/profile.ts';
import { formatProblem } from '../intake/problem.ts';
import { readAnswers } from '../intake/answers.ts';
import { readText } from '../io/files.ts';
import { profileById } from '../profiles/index.ts';
import { adviceOf } from '../report/launch/advice.ts';
import { costOf, type Rate } from '../report/launch/cost.ts';
import { fittingProfiles } from '../report/launch/fit.ts';
import { planLaunch } from '../report/launch/plan.ts';
import { questionnaireFile, questionsFor } from '../report/launch/questionnaire.ts';
import { riskOf } from '../report/launch/risk.ts';
import { scoreText, SCORE_SCHEMA, type LaunchScore } from '../report/launch/score.ts';
import { standingOfAnswers, standingOfRun, type Answer, type Standing } from '../report/launch/standing.ts';
import { effort, plural } from '../report/text/words.ts';
import { PARTS } from '../run/parts.ts';
import { EXIT, UsageError } from './exit.ts';
import { storedReport } from './report-input.ts';

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

/** `launch-ready score`: risk, cost and advice, of a run or of answers before any run. */
export async function scoreCommand(run: string | undefined, options: ScoreOptions): Promise<number> {
  const rate: Rate | undefined =
    options.rate === undefined ? undefined : { perHour: options.rate, currency: options.currency };
  if (options.questions === true) {
    process.stdout.write(questionnaireFile(chosen(options.profile, undefined)));
    return EXIT.ready;
  }
  const told = options.answers === undefined ? undefined : answersIn(options.answers);
  if (run === undefined && told === undefined)
    throw new UsageError(
      'Name a run (`npx launch-ready score latest`), or answer before any run: `npx launch-ready score --questions > answers.yaml`, then `--answers answers.yaml`.',
    );
  const score =
    run === undefined && told !== undefined
      ? byAnswers(chosen(options.profile, told.profile), told.product, told.answers, rate)
      : byRun(options.runs, run ?? 'latest', told?.answers ?? {}, rate);
  process.stdout.write(options.json === true ? `${JSON.stringify(score, null, 2)}\n` : scoreText(score));
  return EXIT.ready;
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
