import { defineCheck, flag, row, step } from '../../core/check.ts';
import type { Gap, Problem } from '../../domain/problem.ts';
import { Environments, type EnvironmentsData, type Variable } from '../../evidence/deployment.ts';
import { judgeProblems, type Analysed } from '../problems.ts';

export const environments = defineCheck({
  id: 'deployment/environments',
  decides: [row('deployment'), step('I2'), flag('I-flag-3')],
  title: 'Staging and production are separate, and production lacks nothing',
  why: 'A key that staging shares, or an address that still points there, lets a test run reach customers’ data and mail.',
  passes:
    'Production has every variable of staging, shares no secret with it, points to no local or staging address, and shows no secret to browsers.',
  sources: [{ article: 'internal-ops', step: 2 }, { article: 'team-handover', step: 1 }, { cwe: 1188 }],
  needs: { environments: Environments },
  judge: ({ environments: gathered }) => judgeProblems(gathered, analyse),
  fix: {
    minutes: 60,
    deliverable: 'secret-audit',
    steps: [
      'Make a key, a password and a database of its own for each environment, and rotate those that both had.',
      'Keep one list of all variables (.env.example) and refuse to start when one is missing.',
      'Give only what a browser may know a public prefix such as NEXT_PUBLIC_ or VITE_.',
    ],
    kits: ['env-split'],
  },
});

type Stage = EnvironmentsData['stages'][number];

const ADD = 'environments: { staging: .env.staging, production: .env.production }';
/** Prefixes by which build tools put a value into every browser (Next.js, Vite, Create React App, Nuxt, Expo, Gatsby, SvelteKit). */
const FOR_BROWSERS = /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|NUXT_PUBLIC_|EXPO_PUBLIC_|GATSBY_|PUBLIC_)/;
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal)$/;
const TRIAL = /(?:^|[.-])(?:staging|stage|stg|dev|develop|preview|test|testing|qa|uat|sandbox)(?:[.-]|$)/;
/** Inboxes for tests: what is sent there reaches nobody. */
const MAIL_SINK = /(?:^|\.)(?:mailtrap\.io|mailhog|mailpit|maildev|ethereal\.email)$/;
/** Names of addresses that customers, their browsers or their mail meet. */
const MET_BY_CUSTOMERS =
  /(?:APP|SITE|PUBLIC|BASE|FRONTEND|WEB|AUTH|API)_?(?:URL|ORIGIN|HOST|DOMAIN)|CORS|ORIGINS?$|CALLBACK|REDIRECT|SMTP|MAIL/i;
/** Where mail is handed in; customers never meet it. */
const RELAY = /SMTP|MAIL_?(?:HOST|SERVER|RELAY)/i;

function analyse({ stages, unread, own }: EnvironmentsData): Analysed {
  const find = (name: Stage['stage']) => stages.find(({ stage }) => stage === name);
  const production = find('production');
  const trial = find('staging') ?? find('development');
  const gaps: Gap[] = unread.map((because) => ({ because }));
  if (production === undefined || trial === undefined)
    gaps.push({ because: 'two environments are needed to compare them', add: ADD });
  const problems = [
    ...stages.flatMap(shownToBrowsers),
    ...(production === undefined ? [] : production.variables.flatMap((one) => wrongPlace(one, own))),
    ...(production === undefined || trial === undefined ? [] : differences(trial, production)),
  ];
  return { where: production?.file ?? 'environments', problems, gaps };
}

function shownToBrowsers({ file, variables }: Stage): readonly Problem[] {
  return variables
    .filter(({ key, kind }) => kind === 'secret' && FOR_BROWSERS.test(key))
    .map(({ key }) =>
      fail(
        `browser ${key}`,
        `${key} in ${file} has the shape of a secret, and its prefix puts it into every browser.`,
      ),
    );
}

function wrongPlace({ key, hosts, kind }: Variable, own: readonly string[]): readonly Problem[] {
  const isTrial = (host: string) => TRIAL.test(host) && !own.includes(host);
  const wrong = hosts.find((host) => LOCAL.test(host) || isTrial(host) || MAIL_SINK.test(host));
  if (hosts.includes('*') && /CORS|ORIGIN/i.test(key))
    return [fail(`anybody ${key}`, `${key} of production lets pages of every origin call the product.`)];
  if (wrong === undefined) return [];
  const what = `${key} of production points to ${wrong}`;
  if (MAIL_SINK.test(wrong))
    return [fail(`sink ${key}`, `${what}, an inbox for tests: no customer gets that mail.`)];
  // A relay, database or cache on the same machine is nothing unusual.
  if (LOCAL.test(wrong) && (RELAY.test(key) || !MET_BY_CUSTOMERS.test(key))) return [];
  if (MET_BY_CUSTOMERS.test(key))
    return [fail(`wrong-host ${key}`, `${what}, which is no place of production.`)];
  const level = kind === 'secret' ? 'fail' : 'advice';
  return [
    { level, key: `wrong-host ${key}`, what: `${what}, which looks like no place of production.`, marks: [] },
  ];
}

function differences(trial: Stage, production: Stage): readonly Problem[] {
  const own = new Map(production.variables.map((one) => [one.key, one]));
  const prints = new Map(
    production.variables.flatMap((one) => (one.print === undefined ? [] : [[one.print, one.key] as const])),
  );
  return trial.variables.flatMap(({ key, kind, print }): readonly Problem[] => {
    if (print === undefined) return [];
    const shared = prints.get(print);
    if (kind === 'secret' && shared !== undefined)
      return [
        fail(
          `shared ${key}`,
          `${key} of ${trial.stage} has the same value as ${shared} of production: who has the one has the other.`,
        ),
      ];
    if (own.get(key)?.print !== undefined) return [];
    const level = kind === 'plain' ? 'advice' : 'fail';
    return [
      {
        level,
        key: `missing ${key}`,
        what: `${key} is set in ${trial.file} and not in ${production.file}.`,
        marks: [],
      },
    ];
  });
}

function fail(key: string, what: string): Problem {
  return { level: 'fail', key, what, marks: [] };
}
