// How each kind of thing that a reader does is brought to the service: once, and to the segment that the reader has seen.
import { BitMask } from './bits.js';
import { draw } from './drawn.js';
import { segmentChanges } from './segment-changes.js';

const gone = failure => {
  if (failure.status !== 404) {
    throw failure;
  }
  return null;
};

/** After a reload a stroke lies on what the mask is now, and the key of a try before it is one of another mask. */
const doneBefore = record => failure => {
  if (!record.resumed || failure.code !== 'idempotency.key_reused') {
    throw failure;
  }
  return null;
};

/**
 * The works of a session by the kind of their record. A record is on what terms its change is made: a key, so that the service makes
 * it once though its answer is lost or the page is loaded again, and the revision of the segment that the reader has seen.
 */
export function works(session) {
  const { api } = session;
  const { segmentOf, change, took, whole } = segmentChanges(session);

  /** By the key of a move the number of the click that it made. */
  const made = new Map();

  /**
   * The number of a click; one that a move made is known by the move. For a move of an earlier page its answer is requested again, at
   * a revision that never is: nothing happens where the service has forgotten it.
   */
  const idOf = async (number, { id, move, body }) =>
    id ?? made.get(move) ?? (await api.click(session.id, number, body, { key: move, revision: -1 })).click;

  /** Sends a part of a record that has several, unless it is done already. */
  const part = async (record, name, due, send, follow) => {
    const answer = await change(
      record,
      number => (due(segmentOf(record).history) ? send(number, { key: `${record.key}.${name}`, revision: record.revision }) : null),
      () => true,
    );
    if (answer) {
      await took(record, answer, ({ history }) => follow(history));
      await session.outbox.note(record, { revision: answer.revision });
    }
  };

  const add = async ({ structure, key }) => session.take(await api.addSegment(session.id, structure, { key }));

  /** The segment of a record that was made before there was one; the choice is kept for the next try. */
  const numberOf = async record => {
    if (!record.number) {
      const { number } = session.active ?? (await add({ structure: record.structure, key: `${record.key}.segment` }));
      await session.outbox.note(record, { number });
    }
  };

  const clicked =
    ({ lps, positive, slice = false }, { click }) =>
    ({ history, changes, change }) => {
      changes.add(change);
      return history.add({ id: click, lps, positive, slice });
    };

  const put = (record, mask) => {
    const box = mask.boundingBox();
    return number => api.putMask(session.id, number, box, box ? mask.pack(box) : new Uint8Array(), record);
  };

  return {
    add,

    async click(record) {
      await numberOf(record);
      const answer = await change(
        record,
        number => api.click(session.id, number, record.body, record),
        () => true,
      );
      return took(record, answer, clicked(record, answer));
    },

    /** The clicks that it stands for are made by the service, and read from it. */
    async prompt(record) {
      await numberOf(record);
      const answer = await change(
        record,
        number => api.prompt(session.id, number, record.body, record),
        () => true,
      );
      return took(record, answer, ({ changes, change }) => (changes.add(change), false));
    },

    /** Takes back what was the last then: where another window came first, that click, if it counts still. */
    async undo(record) {
      const answer = await change(
        record,
        number => (record.late ? api.removeClick(session.id, number, record.last, record) : api.undo(session.id, number, record)),
        ({ history }) => history.has(record.last),
      );
      await took(record, answer, ({ history }) => (record.late ? history.remove(record.last) : history.undo()));
      return true;
    },

    async redo(record) {
      const answer = await change(record, number => api.redo(session.id, number, record));
      await took(record, answer, ({ history }) => history.redo());
      return true;
    },

    async remove(record) {
      const { click } = record;
      const answer = await change(
        record,
        number => api.removeClick(session.id, number, click, record),
        ({ history }) => history.has(click),
      );
      await took(record, answer, ({ history }) => history.remove(click));
      return true;
    },

    clear: async record => whole(record, await change(record, put(record, new BitMask(session.geometry.size)))),

    edit: async record =>
      whole(record, await change(record, number => api.edit(session.id, number, record.operation, record, record.figures))),

    async mask(record) {
      const mask = new BitMask(session.geometry.size);
      record.box && mask.put(record.box, record.bits);
      return whole(record, await change(record, put(record, mask)));
    },

    async stroke(record) {
      const segment = segmentOf(record);
      session.paint(segment.peek(false));
      const drawn = number => {
        const mask = new BitMask(session.geometry.size);
        mask.bits.set(segment.mask.bits);
        draw(mask, record.stroke);
        return put(record, mask)(number);
      };
      const answer = await change(record, drawn, () => true).catch(doneBefore(record));
      segment.drawn.remove(record.stroke);
      return answer ? whole(record, answer) : session.refresh(segment).then(() => true);
    },

    /** Clicks anew and takes the old one back: the new one first, so that nothing is lost when it is refused. */
    async move(record) {
      const { click: old, body, key } = record;
      return session.together(async () => {
        if (record.made === undefined) {
          const answer = await change(
            record,
            number => api.click(session.id, number, body, record),
            ({ history }) => history.has(old),
          );
          await took(record, answer, clicked(record, answer));
          await session.outbox.note(record, { made: answer.click, revision: answer.revision });
        }
        made.set(key, record.made);
        await part(
          record,
          'old',
          history => history.has(old),
          (number, on) => api.removeClick(session.id, number, old, on),
          history => history.remove(old),
        );
        segmentOf(record).changes.forget(); // both are one step, which undo does not foresee
        return true;
      });
    },

    /** Brings a click back and takes another away, by their numbers: a move or a removal is undone, or done again. */
    async swap(record) {
      const { number, back, away } = record;
      return session.together(async () => {
        if (back) {
          const id = await idOf(number, back);
          await part(
            record,
            'back',
            history => !history.has(id),
            (n, on) => api.restoreClick(session.id, n, id, on),
            history => history.restore({ ...back, id }),
          );
        }
        if (away) {
          const id = await idOf(number, away);
          await part(
            record,
            'away',
            history => history.has(id),
            (n, on) => api.removeClick(session.id, n, id, on, false),
            history => history.remove(id, false),
          );
        }
        return true;
      });
    },

    async change(record) {
      const send = number => api.changeSegment(session.id, number, record.change, record);
      session.update(segmentOf(record), await change(record, send, () => true));
      session.fire('segments');
    },

    async delete(record) {
      await change(record, number => api.deleteSegment(session.id, number, record)).catch(gone);
      await session.segmentsAgain();
    },

    async restore({ number, key }) {
      await api.restoreSegment(session.id, number, { key });
      await session.segmentsAgain();
      session.activate(number);
    },

    save({ name, key }) {
      session.savedContent = session.content;
      return api.save(session.id, name, { key });
    },
  };
}
