/** Sends events as they come (WHATWG server-sent events): the kind as event name, the rest as JSON. */
export function eventStream(events: AsyncIterable<{ readonly kind: string }>): Response {
  const iterator = events[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const next = await iterator.next();
        if (next.done === true) controller.close();
        else controller.enqueue(encoder.encode(format(next.value)));
      } catch {
        controller.enqueue(encoder.encode(format({ kind: 'error' })));
        controller.close();
      }
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

function format({ kind, ...data }: { readonly kind: string }): string {
  return `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
