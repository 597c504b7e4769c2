import * as z from 'zod';
import { PROFILE_IDS } from '../core/profile.ts';
import { explain } from './explain.ts';
import { limited, type Problem } from './problem.ts';
import { failure, success, type Result } from './result.ts';
import { placeOf, problemAt, readYaml } from './yaml-source.ts';

const MAX_LENGTH = 256 * 1024;

const AnswersSchema = z.strictObject({
  product: z.string().min(1, 'is empty').max(200, 'is longer than 200 characters').default('the product'),
  profile: z.enum(PROFILE_IDS).optional(),
  /** What an hour of work costs: `90 EUR`, or `none`. */
  rate: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^(?:[1-9]\d{0,5}(?: ?[A-Za-z]{3})?|none)$/u, 'is not an amount such as 90 EUR'))
    .optional(),
  answers: z.record(z.string(), z.union([z.enum(['yes', 'no', 'unknown']), z.boolean()]).transform(asWord)),
});

/** What a founder answered before any run. */
export type Answers = z.output<typeof AnswersSchema>;

/** YAML 1.1 readers make a boolean of a plain yes; people write true as well. */
function asWord(answer: 'yes' | 'no' | 'unknown' | boolean): 'yes' | 'no' | 'unknown' {
  if (typeof answer === 'string') return answer;
  return answer ? 'yes' : 'no';
}

/**
 * Reads a questionnaire that was filled in.
 *
 * @param known ids of the questions that there are; another one is a mistake
 */
export function readAnswers(
  text: string,
  file: string,
  known: (profile: Answers['profile']) => ReadonlySet<string>,
): Result<Answers, readonly Problem[]> {
  const { source, problems } = readYaml(text, file, MAX_LENGTH);
  if (source === undefined) return failure(problems);
  const parsed = AnswersSchema.safeParse(source.json);
  if (!parsed.success) {
    const told = parsed.error.issues.flatMap((issue) => explain(issue, source.json));
    return failure(
      limited([
        ...problems,
        ...told.map(({ path, at, message }) => problemAt(source, placeOf(source, path, at), message)),
      ]),
    );
  }
  const ids = known(parsed.data.profile);
  const strange = Object.keys(parsed.data.answers).filter((id) => !ids.has(id));
  const unknown = strange.map((id) =>
    problemAt(
      source,
      placeOf(source, ['answers', id], 'key'),
      `"${id}" is no question of this questionnaire`,
    ),
  );
  return unknown.length + problems.length > 0
    ? failure(limited([...problems, ...unknown]))
    : success(parsed.data);
}
