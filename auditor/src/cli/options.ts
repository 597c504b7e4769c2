import { InvalidArgumentError, Option } from 'commander';

const DEFAULT_RUNS = '.launch-ready/runs';
/** As in formats.ts, which is loaded when it is needed. */
const FORMATS = [
  'terminal',
  'html',
  'pdf',
  'json',
  'sarif',
  'junit',
  'md',
  'csv',
  'buyer',
  'buyer-pdf',
  'trust',
  'questionnaire',
] as const;

/** Reads an option that is a whole number from 1 on. */
export function wholeNumber(option: string, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(`${option} takes a whole number from 1 to ${most}.`);
  };
}

/** What an audit's result is printed as. */
export function formatOption(): Option {
  // Said before a run begins, not after it.
  const list = (value: string) => {
    const formats = value.split(',').map((one) => one.trim());
    const unknown = formats.find((format) => !FORMATS.some((one) => one === format));
    if (unknown !== undefined)
      throw new InvalidArgumentError(`There is no format ${unknown}. There are ${FORMATS.join(', ')}.`);
    return formats;
  };
  return new Option('-f, --format <formats>', `what to print, separated by commas: ${FORMATS.join(', ')}`)
    .argParser(list)
    .default(['terminal'], 'terminal');
}

/** What a look from outside is printed as. */
export function lookFormatOption(): Option {
  return new Option('-f, --format <formats>', 'what to print, separated by commas: terminal, html, json')
    .argParser((value: string) => value.split(',').map((one) => one.trim()))
    .default(['terminal'], 'terminal');
}

/** Where runs are kept. */
export function runsOption(): Option {
  return new Option('--runs <folder>', 'where runs are kept').default(DEFAULT_RUNS);
}
