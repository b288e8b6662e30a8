// How each kind of thing that a reader does is brought to the service, so that a second try does not do it twice.
import { BitMask } from './bits.js';
import { draw } from './drawn.js';

/** Tells whether the history of a segment is what it was. */
const print = ({ clicks, redoable, undoableChanges = 0, redoableChanges = 0 }) =>
  `${clicks.map(c => c.id)} ${redoable} ${undoableChanges} ${redoableChanges}`;

const gone = failure => {
  if (failure.status !== 404) {
    throw failure;
  }
  return null;
};

/**
 * The works of a session by the kind of their record. Each is called with its record and whether it may have reached the service
 * before: its answer was lost, or the page was loaded again.
 */
export function works(session) {
  const { api } = session;

  /** The segment of a record that was made before there was one; the choice is kept for the next try. */
  const numberOf = async (record, again) => {
    if (!record.number) {
      const { number } = session.active ?? (await add(record, again));
      await session.outbox.note(record, { number });
    }
    return record.number;
  };

  const add = async (record, again) => {
    const views = again && record.highest !== undefined ? await api.segments(session.id) : [];
    const made = views.find(v => v.number > record.highest && v.structure === record.structure);
    if (record.highest === undefined) {
      await session.outbox.note(record, { highest: session.highest });
    }
    return session.take(made ?? (await api.addSegment(session.id, record.structure)));
  };

  /**
   * A change of a segment's history that is made once: it goes only if the history is as it was before the first try.
   * Its result is whether anything changed.
   *
   * @param late does what is left to do when the history is another one, or nothing
   * @param whole whether it is a step of its own for undo
   */
  const once =
    (call, { late = () => null, whole = false } = {}) =>
    async record => {
      const number = record.number ?? session.active?.number;
      const list = await api.clicks(session.id, number);
      if (record.before === undefined) {
        await session.outbox.note(record, { number, before: print(list), last: list.clicks.at(-1)?.id });
      }
      const first = print(list) === record.before;
      const answer = await (first ? call(record, list) : late(record, list));
      const segment = session.segment(number);
      answer && session.took(segment, answer);
      const now = await api.clicks(session.id, number);
      const done = (answer && !whole) || print(now) !== record.before;
      if (answer) {
        session.list(segment, now);
        whole && done && segment.changes.add(segment.change);
      } else {
        await session.refresh(segment);
      }
      return Boolean(done);
    };

  const put = async (record, mask) => {
    const segment = session.segment(record.number);
    const box = mask.boundingBox();
    const answer = await api.putMask(session.id, record.number, box, box ? mask.pack(box) : new Uint8Array());
    record.stroke && segment.drawn.remove(record.stroke);
    session.took(segment, answer);
    segment.changes.add(segment.change);
    session.list(segment, await api.clicks(session.id, record.number));
    return true;
  };

  return {
    add,

    async click(record, again) {
      const number = await numberOf(record, again);
      const answer = await api.click(session.id, number, record.body, record.key);
      const segment = session.segment(number);
      if (record.resumed) {
        await session.refresh(segment); // the answer may be older than the mask
      } else {
        session.took(segment, answer);
        const { lps, positive, slice } = record;
        segment.clicked({ lps, positive, slice });
      }
      return segment;
    },

    // the last click of the first try is the one that is meant, whatever came after it
    undo: once(({ number }) => api.undo(session.id, number), {
      late: ({ number, last }, { clicks }) => clicks.some(c => c.id === last) && api.removeClick(session.id, number, last),
    }),
    redo: once(({ number }) => api.redo(session.id, number)),
    clear: once(({ number }) => api.putMask(session.id, number, null, new Uint8Array()), { whole: true }),
    edit: once(({ number, operation }) => api.edit(session.id, number, operation), { whole: true }),
    remove: once(({ number, place }, { clicks }) => api.removeClick(session.id, number, clicks[place]?.id ?? 0)),

    async stroke(record, again) {
      const segment = session.segment(record.number);
      if (!segment) {
        throw Object.assign(new Error(`There is no segment ${record.number} to draw in any more`), { status: 404 });
      }
      if (again) {
        await session.refresh(segment); // another window may have changed it
      }
      session.paint(segment.peek(false));
      const mask = new BitMask(session.geometry.size);
      mask.bits.set(segment.mask.bits);
      draw(mask, record.stroke);
      return put(record, mask);
    },

    async mask(record) {
      const mask = new BitMask(session.geometry.size);
      record.box && mask.put(record.box, record.bits);
      return put(record, mask);
    },

    /** Clicks anew and takes the old one back: the new one first, so that nothing is lost when it is refused. */
    async move(record, again) {
      const { number, place, body, key } = record;
      const segment = session.segment(number);
      if (record.old === undefined) {
        const { clicks } = await api.clicks(session.id, number);
        await session.outbox.note(record, { old: clicks[place]?.id ?? null });
      }
      if (record.old === null) {
        return false;
      }
      return session.together(async () => {
        session.took(segment, await api.click(session.id, number, body, key));
        const answer = await api.removeClick(session.id, number, record.old).catch(gone);
        if (answer && !again) {
          session.took(segment, answer);
          session.list(segment, await api.clicks(session.id, number));
        } else {
          await session.refresh(segment);
        }
        return true;
      });
    },

    async change({ number, change }) {
      session.update(session.segment(number), await api.changeSegment(session.id, number, change));
      session.fire('segments');
    },

    async delete({ number }) {
      await api.deleteSegment(session.id, number).catch(gone);
      await session.segmentsAgain();
    },

    async restore({ number }) {
      await api.restoreSegment(session.id, number);
      await session.segmentsAgain();
      session.activate(number);
    },

    save({ name, key }) {
      session.savedContent = session.content;
      return api.save(session.id, name, key);
    },
  };
}
