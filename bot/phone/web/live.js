/** The stream of server-sent events, opened again whenever it breaks. */

const LONGEST_PAUSE = 8000;

/**
 * Listens until the page closes. `onEvent` gets each event; `onLost` is told when the stream
 * breaks; `onBack` when it stands again, so that what was missed can be fetched. The promise that
 * comes back is kept as soon as the stream stands for the first time.
 */
export function listen({ onEvent, onLost, onBack }) {
  let pause = 500;
  let broken = false;
  let onFirst = null;

  function connect() {
    const stream = new EventSource("/phone/events");
    stream.onopen = () => {
      pause = 500;
      if (broken) onBack();
      broken = false;
      onFirst();
    };
    stream.onmessage = ({ data }) => onEvent(JSON.parse(data));
    stream.onerror = () => {
      stream.close();
      if (!broken) onLost();
      broken = true;
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
  }
  return new Promise((resolve) => {
    onFirst = resolve;
    connect();
  });
}
