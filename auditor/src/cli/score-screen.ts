import type { CANCEL_SYMBOL } from '@clack/prompts';

/** A choice with a word of explanation. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/** How a person is asked. Undefined when they give up. */
export interface Interviewer {
  choose<Value extends string>(
    message: string,
    choices: readonly Choice<Value>[],
    current: Value,
  ): Promise<Value | undefined>;
  text(
    message: string,
    example: string,
    problem: (text: string) => string | undefined,
  ): Promise<string | undefined>;
}

/** Asks at the keyboard. Loaded only when somebody sits there. */
export async function openInterviewer(): Promise<Interviewer> {
  const { text, select, isCancel } = await import('@clack/prompts');
  // Ctrl+C comes as a symbol.
  const answered = async <Value>(
    asked: Promise<Value | typeof CANCEL_SYMBOL>,
  ): Promise<Value | undefined> => {
    const answer = await asked;
    return isCancel(answer) ? undefined : answer;
  };
  return {
    choose: (message, choices, current) =>
      answered(select<string>({ message, options: [...choices], initialValue: current })).then(
        (value) => choices.find((one) => one.value === value)?.value,
      ),
    text: async (message, example, problem) =>
      (
        await answered(
          text({
            message,
            placeholder: example,
            defaultValue: '',
            validate: (typed) => problem(typed ?? ''),
          }),
        )
      )?.trim(),
  };
}
