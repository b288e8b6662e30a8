// A change of a segment, made as the reader has seen it: sent on its terms, read again where another window came first, taken over.

/** So often another window may come first. */
const MOST_TRIES = 5;

const refusal = (status, code, message) => Object.assign(new Error(message), { status, code });

const elsewhere = () =>
  refusal(412, 'segment.changed', 'Another window has changed this segment meanwhile. Nothing was done; look at it and try again.');

/** What a record notes of a segment that the reader has seen. */
export const seen = ({ number, revision, clicks }) => ({ number, revision, last: clicks.at(-1)?.id });

/** What changes of a session's segments have in common. */
export function segmentChanges(session) {
  const { api } = session;

  const segmentOf = ({ number }) => {
    const segment = session.segment(number ?? session.active?.number);
    if (!segment) {
      throw refusal(404, 'segment.not_found', `There is no segment ${number ?? ''} any more`);
    }
    return segment;
  };

  /**
   * Has a segment changed as the reader has seen it. Where another window came first it is read again, and the change is sent once
   * more if it is still meant.
   *
   * @param call sends it, of the number of the segment
   * @param {(segment: import('./segment.js').Segment) => boolean} [meant] whether it still makes sense in the segment as it is now
   */
  const change = async (record, call, meant = () => false) => {
    const segment = segmentOf(record);
    const { number } = segment;
    if (record.revision === undefined) {
      await session.outbox.note(record, seen(segment));
    }
    for (let tries = 1; ; tries++) {
      try {
        return await call(number);
      } catch (failure) {
        if (failure.code !== 'segment.changed') {
          throw failure;
        }
        await session.refresh(segment);
        if (tries === MOST_TRIES || !meant(segment)) {
          throw elsewhere();
        }
        await session.outbox.note(record, { revision: segment.revision, late: true });
      }
    }
  };

  /** Takes over an answer; one that an earlier page requested may be older than what this page has read. */
  const took = async (record, answer, follow) => {
    const segment = segmentOf(record);
    if (record.resumed && answer.revision <= segment.revision) {
      await session.refresh(segment);
    } else {
      session.took(segment, answer);
      answer.changed === null && session.unchanged(segment, record);
      if (follow(segment)) {
        session.fire('clicks');
      } else {
        session.list(segment, await api.clicks(session.id, segment.number));
      }
    }
    return segment;
  };

  /** A change of the whole mask is a step of its own for undo; its result is whether anything changed. */
  const whole = async (record, answer) => {
    const changed = answer.revision !== record.revision;
    await took(record, answer, ({ history, changes, change }) => {
      changed && changes.add(change);
      return !changed || history.whole();
    });
    return changed;
  };

  return { segmentOf, change, took, whole };
}
