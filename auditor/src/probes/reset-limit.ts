import type { Target } from '../core/target.ts';
import { LimitBurst } from '../evidence/limit-burst.ts';
import { fillTemplate } from '../intake/fill-template.ts';
import { gathered, type Probe, type RunnableCell } from '../io/probe.ts';
import { madeUpAddress } from './accounts/made-up.ts';
import { besideOf, type Beside } from './limits/beside.ts';
import { sendBurst } from './limits/burst.ts';
import { refusedFirst } from './limits/refused-first.ts';
import { MOST, SINK, strangerBurst, withoutBurst } from './limits/stranger-burst.ts';

const KIND = LimitBurst.reset.kind;

type ResetSpec = NonNullable<NonNullable<Target['password']>['reset']>;

/** Asks for many reset mails for an address that no account has, so that none is sent. */
export const resetLimit: Probe = {
  id: 'reset-limit',
  yields: [KIND],
  plan(context) {
    const { target, thresholds } = context;
    const reset = target.password?.reset;
    const left = (because: string, add: string) =>
      withoutBurst(KIND, 'a burst of reset requests', because, add);
    if (reset === undefined) {
      return left(
        'the file does not say how a reset mail is asked for',
        'password: { reset: { post: /api/auth/reset, json: { email: "{{email}}" } } }',
      );
    }
    // A product that writes to strangers too would write fifty times: only ever towards our own sink.
    if (target.mail === undefined && target.absent.mail === undefined) {
      return left('it might send mail, and the file names no sink', SINK);
    }
    return {
      cells: [
        cellFor({ reset, target, wanted: Math.min(MOST, thresholds.burst), beside: besideOf(context) }),
      ],
      leftOut: [],
    };
  },
};

interface Question {
  readonly reset: ResetSpec;
  readonly target: Target;
  readonly wanted: number;
  readonly beside: Beside | undefined;
}

function cellFor({ reset, target, wanted, beside }: Question): RunnableCell {
  const operation = `POST ${reset.post}`;
  return strangerBurst({
    probe: 'reset-limit',
    operation,
    script: 'asks for reset mails',
    requests: wanted,
    mails: 0,
    yields: [KIND],
    run: async (lane) => {
      const json = fillTemplate(reset.json.template, { email: madeUpAddress(target, lane.word()) });
      const { burst } = await sendBurst(lane, {
        beside,
        operation,
        as: 'a stranger',
        wanted,
        send: () =>
          lane.send({
            method: 'POST',
            path: reset.post,
            operation,
            body: { kind: 'json', json },
            label: 'a stranger',
          }),
      });
      return gathered(LimitBurst.reset.of({ ...burst, ...refusedFirst(burst, 'a request for a reset') }));
    },
  });
}
