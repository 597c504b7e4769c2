/** A reply that is being made in this process. */
type Running = { readonly stop: () => void; text: string };

/** The replies that are being made, by stream id. */
export type RunningReplies = {
  readonly begin: (streamId: string) => Running & { readonly signal: AbortSignal };
  readonly find: (streamId: string) => Running | undefined;
  readonly end: (streamId: string) => void;
};

/** Keeps track of replies in the making, so that they can be followed and stopped. */
export function createRunningReplies(): RunningReplies {
  const replies = new Map<string, Running>();
  return {
    begin: (streamId) => {
      const controller = new AbortController();
      const running = { text: '', stop: () => controller.abort(), signal: controller.signal };
      replies.set(streamId, running);
      return running;
    },
    find: (streamId) => replies.get(streamId),
    end: (streamId) => {
      replies.delete(streamId);
    },
  };
}
