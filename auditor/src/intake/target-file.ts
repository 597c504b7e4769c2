import { TargetSchema, type Target } from '../core/target.ts';
import { crossCheck } from './cross-check.ts';
import { explain, type Explanation } from './explain.ts';
import { limited, type Problem } from './problem.ts';
import { failure, success, type Result } from './result.ts';
import { placeOf, problemAt, readYaml, type YamlSource } from './yaml-source.ts';

/** A target file that was understood, with what its text was like, for messages that come later. */
export interface TargetFile {
  readonly target: Target;
  readonly source: YamlSource;
  /** What is allowed, yet worth telling. */
  readonly notices: readonly Problem[];
}

const MAX_LENGTH = 1024 * 1024;

/**
 * Reads `launch-ready.yaml`: YAML or JSON, one document, without aliases. All mistakes are told at once.
 *
 * @param fileName as it should appear in messages
 */
export function readTargetFile(text: string, fileName: string): Result<TargetFile, readonly Problem[]> {
  const { source, problems } = readYaml(text.replace(/^\uFEFF/, ''), fileName, MAX_LENGTH);
  if (source === undefined) return failure(problems);
  if (source.json === null || typeof source.json !== 'object' || Array.isArray(source.json)) {
    return failure([...problems, problemAt(source, FIRST, NO_KEYS)]);
  }
  const parsed = TargetSchema.safeParse(source.json);
  if (!parsed.success) {
    const explained = parsed.error.issues.flatMap((issue) => explain(issue, source.json));
    return failure(inOrder([...problems, ...explained.map((one) => toProblem(source, one, 'error'))]));
  }
  const remarks = crossCheck(parsed.data, source.json).map((one) => toProblem(source, one, one.level));
  const errors = [...problems, ...remarks.filter((one) => one.level === 'error')];
  if (errors.length > 0) return failure(inOrder(errors));
  return success({ target: parsed.data, source, notices: inOrder(remarks) });
}

const FIRST = { line: 1, column: 1, length: 1 };
const NO_KEYS = 'the file holds no keys; begin with "schema: 1" and "app: https://…"';

function toProblem(
  source: YamlSource,
  { path, at, message, hide }: Explanation,
  level: Problem['level'],
): Problem {
  return problemAt(source, placeOf(source, path, at), message, { level, hide: hide === true });
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const position = ({ place }: Problem) => (place === undefined ? 0 : place.line * 10_000 + place.column);
  const once = new Map(problems.map((one) => [`${position(one)} ${one.message}`, one]));
  return limited([...once.values()].sort((left, right) => position(left) - position(right)));
}
