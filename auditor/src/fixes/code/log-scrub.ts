import { codeKit } from './code-kit.ts';

const NODE = String.raw`// Keeps credentials and personal data out of the log: by the name of a field at any depth, and by what a text looks like.
const NAMES = /pass(?:word|wd|phrase)?$|secret|token|authorization|cookie|api[-_]?key|^(?:email|phone|message|prompt|reply|body)$/i;
const SHAPES = [
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[token]'],
  [/\b(?:sk|pk|rk|whsec|ghp|gho|xox[abp])[-_][\w-]{12,}/g, '[key]'],
  [/\bBearer\s+[\w.~+/=-]{8,}/gi, 'Bearer [token]'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[mail]'],
];

export function scrub(value, depth = 0) {
  if (typeof value === 'string') return SHAPES.reduce((text, [shape, label]) => text.replace(shape, label), value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 8) return '[deep]';
  if (value instanceof Error) return { type: value.name, message: scrub(value.message), stack: scrub(value.stack) };
  if (Array.isArray(value)) return value.map((one) => scrub(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, NAMES.test(name) ? '[scrubbed]' : scrub(one, depth + 1)]),
  );
}

// For pino: pino(scrubbed()).
export function scrubbed(options = {}) {
  return {
    ...options,
    // Error objects become plain before they are scrubbed, so that pino does not write them out in its own way.
    hooks: {
      ...options.hooks,
      logMethod(given, method) {
        method.apply(this, given.map((one) => scrub(one)));
      },
    },
  };
}
`;

const PYTHON = String.raw`"""Keeps credentials and personal data out of the log: by the name of a field at any depth, and by what a text looks like."""

import re

NAMES = re.compile(
    r"pass(?:word|wd|phrase)?$|secret|token|authorization|cookie|api[-_]?key|^(?:email|phone|message|prompt|reply|body)$", re.I
)
SHAPES = [
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"), "[token]"),
    (re.compile(r"\b(?:sk|pk|rk|whsec|ghp|gho|xox[abp])[-_][\w-]{12,}"), "[key]"),
    (re.compile(r"\bBearer\s+[\w.~+/=-]{8,}", re.I), "Bearer [token]"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[mail]"),
]


def scrub(value, depth=0):
    if isinstance(value, str):
        for shape, label in SHAPES:
            value = shape.sub(label, value)
        return value
    if depth > 8:
        return "[deep]"
    if isinstance(value, dict):
        return {name: "[scrubbed]" if NAMES.search(str(name)) else scrub(one, depth + 1) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [scrub(one, depth + 1) for one in value]
    return value


def scrub_processor(logger, name, event):
    """For structlog: put it last but one, before the renderer."""
    return scrub(event)
`;

export const logScrub = codeKit({
  id: 'log-scrub',
  title: 'Credentials and what customers write stay out of the logs',
  explanation:
    'Takes fields with telling names out at any depth, and tokens, keys and mail addresses out of texts, before a line is written; for pino and structlog. What is in the old logs stays there: delete those, and rotate the credentials that they hold. Anything else that looks like plain words passes: do not log whole bodies.',
  undo: 'Create the logger as before and delete the file.',
  module: 'log-scrub',
  node: NODE,
  python: PYTHON,
  useNode: `import { scrubbed } from './security/log-scrub.mjs';

const logger = pino(scrubbed({ level: 'info' }));`,
  usePython: `from security.log_scrub import scrub_processor

structlog.configure(processors=[structlog.contextvars.merge_contextvars, scrub_processor, structlog.processors.JSONRenderer()])`,
  also: ['Log through this logger alone: console.log and print go past it.'],
  triedHow: 'a log with passwords, tokens, keys and mail addresses held none of them afterwards.',
  isAudited: true,
});
