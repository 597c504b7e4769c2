import { Command, CommanderError, Option } from 'commander';
import { PROFILE_IDS } from '../core/profile.ts';
import { version } from '../io/version.ts';
import { EXIT } from './exit.ts';
import { CHECK_HELP, DRILL_HELP, EXIT_HELP, FIX_HELP, GATE_HELP, MONITOR_HELP } from './help.ts';
import { formatOption, lookFormatOption, runsOption, wholeNumber } from './options.ts';

const DEFAULT_TARGET = 'launch-ready.yaml';
/**
 * Runs the command line.
 *
 * @param args what follows the program's name
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.ready;
  const ends = (result: number) => {
    code = result;
  };
  try {
    await program(ends).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ready : EXIT.usage;
    const { explainFailure } = await import('./failure.ts');
    return explainFailure(error);
  }
}

/** The commands as they are defined, for the reference page. */
export function programme(): Command {
  return program(() => undefined);
}

function program(ends: (code: number) => void): Command {
  const top = new Command('launch-ready')
    .description('Is your AI chatbot product ready to launch? Answers with proof, from your own machine.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .showHelpAfterError('(run with --help to see what there is)')
    .exitOverride()
    .addHelpText('after', EXIT_HELP);

  top
    .command('init')
    .description(
      'write the target file: from what the product says, what you recorded, and what only you know',
    )
    .argument('[address]', 'address of the app')
    .option('--api <address>', 'address of the API, when it is another one')
    .option('--from-openapi <file>', 'OpenAPI description')
    .option('--har <name=file...>', 'recordings of a browser, by account')
    .option('--record <name...>', 'open a browser and record these accounts, one after the other')
    .option('--allow <host...>', 'other hosts that the browser may contact while it records')
    .option('--postman <file>', 'Postman collection')
    .option('--curl <file>', 'file with curl commands')
    .option('--auth-file <file>', 'accounts in the format of Web Fuzzing Commons')
    .option(
      '--header <header...>',
      'a header that the product expects of everybody, as "X-Application-Id: acme-web"',
    )
    .option('--profile <profile>', 'the audience and goal to judge by')
    .option('--consent', 'the product is yours, or you may test it')
    .option(
      '--sign-up <mail>',
      'make two customers by the product’s own sign-up, such as "you+{name}@example.com"; needs --consent',
    )
    .option('--out <file>', 'the target file', DEFAULT_TARGET)
    .option('-y, --yes', 'ask nothing; what is unknown stays as a comment')
    .option(
      '--force',
      'go on from the file that is there: keep what it says, log its accounts in, add what is found',
    )
    .action(async (address: string | undefined, options) =>
      ends(await (await import('./init.ts')).initCommand(address, options)),
    );

  top
    .command('check')
    .description('look at a domain or address from outside: no file, no account, nothing is changed')
    .argument('<address>', 'a domain, or the address of a page')
    .option('--resolver <server>', 'DNS server to ask instead of the system’s, as address or address:port')
    .option('--ca <file>', 'certificate authority (PEM) to trust in addition')
    .option('--host <name=address...>', 'address to use instead of DNS: app.example.com=127.0.0.1:8443')
    .option('--selector <name...>', 'DKIM selectors in use')
    .addOption(lookFormatOption())
    .option('--out <folder>', 'write the formats there instead of printing them')
    .addHelpText('after', CHECK_HELP)
    .action(async (address: string, options) =>
      ends(await (await import('./check.ts')).checkCommand(address, options)),
    );

  top
    .command('audit')
    .description('ask every question that the target file allows, and judge the answers')
    .argument('[file]', 'the target file', DEFAULT_TARGET)
    .addOption(
      new Option('-p, --profile <profile>', 'the audience and goal to judge by').choices(PROFILE_IDS),
    )
    .option('-o, --only <names...>', 'only these checks, families, rows, gates or steps')
    .option('--dry-run', 'print what would be asked and what it would cost; send nothing')
    .option(
      '--allow-commands',
      'run the commands that the target file names: drills, rollback, your own script',
    )
    .option('--resume <run>', 'go on with an interrupted run')
    .addOption(formatOption())
    .option('--out <folder>', 'write reports there as well')
    .addOption(runsOption())
    .option('-q, --quiet', 'no progress')
    .action(async (file: string, options) =>
      ends(await (await import('./audit.ts')).auditCommand(file, options)),
    );

  const monitor = top
    .command('monitor')
    .enablePositionalOptions()
    .description('watch the product: ask what matters every minute, confirm failures, tell people')
    .argument('[file]', 'the target file', DEFAULT_TARGET)
    .option('--once', 'ask once, tell who has to know, and end')
    .option('--interval <span>', 'time between two rounds instead of the file’s, such as 30s')
    .option('--state <file>', 'where it remembers what is down (default: .launch-ready/monitor.json)')
    .option('-q, --quiet', 'say only what is wrong or well again')
    .addHelpText('after', MONITOR_HELP)
    .action(async (file: string, options) =>
      ends(await (await import('./monitor.ts')).monitorCommand(file, options)),
    );

  monitor
    .command('drill')
    .description('break a stand-in of the product and prove that the alert arrives')
    .argument('[file]', 'the target file', DEFAULT_TARGET)
    .option(
      '--local-sinks',
      'send to sinks of the drill itself: shows how it works, proves nothing about your channels',
    )
    .option('--interval <span>', 'shorter time between two rounds; what it saves is added to the result')
    .option('--pause <span>', 'shorter time between two tries; what it saves is added to the result')
    .option('--patience <span>', 'how long an alert is waited for (default: the profile’s 5 minutes)')
    .option(
      '--record <file>',
      'where the record is written (default: monitoring.drill, or monitor-drill.json; with --local-sinks nowhere)',
    )
    .addHelpText('after', DRILL_HELP)
    .action(async (file: string, options) =>
      ends(await (await import('./monitor-drill.ts')).monitorDrillCommand(file, options)),
    );

  top
    .command('show')
    .description('show a run again; without a name, list the runs')
    .argument('[run]', 'the run, or "latest"')
    .addOption(
      new Option(
        '-p, --profile <profile>',
        'judge its evidence by this audience and goal instead; the run keeps its own reports',
      ).choices(PROFILE_IDS),
    )
    .addOption(formatOption())
    .option('--out <folder>', 'write reports there as well')
    .addOption(runsOption())
    .action(async (run: string | undefined, options) =>
      ends(await (await import('./show.ts')).showCommand(run, options)),
    );

  top
    .command('verify')
    .description('is the record of a run as it was when the run ended, and does it say what its report says?')
    .argument('<run>', 'the run, or "latest"')
    .argument('[hash]', 'the hash that was handed over with a summary of the run')
    .addOption(runsOption())
    .action(async (run: string, hash: string | undefined, options) =>
      ends((await import('./verify.ts')).verifyCommand(run, hash, options)),
    );

  top
    .command('replay')
    .description('prove it again: a finding on the living product, or a whole run from its tape')
    .argument('<run>', 'the run, or "latest"')
    .argument('[finding]', 'the finding, as the report names it')
    .addOption(runsOption())
    .option(
      '--allow-commands',
      'run the commands that the target file names: drills, rollback, your own script',
    )
    .option('-q, --quiet', 'no progress')
    .action(async (run: string, finding: string | undefined, options) =>
      ends(await (await import('./replay.ts')).replayCommand(run, finding, options)),
    );

  top
    .command('fix')
    .description('files that mend what a run proved, shown as a diff; nothing is written without --apply')
    .argument('[run]', 'the run, or "latest"')
    .argument('[what]', 'only this check, family, finding or kit')
    .option('--apply', 'write the files into the repository; never over an existing one')
    .option('--list', 'list the kits')
    .option('--for-agent', 'write a brief for a code generator: the proof, the property, and when it is done')
    .addOption(
      new Option('--tests <kind>', 'write the proofs as tests for your own suite').choices([
        'vitest',
        'curl',
      ]),
    )
    .option('--repo <folder>', 'the repository, instead of the target file’s')
    .addOption(runsOption())
    .addHelpText('after', FIX_HELP)
    .action(async (run: string | undefined, what: string | undefined, options) =>
      ends((await import('./fix.ts')).fixCommand(run, what, options)),
    );

  top
    .command('diff')
    .description('what is new, fixed, unchanged or stale between two runs, or between a run and now')
    .argument('<before>', 'the earlier run')
    .argument('[after]', 'the later run, or "latest"; without it, what has changed since the run')
    .addOption(
      new Option('-f, --format <format>', 'how to print').choices(['terminal', 'json']).default('terminal'),
    )
    .addOption(runsOption())
    .action(async (before: string, after: string | undefined, options) =>
      ends(await (await import('./diff.ts')).diffCommand(before, after, options)),
    );

  top
    .command('gate')
    .description('may the build go on? Stops for what is new and for waivers that have run out')
    .argument('<run>', 'the run, or "latest"')
    .option('--baseline <run>', 'a run, or the .json file of a scorecard: what it had already stops nothing')
    .option('--budget <row=count...>', 'how many failures and open questions of a row are let through', [])
    .option('--save <file>', 'write the scorecard there when the gate is open: the baseline of the next run')
    .addOption(
      new Option('-f, --format <format>', 'how to print')
        .choices(['terminal', 'md', 'json'])
        .default('terminal'),
    )
    .addOption(runsOption())
    .addHelpText('after', GATE_HELP)
    .action(async (run: string, options) =>
      ends(await (await import('./gate.ts')).gateCommand(run, options)),
    );

  top
    .command('plan')
    .description('from the verdict of a run to the launch: access, tasks, hours, who waits for what')
    .argument('<run>', 'the run, or "latest"')
    .option('--people <count>', 'how many people work on it', wholeNumber('--people', 20), 1)
    .option('--hours <count>', 'how many hours a day each of them works', wholeNumber('--hours', 24), 8)
    .option('--start <time>', 'when the clock starts, for the calendar: 2026-12-01T09:00')
    .addOption(
      new Option('-f, --format <formats>', 'what to print, separated by commas: md, html, pdf, json, ics')
        .argParser((value: string) => value.split(',').map((one) => one.trim()))
        .default(['md'], 'md'),
    )
    .option('--out <folder>', 'write the formats there instead of printing them')
    .addOption(runsOption())
    .action(async (run: string, options) =>
      ends(await (await import('./plan.ts')).planCommand(run, options)),
    );

  top
    .command('handover')
    .description('the papers by which a team runs the product: runbooks, owners, open risks, closing list')
    .argument('<run>', 'the run, or "latest"')
    .option('--since <run>', 'an earlier run: says what was changed')
    .addOption(
      new Option('-f, --format <formats>', 'what to write, separated by commas: md, html, pdf')
        .argParser((value: string) => value.split(',').map((one) => one.trim()))
        .default(['md', 'html'], 'md,html'),
    )
    .option('--out <folder>', 'where to write it (default: handover, in the folder of the run)')
    .option('--force', 'write over papers that somebody has changed')
    .addOption(runsOption())
    .action(async (run: string, options) =>
      ends(await (await import('./handover.ts')).handoverCommand(run, options)),
    );

  top
    .command('score')
    .description('risk from 0 to 100, cost as a range, do it yourself or get help; of a run or of answers')
    .argument('[run]', 'the run, or "latest"; on a terminal, without one, you are asked')
    .option('--questions', 'print a questionnaire to fill in before any run')
    .option('--answers <file>', 'the questionnaire, filled in; with a run, what only you know')
    .option('--profile <profile>', 'the audience and goal that the questionnaire is for')
    .option('--rate <money>', 'hourly rate', wholeNumber('--rate', 100_000))
    .option('--currency <code>', 'currency of the rate', 'EUR')
    .option('--json', 'print JSON')
    .addOption(runsOption())
    .action(async (run: string | undefined, options) =>
      ends(await (await import('./score.ts')).scoreCommand(run, options)),
    );

  return top;
}
