import { codeKit } from '../code/code-kit.ts';

const NODE = String.raw`// Refuses to start with a missing variable, with a value meant for another environment, or with a placeholder.
export function environment({ name, required, env = process.env, marks = {} }) {
  if (name === undefined || name === '') throw new Error('Not started: nobody says which environment this is (APP_ENV).');
  const problems = [];
  for (const variable of required) {
    const value = env[variable];
    if (value === undefined || value === '') problems.push(variable + ' is not set');
    else if (/^(?:change-?me|todo|xxx+|secret|password|example)$/i.test(value)) problems.push(variable + ' is a placeholder');
    // marks: { production: /_live_/, staging: /_test_|staging/ }: what the values of each look like.
    for (const [other, mark] of Object.entries(marks))
      if (other !== name && value !== undefined && mark.test(value)) problems.push(variable + ' looks like one of ' + other);
  }
  // Names only: a value in a log has leaked.
  if (problems.length > 0) throw new Error('Not started as ' + name + ': ' + problems.join('; '));
  return Object.fromEntries(required.map((variable) => [variable, env[variable]]));
}
`;

const PYTHON = String.raw`"""Refuses to start with a missing variable, with a value meant for another environment, or with a placeholder."""

import os
import re

PLACEHOLDER = re.compile(r"(?:change-?me|todo|xxx+|secret|password|example)", re.I)


def environment(name, required, env=os.environ, marks=None):
    """marks: {"production": "_live_", "staging": "_test_|staging"}: what the values of each look like."""
    if not name:
        raise RuntimeError("Not started: nobody says which environment this is (APP_ENV).")
    problems = []
    for variable in required:
        value = env.get(variable, "")
        if not value:
            problems.append(f"{variable} is not set")
        elif PLACEHOLDER.fullmatch(value):
            problems.append(f"{variable} is a placeholder")
        problems += [
            f"{variable} looks like one of {other}"
            for other, mark in (marks or {}).items()
            if other != name and re.search(mark, value)
        ]
    # Names only: a value in a log has leaked.
    if problems:
        raise RuntimeError(f"Not started as {name}: {'; '.join(problems)}")
    return {variable: env[variable] for variable in required}
`;

export const envSplit = codeKit({
  id: 'env-split',
  title: 'Each environment starts with its own secrets, or not at all',
  explanation:
    'Reads the environment once, at the start, and refuses what is missing, a placeholder, or looks like another environment’s. It cannot tell two keys apart that look alike: make a key, a password and a database of its own for each environment.',
  undo: 'Take the call out again and delete the file.',
  module: 'environment',
  node: NODE,
  python: PYTHON,
  useNode: `import { environment } from './security/environment.mjs';

const env = environment({ name: process.env.APP_ENV, required: ['APP_URL', 'DATABASE_URL', 'JWT_SECRET'],
  marks: { production: /_live_/, staging: /_test_|staging/ } });`,
  usePython: `import os
from security.environment import environment

env = environment(os.environ.get("APP_ENV"), ["APP_URL", "DATABASE_URL", "JWT_SECRET"],
    marks={"production": "_live_", "staging": "_test_|staging"})`,
  also: [
    'List every variable that the app reads, and keep .env files out of the repository.',
    'Set APP_ENV in each environment, and give the values of each a mark that the others lack (_live_, _test_, the name of the host): by it, one in the wrong place is seen.',
    'Rotate every secret that two environments have shared.',
  ],
  triedHow:
    'a complete environment started; one with a missing variable, a placeholder or a key of staging in production did not, and no value was printed. A repository whose production had values of staging was audited, got it and values of its own, and was audited again: red before, green after.',
});
